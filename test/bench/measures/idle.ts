import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import type { Figure, Measure, Subject } from '../report.ts';
import { BenchLine } from '../rig/bench-line.ts';
import { startBezel } from '../rig/bezel.ts';
import { Peer, showLines } from '../rig/peer.ts';
import { type ProcessUse, processMemory, processUse } from '../rig/process-figures.ts';
import type { Program } from '../rig/program.ts';
import { summarize } from '../statistics.ts';

const BAUD = 115_200;
const WINDOW_s = 10;
/** After this long a program has done what its start left for later: the engine beneath Bezel tidies up for some 50 s. */
const SETTLE_s = 60;
const SIGNS_s = 5;

interface Idler {
  readonly subject: Subject;
  /** Distinguishes two states of one subject. */
  readonly state: string;
  readonly program: Program;
  readonly line: BenchLine;
}

interface Window {
  readonly processor_percent: number;
  readonly wakeUps: number;
  readonly fromHost_B: number;
  readonly both_B: number;
}

/** What a program costs while nobody is there. All run at once, each on its own line; windows of ten seconds. */
export const idle: Measure = {
  name: 'idle',
  what: 'memory, processor, wake-ups and traffic while nothing happens',
  async run({ directory, pick }) {
    const idlers = await startAll(directory);
    await sleep(pick(SETTLE_s, 2) * 1000);
    const windows = new Map<Idler, Window[]>(idlers.map((idler) => [idler, []]));
    for (let round = 0; round < pick(6, 1); round++) {
      const before = idlers.map((idler) => ({
        idler,
        use: processUse(idler.program.pid),
        bytes: { ...idler.line.virtual.bytes },
      }));
      await sleep(WINDOW_s * 1000);
      for (const { idler, use, bytes } of before) windows.get(idler)?.push(windowOf(idler, use, bytes));
    }
    const figures = [...windows].flatMap(([idler, each]) => figuresOf(idler, each));
    for (const { program, line } of idlers) {
      await program.stop();
      await line.close();
    }
    return [...figures, await signOfLife(directory)];
  },
};

async function startAll(directory: string): Promise<readonly Idler[]> {
  const lineNamed = (name: string) => BenchLine.open(directory, BAUD, name);
  const bezelLine = await lineNamed('bezel');
  const bezel = startBezel({ directory, device: bezelLine.device, baud: BAUD });
  const serverLine = await lineNamed('server');
  const server = await Peer.start(directory, serverLine.device, BAUD);
  const clientLine = await lineNamed('client');
  const peer = await Peer.start(directory, clientLine.device, BAUD);
  showLines(await peer.client(), ['LINE ONE', 'LINE TWO', 'LINE THREE', 'LINE FOUR']);
  return [
    { subject: 'Bezel', state: 'status page', program: bezel, line: bezelLine },
    { subject: 'LCDd', state: 'its own screen, heartbeat on', program: server, line: serverLine },
    { subject: 'LCDd', state: "a client's screen, heartbeat off", program: peer, line: clientLine },
  ];
}

function windowOf(
  { program, line }: Idler,
  use: ProcessUse,
  bytes: { fromHost: number; toHost: number },
): Window {
  const now = processUse(program.pid);
  const fromHost_B = line.virtual.bytes.fromHost - bytes.fromHost;
  return {
    processor_percent: (now.processor_ms - use.processor_ms) / (WINDOW_s * 10),
    wakeUps: (now.wakeUps - use.wakeUps) / WINDOW_s,
    fromHost_B,
    both_B: fromHost_B + line.virtual.bytes.toHost - bytes.toHost,
  };
}

function figuresOf({ subject, state, program }: Idler, windows: readonly Window[]): readonly Figure[] {
  const memory = processMemory(program.pid);
  const suffix = state.includes('client') ? '.client' : '';
  const over = (id: string, what: string, unit: string, pick: (window: Window) => number): Figure => ({
    id: `idle.${id}${suffix}`,
    subject,
    what: `${what}, ${state}, windows of ${WINDOW_s} s`,
    unit,
    value: summarize(windows.map(pick)),
  });
  const once = (id: string, what: string, value: number): Figure => ({
    id: `idle.${id}${suffix}`,
    subject,
    what: `${what}, ${state}`,
    unit: 'MiB',
    value,
  });
  return [
    once('memory', 'resident memory (VmRSS)', memory.resident_MiB),
    once('memory.anonymous', 'of it anonymous: heap and stacks', memory.anonymous_MiB),
    once('memory.proportional', 'proportional share (PSS)', memory.proportional_MiB),
    over('processor', 'processor time of all threads', '%', (window) => window.processor_percent),
    over('wake-ups', 'context switches of all threads a second', '1/s', (window) => window.wakeUps),
    over('bytes', 'bytes the host sends in 10 s', 'B', (window) => window.fromHost_B),
    over('bytes.both', 'bytes on the line in 10 s, both directions', 'B', (window) => window.both_B),
  ];
}

/** The service manager wants a sign of life every so many seconds: a third of `WatchdogSec=90s`. */
const SIGN_PERIOD_s = 30;
/** Signs are given this much faster while they are measured. */
const FAST_SIGN_PERIOD_s = 0.3;
const FAST_WATCHDOG_us = FAST_SIGN_PERIOD_s * 3 * 1e6;

/** What signs of life to the service manager cost, child processes included. */
async function signOfLife(directory: string): Promise<Figure> {
  const socket = join(directory, 'manager');
  const manager = spawn('socat', ['-u', `UNIX-RECV:${socket}`, 'STDOUT'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  manager.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const count = (): number => said.split('WATCHDOG=1').length - 1;
  await until('a service manager listens', () => existsSync(socket));
  const line = await BenchLine.open(directory, BAUD, 'watched');
  const environment = { NOTIFY_SOCKET: socket, WATCHDOG_USEC: String(FAST_WATCHDOG_us) };
  const bezel = startBezel({ directory, device: line.device, baud: BAUD, environment });
  await line.settled(1000);
  await until('signs of life are given', () => count() > 1);
  const before = { count: count(), use: processUse(bezel.pid) };
  await sleep(SIGNS_s * 1000);
  const after = { count: count(), use: processUse(bezel.pid) };
  await bezel.stop();
  await line.close();
  manager.kill();
  const signs = after.count - before.count;
  const each_ms = (after.use.processor_ms - before.use.processor_ms) / Math.max(1, signs);
  return {
    id: 'idle.processor.sign-of-life',
    subject: 'Bezel',
    what: `processor time of a sign of life to the service manager every ${SIGN_PERIOD_s} s, systemd-notify included`,
    unit: '%',
    value: (each_ms / (SIGN_PERIOD_s * 1000)) * 100,
    note: `${each_ms.toFixed(1)} ms each, mean of ${signs}; on top of the above where systemd watches the daemon`,
  };
}
