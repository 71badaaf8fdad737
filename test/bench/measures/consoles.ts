import { WHOLE_REPERTOIRE } from '../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../menus/keys.ts';
import { createBench } from '../../../simulator/bench.ts';
import type { Figure, Measure } from '../report.ts';
import { livingBytes } from '../rig/heap.ts';
import { type Summary, summarize } from '../statistics.ts';

const COUNTS = [1, 10, 100] as const;
const GEOMETRY = { columns: 80, rows: 24 };

/** What more operators cost: the control socket admits 16, so a hundred is far beyond what there will be. */
export const consoles: Measure = {
  name: 'consoles',
  what: 'cost against operator sessions: 1, 10, 100 consoles on one appliance, in one process',
  async run({ pick }) {
    const figures: Figure[] = [];
    for (const count of COUNTS) figures.push(...(await withConsoles(count, pick(200, 20))));
    return figures;
  },
};

async function withConsoles(count: number, times: number): Promise<readonly Figure[]> {
  const bench = await createBench();
  const { daemon } = bench;
  if (daemon === null) throw new Error('no appliance runs on the bench');
  const open = (name: string) =>
    daemon.openSession({
      name,
      keys: new Set(PANEL_KEYS),
      geometry: GEOMETRY,
      repertoire: WHOLE_REPERTOIRE,
    });
  // What the first one makes for all must not count for one.
  open('first').close();
  const before = livingBytes();
  let views = 0;
  const sessions = Array.from({ length: count }, (_, index) => {
    const session = open(`console ${index}`);
    session.watch(() => {
      views += 1;
    });
    return session;
  });
  const each_KiB = (livingBytes() - before) / count / 1024;

  // Everybody in the menu; one presses, then the appliance changes for all.
  for (const session of sessions) session.press({ type: 'KEY.ENTER' });
  const [first] = sessions;
  const key_ms = timed(times, () => first?.press({ type: 'KEY.DOWN' }));
  for (const session of sessions) session.press({ type: 'KEY.EXIT' });
  views = 0;
  let isConnected = false;
  const change_ms = timed(times, () => {
    isConnected = !isConnected;
    void daemon.applyPlatform({ report: { connected: isConnected }, settings: {} });
  });
  const toldEach = views / times / count;
  for (const session of sessions) session.close();
  await bench.stop();

  const figure = (
    id: string,
    what: string,
    unit: string,
    value: Summary | number,
    note?: string,
  ): Figure => ({
    id: `consoles.${count}.${id}`,
    subject: 'Bezel',
    what: `${what}, ${count} console${count === 1 ? '' : 's'} open`,
    unit,
    value,
    ...(note === undefined ? {} : { note }),
  });
  return [
    figure('key', 'one key of one console to its view', 'ms', key_ms),
    figure(
      'change',
      'one change of the appliance sent to all',
      'ms',
      change_ms,
      `${toldEach.toFixed(1)} new views each`,
    ),
    figure('memory', 'memory of a console session', 'KiB', each_KiB),
  ];
}

function timed(times: number, run: () => void): Summary {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const begun_ms = performance.now();
    run();
    taken.push(performance.now() - begun_ms);
  }
  return summarize(taken);
}
