/** A day of an appliance in simulated time: what is not given back is seen at its end. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createControlHandler } from '../../../firmware/control/handler.ts';
import { WHOLE_REPERTOIRE } from '../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../menus/keys.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { SILENT_LOG } from './control/fake-daemon.ts';

const MINUTE_ms = 60_000;
const HOURS = 24;
/** Code is compiled and caches are filled in the first hours; from then on nothing may grow. */
const SETTLED_AFTER_HOURS = 6;

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

function heapUsed(): number {
  if (typeof collectGarbage !== 'function') throw new Error('no garbage collector to call');
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function requestTo(bench: Bench, method: string, path: string, body: unknown) {
  const { daemon } = bench;
  if (daemon === null) throw new Error('no daemon runs');
  const rules = { remoteKeys: false, updateSource: 'control', lease_s: 60 } as const;
  const handle = createControlHandler({ daemon, rules, clock: bench.time.clock, log: SILENT_LOG });
  return handle({ method, path, query: new URLSearchParams(), body });
}

/** A software update of three minutes whose lease is renewed every half minute. */
async function update(bench: Bench): Promise<void> {
  for (let percent = 0; percent <= 100; percent += 20) {
    await requestTo(bench, 'PUT', '/v1/update', { state: 'running', percent, message: 'DOWNLOADING' });
    await bench.time.pass(MINUTE_ms / 2);
  }
  await requestTo(bench, 'DELETE', '/v1/update', { result: 'done' });
}

/** An operator opens menus at the panel, another at a console, and both walk away. */
async function operate(bench: Bench): Promise<void> {
  const session = bench.daemon?.openSession({
    name: 'console',
    keys: new Set(PANEL_KEYS),
    geometry: { columns: 80, rows: 24 },
    repertoire: WHOLE_REPERTOIRE,
  });
  for (const key of ['ENTER', 'ENTER', 'DOWN', 'DOWN', 'ENTER', 'UP'] as const) {
    session?.press({ type: `KEY.${key}` });
    bench.keyDown(key);
    await bench.time.pass(80);
    bench.keyUp(key);
    await bench.time.pass(120);
  }
  session?.close();
}

/** The platform's agent polls every 3 minutes. */
async function poll(bench: Bench, hour: number): Promise<void> {
  const lastPoll = new Date(bench.time.clock.wallTime()).toISOString();
  await requestTo(bench, 'PUT', '/v1/platform', { connected: true, lastPoll, scanRunning: hour % 2 === 0 });
}

async function hourOf(bench: Bench, hour: number): Promise<void> {
  for (let minute = 0; minute < 60; minute += 3) {
    await poll(bench, hour);
    if (minute === 9) await update(bench);
    if (minute === 30) await operate(bench);
    if (minute === 45) {
      bench.virtualPanel.faults.unplug();
      await bench.time.pass(MINUTE_ms);
      bench.virtualPanel.faults.plug();
    }
    await bench.time.pass(3 * MINUTE_ms);
  }
}

it('a day with updates, polls, unplugged panels and operators leaves memory flat and no timer behind', async () => {
  const bench = await createBench();
  const timersAtRest = (): number => {
    const { clock } = bench.time;
    if (!('pendingCount' in clock)) throw new Error('not a simulated clock');
    return Number(clock.pendingCount);
  };
  await bench.time.pass(10 * MINUTE_ms);
  const timers = timersAtRest();
  let settled = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    await hourOf(bench, hour);
    if (hour + 1 === SETTLED_AFTER_HOURS) settled = heapUsed();
  }
  const grown = heapUsed() / settled - 1;
  await bench.time.pass(20 * MINUTE_ms);
  expect(timersAtRest()).toBe(timers);
  expect(grown).toBeLessThan(0.05);
  expect(bench.daemon?.sessions().map(({ id }) => id)).toEqual(['panel']);
  expect(bench.appliance().update).toEqual({ state: 'none' });
  await bench.stop();
  expect(timersAtRest()).toBe(0);
}, 120_000);
