import { Alarm } from '../../../../menus/alarm.ts';
import type { Clock } from '../../../../menus/clock.ts';
import type { Ipv4InForce, LinkState, LinkStatus, NetworkStatus } from '../../../../menus/network-status.ts';
import type { LinkRole } from '../../../../menus/role.ts';
import type { Ipv4Settings } from '../../../../menus/settings/ipv4/ipv4.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { message } from '../../../../menus/words/messages.ts';
import { NetworkFailure } from '../../errors.ts';
import { unusableLink } from '../../link-state.ts';
import type { Mismatch } from '../../mismatch.ts';
import type { Step } from '../../step.ts';
import { type Target, targetOf } from '../../target.ts';
import { Checkpoints } from './checkpoints.ts';
import { afterStep, differencesBetween } from './parts/parts.ts';
import { ADVERTISED_ADDRESS, LINK_LOCAL_ADDRESS, segmentOf } from './segments.ts';
import { ALL_IN_ORDER, type Switches, setSwitch } from './switches.ts';

/** A DHCP server on the same segment, NetworkManager's own client: 26-1600 ms measured; a little slow on purpose. */
const LEASE_ms = 800;
/** radvd at its usual 3-4 s interval: 1.5-3.7 s measured. */
const ADVERTISEMENT_ms = 2500;

/** What LAN's interface is called where its name of before is missing. */
const RENAMED = 'enp6s18';

const APPLY_FAILED = message('apply-failed', { step: null });

interface WorldOptions {
  readonly clock: Clock;
  /** What Bezel has set up here before the world begins; null: nothing, a new appliance. */
  readonly settings?: Settings | null;
  /** What a new appliance's system does by itself. */
  readonly found?: Settings;
  /** Names as in the configuration; null: no second interface. */
  readonly lan?: string;
  readonly wan?: string | null;
}

/**
 * A small believable network with the appliance's own system in it: interfaces and their profiles, a DHCP server,
 * gateways, DNS, router advertisements, a neighbour. It lives outside the daemon, as the kernel and the network
 * service do: a daemon that is killed leaves it as it is, its undo timer running.
 */
export class SimulatedWorld {
  readonly clock: Clock;
  readonly #names: { readonly lan: string; readonly wan: string | null };
  readonly #listeners = new Set<() => void>();
  readonly #foreignListeners = new Set<(why: string) => void>();
  #switches: Switches = ALL_IN_ORDER;
  #configured: Target;
  #holdsOurs: boolean;
  /** What the system is configured to do when it starts. */
  #lasting: Target;
  #leases: Record<LinkRole, Ipv4InForce | null> = { lan: null, wan: null };
  readonly #leaseOffers: Readonly<Record<LinkRole, Alarm>>;
  #advertised = false;
  readonly #advertisement: Alarm;
  readonly #checkpoints: Checkpoints;
  #stepsUntilFailure = 0;

  constructor(options: WorldOptions) {
    const { clock, settings = null, found = FACTORY_SETTINGS, lan = 'lan0', wan = 'wan0' } = options;
    this.clock = clock;
    this.#checkpoints = new Checkpoints(clock, (configured) => {
      this.#configured = configured;
      this.#follow();
    });
    this.#names = { lan, wan };
    this.#leaseOffers = { lan: new Alarm(clock), wan: new Alarm(clock) };
    this.#advertisement = new Alarm(clock);
    this.#holdsOurs = settings !== null;
    this.#configured = targetOf(settings ?? found);
    this.#lasting = this.#configured;
    this.#comeUp();
  }

  get switches(): Switches {
    return this.#switches;
  }

  get configured(): Target {
    return this.#configured;
  }

  /** Whether Bezel has ever set up anything here. */
  get holdsOurs(): boolean {
    return this.#holdsOurs;
  }

  /** What it will be after a restart of the machine. */
  get lasting(): Target {
    return this.#lasting;
  }

  /** Whether an undo timer is running. */
  get undoArmed(): boolean {
    return this.#checkpoints.oldest !== null;
  }

  /**
   * Sets a switch by the words of a script (`gateway`, `silent`).
   * @returns null, or what was expected
   */
  set(name: string, state: string): string | null {
    const result = setSwitch(this.#switches, name, state);
    if (!result.ok) return result.expected;
    this.#switches = result.switches;
    this.#stepsUntilFailure = typeof result.switches.applyFails === 'number' ? result.switches.applyFails : 0;
    const { oldest } = this.#checkpoints;
    if (name === 'undo' && state === 'expired' && oldest !== null) this.undo(oldest);
    if (name === 'undo' && state === 'lost') this.disarmAll();
    this.#follow();
    return null;
  }

  /** Called after each change of the network or of a switch. Returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  status(): NetworkStatus {
    const [vlan] = this.#configured.vlans;
    return {
      lan: this.#link('lan', this.#names.lan, this.#configured.lan.ipv4),
      wan: this.#names.wan === null ? null : this.#link('wan', this.#names.wan, this.#configured.wan),
      vlan:
        vlan === undefined
          ? null
          : {
              id: vlan.id,
              ipv4: { address: vlan.address, prefixLength: vlan.prefixLength, origin: 'static' },
            },
    };
  }

  stateOf(link: LinkRole): LinkState {
    if (link === 'lan' && this.#switches.lanPort === 'missing')
      return { kind: 'absent', present: [RENAMED, ...(this.#names.wan === null ? [] : [this.#names.wan])] };
    if (link === 'lan' && this.#switches.lanPort === 'unmanaged')
      return { kind: 'unmanaged', by: 'ifupdown', file: '/etc/network/interfaces' };
    return { kind: this.hasCarrier(link) ? 'ready' : 'no-carrier' };
  }

  hasCarrier(link: LinkRole): boolean {
    if (link === 'wan') return this.#names.wan !== null && this.#switches.wanCable;
    return this.#switches.lanPort !== 'missing' && this.#switches.lanCable;
  }

  /** @throws NetworkFailure as the switches have it */
  carryOut(step: Step): void {
    this.#failIfSwitched();
    const unusable = step.kind === 'configure-lan' ? unusableLink('lan', this.status().lan) : null;
    if (unusable !== null) throw new NetworkFailure(unusable, 'the simulated LAN cannot be used');
    if (step.kind === 'add-vlan' && !this.#switches.vlan) {
      const { id } = step.vlan;
      throw new NetworkFailure(message('vlan-refused', { id }), `the kernel refuses VLAN ${id}`);
    }
    if (step.kind === 'write-proxy' && !this.#switches.proxyFile)
      throw new NetworkFailure(message('store-failed'), 'the simulated proxy file cannot be written');
    this.#configured = afterStep(this.#configured, step);
    this.#holdsOurs = true;
    // A file that is written is on the disk.
    if (step.kind === 'write-proxy') this.#lasting = { ...this.#lasting, proxy: step.proxy };
    this.#follow();
  }

  /** Other software sets part of the network. */
  interfere(part: Partial<Target>): void {
    this.#configured = { ...this.#configured, ...part };
    this.#follow();
    for (const listener of [...this.#foreignListeners]) listener('other software has set the network');
  }

  /** Called when other software has set part of the network. Returns how to stop. */
  onForeignChange(listener: (why: string) => void): () => void {
    this.#foreignListeners.add(listener);
    return () => this.#foreignListeners.delete(listener);
  }

  /** What was carried out comes back after a power cut from now on. */
  commit(): void {
    this.#lasting = this.#configured;
  }

  /** The machine starts again: with what lasts, and without the undos, which lived in a process. */
  losePower(): void {
    this.disarmAll();
    this.#configured = this.#lasting;
    this.#leases = { lan: null, wan: null };
    this.#comeUp();
    this.#follow();
  }

  /** Arms an undo; those that are armed already stay so. */
  arm(timeout_s: number): string {
    if (this.#switches.undo !== 'works') return this.#checkpoints.newHandle();
    return this.#checkpoints.arm(this.#configured, timeout_s);
  }

  disarm(handle: string): void {
    this.#checkpoints.disarm(handle);
  }

  disarmAll(): void {
    this.#checkpoints.disarmAll();
  }

  undo(handle: string): void {
    this.#checkpoints.undo(handle);
  }

  compare(wanted: Target): readonly Mismatch[] {
    return differencesBetween(wanted, this.#configured);
  }

  /** The appliance's system is up for longer than the daemon: it has what can be had. */
  #comeUp(): void {
    for (const link of ['lan', 'wan'] as const) if (this.#canLease(link)) this.#leases[link] = leaseOf(link);
    this.#advertised = this.#canHearRouter();
  }

  /** Whether DHCP can get an address here. */
  #canLease(link: LinkRole): boolean {
    const ipv4 = link === 'lan' ? this.#configured.lan.ipv4 : this.#configured.wan;
    return ipv4?.method === 'dhcp' && this.#switches.dhcp && this.hasCarrier(link);
  }

  #canHearRouter(): boolean {
    return this.#configured.lan.ipv6 && this.#switches.router && this.#switches.lanCable;
  }

  /** Brings leases and advertised addresses after a change of profiles or switches, then notifies. */
  #follow(): void {
    this.#followLease('lan');
    this.#followLease('wan');
    this.#followAdvertisements();
    for (const listener of [...this.#listeners]) listener();
  }

  #followLease(link: LinkRole): void {
    const offer = this.#leaseOffers[link];
    if (!this.#canLease(link)) {
      offer.cancel();
      // A server that is gone takes no lease back; a cable pulled or another method does.
      const ipv4 = link === 'lan' ? this.#configured.lan.ipv4 : this.#configured.wan;
      if (ipv4?.method !== 'dhcp' || !this.hasCarrier(link)) this.#leases[link] = null;
    } else if (this.#leases[link] === null && !offer.isSet) {
      offer.after(LEASE_ms, () => {
        this.#leases[link] = leaseOf(link);
        this.#follow();
      });
    }
  }

  #followAdvertisements(): void {
    if (!this.#canHearRouter()) {
      this.#advertisement.cancel();
      if (!this.#configured.lan.ipv6 || !this.#switches.lanCable) this.#advertised = false;
    } else if (!this.#advertised && !this.#advertisement.isSet) {
      this.#advertisement.after(ADVERTISEMENT_ms, () => {
        this.#advertised = true;
        this.#follow();
      });
    }
  }

  #failIfSwitched(): void {
    const { applyFails } = this.#switches;
    if (applyFails === 'all')
      throw new NetworkFailure(APPLY_FAILED, 'the simulated network fails every step');
    if (this.#stepsUntilFailure === 0) return;
    this.#stepsUntilFailure -= 1;
    if (this.#stepsUntilFailure > 0) return;
    this.#switches = { ...this.#switches, applyFails: 0 };
    throw new NetworkFailure(APPLY_FAILED, 'the simulated network fails this step');
  }

  #link(link: LinkRole, name: string, ipv4: Ipv4Settings | null): LinkStatus {
    const segment = segmentOf(link);
    const carrier = this.hasCarrier(link);
    const inForce = ipv4?.method === 'static' ? staticInForce(ipv4) : this.#leases[link];
    const origin = ipv4?.method === 'static' ? ipv4 : this.#leases[link] === null ? null : segment;
    return {
      name,
      mac: segment.mac,
      state: this.stateOf(link),
      carrier,
      speed_mbps: carrier ? 1000 : null,
      duplex: carrier ? 'full' : null,
      ipv4: inForce,
      ipv6: link === 'lan' ? this.#ipv6() : [],
      gateway: origin?.gateway ?? null,
      dns: origin?.dns ?? [],
      domain: link === 'lan' && inForce?.origin === 'dhcp' ? this.#switches.domain : null,
    };
  }

  #ipv6(): LinkStatus['ipv6'] {
    if (!this.#configured.lan.ipv6 || !this.#switches.lanCable) return [];
    const linkLocal = { address: LINK_LOCAL_ADDRESS, prefixLength: 64, origin: 'link-local' } as const;
    const advertised = {
      address: ADVERTISED_ADDRESS,
      prefixLength: 64,
      origin: 'router-advertisement',
    } as const;
    return this.#advertised ? [advertised, linkLocal] : [linkLocal];
  }
}

function leaseOf(link: LinkRole): Ipv4InForce {
  const { lease, network } = segmentOf(link);
  return { address: lease, prefixLength: network.prefixLength, origin: 'dhcp' };
}

function staticInForce({ address, prefixLength }: Extract<Ipv4Settings, { method: 'static' }>): Ipv4InForce {
  return { address, prefixLength, origin: 'static' };
}
