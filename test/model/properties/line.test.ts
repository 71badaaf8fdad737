import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { VirtualCfa635, type VirtualCfa635Faults } from '../../../drivers/cfa635/virtual-panel.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { handMoves, make, runs, switchedOn } from './moves.ts';

type LineFault = (bench: Bench) => void | Promise<void>;

/** Ways in which the line or the panel on it fails for a moment. */
const LINE_FAULTS: Readonly<Record<string, LineFault>> = {
  'loses answers': (bench) => packetFaults(bench).dropNextAcks(3),
  'loses packets': (bench) => packetFaults(bench).dropNextFrames(3),
  'garbles packets to the panel': (bench) => packetFaults(bench).corruptNext(4, 'fromHost'),
  'garbles packets from the panel': (bench) => packetFaults(bench).corruptNext(4, 'toHost'),
  'is noisy': (bench) => bench.fault('panel', 'noise'),
  'resets the panel': (bench) => bench.fault('panel', 'reset'),
  'falls silent': (bench) => bench.fault('panel', 'silent'),
  'comes off': (bench) => bench.fault('panel', 'unplugged'),
  'comes back': (bench) => bench.fault('panel', 'connected'),
};

function packetFaults({ virtualPanel }: Bench): VirtualCfa635Faults {
  if (!(virtualPanel instanceof VirtualCfa635)) throw new Error('this panel speaks no packets');
  return virtualPanel.faults;
}

/** Also forgets what was still to be lost: nothing more happens to the line from here on. */
async function mend(bench: Bench): Promise<void> {
  const faults = packetFaults(bench);
  faults.dropNextAcks(0);
  faults.dropNextFrames(0);
  faults.corruptNext(0, 'fromHost');
  faults.corruptNext(0, 'toHost');
  await bench.fault('panel', 'connected');
}

/** Design: repainted within one liveness period of 2 s; a reset panel is deaf for 3 s before that. */
const QUIET_ms = 6000;

let bench: Bench | null = null;

afterEach(() => {
  bench?.kill();
  bench = null;
});

describe('whatever the line does', () => {
  it('the glass shows what was rendered, once it is quiet', async () => {
    const trouble = fc.constantFrom(...Object.keys(LINE_FAULTS));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('cfa635', 'cfa633'),
        handMoves,
        fc.array(trouble, { maxLength: 12 }),
        async (model, moves, troubles) => {
          bench?.kill();
          bench = await createBench({ panel: model });
          for (const [index, move] of moves.entries()) {
            await LINE_FAULTS[troubles[index] ?? '']?.(bench);
            await make(bench, move);
          }
          await mend(bench);
          await switchedOn(bench);
          await bench.wait(QUIET_ms);
          const { rows, cursor } = bench.frame();
          const rendered = bench.daemon?.sessions()[0]?.frame();
          // A clock on the screen may tick between rendering and painting.
          expect(rows).toEqual(rendered?.rows);
          expect(cursor && { row: cursor.row, column: cursor.column }).toEqual(
            rendered?.cursor && { row: rendered.cursor.row, column: rendered.cursor.column },
          );
        },
      ),
      runs(60),
    );
  });
});
