import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { targetOf } from '../../../firmware/network/target.ts';
import { GEOMETRY_20X4, WHOLE_REPERTOIRE } from '../../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../../menus/keys.ts';
import type { Screen } from '../../../menus/view.ts';
import { en } from '../../../menus/words/en.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { runs } from './moves.ts';

let bench: Bench | null = null;

afterEach(() => {
  bench?.kill();
  bench = null;
});

/** To APPLY of a change, by the shortest way: IPv6 has no fields. */
const TO_IPV6: readonly PanelKey[] = ['ENTER', 'ENTER', 'DOWN', 'DOWN', 'DOWN', 'ENTER'];

/** The panel's words and the console's. */
const REGISTERS = [en.glass, en.console];

const isRefusal = ([headline]: readonly string[]): boolean =>
  REGISTERS.some(({ headlines }) => headlines.notChanged === headline);

/** CONTRAST and BRIGHTNESS are drawn like progress, and are none. */
const isOfChange = (screen: Screen): boolean =>
  screen.kind === 'countdown' ||
  (screen.kind === 'progress' &&
    REGISTERS.some(({ phases }) => Object.values(phases).includes(screen.title)));

describe('two operators at once', () => {
  it('have one change between them: the second is told so, and nothing of it happens', async () => {
    const turn = fc.record({
      who: fc.constantFrom('panel', 'console'),
      key: fc.constantFrom<PanelKey>('ENTER', 'ENTER', 'ENTER', 'DOWN', 'EXIT'),
      pause_ms: fc.constantFrom(0, 100, 2000, 15_000),
    });
    const seen = { running: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 20 }), async (turns) => {
        bench?.kill();
        bench = await createBench();
        const console = bench.daemon?.openSession({
          name: 'console',
          keys: new Set(PANEL_KEYS),
          geometry: GEOMETRY_20X4,
          repertoire: WHOLE_REPERTOIRE,
        });
        const press = async (who: string, key: PanelKey): Promise<void> => {
          if (who === 'panel') await bench?.press(key);
          else console?.press({ type: `KEY.${key}` });
          await bench?.wait(0);
        };
        for (const key of TO_IPV6) {
          await press('panel', key);
          await press('console', key);
        }
        for (const { who, key, pause_ms } of turns) {
          await press(who, key);
          await bench.wait(pause_ms);
          const screens = bench.daemon?.sessions().map((session) => session.view().screen) ?? [];
          const inChange = screens.filter(isOfChange);
          expect(inChange.length).toBeLessThanOrEqual(1);
          seen.running += inChange.length;
          seen.refused += screens.filter(
            (screen) => screen.kind === 'message' && isRefusal(screen.lines),
          ).length;
          if (bench.world.undoArmed) expect(bench.appliance().transaction.phase).not.toBe('none');
        }
        await bench.wait(600_000);
        expect(bench.appliance().transaction.phase).toBe('none');
        expect(bench.world.compare(targetOf(bench.appliance().wanted))).toEqual([]);
      }),
      runs(25),
    );
    expect(seen.running).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
  });
});
