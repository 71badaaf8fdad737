import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure, Measure, Subject, Surroundings } from '../report.ts';
import { BenchLine } from '../rig/bench-line.ts';
import { hasKeptItsCode, startBezel } from '../rig/bezel.ts';
import { startFloor } from '../rig/floor.ts';
import { Peer } from '../rig/peer.ts';
import { dropPageCache, type Program } from '../rig/program.ts';
import { summarize } from '../statistics.ts';

const BAUD = 115_200;
/** The first screen is whole when nothing was added for so long, in milliseconds: packets of one come within 10. */
const PAUSE_ms = 60;
/** Until the first screen is certainly whole. */
const SETTLE_ms = 250;

type Start = (directory: string, device: string) => Promise<Program>;

const SUBJECTS: readonly { readonly subject: Subject; readonly start: Start }[] = [
  { subject: 'Bezel', start: async (directory, device) => startBezel({ directory, device, baud: BAUD }) },
  { subject: 'LCDd', start: (directory, device) => Peer.start(directory, device, BAUD) },
  { subject: 'floor', start: (_, device) => startFloor(device, BAUD) },
];

interface StartTimes {
  readonly firstByte_ms: number;
  readonly firstScreen_ms: number;
}

/** From the start of the process, which the time to start a process is part of, to bytes and screens. */
export const startUp: Measure = {
  name: 'start',
  what: 'start of the process to its first byte and its first whole screen, warm and cold',
  async run({ directory, pick }) {
    await keepByteCode(directory);
    const warm = await series(directory, pick(20, 4), async () => undefined);
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) return figures('warm', warm);
    return [...figures('warm', warm), ...figures('cold', await series(directory, pick(5, 1), dropPageCache))];
  },
};

/** As on an appliance that was started before. */
async function keepByteCode(directory: string): Promise<void> {
  const line = await BenchLine.open(directory, BAUD);
  const program = startBezel({ directory, device: line.device, baud: BAUD });
  while (!hasKeptItsCode(directory)) await sleep(SETTLE_ms);
  await program.stop();
  await line.close();
}

async function series(
  directory: Surroundings['directory'],
  rounds: number,
  before: () => Promise<void>,
): Promise<ReadonlyMap<Subject, readonly StartTimes[]>> {
  const times = new Map<Subject, StartTimes[]>(SUBJECTS.map(({ subject }) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { subject, start } of SUBJECTS) {
      const line = await BenchLine.open(directory, BAUD);
      await before();
      const program = await start(directory, line.device);
      await line.settled(SETTLE_ms);
      times.get(subject)?.push(timesOf(line, program));
      await program.stop();
      await line.close();
    }
  }
  return times;
}

function timesOf({ firstByte_ms, changes }: BenchLine, { begun_ms }: Program): StartTimes {
  const firstPause = changes.findIndex(
    ({ shown_ms }, index) => (changes[index + 1]?.shown_ms ?? Number.POSITIVE_INFINITY) - shown_ms > PAUSE_ms,
  );
  return {
    firstByte_ms: (firstByte_ms ?? Number.NaN) - begun_ms,
    firstScreen_ms: (changes[firstPause]?.shown_ms ?? Number.NaN) - begun_ms,
  };
}

function figures(
  kind: 'warm' | 'cold',
  times: ReadonlyMap<Subject, readonly StartTimes[]>,
): readonly Figure[] {
  const cache = kind === 'warm' ? 'files in the page cache' : 'page cache dropped before each start';
  return [...times].flatMap(([subject, each]): Figure[] => [
    {
      id: `start.${kind}.first-byte`,
      subject,
      what: `process start to first byte, ${kind} (${cache})`,
      unit: 'ms',
      value: summarize(each.map(({ firstByte_ms }) => firstByte_ms)),
    },
    {
      id: `start.${kind}.first-screen`,
      subject,
      what: `process start to first whole screen on the glass, ${kind}, ${BAUD} bit/s`,
      unit: 'ms',
      value: summarize(each.map(({ firstScreen_ms }) => firstScreen_ms)),
    },
  ]);
}
