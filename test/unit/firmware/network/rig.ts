import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { Notices } from '../../../../firmware/appliance/notices.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { createSimulatedBackend } from '../../../../firmware/network/backends/simulated/backend.ts';
import { SimulatedWorld } from '../../../../firmware/network/backends/simulated/world.ts';
import type { Mismatch } from '../../../../firmware/network/mismatch.ts';
import { Network } from '../../../../firmware/network/network.ts';
import type { Files } from '../../../../firmware/state/files.ts';
import { removeLeftovers } from '../../../../firmware/state/files.ts';
import { Journal } from '../../../../firmware/state/journal.ts';
import { SettingsStore } from '../../../../firmware/state/settings-store.ts';
import type { TransactionStatus } from '../../../../menus/appliance.ts';
import type { ChangeEvent } from '../../../../menus/effects.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import type { Message, MessageCode } from '../../../../menus/words/messages.ts';
import { FaultyDisk, MemoryDisk } from '../../../../simulator/disk.ts';
import { PowerSupply } from '../../../../simulator/power.ts';
import { poweredBackend } from '../../../../simulator/powered-backend.ts';
import { type BenchTime, simulatedTime } from '../../../../simulator/time.ts';
import { applianceWith } from '../samples.ts';

/** Long enough for any change, its countdown and its rollback. */
const EVERYTHING_ms = 600_000;

/** What lasts when the daemon ends: the disk, the network around it, time. */
export class Rig {
  readonly time: BenchTime = simulatedTime(Date.UTC(2026, 10, 22));
  readonly memory = new MemoryDisk();
  readonly disk: FaultyDisk;
  readonly world: SimulatedWorld;

  /**
   * @param kept the settings this appliance has already; without them it is new
   * @param found what a new appliance's system does by itself
   */
  constructor(kept: Settings | null = null, found: Settings = FACTORY_SETTINGS) {
    this.disk = new FaultyDisk(this.memory.files);
    this.world = new SimulatedWorld({ clock: this.time.clock, settings: kept, found });
    if (kept !== null) {
      const silent = createLog({
        clock: this.time.clock,
        write: () => undefined,
        level: 'error',
        levels: {},
      });
      SettingsStore.open(this.memory.files, 0, silent).keep(kept, 'earlier');
      this.memory.files.syncDirectory();
    }
  }

  start(options: { readonly boot?: string; readonly wrap?: (backend: Backend) => Backend } = {}): Run {
    return new Run(this, options.boot ?? 'boot-1', options.wrap ?? ((backend) => backend));
  }

  /** Starts a daemon and waits until its boot is over. */
  async booted(options: { readonly boot?: string } = {}): Promise<Run> {
    const run = this.start(options);
    await this.time.pass(EVERYTHING_ms, () => run.isBooted);
    return run;
  }
}

/** One life of the daemon's network. */
export class Run {
  readonly supply = new PowerSupply();
  readonly appliance: ApplianceModel;
  readonly network: Network;
  /** Changes that were kept: title and operator. */
  readonly recorded: string[] = [];
  readonly store: SettingsStore;
  readonly log: string[] = [];
  /** Every status the panel could have shown, in order. */
  readonly statuses: TransactionStatus[] = [];
  isBooted = false;
  readonly #rig: Rig;

  constructor(rig: Rig, boot: string, wrap: (backend: Backend) => Backend) {
    this.#rig = rig;
    const clock = this.supply.clock(rig.time.clock);
    const log = createLog({ clock, write: (line) => this.log.push(line), level: 'debug', levels: {} });
    const files: Files = rig.disk.files;
    removeLeftovers(files);
    this.store = SettingsStore.open(files, clock.wallTime(), log);
    this.appliance = new ApplianceModel(applianceWith({ wanted: this.store.settings }));
    this.appliance.watch(({ transaction }) => {
      if (this.statuses.at(-1) !== transaction) this.statuses.push(transaction);
    });
    let changes = 0;
    this.network = new Network({
      appliance: this.appliance,
      notices: new Notices(this.appliance),
      backend: wrap(poweredBackend(createSimulatedBackend(rig.world), this.supply)),
      clock,
      log,
      store: this.store,
      lastUsed: { follow: () => undefined },
      journal: new Journal(files, log),
      lastChanges: { record: ({ title, by }) => void this.recorded.push(`${title} ${by}`) },
      boot,
      keepTimeout_s: 120,
      newId: () => {
        changes += 1;
        return `${boot}-${clock.now()}-${changes}`;
      },
    });
    void this.network.start().then(() => {
      this.isBooted = true;
    });
  }

  get notices(): readonly Message[] {
    return this.appliance.value.notices.map(({ message }) => message);
  }

  noticed(code: MessageCode): boolean {
    return this.notices.some((notice) => notice.code === code);
  }

  /** Begins an operator's change and answers the keep prompt as told; null: nobody is there. */
  begin(wanted: Settings, answer: 'keep' | 'go back' | null): OngoingChange {
    const events: ChangeEvent[] = [];
    const change = this.network.change({ wanted, title: 'lan', by: 'panel' }, (event) => {
      events.push(event);
      if (event.type !== 'CHANGE.VERIFIED') return;
      // A person needs a moment; the countdown has been handed over by then.
      this.#rig.time.clock.setTimeout(() => {
        if (answer === 'keep') change.keep();
        if (answer === 'go back') change.rollBack();
      }, 3000);
    });
    return { events, end: () => events.findLast((event) => FINAL.has(event.type)) ?? null };
  }

  /** Carries a change through to its end. */
  async change(wanted: Settings, answer: 'keep' | 'go back' | null): Promise<readonly ChangeEvent[]> {
    const { events, end } = this.begin(wanted, answer);
    await this.#rig.time.pass(EVERYTHING_ms, () => end() !== null);
    await this.#rig.time.settle();
    return events;
  }

  /** The process is gone, in the middle of whatever it did. */
  kill(): void {
    this.supply.cut();
  }
}

interface OngoingChange {
  readonly events: readonly ChangeEvent[];
  readonly end: () => ChangeEvent | null;
}

const FINAL = new Set<ChangeEvent['type']>(['CHANGE.KEPT', 'CHANGE.REFUSED', 'CHANGE.ROLLED_BACK']);

/** Ends the run at the given disk operation, before it happens; nothing reaches the disk after it. */
export function killAtOperation(rig: Rig, run: () => Run | null, operation: number): void {
  rig.disk.beforeChange = (number) => {
    if (number < operation) return;
    run()?.kill();
    throw new Error('power cut');
  };
}

/** What differs where the address of `LAN_STATIC` is still in force and the factory's DHCP should be. */
export const STATIC_LAN: Mismatch = {
  role: { kind: 'lan' },
  part: 'address',
  wanted: 'DHCP',
  inForce: '192.168.1.10/24',
};

/** How a change ended. */
export function lastOf(events: readonly ChangeEvent[]): ChangeEvent | undefined {
  return events.at(-1);
}
