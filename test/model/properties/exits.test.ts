import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { equalSettings } from '../../../menus/settings/settings.ts';
import { en } from '../../../menus/words/en.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { handMoves, make, runs, switchedOn } from './moves.ts';

let bench: Bench | null = null;

afterEach(() => {
  bench?.kill();
  bench = null;
});

/** The longest way out: a text field, its wizard, the network menu, the menu; and the question whether to discard. */
const PRESSES = 12;

/** EXIT; where it is asked whether to discard what was entered, that means NO, and only YES leaves. */
async function leave(at: Bench): Promise<void> {
  const isAsked = at.frame().rows.join('').includes(en.glass.questions.discard);
  if (isAsked) await at.press('DOWN');
  await at.press(isAsked ? 'ENTER' : 'EXIT');
}

describe('EXIT again and again', () => {
  it.each(['cfa635', 'cfa633'] as const)(
    'leads from anywhere to the status page, nothing changed, on a %s',
    async (model) => {
      await fc.assert(
        fc.asyncProperty(handMoves, async (moves) => {
          bench?.kill();
          bench = await createBench({ panel: model });
          for (const move of moves) {
            await make(bench, move);
          }
          await switchedOn(bench);
          // A change that runs is not left but ends by itself: EXIT undoes it, silence too.
          await bench.waitUntil(() => bench?.appliance().transaction.phase !== 'applying', 120_000);
          const before = bench.appliance().wanted;
          for (let presses = 0; presses < PRESSES; presses++) {
            await leave(bench);
            await bench.waitUntil(() => bench?.appliance().transaction.phase === 'none', 60_000);
          }
          expect(bench.daemon?.sessions()[0]?.view().screen.kind).toBe('status');
          expect(equalSettings(bench.appliance().wanted, before)).toBe(true);
        }),
        runs(40),
      );
    },
  );

  it('on four keys too, where ENTER steps from digit to digit', async () => {
    const key = fc.oneof(
      { weight: 6, arbitrary: fc.constant('ENTER' as const) },
      { weight: 4, arbitrary: fc.constantFrom('UP', 'DOWN', 'EXIT') },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 30 }), async (keys) => {
        bench?.kill();
        bench = await createBench({ panel: 'ezio' });
        for (const each of keys) {
          await bench.press(each);
        }
        await bench.wait(15_000);
        for (let presses = 0; presses < PRESSES; presses++) {
          await leave(bench);
          await bench.wait(6000);
        }
        expect(bench.panel().rows[0]?.trimEnd()).toBe('scanner-1');
      }),
      runs(10),
    );
  });
});
