import { networkOf } from '../../../../menus/values/address.ts';
import { nameOf, vlanOfInterface, WAN } from '../../roles.ts';
import { profileNameOf } from './active-connection.ts';
import type { Context } from './context.ts';
import type { Device } from './device.ts';
import { failureOfCall } from './failures.ts';
import { DEVICE_STATE, INTERFACE } from './names.ts';
import { readWanProfile, updateProfile } from './profile-store.ts';
import { wanProfile } from './profiles.ts';
import { destinationText, type Sides, type WanLease, wanDestinations } from './wan-routing.ts';

/** What WAN has once it is up; null until then. */
export function wanLeaseOf(device: Device): WanLease | null {
  const [first] = device.ipv4.addresses;
  const own = device.ipv4.addresses.find(({ address }) => address === device.leasedAddress) ?? first;
  if (own === undefined) return null;
  return { address: own.address, prefixLength: own.prefixLength, dns: device.ipv4.nameservers };
}

/** The networks on either side now. */
export function sidesOf({ service, links, networks }: Context): Sides {
  const lan = service.devices.selected(links.lan);
  const vlans = [...service.devices.all()].filter(({ name }) => vlanOfInterface(name) !== null);
  const subnets = [...(lan?.ipv4.addresses ?? []), ...vlans.flatMap(({ ipv4 }) => ipv4.addresses)];
  return {
    wan: networks,
    lan: [
      ...subnets.map(({ address, prefixLength }) => networkOf(address, prefixLength)),
      ...(lan?.ipv4.routes ?? []),
    ],
  };
}

/**
 * Writes the routing rules for what WAN has into its profile and has them applied without a new activation; nothing
 * when they stand there, or the profile has been removed since.
 */
export async function applyWanLease(
  context: Context,
  device: Device,
  lease: WanLease,
  signal: AbortSignal,
): Promise<void> {
  const { service, links } = context;
  const stored = links.wan === null ? null : await readWanProfile(service);
  if (links.wan === null || stored === null) return;
  const sides = sidesOf(context);
  if (sameRules(stored.rules, lease, sides)) return;
  const profile = wanProfile(links.wan, stored.ipv4, lease, sides);
  const updated = await updateProfile(service, WAN, profile, signal);
  if (updated === null) return;
  signal.throwIfAborted();
  // An empty dictionary is "the profile as it is stored"; version 0 is "whatever was applied before".
  await service.call(device.path, INTERFACE.device, 'Reapply', 'a{sa{sv}}tu', [[], 0, 0]);
}

function sameRules(stored: readonly string[], lease: WanLease, sides: Sides): boolean {
  const wanted = [`${lease.address}/32`, ...wanDestinations(lease, sides).map(destinationText)];
  return wanted.length === stored.length && wanted.every((rule) => stored.includes(rule));
}

/**
 * Keeps WAN's routing rules in step with its lease and with LAN: a server may give another address, other DNS servers,
 * and LAN may take in the network that one of them stands in.
 */
export class WanLeaseRouting {
  readonly #context: Context;
  /** What the rules in force were written for. */
  #applied = '';

  constructor(context: Context) {
    this.#context = context;
  }

  /** Whether WAN or LAN has something that the rules do not follow yet. */
  get isDue(): boolean {
    const pending = this.#pending();
    return pending !== null && pending.key !== this.#applied;
  }

  /** Writes the rules for what there is now. Never rejects. */
  async follow(signal: AbortSignal): Promise<void> {
    const pending = this.#pending();
    if (pending === null || pending.key === this.#applied || signal.aborted) return;
    const { log } = this.#context;
    const { device, lease, key } = pending;
    this.#applied = key;
    try {
      await applyWanLease(this.#context, device, lease, signal);
      log.info('WAN is routed by what it has', { address: lease.address });
    } catch (error) {
      this.#applied = '';
      log.warn('WAN is not routed by what it has', { why: failureOfCall('Routing WAN', error).message });
    }
  }

  #pending(): { readonly device: Device; readonly lease: WanLease; readonly key: string } | null {
    const { service, links } = this.#context;
    const device = links.wan === null ? null : service.devices.selected(links.wan);
    const lease = device?.state === DEVICE_STATE.activated ? wanLeaseOf(device) : null;
    if (device === null || lease === null) return null;
    if (profileNameOf(service.objects, device.active) !== nameOf(WAN)) return null;
    return { device, lease, key: JSON.stringify([lease, sidesOf(this.#context)]) };
  }
}
