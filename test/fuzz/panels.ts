import { frameOf } from '../../menus/frame.ts';
import { SimulatedClock } from '../../menus/simulated-clock.ts';
import { loadRigs } from '../support/panel-rigs.ts';
import type { Target } from './fuzzer.ts';
import { below, noise } from './mutate.ts';

/** Time in which a panel is repaired, in milliseconds: a link that says nothing but keys takes longest. */
const REPAIRED_ms = 30_000;

/** The driver of each family: whatever comes over the line, it shows the frame when the line is good again. */
export async function panels(): Promise<readonly Target[]> {
  return (await loadRigs()).map(
    (kind): Target => ({
      name: `panel ${kind.name}`,
      async run(random) {
        const clock = new SimulatedClock();
        const { panel, virtual, line } = kind.rig(clock);
        panel.start({ onEdge: () => undefined, onLink: () => undefined });
        for (let burst = 0; burst < 4; burst++) {
          panel.show(frameOf(panel.geometry, [`BURST ${burst}`]));
          clock.advance(below(random, 2_000));
          line.toHost(noise(random, 300));
          clock.advance(below(random, 500));
        }
        panel.show(frameOf(panel.geometry, ['STILL HERE']));
        clock.advance(REPAIRED_ms);
        const shown = virtual.frame().rows[0] ?? '';
        if (!shown.startsWith('STILL HERE')) throw new Error(`the panel shows ${JSON.stringify(shown)}`);
        const closed = panel.close(100);
        clock.advance(1_000);
        await closed;
      },
    }),
  );
}
