import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FLOODS } from '../flood/kinds.ts';
import type { Figure, Measure, Surroundings } from '../report.ts';
import { BenchLine } from '../rig/bench-line.ts';
import { benchProgram } from '../rig/bench-program.ts';
import { startBezel } from '../rig/bezel.ts';
import { processMemory } from '../rig/process-figures.ts';
import { LoggedProgram } from '../rig/program.ts';
import { summarize } from '../statistics.ts';

const BAUD = 115_200;
const SETTLE_ms = 800;
const HOLD_ms = 40;
const PAUSE_ms = 80;
/** The flood has begun by then. */
const RISE_ms = 1_500;
/** A press that has changed nothing by then counts as this long. */
const LOST_ms = 5_000;

/** Whether the panel comes first: a key while other software asks more than there is. */
export const floods: Measure = {
  name: 'floods',
  what: 'a key of the panel to the first changed byte, memory and descriptors while clients flood the control socket',
  async run(around) {
    const program = await benchProgram('test/bench/flood/main.ts');
    const figures: Figure[] = [...(await underFlood('idle', 'nobody asks anything', null, around))];
    for (const { name, what } of FLOODS) {
      const flood = (socket: string) => new LoggedProgram(process.execPath, [...program, name, socket]);
      figures.push(...(await underFlood(name, what, flood, around)));
    }
    return figures;
  },
};

async function underFlood(
  name: string,
  what: string,
  start: ((socket: string) => LoggedProgram) | null,
  { directory, pick, random }: Surroundings,
): Promise<readonly Figure[]> {
  const line = await BenchLine.open(directory, BAUD);
  const bezel = startBezel({ directory, device: line.device, baud: BAUD });
  await line.settled(SETTLE_ms);
  const flood = start?.(join(directory, 'control.sock')) ?? null;
  if (flood !== null) await sleep(RISE_ms);
  const waits_ms: number[] = [];
  let memory_MiB = 0;
  let descriptors = 0;
  for (let press = 0; press < pick(100, 10); press++) {
    waits_ms.push(await waitOfKey(line));
    memory_MiB = Math.max(memory_MiB, processMemory(bezel.pid).resident_MiB);
    descriptors = Math.max(descriptors, readdirSync(`/proc/${bezel.pid}/fd`).length);
    await sleep(PAUSE_ms * (1 + random()));
  }
  await flood?.stop();
  await bezel.stop();
  await line.close();
  const figure = (id: string, kind: string, unit: string, value: Figure['value']): Figure => ({
    id: `floods.${name}.${id}`,
    subject: 'Bezel',
    what: `${kind}; ${what}`,
    unit,
    value,
  });
  return [
    figure('key', 'key to first byte of what changed', 'ms', summarize(waits_ms)),
    figure('memory', 'resident memory at most', 'MiB', memory_MiB),
    figure('descriptors', 'open descriptors at most', '', descriptors),
  ];
}

/** DOWN on the status pages: every press changes the glass. */
async function waitOfKey(line: BenchLine): Promise<number> {
  const before = line.changes.length;
  const pressed_ms = line.press('DOWN', HOLD_ms);
  for (;;) {
    const first = line.changes[before];
    if (first !== undefined) return first.begun_ms - pressed_ms;
    if (performance.now() - pressed_ms > LOST_ms) return LOST_ms;
    await sleep(1);
  }
}
