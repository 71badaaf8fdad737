import type { Check } from '../../../../../menus/appliance.ts';
import type { CheckName } from '../../../../../menus/network-status.ts';
import type { LinkRole, Role } from '../../../../../menus/role.ts';
import type { Ipv4Settings, StaticIpv4 } from '../../../../../menus/settings/ipv4/ipv4.ts';
import { cidr } from '../../../../../menus/values/address.ts';
import type { Ipv4Address } from '../../../../../menus/values/types.ts';
import { message } from '../../../../../menus/words/messages.ts';
import type { Around } from '../../../around.ts';
import { failed, passed, skipped } from '../../../checks.ts';
import { NetworkFailure } from '../../../errors.ts';
import { linkProblem, linkText, unusableLink } from '../../../link-state.ts';
import { linkRole, nameOf, roleText } from '../../../roles.ts';
import { activate, awaitUsable } from '../activation.ts';
import { answersArp } from '../arp.ts';
import { type Difference, differing, type IndexedInForce, list, missing } from '../compare.ts';
import type { Context } from '../context.ts';
import type { Device } from '../device.ts';
import type { LinkSelector } from '../devices.ts';
import { diagnose } from '../diagnose.ts';
import { APPLY_FAILED, failureOfCall, TIMED_OUT } from '../failures.ts';
import type { KernelLink } from '../kernel.ts';
import { DEVICE_STATE } from '../names.ts';
import { saveProfile } from '../profile-store.ts';
import type { Profile } from '../profiles.ts';
import { conditionOf } from '../status.ts';

/** What LAN and WAN have in common. */

/** A server answers in well under a second, through a relay or behind a slow switch port in some. */
const LEASE_WAIT_ms = 20_000;
/** Without an answer from outside: NetworkManager's own work, some milliseconds, on a busy machine. */
const STATIC_WAIT_ms = 15_000;
const DEVICE_WAIT_ms = 10_000;

/**
 * Stores a link's profile and brings it up.
 * @returns the device once it has what the settings say; null while it waits for its cable
 */
export async function configureLink(
  context: Context,
  link: LinkRole,
  { selector, profile }: { readonly selector: LinkSelector; readonly profile: Profile },
  ipv4: Ipv4Settings,
  signal: AbortSignal,
): Promise<Device | null> {
  const { service } = context;
  const role = linkRole(link);
  const what = roleText(role);
  const selected = () => {
    const device = service.devices.selected(selector);
    // Once NetworkManager has started it knows all interfaces there are: none is waited for.
    if (device === null && service.isStarted) throw missingInterface(context, link);
    return device;
  };
  const { path, name } = await service.until(selected, {
    timeout_ms: DEVICE_WAIT_ms,
    late: () => missingInterface(context, link),
    signal,
    anyOwner: true,
  });
  const address = ipv4.method === 'static' ? ipv4.address : null;
  try {
    const usable = await awaitUsable(context, { role, path }, signal);
    const carrier = usable !== 'no-carrier';
    const stored = await saveProfile(
      service,
      role,
      profile,
      signal,
      carrier ? 'when-activated' : 'by-itself',
    );
    if (usable !== 'ready' && ipv4.method === 'dhcp')
      throw new NetworkFailure(message('no-carrier', { link }), `${what} has no carrier.`);
    // Stored, it comes up with the cable; verification reports what is missing.
    if (!carrier) return null;
    const arrival = ipv4.method === 'dhcp' ? leaseOn(link) : addressOf(ipv4, what);
    return await activate(service, { role, address, profile: stored, device: path, ...arrival }, signal);
  } catch (error) {
    const failure = failureOfCall(`Configuring ${what}`, error);
    throw await diagnose(context.run, { role, device: name, address }, failure, signal);
  }
}

/** Which interfaces there are instead. */
export function missingInterface({ service, links }: Context, link: LinkRole): NetworkFailure {
  const status = conditionOf(service.devices, links, link);
  const problem = status === null ? null : unusableLink(link, status);
  return new NetworkFailure(problem ?? APPLY_FAILED, status === null ? '' : linkText(link, status));
}

/** What an activation waits for, how long, and what it means when it does not come. */
type Arrival = Pick<Parameters<typeof activate>[1], 'ready' | 'timeout_ms' | 'late'>;

function leaseOn(link: LinkRole): Arrival {
  const log = `No DHCP server answered on ${roleText(linkRole(link))}.`;
  return {
    ready: hasLease,
    timeout_ms: LEASE_WAIT_ms,
    late: () => new NetworkFailure(message('no-lease', { link }), log),
  };
}

/** @param what for the log */
export function addressOf({ address }: Pick<StaticIpv4, 'address'>, what: string): Arrival {
  return {
    ready: ({ state, ipv4 }) =>
      state === DEVICE_STATE.activated && ipv4.addresses.some((one) => one.address === address),
    timeout_ms: STATIC_WAIT_ms,
    late: () => new NetworkFailure(TIMED_OUT, `${what} did not become active.`),
  };
}

/**
 * Whether a device has what DHCP is to give. A lease may be there before the activation is over; what is reapplied in
 * between stays without its DNS servers in resolv.conf (NetworkManager 1.42, seen on a busy machine).
 */
function hasLease({ state, leasedAddress, ipv4 }: Device): boolean {
  return (
    state === DEVICE_STATE.activated &&
    leasedAddress !== null &&
    ipv4.addresses.some(({ address }) => address === leasedAddress)
  );
}

/**
 * Whether what is in force on a link is compared: with a carrier it must be there. Without one nothing is, and the
 * profile comes up with the cable; but a profile that is up all the same is to be the stored one.
 */
export function isInForce(role: Role, { name, carrier }: KernelLink, now: IndexedInForce): boolean {
  return carrier || now.active.get(name) === nameOf(role);
}

/** What the kernel has on a link. */
export function linkDifferences(
  link: LinkRole,
  kernel: KernelLink,
  ipv4: Ipv4Settings,
  now: IndexedInForce,
): readonly Difference[] {
  const role = linkRole(link);
  return [
    ...differing(role, 'profile', nameOf(role), now.active.get(kernel.name) ?? ''),
    ...differing(role, 'bridge', '', kernel.master ?? ''),
    ...(ipv4.method === 'static' ? missing(role, 'address', cidr(ipv4), kernel.ipv4) : []),
  ];
}

/** Addresses beside the one that a link is to have: by a static setting, or by its lease. */
export function foreignAddresses(
  name: CheckName,
  link: LinkRole,
  kernel: KernelLink,
  ipv4: Ipv4Settings,
  leased: Ipv4Address | null,
): readonly Around[] {
  const own = ipv4.method === 'static' ? ipv4.address : leased;
  if (own === null) return [];
  return kernel.ipv4
    .map((text) => text.replace(/\/\d+$/, ''))
    .filter((address) => address !== own)
    .map((address) => ({
      check: name,
      problem: message('foreign-address', { link, address }),
      log: `${kernel.name} has ${address}, too, which Bezel has not set.`,
    }));
}

export function absent(link: LinkRole): readonly Difference[] {
  return differing(linkRole(link), 'interface', link, '');
}

export function checkAddress(name: CheckName, link: LinkRole, device: Device, ipv4: Ipv4Settings): Check {
  const addresses = device.ipv4.addresses.map(({ address }) => address);
  if (ipv4.method === 'dhcp') {
    return device.leasedAddress !== null
      ? passed(name, `${device.leasedAddress} was leased.`)
      : failed(name, message('no-lease', { link }), 'No DHCP server has given an address.');
  }
  if (addresses.includes(ipv4.address)) return passed(name, `${ipv4.address} is in force.`);
  const problem = message('not-in-force', {
    role: linkRole(link),
    part: 'address',
    inForce: list(device.ipv4.addresses.map(cidr)),
  });
  return failed(name, problem, `${ipv4.address} is not in force on ${device.name}.`);
}

export async function checkGateway(
  name: CheckName,
  { run }: Context,
  device: Device,
  ipv4: Ipv4Settings,
  signal: AbortSignal,
): Promise<Check> {
  const gateway = ipv4.method === 'static' ? ipv4.gateway : device.ipv4.gateway;
  if (gateway === null) return skipped(name, 'No gateway was offered.');
  if (await answersArp(run, device.name, gateway, signal)) return passed(name, `${gateway} answers ARP.`);
  return failed(
    name,
    message('gateway-silent', { gateway }),
    `${gateway} does not answer ARP on ${device.name}.`,
  );
}

/** Whether the interface is there, managed, and has its cable in. */
export function checkLink(name: CheckName, link: LinkRole, { service, links }: Context): Check {
  const status = conditionOf(service.devices, links, link);
  const problem = status === null ? null : linkProblem(link, status);
  if (status === null) return skipped(name, `There is no ${link}.`);
  return problem === null
    ? passed(name, linkText(link, status))
    : failed(name, problem, linkText(link, status));
}
