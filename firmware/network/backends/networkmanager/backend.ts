import * as v from 'valibot';
import type { Check } from '../../../../menus/appliance.ts';
import type { Clock } from '../../../../menus/clock.ts';
import type { NetworkStatus } from '../../../../menus/network-status.ts';
import type { Ipv4Address, Ipv4Network, Settings } from '../../../../menus/settings/types.ts';
import { type Bus, connectSystemBus } from '../../../dbus/bus.ts';
import type { Log } from '../../../log/log.ts';
import type { Backend, LinkRole, Mismatch } from '../../backend.ts';
import { NetworkFailure } from '../../errors.ts';
import type { Step } from '../../plan.ts';
import { arpOwner } from './arp.ts';
import {
  createCheckpoint,
  destroyCheckpoint,
  destroyCheckpointsOver,
  rollBackCheckpoint,
} from './checkpoint.ts';
import { checkLinks } from './checks/links.ts';
import { checkWeb } from './checks/web.ts';
import { maySettle, mismatches } from './compare.ts';
import type { Device } from './device.ts';
import { hasSettled, type LinkSelector } from './devices.ts';
import { failureOf } from './failures.ts';
import { readInForce } from './in-force.ts';
import { DEVICE_STATE, INTERFACE, MANAGER_PATH } from './names.ts';
import { inPortions } from './portions.ts';
import { type RunProgram, runProgram } from './process.ts';
import { commitProfiles, ownedProfiles } from './profile-store.ts';
import { isVlanInterface } from './profiles.ts';
import { NetworkManagerService } from './service.ts';
import { statusOf } from './status.ts';
import { executeStep } from './steps.ts';
import type { Surroundings } from './surroundings.ts';
import { Suspicion } from './suspicion.ts';
import { followWanLease } from './wan-lease.ts';

export interface NetworkManagerOptions {
  /** The kernel's name of the interface, or its MAC address. */
  readonly lan: string;
  /** null: no second interface. */
  readonly wan: string | null;
  /** Networks that are reached through WAN when there is one. */
  readonly networks: readonly Ipv4Network[];
  readonly proxyFile: string;
  /** HTTPS URL of the platform; null: TEST NETWORK does not ask for it. */
  readonly platformUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Instead of the system bus and of real programs: for tests. */
  readonly connect?: () => Promise<Bus>;
  readonly run?: RunProgram;
}

/** NetworkManager takes this long to be back on the bus and know its devices after a restart. */
const RETURN_WAIT_MS = 15_000;
/** A device that NetworkManager puts back is active within this, or waits for the world. */
const SETTLE_WAIT_MS = 8_000;
/** What has just changed may need a moment until the last of it (resolv.conf, routes) is written. */
const COMPARE_WAIT_MS = 3_000;
/** What the kernel has changes without NetworkManager telling all of it: asked again so often meanwhile. */
const COMPARE_STEP_MS = 100;

const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

/** The network of a real appliance, through NetworkManager 1.42 or newer on the system bus. */
export function createNetworkManagerBackend(options: NetworkManagerOptions): Backend {
  return new NetworkManagerBackend(options);
}

class NetworkManagerBackend implements Backend {
  readonly name = 'networkmanager';
  readonly #around: Surroundings;
  readonly #service: NetworkManagerService;
  readonly #doubters = new Set<(why: string) => void>();
  readonly #suspicion: Suspicion;
  readonly #listeners = new Set<(status: NetworkStatus) => void>();
  #status: NetworkStatus;
  /** The NetworkManager whose status was last told. */
  #toldOwner: string | null = null;
  #stopFollowing: () => void = () => {};
  #refreshDue: NodeJS.Immediate | null = null;
  /** Steps and undoings that run. */
  #atWork = 0;
  /** Fires when the next of them begins. */
  #idle = new AbortController();

  constructor(options: NetworkManagerOptions) {
    const { clock, log, proxyFile, platformUrl } = options;
    const connect = options.connect ?? (() => connectSystemBus(clock));
    this.#service = new NetworkManagerService({ connect, clock, log });
    this.#around = {
      service: this.#service,
      links: { lan: selector(options.lan), wan: options.wan === null ? null : selector(options.wan) },
      networks: options.networks,
      proxyFile,
      platformUrl: platformUrl === null ? null : new URL(platformUrl),
      run: options.run ?? runProgram,
      clock,
      log,
    };
    this.#suspicion = new Suspicion(this.#around, (why) => {
      for (const listener of [...this.#doubters]) listener(why);
    });
    this.#status = statusOf(this.#service.devices, this.#around.links);
    this.#service.onChange(() => this.#refreshSoon());
  }

  async start(): Promise<void> {
    this.#stopFollowing = followWanLease(this.#around, () => (this.#atWork > 0 ? null : this.#idle.signal));
    await this.#service.start();
    this.#refresh();
  }

  async stop(): Promise<void> {
    this.#stopFollowing();
    if (this.#refreshDue !== null) clearImmediate(this.#refreshDue);
    this.#listeners.clear();
    this.#doubters.clear();
    this.#service.stop();
  }

  status(): NetworkStatus {
    return this.#status;
  }

  onStatus(listener: (status: NetworkStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onDoubt(listener: (why: string) => void): () => void {
    this.#doubters.add(listener);
    return () => this.#doubters.delete(listener);
  }

  async holdsOurs(signal: AbortSignal): Promise<boolean> {
    await this.#present(signal);
    try {
      return (await ownedProfiles(this.#service)).length > 0;
    } catch (error) {
      throw failureOf('Looking for profiles', error);
    }
  }

  async findOwner(link: LinkRole, address: Ipv4Address, signal: AbortSignal): Promise<string | null> {
    const device = await this.#device(link, signal);
    if (!device.carrier) throw new NetworkFailure('no-carrier', `${device.name} has no carrier.`);
    const owner = await arpOwner(this.#around.run, device.name, address, signal);
    // Our own other interface on the same segment answers too.
    const own = Object.values(this.#service.devices.ofLinks(this.#around.links));
    return own.some((one) => one?.mac.toLowerCase() === owner) ? null : owner;
  }

  async arm(timeout_s: number, signal: AbortSignal): Promise<string> {
    await this.#device('lan', signal);
    try {
      return await createCheckpoint(this.#service, this.#ownDevices(), timeout_s);
    } catch (error) {
      throw failureOf('Creating a checkpoint', error);
    }
  }

  async disarmAll(signal: AbortSignal): Promise<void> {
    await this.#present(signal);
    try {
      const checkpoints = await destroyCheckpointsOver(this.#service, this.#ownDevices(), signal);
      if (checkpoints.length > 0)
        this.#around.log.warn('an undo that nobody waits for is disarmed', { count: checkpoints.length });
    } catch (error) {
      throw failureOf('Destroying a checkpoint', error);
    }
  }

  async disarm(handle: string): Promise<void> {
    await destroyCheckpoint(this.#service, handle);
  }

  async commit(signal: AbortSignal): Promise<void> {
    await this.#present(signal);
    try {
      await commitProfiles(this.#service, signal);
    } catch (error) {
      throw failureOf('Saving profiles', error, 'store-failed');
    }
  }

  async undo(handle: string): Promise<void> {
    const { signal } = new AbortController();
    await this.#present(signal);
    await this.#work(async () => {
      try {
        const left = await rollBackCheckpoint(this.#service, handle);
        if (left > 0)
          this.#around.log.warn('NetworkManager could not put back every device', { devices: left });
      } catch (error) {
        throw failureOf('Rolling back', error);
      }
      await this.#settled(signal);
    });
  }

  async execute(step: Step, signal: AbortSignal): Promise<void> {
    if (step.kind !== 'write-proxy') await this.#present(signal);
    await this.#work(() => executeStep(this.#around, step, signal));
  }

  async compare(wanted: Settings, signal: AbortSignal): Promise<readonly Mismatch[]> {
    await this.#present(signal);
    const { clock, networks } = this.#around;
    const end_ms = clock.now() + COMPARE_WAIT_MS;
    for (;;) {
      const found: Mismatch[] = [];
      const inForce = await readInForce(this.#around, signal);
      // One by one: the first parts go through all VLANs at once.
      for await (const portion of inPortions(mismatches(wanted, inForce, networks), 1))
        found.push(...portion.flat());
      if (!maySettle(found) || clock.now() >= end_ms) return found;
      await new Promise<void>((resolve) => clock.setTimeout(resolve, COMPARE_STEP_MS));
    }
  }

  async verify(
    wanted: Settings,
    report: (check: Check) => void,
    signal: AbortSignal,
  ): Promise<readonly Check[]> {
    await this.#present(signal);
    const checks: Check[] = [];
    await checkLinks(this.#around, wanted, collect(checks, report), signal);
    return checks;
  }

  async test(
    wanted: Settings,
    report: (check: Check) => void,
    signal: AbortSignal,
  ): Promise<readonly Check[]> {
    const checks = [...(await this.verify(wanted, report, signal))];
    await checkWeb(this.#around.platformUrl, wanted.proxy, collect(checks, report), signal);
    return checks;
  }

  /** Once for all that one turn of the event loop brings: NetworkManager announces a change in a burst of signals. */
  #refreshSoon(): void {
    this.#refreshDue ??= setImmediate(() => this.#refresh());
  }

  #refresh(): void {
    this.#refreshDue = null;
    const { owner } = this.#service;
    const returned = owner !== this.#toldOwner;
    this.#toldOwner = owner;
    // While NetworkManager is away the kernel keeps what it had, and so does the status.
    if (owner === null) return;
    this.#suspicion.look(returned);
    const status = statusOf(this.#service.devices, this.#around.links);
    // Its return is news by itself: whoever waits for it listens here.
    if (!returned && JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    for (const listener of [...this.#listeners]) listener(status);
  }

  async #work(run: () => Promise<void>): Promise<void> {
    this.#atWork += 1;
    this.#idle.abort(new NetworkFailure('cancelled', 'A change of the network begins.'));
    try {
      await run();
    } finally {
      this.#atWork -= 1;
      if (this.#atWork === 0) this.#idle = new AbortController();
    }
  }

  /** Waits for a NetworkManager that is restarting; rejects with `backend-absent` when it does not come. */
  async #present(signal: AbortSignal): Promise<void> {
    await this.#service.until(() => (this.#ready() ? true : null), {
      timeout_ms: RETURN_WAIT_MS,
      late: () => new NetworkFailure('backend-absent', 'NetworkManager does not answer on the system bus.'),
      signal,
      anyOwner: true,
    });
  }

  /** On the bus, and either over with its own start or in charge of LAN already: a start lasts as long as DHCP does. */
  #ready(): boolean {
    const { owner, objects } = this.#service;
    if (owner === null) return false;
    if (v.is(v.object({ Startup: v.literal(false) }), objects.get(MANAGER_PATH, INTERFACE.manager)))
      return true;
    const lan = this.#service.devices.selected(this.#around.links.lan);
    return lan !== null && lan.state >= DEVICE_STATE.unavailable;
  }

  async #device(link: LinkRole, signal: AbortSignal): Promise<Device> {
    await this.#present(signal);
    const chosen = this.#around.links[link];
    const device = chosen === null ? null : this.#service.devices.selected(chosen);
    if (device === null)
      throw new NetworkFailure('apply-failed', `NetworkManager knows no ${link} interface.`);
    return device;
  }

  /** Paths of our devices: what a checkpoint of ours holds, and no other. */
  #ownDevices(): string[] {
    const { devices } = this.#service;
    const { lan, wan } = devices.ofLinks(this.#around.links);
    const vlans = [...devices.all()].filter(({ vlanId, name }) => vlanId !== null && isVlanInterface(name));
    return [lan, wan, ...vlans].flatMap((device) => device?.path ?? []);
  }

  /** Waits until each interface is active, or stays without a cable or a server. */
  async #settled(signal: AbortSignal): Promise<void> {
    const settled = (): boolean => {
      const { lan, wan } = this.#service.devices.ofLinks(this.#around.links);
      return (lan === null || hasSettled('lan', lan.state)) && (wan === null || hasSettled('wan', wan.state));
    };
    await this.#service
      .until(() => (settled() ? true : null), {
        timeout_ms: SETTLE_WAIT_MS,
        late: () => new NetworkFailure('timed-out', 'An interface is still being set up.'),
        signal,
      })
      .catch((error: unknown) => {
        this.#around.log.info('an interface still waits', { why: failureOf('Settling', error).message });
      });
  }
}

function selector(text: string): LinkSelector {
  return MAC.test(text) ? { mac: text.toLowerCase() } : { name: text };
}

function collect(checks: Check[], report: (check: Check) => void): (check: Check) => void {
  return (check) => {
    checks.push(check);
    report(check);
  };
}
