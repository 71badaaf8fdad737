/**
 * How long the backend for NetworkManager keeps the event loop from turning while it has thousands of VLANs to go
 * through. Prints one JSON line: by what was done, the longest stretch of work
 * between two turns and all work, in milliseconds.
 */

import { realClock } from '../../../firmware/clock.ts';
import { createLog } from '../../../firmware/log/log.ts';
import { createNetworkManagerBackend } from '../../../firmware/network/backends/networkmanager/backend.ts';
import { targetOf } from '../../../firmware/network/target.ts';
import { busWith, devicePath, programsWith, wantedWith } from '../../support/many-vlans.ts';

interface Stalls {
  readonly longest_ms: number;
  readonly whole_ms: number;
}

/** In processor time of this process, so that what else the machine does is not measured. */
async function watched(run: () => Promise<unknown>): Promise<Stalls> {
  let longest_ms = 0;
  let isOver = false;
  const begun_ms = processor_ms();
  let last_ms = begun_ms;
  const turn = (): void => {
    const now_ms = processor_ms();
    longest_ms = Math.max(longest_ms, now_ms - last_ms);
    last_ms = now_ms;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await run();
  isOver = true;
  turn();
  return { longest_ms, whole_ms: processor_ms() - begun_ms };
}

function processor_ms(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function main(count: number): Promise<void> {
  const bus = await busWith(count);
  const wanted = targetOf(wantedWith(count));
  const clock = realClock;
  const backend = createNetworkManagerBackend({
    lan: 'lan0',
    wan: null,
    networks: [],
    proxyFile: '/nonexistent/bezel-bench/proxy.env',
    platformUrl: null,
    clock,
    log: createLog({ clock, level: 'error', levels: {}, write: () => {} }),
    connect: async () => bus,
    run: programsWith(count),
  });
  const { signal } = new AbortController();
  const start = await watched(() => backend.start());
  const signals = await watched(async () => {
    for (let id = 1; id <= count; id++) {
      for (const state of [40, 70, 100]) {
        bus.change(devicePath(id), 'org.freedesktop.NetworkManager.Device', { State: ['u', state] });
      }
      await nextTurn();
    }
  });
  const compare = await watched(async () => {
    const found = await backend.compare(wanted, signal);
    if (found.length > 0) throw new Error(`compared: ${JSON.stringify(found.slice(0, 3))}`);
  });
  const verify = await watched(() => backend.verify(wanted, () => {}, signal));
  await backend.stop();
  process.stdout.write(`${JSON.stringify({ start, signals, compare, verify })}\n`);
}

const [count] = process.argv.slice(2);
if (count !== undefined) void main(Number(count));
