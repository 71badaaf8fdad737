import type { Ipv4Settings, StaticIpv4 } from '../../../../menus/settings/ipv4/ipv4.ts';
import type { PlatformVlan } from '../../../../menus/settings/parts/platform.ts';
import type { LocalVlan } from '../../../../menus/settings/parts/vlan.ts';
import { NetworkFailure } from '../../errors.ts';
import type { Step } from '../../plan.ts';
import { activate, awaitCarrier, deactivate } from './activation.ts';
import type { Device } from './device.ts';
import type { LinkSelector } from './devices.ts';
import { diagnose } from './diagnose.ts';
import { failureOf } from './failures.ts';
import { DEVICE_STATE, INTERFACE, NO_OBJECT } from './names.ts';
import {
  deleteProfile,
  findProfile,
  ownedProfiles,
  type StoredProfile,
  saveProfile,
  updateProfile,
} from './profile-store.ts';
import {
  LAN_PROFILE,
  lanProfile,
  type Profile,
  parkedProfile,
  vlanInterfaceOf,
  vlanProfile,
  vlanProfileOf,
  WAN_PROFILE,
  wanProfile,
  wantedProfiles,
} from './profiles.ts';
import { writeProxyFile } from './proxy-file.ts';
import type { Surroundings } from './surroundings.ts';
import type { WanLease } from './wan-routing.ts';

/** A server answers in well under a second, through a relay or behind a slow switch port in some. */
const LEASE_WAIT_MS = 20_000;
/** Without the world's help: NetworkManager's own work, some milliseconds, on a busy machine. */
const STATIC_WAIT_MS = 15_000;
const DEVICE_WAIT_MS = 10_000;

/** Carries out one step of a plan through NetworkManager. Idempotent; rejects with `NetworkFailure`. */
export async function executeStep(around: Surroundings, step: Step, signal: AbortSignal): Promise<void> {
  switch (step.kind) {
    case 'configure-lan': {
      const selector = around.links.lan;
      const profile = lanProfile(selector, step);
      await configure(around, { what: 'LAN', id: LAN_PROFILE, selector, profile }, step.ipv4, signal);
      return;
    }
    case 'configure-wan':
      return configureWan(around, step.ipv4, signal);
    case 'remove-wan':
      return removeNamed(around, WAN_PROFILE, signal);
    case 'add-vlan':
      return addVlan(around, step.vlan, signal);
    case 'remove-vlan':
      return removeNamed(around, vlanProfile(step.vlan.id), signal);
    case 'write-proxy':
      return writeProxyFile(around.proxyFile, step.proxy, signal);
    case 'remove-strangers': {
      const wanted = wantedProfiles(step.wanted);
      const owned = await attempt('Listing profiles', () => ownedProfiles(around.service));
      return removeProfiles(
        around,
        owned.filter(({ id }) => !wanted.has(id)),
        signal,
      );
    }
  }
}

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
  around: Surroundings,
  device: Device,
  lease: WanLease,
  signal: AbortSignal,
): Promise<void> {
  const { service, links, networks } = around;
  if (links.wan === null) return;
  const profile = wanProfile(links.wan, { method: 'dhcp' }, lease, networks);
  const updated = await updateProfile(service, WAN_PROFILE, profile, signal);
  if (updated === null) return;
  signal.throwIfAborted();
  // An empty dictionary is "the profile as it is stored"; version 0 is "whatever was applied before".
  await service.call(device.path, INTERFACE.device, 'Reapply', 'a{sa{sv}}tu', [[], 0, 0]);
}

async function configureWan(around: Surroundings, ipv4: Ipv4Settings, signal: AbortSignal): Promise<void> {
  const { links, networks } = around;
  if (links.wan === null) throw new NetworkFailure('apply-failed', 'The appliance has no WAN interface.');
  const known = ipv4.method === 'static' ? ipv4 : null;
  const profile = wanProfile(links.wan, ipv4, known, networks);
  const wan = { what: 'WAN', id: WAN_PROFILE, selector: links.wan, profile };
  const device = await configure(around, wan, ipv4, signal);
  const lease = device === null ? null : wanLeaseOf(device);
  if (ipv4.method !== 'dhcp' || device === null || lease === null) return;
  await attempt('Routing WAN', () => applyWanLease(around, device, lease, signal));
}

async function configure(
  around: Surroundings,
  link: {
    readonly what: string;
    readonly id: string;
    readonly selector: LinkSelector;
    readonly profile: Profile;
  },
  ipv4: Ipv4Settings,
  signal: AbortSignal,
): Promise<Device | null> {
  const { service } = around;
  const { what, id, selector, profile } = link;
  const { path: device, name } = await service.until(() => service.devices.selected(selector), {
    timeout_ms: DEVICE_WAIT_MS,
    late: () => new NetworkFailure('apply-failed', `NetworkManager knows no ${what} interface.`),
    signal,
    anyOwner: true,
  });
  try {
    const carrier = await awaitCarrier(service, device, signal);
    const stored = await saveProfile(service, id, profile, signal, carrier ? 'told' : 'by-itself');
    if (!carrier && ipv4.method === 'dhcp') throw new NetworkFailure('no-carrier', `${what} has no carrier.`);
    // Stored, it comes up with the cable; verification says what is missing.
    if (!carrier) return null;
    const ready = ipv4.method === 'dhcp' ? hasLease : hasAddress(ipv4);
    const late =
      ipv4.method === 'dhcp'
        ? () => new NetworkFailure('no-lease', `No DHCP server answered on ${what}.`)
        : () => new NetworkFailure('timed-out', `${what} did not become active.`);
    const timeout_ms = ipv4.method === 'dhcp' ? LEASE_WAIT_MS : STATIC_WAIT_MS;
    return await activate(service, { what, profile: stored, device, ready, timeout_ms, late }, signal);
  } catch (error) {
    const address = ipv4.method === 'static' ? ipv4.address : null;
    const failure = failureOf(`Configuring ${what}`, error);
    throw await diagnose(around.run, { what, device: name, address }, failure, signal);
  }
}

/**
 * Whether a device has what DHCP is to give. A lease may be there before the activation is over; what is reapplied in
 * between stays without its DNS servers in resolv.conf (NetworkManager 1.42, seen on a busy machine).
 */
export function hasLease({ state, leasedAddress, ipv4 }: Device): boolean {
  return (
    state === DEVICE_STATE.activated &&
    leasedAddress !== null &&
    ipv4.addresses.some(({ address }) => address === leasedAddress)
  );
}

function hasAddress(wanted: Pick<StaticIpv4, 'address'>): (device: Device) => boolean {
  return ({ state, ipv4 }) =>
    state === DEVICE_STATE.activated && ipv4.addresses.some(({ address }) => address === wanted.address);
}

async function addVlan(
  around: Surroundings,
  vlan: LocalVlan | PlatformVlan,
  signal: AbortSignal,
): Promise<void> {
  const { service, links } = around;
  const parent = service.devices.selected(links.lan);
  if (parent === null) throw new NetworkFailure('apply-failed', 'NetworkManager knows no LAN interface.');
  await removeNamed(around, vlanProfile(vlan.id), signal);
  const what = `VLAN ${vlan.id}`;
  const carrier = await awaitCarrier(service, parent.path, signal);
  const profile = vlanProfileOf(parent.name, vlan);
  const stored = await attempt(
    what,
    () => saveProfile(service, vlanProfile(vlan.id), profile, signal, carrier ? 'told' : 'by-itself'),
    'vlan-refused',
  );
  // Stored, it comes up with LAN's cable; verification says what is missing.
  if (!carrier) return;
  const activation = {
    what,
    profile: stored,
    device: NO_OBJECT,
    ready: hasAddress(vlan),
    timeout_ms: STATIC_WAIT_MS,
    late: () => new NetworkFailure('timed-out', `${what} did not become active.`),
  };
  try {
    await activate(service, activation, signal);
  } catch (error) {
    // Left in place, it would be tried again and again.
    await removeProfile(around, stored, vlanProfile(vlan.id), signal).catch(() => {});
    const failure = failureOf(what, error, 'vlan-refused');
    throw await diagnose(around.run, { what, device: parent.name, address: null }, failure, signal);
  }
}

async function removeNamed(around: Surroundings, id: string, signal: AbortSignal): Promise<void> {
  const path = await attempt(`Finding ${id}`, () => findProfile(around.service, id));
  await removeProfiles(around, path === null ? [] : [{ path, id }], signal);
}

/** Takes profiles of ours out of force and waits until the VLAN interfaces they made are gone. */
async function removeProfiles(
  around: Surroundings,
  doomed: readonly Pick<StoredProfile, 'path' | 'id'>[],
  signal: AbortSignal,
): Promise<void> {
  const { service } = around;
  for (const { path, id } of doomed) {
    await attempt(`Removing ${id}`, () => removeProfile(around, path, id, signal));
    await service.until(() => (interfaceGone(around, id) ? true : null), {
      timeout_ms: STATIC_WAIT_MS,
      late: () => new NetworkFailure('timed-out', `The interface of ${id} did not go.`),
      signal,
    });
  }
}

/** A profile that Bezel has made is parked: its deletion would reach the disk before anybody has kept the change. */
async function removeProfile(
  { service, links }: Surroundings,
  path: string,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const lan = service.devices.selected(links.lan)?.name ?? null;
  const parked = parkedProfile(id, { lan, wan: links.wan });
  if (parked === null) return deleteProfile(service, path, signal);
  await saveProfile(service, id, parked, signal);
  await deactivate(service, path, signal);
}

function interfaceGone({ service, links }: Surroundings, id: string): boolean {
  if (id === WAN_PROFILE && links.wan !== null) {
    const device = service.devices.selected(links.wan);
    return device === null || device.state <= DEVICE_STATE.disconnected;
  }
  const vlan = vlanInterfaceOf(id);
  return vlan === null || service.devices.named(vlan) === null;
}

async function attempt<Result>(
  what: string,
  run: () => Promise<Result>,
  code?: Parameters<typeof failureOf>[2],
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw failureOf(what, error, code);
  }
}
