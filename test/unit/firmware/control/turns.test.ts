import { beforeEach, describe, expect, it } from 'vitest';
import { Turns } from '../../../../firmware/control/turns.ts';

/** An event loop in simulated time: work takes as long as it says. */
class Loop {
  #now_ms = 0;
  readonly #immediate: (() => void)[] = [];
  readonly #timers: { due_ms: number; run: () => void }[] = [];
  now = () => this.#now_ms;
  immediate = (run: () => void) => void this.#immediate.push(run);
  timeout = (run: () => void, delay_ms: number) =>
    void this.#timers.push({ due_ms: this.#now_ms + delay_ms, run });
  spend(time_ms: number) {
    this.#now_ms += time_ms;
  }
  /** One turn; waits for the next timer when nothing else is due. @returns false when nothing is left */
  turn(): boolean {
    const run = this.#immediate.shift();
    if (run !== undefined) {
      run();
      return true;
    }
    const timer = this.#timers.shift();
    if (timer === undefined) return false;
    this.#now_ms = Math.max(this.#now_ms, timer.due_ms);
    timer.run();
    return true;
  }
}

let loop = new Loop();
let turns = new Turns(loop);
beforeEach(() => {
  loop = new Loop();
  turns = new Turns(loop);
});

describe('work for clients', () => {
  it('is done at once while nobody else has any', () => {
    let done = 0;
    turns.take(() => {
      done += 1;
    });
    expect(done).toBe(1);
  });

  it('is done one piece a turn, in order', () => {
    const done: number[] = [];
    for (let piece = 0; piece < 3; piece++) turns.take(() => done.push(piece));
    expect(done).toEqual([0]);
    loop.turn();
    expect(done).toEqual([0, 1]);
    loop.turn();
    expect(done).toEqual([0, 1, 2]);
  });

  it('leaves half of the time to the panel, however much there is', () => {
    let worked_ms = 0;
    for (let piece = 0; piece < 1000; piece++) {
      turns.take(() => {
        loop.spend(3);
        worked_ms += 3;
      });
    }
    while (loop.turn()) expect(worked_ms).toBeLessThanOrEqual(loop.now() / 2 + 8);
    expect(worked_ms).toBe(3000);
  });

  it('pauses no longer than 50 ms for one piece that took long', () => {
    turns.take(() => loop.spend(1000));
    let startedAt_ms = 0;
    turns.take(() => {
      startedAt_ms = loop.now();
    });
    while (loop.turn());
    expect(startedAt_ms).toBe(1050);
  });

  it('goes on after a piece that failed', () => {
    expect(() =>
      turns.take(() => {
        throw new Error('failed');
      }),
    ).toThrow('failed');
    let done = false;
    turns.take(() => {
      done = true;
    });
    loop.turn();
    expect(done).toBe(true);
  });
});
