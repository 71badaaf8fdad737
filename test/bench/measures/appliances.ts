import { type Bench, createBench } from '../../../simulator/bench.ts';
import type { Figure, Measure } from '../report.ts';
import { livingBytes } from '../rig/heap.ts';

const COUNTS: readonly number[] = [1, 10, 100, 1000];
const IDLE_min = 10;

/** Whole simulated appliances in one process: firmware, network, virtual panel, each on simulated time. */
export const appliances: Measure = {
  name: 'appliances',
  what: 'cost against simulated appliances in one process: 1, 10, 100, 1000',
  async run({ pick }) {
    // What is compiled by the first must not count for it.
    await (await createBench()).stop();
    const figures: Figure[] = [];
    for (const count of pick(COUNTS, COUNTS.slice(0, 3))) figures.push(...(await fleet(count)));
    return figures;
  },
};

async function fleet(count: number): Promise<readonly Figure[]> {
  const before = livingBytes();
  const benches: Bench[] = [];
  const boot_ms = await timed(async () => {
    for (let index = 0; index < count; index++) benches.push(await createBench({ seed: index + 1 }));
  });
  const bytes = livingBytes() - before;
  const key_ms = await timed(async () => {
    for (const bench of benches) {
      await bench.press('ENTER');
      await bench.press('DOWN');
    }
  });
  const idle_ms = await timed(async () => {
    for (const bench of benches) await bench.wait(IDLE_min * 60_000);
  });
  for (const bench of benches) bench.kill();
  const figure = (id: string, what: string, unit: string, value: number): Figure => ({
    id: `appliances.${count}.${id}`,
    subject: 'Bezel',
    what: `${what}, ${count} in one process, mean of all`,
    unit,
    value,
  });
  return [
    figure('boot', 'an appliance from power to the end of its boot', 'ms', boot_ms / count),
    figure('memory', 'memory of an appliance', 'KiB', bytes / count / 1024),
    figure('key', 'a key pressed and released to the frame on the panel', 'ms', key_ms / count / 2),
    figure('idle', `${IDLE_min} simulated minutes of an appliance`, 'ms', idle_ms / count),
  ];
}

async function timed(run: () => Promise<void>): Promise<number> {
  const begun_ms = performance.now();
  await run();
  return performance.now() - begun_ms;
}
