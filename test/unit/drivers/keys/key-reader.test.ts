import { describe, expect, it } from 'vitest';
import { LONGEST_HOLD_ms } from '../../../../drivers/keys/held-keys.ts';
import { createKeyReader, type KeyReaderOptions } from '../../../../drivers/keys/key-reader.ts';
import type { TimerId } from '../../../../menus/clock.ts';
import type { KeyEdge, KeyEvent, PanelKey } from '../../../../menus/keys.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

function readerOf(options: Partial<KeyReaderOptions> = {}) {
  const clock = new SimulatedClock(0);
  const events: string[] = [];
  const reader = createKeyReader({
    clock,
    debounce_ms: 0,
    onKey: (event) => {
      const repeat = 'repeat' in event ? ' repeat' : '';
      events.push(`${clock.now()} ${event.type}${repeat}`);
    },
    ...options,
  });
  const edge = (key: PanelKey, kind: KeyEdge['edge']) => reader.edge({ key, edge: kind, at_ms: clock.now() });
  return {
    clock,
    reader,
    press: (key: PanelKey) => edge(key, 'press'),
    release: (key: PanelKey) => edge(key, 'release'),
    /** What was heard since the last call. */
    heard: () => events.splice(0),
  };
}

describe('a key', () => {
  it.each(['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER', 'EXIT'] as const)(
    '%s is heard when it goes down, once',
    (key) => {
      const { clock, press, release, heard } = readerOf();
      press(key);
      expect(heard()).toEqual([`0 KEY.${key}`]);
      clock.advance(80);
      release(key);
      clock.advance(10_000);
      expect(heard()).toEqual([]);
      expect(clock.pendingCount).toBe(0);
    },
  );

  it('released without having been pressed is not heard', () => {
    const { clock, release, heard } = readerOf();
    release('UP');
    clock.advance(5000);
    expect(heard()).toEqual([]);
  });

  it('pressed again without a release in between is heard again', () => {
    const { clock, press, heard } = readerOf();
    press('ENTER');
    clock.advance(100);
    press('ENTER');
    expect(heard()).toHaveLength(1);
  });
});

/** A clock of a program that can stall: timers that are due meanwhile run at the end of it, before anything else. */
function stallingClock() {
  const clock = new SimulatedClock(0);
  const late: (() => void)[] = [];
  let isStalled = false;
  const setTimeout = (run: () => void, delay_ms: number) =>
    clock.setTimeout(() => {
      if (isStalled) late.push(run);
      else run();
    }, delay_ms);
  return {
    now: () => clock.now(),
    wallTime: () => clock.wallTime(),
    setTimeout,
    clearTimeout: (timer: TimerId) => clock.clearTimeout(timer),
    advance: (ms: number) => clock.advance(ms),
    stall(ms: number) {
      isStalled = true;
      clock.advance(ms);
      isStalled = false;
      for (const run of late.splice(0)) run();
    },
  };
}

describe('a program that stalls', () => {
  const stallingReader = () => {
    const clock = stallingClock();
    const heard: string[] = [];
    const onKey = (event: KeyEvent) =>
      heard.push(`${clock.now()} ${event.type}${'repeat' in event ? ' repeat' : ''}`);
    const reader = createKeyReader({ clock, debounce_ms: 0, onKey });
    const edge = (kind: KeyEdge['edge']) => reader.edge({ key: 'RIGHT', edge: kind, at_ms: clock.now() });
    return { clock, heard, edge };
  };

  it.each([475, 505, 600, 5000])(
    'for %i ms between reading a press and its release once repeated a key that was only tapped',
    (stall_ms) => {
      const { clock, heard, edge } = stallingReader();
      edge('press');
      clock.stall(stall_ms);
      clock.advance(5);
      edge('release');
      clock.advance(5000);
      expect(heard).toEqual(['0 KEY.RIGHT']);
    },
  );

  it('again and again does not repeat it either', () => {
    const { clock, heard, edge } = stallingReader();
    edge('press');
    for (let times = 0; times < 5; times++) clock.stall(600);
    edge('release');
    clock.advance(5000);
    expect(heard).toEqual(['0 KEY.RIGHT']);
  });

  it('goes on repeating a key that is still held, a moment later', () => {
    const { clock, heard, edge } = stallingReader();
    edge('press');
    clock.stall(600);
    clock.advance(130);
    expect(heard).toEqual(['0 KEY.RIGHT', '630 KEY.RIGHT repeat', '730 KEY.RIGHT repeat']);
  });
});

describe('a held key', () => {
  it.each(['UP', 'DOWN', 'LEFT', 'RIGHT'] as const)('%s repeats after 500 ms, 10 times a second', (key) => {
    const { clock, press, heard } = readerOf();
    press(key);
    clock.advance(499);
    expect(heard()).toEqual([`0 KEY.${key}`]);
    clock.advance(1);
    expect(heard()).toEqual([`500 KEY.${key} repeat`]);
    clock.advance(1000);
    expect(heard()).toHaveLength(10);
  });

  it('repeats 20 times a second after 2 s', () => {
    const { clock, press, heard } = readerOf();
    press('UP');
    clock.advance(2000);
    heard();
    clock.advance(1000);
    expect(heard()).toHaveLength(20);
  });

  it.each(['ENTER', 'EXIT'] as const)('%s never repeats: holding never accepts or leaves', (key) => {
    const { clock, press, heard } = readerOf();
    press(key);
    clock.advance(60_000);
    expect(heard()).toEqual([`0 KEY.${key}`]);
  });

  it('stops when it is released', () => {
    const { clock, press, release, heard } = readerOf();
    press('UP');
    clock.advance(650);
    release('UP');
    heard();
    clock.advance(5000);
    expect(heard()).toEqual([]);
  });

  it('whose release was lost stops when another key is pressed, and that one repeats', () => {
    const { clock, press, release, heard } = readerOf();
    press('UP');
    clock.advance(600);
    press('DOWN');
    heard();
    clock.advance(500);
    release('UP');
    expect(heard()).toEqual(['1100 KEY.DOWN repeat']);
    clock.advance(100);
    expect(heard()).toEqual(['1200 KEY.DOWN repeat']);
  });

  it('whose release was lost stops when the panel is lost', () => {
    const { clock, reader, press, heard } = readerOf();
    press('UP');
    clock.advance(600);
    reader.reset();
    heard();
    clock.advance(5000);
    expect(heard()).toEqual([]);
    expect(clock.pendingCount).toBe(0);
    press('UP');
    expect(heard()).toEqual(['5600 KEY.UP']);
  });

  it('whose release was lost stops after the longest hold', () => {
    const { clock, press, heard } = readerOf();
    press('UP');
    clock.advance(LONGEST_HOLD_ms);
    heard();
    clock.advance(60_000);
    expect(heard()).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });

  it('does not catch up in a burst when the program was held up', () => {
    const clock = new SimulatedClock(0);
    let late_ms = 0;
    let heard = 0;
    const reader = createKeyReader({
      clock: {
        now: () => clock.now() + late_ms,
        wallTime: () => clock.wallTime(),
        setTimeout: (run, delay_ms) => clock.setTimeout(run, delay_ms),
        clearTimeout: (timer) => clock.clearTimeout(timer),
      },
      debounce_ms: 0,
      onKey: () => {
        heard += 1;
      },
    });
    reader.edge({ key: 'UP', edge: 'press', at_ms: 0 });
    late_ms = 900;
    clock.advance(500);
    expect(heard).toBe(2);
    clock.advance(99);
    expect(heard).toBe(2);
    clock.advance(1);
    expect(heard).toBe(3);
  });
});

describe('a long press', () => {
  const repeat = { longPress: new Map<PanelKey, PanelKey>([['ENTER', 'EXIT']]) };

  it('means another key, where the panel has few', () => {
    const { clock, press, release, heard } = readerOf({ repeat });
    press('ENTER');
    clock.advance(5000);
    release('ENTER');
    expect(heard()).toEqual(['800 KEY.EXIT']);
  });

  it('that was short means the key itself, on its release', () => {
    const { clock, press, release, heard } = readerOf({ repeat });
    press('ENTER');
    clock.advance(799);
    expect(heard()).toEqual([]);
    release('ENTER');
    clock.advance(5000);
    expect(heard()).toEqual(['799 KEY.ENTER']);
  });

  it('leaves the other keys alone', () => {
    const { press, heard } = readerOf({ repeat });
    press('UP');
    expect(heard()).toEqual(['0 KEY.UP']);
  });
});

describe('a bouncing key', () => {
  it('is heard once', () => {
    const { clock, press, release, heard } = readerOf({ debounce_ms: 20 });
    for (let bounce = 0; bounce < 4; bounce++) {
      press('UP');
      clock.advance(2);
      release('UP');
      clock.advance(2);
    }
    press('UP');
    clock.advance(400);
    release('UP');
    clock.advance(5000);
    expect(heard()).toEqual(['36 KEY.UP']);
  });

  it('that came up while bouncing is none', () => {
    const { clock, press, release, heard } = readerOf({ debounce_ms: 20 });
    press('UP');
    clock.advance(5);
    release('UP');
    clock.advance(5000);
    expect(heard()).toEqual([]);
  });

  it('that comes up for less than a bounce stays down', () => {
    const { clock, press, release, heard } = readerOf({ debounce_ms: 20 });
    press('UP');
    clock.advance(100);
    release('UP');
    clock.advance(5);
    press('UP');
    clock.advance(600);
    expect(heard()).toEqual(['20 KEY.UP', '520 KEY.UP repeat', '620 KEY.UP repeat']);
  });
});
