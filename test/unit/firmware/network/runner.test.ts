import { describe, expect, it } from 'vitest';
import { type Claim, Runner } from '../../../../firmware/network/runner.ts';

type Kind = 'background' | 'question' | 'work';

function setUp() {
  const runner = new Runner<Kind>({
    background: { priority: 0, preemptible: true },
    question: { priority: 1, preemptible: true },
    work: { priority: 2, preemptible: false },
  });
  const began: string[] = [];
  /** A task that ends when it is told to. */
  const task = (name: string) => {
    let end: () => void = () => undefined;
    const claims: Claim[] = [];
    const run = (claim: Claim) => {
      began.push(name);
      claims.push(claim);
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    };
    return {
      run,
      end: () => end(),
      isPreempted: () => claims.at(-1)?.signal.aborted,
      claim: () => claims.at(-1),
    };
  };
  return { runner, began, task };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a runner', () => {
  it('begins nothing before it is open, then what waits, the highest priority first', async () => {
    const { runner, began, task } = setUp();
    const low = task('low');
    const high = task('high');
    runner.whenFree('background', low.run);
    runner.whenFree('question', high.run);
    expect(runner.blocker('work')).toBe('not-open');
    expect(began).toEqual([]);
    runner.open();
    expect(began).toEqual(['high']);
    high.end();
    await settle();
    expect(began).toEqual(['high', 'low']);
  });

  it('gives what the task resolves or rejects with', async () => {
    const { runner } = setUp();
    runner.open();
    expect(await runner.run('work', async () => 7)).toBe(7);
    await expect(runner.run('work', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(runner.blocker('work')).toBeNull();
  });

  it('refuses at once what may not preempt, and says by what', async () => {
    const { runner, task } = setUp();
    runner.open();
    void runner.run('work', task('first').run);
    for (const kind of ['background', 'question', 'work'] as const) {
      expect(runner.blocker(kind)).toBe('work');
      await expect(runner.run(kind, async () => 1)).rejects.toMatchObject({ code: 'cancelled' });
    }
  });

  it('preempts a task of lower or the same priority: its signal has fired when the other begins', async () => {
    const { runner, task } = setUp();
    runner.open();
    const [first, second] = [task('first'), task('second')];
    void runner.run('question', first.run);
    let wasPreempted: boolean | undefined;
    void runner.run('question', second.run);
    expect(first.isPreempted()).toBe(true);
    void runner.run('work', async () => {
      wasPreempted = second.isPreempted();
    });
    expect(wasPreempted).toBe(true);
  });

  it('is not given back by a preempted task that ends late', async () => {
    const { runner, task } = setUp();
    runner.open();
    const late = task('late');
    void runner.run('question', late.run);
    void runner.run('work', task('work').run);
    late.end();
    await settle();
    expect(runner.blocker('question')).toBe('work');
  });

  it('begins a preempted task that waits anew once it is free', async () => {
    const { runner, began, task } = setUp();
    runner.open();
    const [background, work] = [task('background'), task('work')];
    runner.whenFree('background', background.run);
    void runner.run('work', work.run);
    expect(background.isPreempted()).toBe(true);
    work.end();
    await settle();
    expect(began).toEqual(['background', 'work', 'background']);
    expect(background.isPreempted()).toBe(false);
  });

  it('keeps one task of a kind that waits, the last; a forgotten one does not begin', async () => {
    const { runner, began, task } = setUp();
    runner.whenFree('background', task('older').run);
    runner.whenFree('background', task('younger').run);
    runner.whenFree('question', task('forgotten').run);
    runner.forget('question');
    runner.open();
    expect(began).toEqual(['younger']);
  });

  it('asked for a kind that runs, runs it once more afterwards', async () => {
    const { runner, began, task } = setUp();
    runner.open();
    const first = task('first');
    runner.whenFree('background', first.run);
    runner.whenFree('background', task('second').run);
    expect(began).toEqual(['first']);
    first.end();
    await settle();
    expect(began).toEqual(['first', 'second']);
  });

  it('lets a task end that has passed the point of no return', async () => {
    const { runner, task } = setUp();
    runner.open();
    const background = task('background');
    runner.whenFree('background', background.run);
    background.claim()?.disablePreemption();
    expect(runner.blocker('work')).toBe('background');
    background.end();
    await settle();
    expect(runner.blocker('work')).toBeNull();
  });

  it('does not take a preempted task’s word that it may not be preempted', () => {
    const { runner, task } = setUp();
    runner.open();
    const background = task('background');
    runner.whenFree('background', background.run);
    void runner.run('question', task('question').run);
    background.claim()?.disablePreemption();
    expect(runner.blocker('question')).toBeNull();
  });

  it('closed, cancels what runs, waits for what cannot be preempted, and begins nothing more', async () => {
    const { runner, began, task } = setUp();
    runner.open();
    const work = task('work');
    void runner.run('work', work.run);
    runner.whenFree('background', task('background').run);
    let isClosed = false;
    void runner.close('the end').then(() => {
      isClosed = true;
    });
    await settle();
    expect(work.isPreempted()).toBe(true);
    expect(isClosed).toBe(false);
    work.end();
    await settle();
    expect(isClosed).toBe(true);
    runner.open();
    expect(runner.blocker('work')).toBe('closed');
    expect(began).toEqual(['work']);
  });

  it('closed, waits for no task that can be preempted', async () => {
    const { runner, task } = setUp();
    runner.open();
    const question = task('question');
    void runner.run('question', question.run);
    await runner.close('the end');
    expect(question.isPreempted()).toBe(true);
  });
});
