import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { targetOf } from '../../../firmware/network/target.ts';
import { frameOf, GEOMETRY_16X2, GEOMETRY_20X4 } from '../../../menus/frame.ts';
import { layoutPages } from '../../../menus/layout/layout.ts';
import { layoutLeaving } from '../../../menus/layout/messages.ts';
import { equalSettings, type Settings } from '../../../menus/settings/settings.ts';
import type { View } from '../../../menus/view.ts';
import { en } from '../../../menus/words/en.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { type Move, make, mendAll, runs, troubledMoves } from './moves.ts';

let bench: Bench | null = null;

async function newBench(model: 'cfa635' | 'cfa633'): Promise<Bench> {
  bench?.kill();
  bench = await createBench({ panel: model });
  return bench;
}

afterEach(() => {
  bench?.kill();
  bench = null;
});

const model = fc.constantFrom('cfa635', 'cfa633');

function viewAt({ daemon }: Bench): View | null {
  return daemon?.sessions()[0]?.view() ?? null;
}

/** Every part of the screen on every glass: no longer than its rows, no more of them, nothing a panel lacks. */
function expectFits(view: View): void {
  for (const geometry of [GEOMETRY_20X4, GEOMETRY_16X2]) {
    const { screen, leavingIn_s } = view;
    const pages =
      leavingIn_s === null
        ? layoutPages(screen, geometry, en.glass)
        : layoutLeaving(leavingIn_s, geometry, en.glass);
    for (const { lines } of pages) {
      const shown = JSON.stringify(lines);
      expect(lines.length, shown).toBeLessThanOrEqual(geometry.rows);
      expect(Math.max(0, ...lines.map((line) => line.length)), shown).toBeLessThanOrEqual(geometry.columns);
      // What a panel lacks stands in `?`; a name of a language in LANGUAGE has letters that only some panels have.
      expect(frameOf({ columns: geometry.columns, rows: lines.length }, lines).rows, shown).toEqual(
        lines.map((line) => line.padEnd(geometry.columns)),
      );
    }
  }
}

/** Whether the operator has applied a change, by APPLY or by YES to a question after it, and then kept it. */
class Consent {
  #applied = false;
  #saidKeep = false;

  get isGiven(): boolean {
    return this.#applied && this.#saidKeep;
  }

  /** Before the move is made. */
  see(view: View | null, move: Move): void {
    const isEnter = (move.kind === 'press' || move.kind === 'hold') && move.key === 'ENTER';
    if (!isEnter || view === null) return;
    const { screen } = view;
    if (screen.kind === 'confirmation') {
      this.#applied = screen.choices[screen.selected] === en.glass.choices.yes;
      this.#saidKeep = false;
    } else if (screen.kind === 'proposal' && screen.selected === screen.rows.length) {
      this.#applied = true;
      this.#saidKeep = false;
    } else if (
      screen.kind === 'countdown' &&
      screen.answers.some(({ hint }) => hint === en.glass.hints.keep)
    ) {
      this.#saidKeep = true;
    }
  }

  /** For one change only. */
  use(): void {
    this.#applied = false;
    this.#saidKeep = false;
  }
}

describe('whatever hands do and whatever breaks meanwhile', () => {
  it('every screen fits every glass, and settings change by APPLY and keep only', async () => {
    const seen = { changes: 0, screens: new Set<string>() };
    await fc.assert(
      fc.asyncProperty(model, troubledMoves, async (glass, moves) => {
        const bench = await newBench(glass);
        const consent = new Consent();
        let settings: Settings = bench.appliance().wanted;
        let { daemon } = bench;
        let isLost = false;
        for (const move of moves) {
          consent.see(viewAt(bench), move);
          await make(bench, move);
          const view = viewAt(bench);
          if (view === null) continue;
          expectFits(view);
          seen.screens.add(view.screen.kind);
          const { wanted, notices } = bench.appliance();
          // A daemon that cannot read its settings says so and claims none; the next one may find them again.
          const wasLost = isLost;
          isLost =
            notices.some(({ message }) => message.code === 'settings-lost') ||
            (isLost && bench.daemon === daemon);
          daemon = bench.daemon;
          if (!equalSettings(wanted, settings)) {
            expect(consent.isGiven || isLost || wasLost, JSON.stringify(wanted)).toBe(true);
            consent.use();
            settings = wanted;
            seen.changes += 1;
          }
        }
      }),
      runs(100),
    );
    // Sequences that get nowhere would prove nothing.
    expect(seen.screens.size).toBeGreaterThan(6);
    expect(seen.changes).toBeGreaterThan(0);
  });

  it('the network ends up as it is stored, with nothing left open', async () => {
    await fc.assert(
      fc.asyncProperty(model, troubledMoves, async (glass, moves) => {
        const bench = await newBench(glass);
        for (const move of moves) {
          await make(bench, move);
        }
        await mendAll(bench);
        await bench.wait(600_000);
        await bench.restart();
        await bench.wait(60_000);
        expect(bench.daemon).not.toBeNull();
        expect(bench.world.compare(targetOf(bench.appliance().wanted))).toEqual([]);
        expect(bench.appliance().transaction.phase).toBe('none');
        expect(bench.disk.files.read('journal.json')).toBeNull();
      }),
      runs(40),
    );
  });
});
