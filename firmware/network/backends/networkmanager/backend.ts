import type { Check } from '../../../../menus/appliance.ts';
import type { Clock } from '../../../../menus/clock.ts';
import type { NetworkStatus } from '../../../../menus/network-status.ts';
import type { LinkRole } from '../../../../menus/role.ts';
import type { Ipv4Address, Ipv4Network } from '../../../../menus/values/types.ts';
import { message } from '../../../../menus/words/messages.ts';
import { type Bus, connectSystemBus } from '../../../dbus/bus.ts';
import type { Log } from '../../../log/log.ts';
import { type Around, withAround } from '../../around.ts';
import type { Backend } from '../../backend.ts';
import { NetworkFailure } from '../../errors.ts';
import type { Mismatch } from '../../mismatch.ts';
import { vlanOfInterface } from '../../roles.ts';
import { Runner } from '../../runner.ts';
import type { Step } from '../../step.ts';
import type { Target } from '../../target.ts';
import { arpOwner } from './arp.ts';
import {
  createCheckpoint,
  destroyCheckpoint,
  destroyCheckpointsOver,
  rollBackCheckpoint,
} from './checkpoint.ts';
import { checkWeb } from './checks/web.ts';
import { type Difference, indexed, maySettle } from './compare.ts';
import type { Context } from './context.ts';
import type { Device } from './device.ts';
import { hasSettled, type LinkSelector } from './devices.ts';
import { attempt, failureOfCall, TIMED_OUT } from './failures.ts';
import { readInForce } from './in-force.ts';
import { DEVICE_STATE } from './names.ts';
import { OwnAddresses } from './own-addresses.ts';
import { missingInterface } from './parts/link.ts';
import { aroundOf, checkAll, differences, executeStep } from './parts/parts.ts';
import { inPortions } from './portions.ts';
import { type RunProgram, runProgram } from './process.ts';
import { commitProfiles, ownedProfiles } from './profile-store.ts';
import { NetworkManagerService } from './service.ts';
import { StatusFeed } from './status-feed.ts';
import { WanLeaseRouting } from './wan-lease.ts';

export interface NetworkManagerOptions {
  /** The kernel's name of the interface, or its MAC address. */
  readonly lan: string;
  /** null: no second interface. */
  readonly wan: string | null;
  /** Networks that are reached through WAN when there is one. */
  readonly networks: readonly Ipv4Network[];
  /** Where other software reads the proxy settings. */
  readonly proxyFile: string;
  /** HTTPS URL of the platform; null: TEST NETWORK does not ask for it. */
  readonly platformUrl: string | null;
  /** PEM file of a private certificate authority; null or left out: none. */
  readonly caFile?: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Instead of the system bus and of real programs: for tests. */
  readonly connect?: () => Promise<Bus>;
  readonly run?: RunProgram;
}

/** NetworkManager takes this long to be back on the bus and know its devices after a restart. */
const RETURN_WAIT_ms = 15_000;
/** A device that NetworkManager puts back is active within this, or waits for a cable or a server. */
const SETTLE_WAIT_ms = 8_000;
/** What has just changed may need a moment until the last of it (resolv.conf, routes) is written. */
const COMPARE_WAIT_ms = 3_000;
/** NetworkManager does not announce all that changes in the kernel: read again so often meanwhile. */
const COMPARE_STEP_ms = 100;

const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

/** The network of a real appliance, through NetworkManager 1.42 or newer on the system bus. */
export function createNetworkManagerBackend(options: NetworkManagerOptions): Backend {
  return new NetworkManagerBackend(options);
}

class NetworkManagerBackend implements Backend {
  readonly name = 'networkmanager';
  readonly #context: Context;
  readonly #service: NetworkManagerService;
  readonly #feed: StatusFeed;
  /** Who writes profiles: steps and undoing, and between them what keeps WAN's rules in step with its lease. */
  readonly #writers = new Runner<'lease' | 'change'>({
    lease: { priority: 0, preemptible: true },
    // The transaction asks for one thing at a time: what still runs then was abandoned.
    change: { priority: 1, preemptible: true },
  });
  readonly #leaseRouting: WanLeaseRouting;

  constructor(options: NetworkManagerOptions) {
    const { clock, log, proxyFile, platformUrl, caFile = null } = options;
    const connect = options.connect ?? (() => connectSystemBus(clock));
    this.#service = new NetworkManagerService({ connect, clock, log });
    this.#context = {
      service: this.#service,
      links: { lan: selector(options.lan), wan: options.wan === null ? null : selector(options.wan) },
      own: new OwnAddresses(),
      networks: options.networks,
      proxyFile,
      platformUrl: platformUrl === null ? null : new URL(platformUrl),
      caFile,
      run: options.run ?? runProgram,
      clock,
      log,
    };
    this.#feed = new StatusFeed(this.#context);
    this.#leaseRouting = new WanLeaseRouting(this.#context);
  }

  async start(): Promise<void> {
    this.#writers.open();
    this.#service.onChange(() => this.#followLease());
    await this.#service.start();
    this.#feed.refresh();
  }

  async stop(): Promise<void> {
    this.#feed.stop();
    await this.#writers.close('the backend stops');
    this.#service.stop();
  }

  status(): NetworkStatus {
    return this.#feed.status;
  }

  onStatus(listener: (status: NetworkStatus) => void): () => void {
    return this.#feed.onStatus(listener);
  }

  onForeignChange(listener: (why: string) => void): () => void {
    return this.#feed.onForeignChange(listener);
  }

  async holdsOurs(signal: AbortSignal): Promise<boolean> {
    await this.#present(signal);
    const owned = await attempt('Looking for profiles', () => ownedProfiles(this.#service));
    return owned.length > 0;
  }

  async findOwner(link: LinkRole, address: Ipv4Address, signal: AbortSignal): Promise<string | null> {
    const device = await this.#device(link, signal);
    if (!device.carrier)
      throw new NetworkFailure(message('no-carrier', { link }), `${device.name} has no carrier.`);
    const owner = await arpOwner(this.#context.run, { link, device: device.name }, address, signal);
    // Our own other interface on the same segment answers too.
    const own = Object.values(this.#service.devices.ofLinks(this.#context.links));
    return own.some((one) => one?.mac.toLowerCase() === owner) ? null : owner;
  }

  async arm(timeout_s: number, signal: AbortSignal): Promise<string | null> {
    await this.#present(signal);
    const devices = this.#ownDevices();
    // NetworkManager takes none for all there are.
    if (devices.length === 0) return null;
    return attempt('Creating a checkpoint', () => createCheckpoint(this.#service, devices, timeout_s));
  }

  async disarmAll(signal: AbortSignal): Promise<void> {
    await this.#present(signal);
    const checkpoints = await attempt('Destroying a checkpoint', () =>
      destroyCheckpointsOver(this.#service, this.#ownDevices(), signal),
    );
    if (checkpoints.length > 0)
      this.#context.log.warn('an undo that no journal names is disarmed', { count: checkpoints.length });
  }

  async disarm(handle: string): Promise<void> {
    await destroyCheckpoint(this.#service, handle);
  }

  async commit(signal: AbortSignal): Promise<void> {
    await this.#present(signal);
    await attempt('Saving profiles', () => commitProfiles(this.#service, signal), message('store-failed'));
  }

  async undo(handle: string): Promise<void> {
    await this.#present(new AbortController().signal);
    await this.#writers.run('change', async ({ signal }) => {
      const left = await attempt('Rolling back', () => rollBackCheckpoint(this.#service, handle));
      if (left > 0)
        this.#context.log.warn('NetworkManager could not put back every device', { devices: left });
      await this.#settled(signal);
    });
  }

  async execute(step: Step, signal: AbortSignal): Promise<void> {
    if (step.kind !== 'write-proxy') await this.#present(signal);
    await this.#writers.run('change', (claim) =>
      executeStep(this.#context, step, AbortSignal.any([signal, claim.signal])),
    );
  }

  async compare(wanted: Target, signal: AbortSignal): Promise<readonly Mismatch[]> {
    await this.#present(signal);
    const { clock } = this.#context;
    const end_ms = clock.now() + COMPARE_WAIT_ms;
    for (;;) {
      const found: Difference[] = [];
      const now = await indexed(await readInForce(this.#context, signal));
      for await (const portion of inPortions(differences(wanted, now))) found.push(...portion.flat());
      if (!maySettle(found) || clock.now() >= end_ms) {
        this.#context.own.follow(wanted);
        this.#feed.refresh();
        return found.map(({ lasting: _, ...rest }) => rest);
      }
      await new Promise<void>((resolve) => clock.setTimeout(resolve, COMPARE_STEP_ms));
    }
  }

  async verify(
    wanted: Target,
    report: (check: Check) => void,
    signal: AbortSignal,
  ): Promise<readonly Check[]> {
    await this.#present(signal);
    const around = await this.#settledAround(wanted, signal);
    const checks: Check[] = [];
    const collected = collect(checks, report);
    await checkAll(this.#context, wanted, (check) => collected(withAround(check, around)), signal);
    return checks;
  }

  async lookAround(wanted: Target, signal: AbortSignal): Promise<readonly Around[]> {
    await this.#present(signal);
    return aroundOf(wanted, await indexed(await readInForce(this.#context, signal)));
  }

  /** What is found may be NetworkManager's own work that is not over, such as a resolv.conf to be written. */
  async #settledAround(wanted: Target, signal: AbortSignal): Promise<readonly Around[]> {
    const { clock } = this.#context;
    const end_ms = clock.now() + COMPARE_WAIT_ms;
    for (;;) {
      const around = await this.lookAround(wanted, signal);
      if (around.length === 0 || clock.now() >= end_ms) return around;
      await new Promise<void>((resolve) => clock.setTimeout(resolve, COMPARE_STEP_ms));
    }
  }

  async test(wanted: Target, report: (check: Check) => void, signal: AbortSignal): Promise<readonly Check[]> {
    const checks = [...(await this.verify(wanted, report, signal))];
    const { platformUrl: url, caFile, clock } = this.#context;
    await checkWeb({ url, caFile, clock }, wanted.proxy, collect(checks, report), signal);
    return checks;
  }

  #followLease(): void {
    if (this.#leaseRouting.isDue)
      this.#writers.whenFree('lease', ({ signal }) => this.#leaseRouting.follow(signal));
  }

  /** Waits for a NetworkManager that is restarting; rejects with `backend-absent` when it does not come. */
  async #present(signal: AbortSignal): Promise<void> {
    const absent = 'NetworkManager does not answer on the system bus.';
    await this.#service.until(() => (this.#ready() ? true : null), {
      timeout_ms: RETURN_WAIT_ms,
      late: () => new NetworkFailure(message('backend-absent'), absent),
      signal,
      anyOwner: true,
    });
  }

  /** On the bus, and either started or in charge of LAN already: a start lasts as long as DHCP does. */
  #ready(): boolean {
    if (this.#service.owner === null) return false;
    if (this.#service.isStarted) return true;
    const lan = this.#service.devices.selected(this.#context.links.lan);
    return lan !== null && lan.state >= DEVICE_STATE.unavailable;
  }

  async #device(link: LinkRole, signal: AbortSignal): Promise<Device> {
    await this.#present(signal);
    const chosen = this.#context.links[link];
    const device = chosen === null ? null : this.#service.devices.selected(chosen);
    if (device === null) throw missingInterface(this.#context, link);
    return device;
  }

  /** Paths of our devices: what a checkpoint of ours holds, and no other. */
  #ownDevices(): string[] {
    const { devices } = this.#service;
    const { lan, wan } = devices.ofLinks(this.#context.links);
    const vlans = [...devices.all()].filter(
      ({ vlanId, name }) => vlanId !== null && vlanOfInterface(name) !== null,
    );
    return [lan, wan, ...vlans].flatMap((device) => device?.path ?? []);
  }

  /** Waits until each interface is active, or stays without a cable or a server. */
  async #settled(signal: AbortSignal): Promise<void> {
    const settled = (): boolean => {
      const { lan, wan } = this.#service.devices.ofLinks(this.#context.links);
      return (lan === null || hasSettled('lan', lan.state)) && (wan === null || hasSettled('wan', wan.state));
    };
    await this.#service
      .until(() => (settled() ? true : null), {
        timeout_ms: SETTLE_WAIT_ms,
        late: () => new NetworkFailure(TIMED_OUT, 'An interface is still being set up.'),
        signal,
      })
      .catch((error: unknown) => {
        const why = failureOfCall('Settling', error).message;
        this.#context.log.info('an interface still waits', { why });
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
