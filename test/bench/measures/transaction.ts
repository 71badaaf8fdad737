import { join } from 'node:path';
import type { Files } from '../../../firmware/state/files.ts';
import { openStateDirectory } from '../../../firmware/state/node-files.ts';
import type { Settings } from '../../../menus/settings/settings.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { ip, staticIpv4 } from '../../support/appliance.ts';
import type { Figure, Measure } from '../report.ts';
import { summarize } from '../statistics.ts';

/** No change takes longer in simulated time, in milliseconds. */
const LIMIT_ms = 600_000;

interface Times {
  readonly whole_ms: number;
  readonly disk_ms: number;
  readonly sync_ms: number;
  readonly simulated_s: number;
}

/** What the safety of a change costs, beside the network's own time: journal, store, verification, screens. */
export const transaction: Measure = {
  name: 'transaction',
  what: 'a network change without the network: journal, undo, verification, store, with a real state directory',
  async run({ directory, pick }) {
    const disk = new TimedDisk(openStateDirectory(join(directory, 'state')));
    const bench = await createBench({ files: disk.files });
    const times: Times[] = [];
    const count = pick(40, 6);
    for (let round = 0; round < count; round++) {
      const address = ip(round % 2 === 0 ? '192.168.1.50' : '192.168.1.51');
      const wanted = { ...bench.appliance().wanted, lan: { ipv4: staticIpv4({ address }), ipv6: false } };
      times.push(await change(bench, disk, wanted));
    }
    await bench.stop();
    const over = (id: string, what: string, unit: string, pickTime: (time: Times) => number): Figure => ({
      id: `transaction.${id}`,
      subject: 'Bezel',
      what,
      unit,
      value: summarize(times.map(pickTime)),
    });
    const syncs = disk.syncs / count;
    return [
      over(
        'whole',
        'a change of the LAN address, kept: wall time with all waiting simulated away',
        'ms',
        (time) => time.whole_ms,
      ),
      over('disk', 'of it: all writing to the state directory', 'ms', (time) => time.disk_ms),
      over(
        'sync',
        `of that: ${syncs.toFixed(1)} fsyncs, the journal before the network among them`,
        'ms',
        (time) => time.sync_ms,
      ),
      over(
        'computing',
        'the rest: rules, plan, simulated backend, screens on a virtual panel',
        'ms',
        (time) => time.whole_ms - time.disk_ms,
      ),
      over(
        'simulated',
        "the simulated network's own time for the same change, for comparison",
        's',
        (time) => time.simulated_s,
      ),
    ];
  },
};

async function change(bench: Bench, disk: TimedDisk, wanted: Settings): Promise<Times> {
  const { daemon, time } = bench;
  if (daemon === null) throw new Error('no appliance runs on the bench');
  const before = { disk_ms: disk.spent_ms, sync_ms: disk.syncing_ms, simulated_ms: time.clock.now() };
  const begun_ms = performance.now();
  let kind: string | null = null;
  void daemon.changeNetwork(wanted, 'platform').then((outcome) => {
    kind = outcome.kind;
  });
  await time.pass(LIMIT_ms, () => kind !== null);
  if (kind !== 'kept') throw new Error(`the change came out as ${kind}`);
  return {
    whole_ms: performance.now() - begun_ms,
    disk_ms: disk.spent_ms - before.disk_ms,
    sync_ms: disk.syncing_ms - before.sync_ms,
    simulated_s: (time.clock.now() - before.simulated_ms) / 1000,
  };
}

/** A state directory that knows how long its users have waited for it. */
class TimedDisk {
  readonly files: Files;
  spent_ms = 0;
  syncing_ms = 0;
  syncs = 0;

  constructor(files: Files) {
    const timed = <Result>(run: () => Result, isSync = false): Result => {
      const begun_ms = performance.now();
      try {
        return run();
      } finally {
        const took_ms = performance.now() - begun_ms;
        this.spent_ms += took_ms;
        if (isSync) {
          this.syncing_ms += took_ms;
          this.syncs += 1;
        }
      }
    };
    this.files = {
      read: (name) => timed(() => files.read(name)),
      write: (name, text) => timed(() => files.write(name, text)),
      sync: (name) => timed(() => files.sync(name), true),
      rename: (from, to) => timed(() => files.rename(from, to)),
      remove: (name) => timed(() => files.remove(name)),
      list: () => timed(() => files.list()),
      syncDirectory: () => timed(() => files.syncDirectory(), true),
    };
  }
}
