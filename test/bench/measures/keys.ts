import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import type { Figure, Measure } from '../report.ts';
import { BenchLine } from '../rig/bench-line.ts';
import { KEY_LOGGED, LOG_KEYS, startBezel } from '../rig/bezel.ts';
import { Peer } from '../rig/peer.ts';
import { processUse } from '../rig/process-figures.ts';
import { summarize } from '../statistics.ts';

const BURST = 40;
const SETTLE_ms = 800;
/** Whatever was not delivered by then is lost. */
const DELIVERED_ms = 3000;

/** Keys in a burst, and as many as go. */
export const keys: Measure = {
  name: 'keys',
  what: 'keys delivered of a burst, and keys a second sustained',
  async run({ directory, pick }) {
    const rounds = pick(3, 1);
    const bezel: number[] = [];
    const peer: number[] = [];
    for (let round = 0; round < rounds; round++) {
      bezel.push(await bezelBurst(directory));
      peer.push(await peerBurst(directory));
    }
    const what = `of ${BURST} presses reported at once, delivered to the menus (LCDd: to a client)`;
    return [
      { id: 'keys.burst', subject: 'Bezel', what, unit: 'keys', value: summarize(bezel) },
      { id: 'keys.burst', subject: 'LCDd', what, unit: 'keys', value: summarize(peer) },
      await flood(directory, pick(5000, 500)),
      await inTurn(directory, pick(1000, 100)),
    ];
  },
};

function pressMany(line: BenchLine, count: number): void {
  for (let press = 0; press < count; press++) {
    line.virtual.press('DOWN');
    line.virtual.release('DOWN');
  }
}

async function loggingBezel(directory: string) {
  const line = await BenchLine.open(directory, null);
  const bezel = startBezel({ directory, device: line.device, environment: LOG_KEYS });
  await line.settled(SETTLE_ms);
  return { line, bezel, heard: () => bezel.countLogged(KEY_LOGGED) };
}

async function bezelBurst(directory: string): Promise<number> {
  const { line, bezel, heard } = await loggingBezel(directory);
  pressMany(line, BURST);
  await sleep(DELIVERED_ms);
  await bezel.stop();
  await line.close();
  return heard();
}

async function peerBurst(directory: string): Promise<number> {
  const line = await BenchLine.open(directory, null);
  const peer = await Peer.start(directory, line.device);
  let heard = 0;
  await peer.client(['Right'], (said) => {
    if (said.startsWith('key')) heard += 1;
  });
  await sleep(SETTLE_ms);
  for (let press = 0; press < BURST; press++) {
    line.virtual.press('RIGHT');
    line.virtual.release('RIGHT');
  }
  await sleep(DELIVERED_ms);
  await peer.stop();
  await line.close();
  return heard;
}

/** As fast as the pseudo-terminal takes them, far beyond any serial line: what the daemon itself can do. */
async function flood(directory: string, count: number): Promise<Figure> {
  const { line, bezel, heard } = await loggingBezel(directory);
  const begun_ms = performance.now();
  pressMany(line, count);
  let last_ms = begun_ms;
  await until('every key has arrived', () => {
    if (heard() < count) return false;
    last_ms = performance.now();
    return true;
  });
  await bezel.stop();
  await line.close();
  return {
    id: 'keys.sustained',
    subject: 'Bezel',
    what: `keys a second the menus take, ${count} presses and releases at once on an unpaced line, each logged`,
    unit: 'keys/s',
    value: (count * 1000) / (last_ms - begun_ms),
    note: 'all delivered; a line of 115200 bit/s carries at most 1152 presses and releases a second',
  };
}

/** Each press waits until the one before has changed the glass. */
async function inTurn(directory: string, count: number): Promise<Figure> {
  const line = await BenchLine.open(directory, null);
  const bezel = startBezel({ directory, device: line.device });
  await line.settled(SETTLE_ms);
  line.press('ENTER');
  await line.settled(SETTLE_ms);
  const before = processUse(bezel.pid);
  const begun_ms = performance.now();
  for (let press = 0; press < count; press++) {
    const shown = line.glass();
    line.virtual.press('DOWN');
    await line.whenGlass((glass) => glass !== shown, DELIVERED_ms);
    line.virtual.release('DOWN');
  }
  const elapsed_ms = performance.now() - begun_ms;
  const each_ms = (processUse(bezel.pid).processor_ms - before.processor_ms) / count;
  await bezel.stop();
  await line.close();
  return {
    id: 'keys.in-turn',
    subject: 'Bezel',
    what: `keys a second where each waits for the glass to change, mean of ${count}, unpaced line`,
    unit: 'keys/s',
    value: (count * 1000) / elapsed_ms,
    note: `${each_ms.toFixed(2)} ms of processor time each`,
  };
}
