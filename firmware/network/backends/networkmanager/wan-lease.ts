import { nameOf, WAN } from '../../roles.ts';
import { profileNameOf } from './active-connection.ts';
import type { Context } from './context.ts';
import type { Device } from './device.ts';
import { failureOfCall } from './failures.ts';
import { INTERFACE } from './names.ts';
import { hasLease } from './parts/link.ts';
import { updateProfile } from './profile-store.ts';
import { wanProfile } from './profiles.ts';
import type { WanLease } from './wan-routing.ts';

/** What WAN has once it is up; null until then. */
export function wanLeaseOf(device: Device): WanLease | null {
  const [first] = device.ipv4.addresses;
  if (first === undefined) return null;
  return { address: first.address, prefixLength: first.prefixLength, dns: device.ipv4.nameservers };
}

/**
 * Writes the routing rules for a lease into WAN's profile and has them applied without a new activation; nothing when
 * the profile has been removed since.
 */
export async function applyWanLease(
  context: Context,
  device: Device,
  lease: WanLease,
  signal: AbortSignal,
): Promise<void> {
  const { service, links, networks } = context;
  if (links.wan === null) return;
  const profile = wanProfile(links.wan, { method: 'dhcp' }, lease, networks);
  const updated = await updateProfile(service, WAN, profile, signal);
  if (updated === null) return;
  signal.throwIfAborted();
  // An empty dictionary is "the profile as it is stored"; version 0 is "whatever was applied before".
  await service.call(device.path, INTERFACE.device, 'Reapply', 'a{sa{sv}}tu', [[], 0, 0]);
}

/** Keeps WAN's routing rules in step with its lease: a server may give another address, other DNS servers. */
export class WanLeaseRouting {
  readonly #context: Context;
  /** The lease that the rules in force were written for. */
  #applied = '';

  constructor(context: Context) {
    this.#context = context;
  }

  /** Whether WAN has a lease that the rules do not follow yet. */
  get isDue(): boolean {
    const pending = this.#pending();
    return pending !== null && pending.key !== this.#applied;
  }

  /** Writes the rules for the present lease. Never rejects. */
  async follow(signal: AbortSignal): Promise<void> {
    const pending = this.#pending();
    if (pending === null || pending.key === this.#applied || signal.aborted) return;
    const { log } = this.#context;
    const { device, lease, key } = pending;
    this.#applied = key;
    try {
      await applyWanLease(this.#context, device, lease, signal);
      log.info('WAN is routed by its lease', { address: lease.address });
    } catch (error) {
      this.#applied = '';
      log.warn('WAN is not routed by its lease', { why: failureOfCall('Routing WAN', error).message });
    }
  }

  #pending(): { readonly device: Device; readonly lease: WanLease; readonly key: string } | null {
    const { service, links } = this.#context;
    const device = links.wan === null ? null : service.devices.selected(links.wan);
    const lease = device !== null && hasLease(device) ? wanLeaseOf(device) : null;
    if (device === null || lease === null) return null;
    if (profileNameOf(service.objects, device.active) !== nameOf(WAN)) return null;
    return { device, lease, key: JSON.stringify(lease) };
  }
}
