import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Connect } from '../../../drivers/transport.ts';
import { PANEL_FAMILIES } from '../../../firmware/panels/families.ts';
import type { PanelKey } from '../../../menus/keys.ts';
import { en } from '../../../menus/words/en.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { type LossyLine, lossyLine } from '../../support/lossy-line.ts';
import { Stall } from '../../support/stall.ts';
import { runs, switchedOn } from './moves.ts';

/** What an operator must have read before an act that cannot be taken back. */
const QUESTIONS = {
  reboot: [en.glass.questions.reboot, 'YES'],
  shutdown: [en.glass.questions.shutdown, 'YES'],
  keep: ['KEEP'],
} as const satisfies Record<string, readonly string[]>;
type Act = keyof typeof QUESTIONS;

/** Keys that come one after the other, as hands press them that do not look; the process may stand still meanwhile. */
interface Burst {
  readonly keys: readonly PanelKey[];
  readonly gaps_ms: readonly number[];
  readonly stall_ms: number;
  readonly first: 'line' | 'timers';
  readonly pause_ms: number;
  /** One byte of so many is lost; 0: none. */
  readonly loses: number;
}

const ENTER = 'ENTER' as const;
const DOWN = 'DOWN' as const;
const KEYS: readonly (readonly PanelKey[])[] = [
  [ENTER, DOWN, ENTER],
  [DOWN, ENTER],
  [ENTER, ENTER],
  [ENTER],
  [DOWN],
  ['UP'],
  [ENTER, DOWN, DOWN, ENTER],
  ['EXIT', ENTER, DOWN, ENTER],
];
/** To where something is at stake: SYSTEM REBOOT, SYSTEM SHUTDOWN, a change of IPv6, which has no fields. */
const WAYS: readonly (readonly PanelKey[])[] = [
  [ENTER, DOWN, DOWN],
  [ENTER, DOWN, DOWN, ENTER],
  [ENTER, DOWN, DOWN, DOWN],
  [ENTER, ENTER, DOWN, DOWN, DOWN, ENTER],
  [ENTER, ENTER, DOWN, DOWN, DOWN, ENTER, DOWN, ENTER],
];

const burst: fc.Arbitrary<Burst> = fc.record({
  keys: fc.constantFrom(...KEYS),
  gaps_ms: fc.array(fc.constantFrom(5, 10, 40, 90, 250, 1000, 2500), { minLength: 4, maxLength: 4 }),
  stall_ms: fc.constantFrom(0, 0, 0, 300, 1000, 3000, 15_000),
  first: fc.constantFrom('line', 'timers'),
  pause_ms: fc.constantFrom(0, 20, 60, 400, 1500, 4000, 20_000),
  loses: fc.constantFrom(0, 0, 7, 40),
});

let bench: Bench | null = null;

afterEach(() => {
  bench?.kill();
  bench = null;
});

/** A bench whose hands are watched: every ENTER is remembered with what the glass showed. */
async function watched(panel: string, isLossy: boolean) {
  const stall = new Stall();
  const acts: Act[] = [];
  let line: LossyLine | null = null;
  const made = await createBench({
    panel,
    process: {
      clock: (clock) => stall.clock(clock),
      line: (connect: Connect) => {
        line = lossyLine(connect);
        return stall.line(line.connect);
      },
    },
    onLogLine: (text) => {
      if (text.includes('msg="power action"')) acts.push(text.includes('reboot') ? 'reboot' : 'shutdown');
      if (text.includes('msg="change kept"')) acts.push('keep');
    },
  });
  /** The glass at each press of ENTER since the last act. */
  let glasses: string[] = [];
  const wrong: string[] = [];
  const judge = (): void => {
    for (const act of acts.splice(0)) {
      const wasSeen = glasses.some((glass) => QUESTIONS[act].every((text) => glass.includes(text)));
      if (!wasSeen) wrong.push(`${act} after ${JSON.stringify(glasses)}`);
      glasses = [];
    }
  };
  return {
    bench: made,
    wrong,
    done: { count: 0 },
    async press(key: PanelKey, held_ms: number): Promise<void> {
      if (key === ENTER) glasses.push(made.frame().rows.join(' ').replaceAll(/\s+/g, ' '));
      made.keyDown(key);
      await made.time.pass(held_ms);
      made.keyUp(key);
    },
    async play({ keys, gaps_ms, stall_ms, first, pause_ms, loses }: Burst, shortest_ms: number) {
      let passed = 0;
      if (line !== null) line.loses = loses > 0 && isLossy ? () => ++passed % loses === 0 : null;
      // Hands of the burst before have been judged; what they saw does not count for these.
      glasses = [];
      if (stall_ms > 0) stall.begin();
      const began_ms = made.time.clock.now();
      for (const [index, key] of keys.entries()) {
        await this.press(key, Math.max(shortest_ms, 5));
        await made.time.pass(gaps_ms[index] ?? 0);
      }
      if (stall_ms > 0) {
        await made.time.pass(Math.max(0, stall_ms - (made.time.clock.now() - began_ms)));
        stall.end(first);
      }
      await made.time.pass(pause_ms);
      if (acts.length > 0) this.done.count += acts.length;
      judge();
    },
  };
}

const PANELS = PANEL_FAMILIES.map(({ driver, promises }) => ({ driver, promises }));
let acted = 0;

describe('presses of hands that do not look', () => {
  it.each(PANELS)(
    'on a $driver answer no question that was not on the glass before: no reboot, no shutdown, no keep',
    async ({ driver, promises }) => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...WAYS), fc.array(burst, { maxLength: 8 }), async (way, bursts) => {
          bench?.kill();
          // Where nothing is acknowledged, a lost byte is on the line and not on the glass.
          const hands = await watched(driver, promises.isSerial && promises.isAcknowledged);
          bench = hands.bench;
          await bench.fault('account-ipv6', 'on');
          for (const key of way) await bench.press(key);
          for (const each of bursts) await hands.play(each, promises.shortestPress_ms);
          expect(hands.wrong).toEqual([]);
          acted += hands.done.count;
          await switchedOn(bench);
        }),
        runs(8),
      );
    },
  );

  afterAll(() => {
    // Hands that never reach anything would prove nothing.
    expect(acted).toBeGreaterThan(0);
  });
});
