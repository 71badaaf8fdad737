import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { targetOf } from '../../../firmware/network/target.ts';
import type { PanelKey } from '../../../menus/keys.ts';
import { en } from '../../../menus/words/en.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { runs } from './moves.ts';

let bench: Bench | null = null;

afterEach(() => {
  bench?.kill();
  bench = null;
});

/** From the status page to APPLY of a static LAN, the address typed at a console. */
async function toApply(bench: Bench): Promise<void> {
  for (let count = 0; count < 3; count++) await bench.press('ENTER');
  await bench.press('DOWN');
  await bench.type('192.168.1.10');
  await bench.press('ENTER');
}

const KEPT = 'LAN STATIC';
const OLD = 'LAN DHCP';
const UNDONE = 'CHANGE UNDONE';

/** What the status page says after a start, notices first: each is read by pressing a key. */
async function told(bench: Bench): Promise<{ readonly notices: readonly string[]; readonly home: string }> {
  const notices: string[] = [];
  for (let page = 0; page < 5; page++) {
    const rows = bench.frame().rows.map((row) => row.trim());
    if (!rows.includes(en.glass.hints.dismiss)) return { notices, home: rows.join('\n') };
    notices.push(rows.slice(0, 2).join(' '));
    await bench.press('EXIT');
  }
  throw new Error('notices without end');
}

describe('through the whole firmware, at a random moment of a change', () => {
  const moment = fc.record({
    how: fc.constantFrom('kill', 'power cut'),
    /** Most moments until ENTER is offered, in which things happen, some in the countdown and after the answer. */
    at_ms: fc.oneof({ weight: 3, arbitrary: fc.nat(2400) }, { weight: 1, arbitrary: fc.nat(130_000) }),
    /** What was pressed when the question came up, if it did, and how long before the end. */
    answer: fc.constantFrom<PanelKey | null>('ENTER', 'EXIT', null),
    after_ms: fc.oneof({ weight: 4, arbitrary: fc.nat(120) }, { weight: 1, arbitrary: fc.nat(3000) }),
    away_ms: fc.constantFrom(0, 1000, 400_000),
  });

  it('the appliance comes back on the old settings or on kept ones, and says which', async () => {
    const seen = { undone: 0, kept: 0, untouched: 0 };
    await fc.assert(
      fc.asyncProperty(moment, async ({ how, at_ms, answer, after_ms, away_ms }) => {
        bench?.kill();
        bench = await createBench();
        await toApply(bench);
        bench.keyDown('ENTER');
        await bench.wait(at_ms);
        bench.keyUp('ENTER');
        let answered: PanelKey | null = null;
        if (answer !== null && bench.frame().rows.join().includes('KEEP')) {
          answered = answer;
          bench.keyDown(answer);
          await bench.wait(after_ms);
        }
        const wasOpen = bench.disk.files.read('journal.json') !== null;
        if (how === 'kill') bench.kill();
        else bench.cutPower();
        await bench.wait(away_ms);
        if (answered !== null) bench.keyUp(answered);
        await bench.powerOn();
        await bench.wait(15_000);

        const { notices, home } = await told(bench);
        const isKept = home.includes(KEPT);
        expect(isKept || home.includes(OLD), home).toBe(true);
        expect(isKept && answered !== 'ENTER').toBe(false);
        // Who kept must not be told that it was undone, and who did not must be told, if anything was under way.
        expect(notices.some((notice) => notice.startsWith(UNDONE))).toBe(wasOpen && !isKept);
        if (!isKept && wasOpen) {
          expect(notices.join()).toContain(how === 'kill' ? 'AFTER A RESTART' : 'POWER WAS LOST');
        }
        expect(bench.world.compare(targetOf(bench.appliance().wanted))).toEqual([]);
        // Nor does a timer that was forgotten bring anything back later.
        await bench.wait(300_000);
        expect(
          bench
            .frame()
            .rows.map((row) => row.trim())
            .join('\n'),
        ).toBe(home);
        expect(bench.disk.files.read('journal.json')).toBeNull();
        seen[isKept ? 'kept' : wasOpen ? 'undone' : 'untouched'] += 1;
      }),
      runs(200),
    );
    expect(seen.undone).toBeGreaterThan(20);
    expect(seen.kept).toBeGreaterThan(2);
  });
});
