import type {
  AddressOrigin,
  LinkState,
  LinkStatus,
  NetworkStatus,
  VlanStatus,
} from '../../../../menus/network-status.ts';
import type { LinkRole } from '../../../../menus/role.ts';
import { vlanIdOf } from '../../../../menus/values/parse.ts';
import type { Ipv4Network, Ipv6Address } from '../../../../menus/values/types.ts';
import { vlanOfInterface } from '../../roles.ts';
import type { Device } from './device.ts';
import type { Devices, LinkSelector, Links } from './devices.ts';
import type { DuplexOf } from './duplex.ts';
import { holderOf } from './holders.ts';
import { DEVICE_STATE } from './names.ts';
import { OwnAddresses } from './own-addresses.ts';

/** fe80::/10, RFC 4291 section 2.4. */
const LINK_LOCAL = /^fe[89ab]/;

/** The network as NetworkManager last announced it. */
export function statusOf(
  devices: Devices,
  links: Links,
  duplexOf: DuplexOf,
  own: Pick<OwnAddresses, 'among'> = new OwnAddresses(),
): NetworkStatus {
  const { lan, wan } = devices.ofLinks(links);
  return {
    lan: { ...linkStatus(devices, lan, links.lan, duplexOf), ipv4: ownIpv4('lan', lan, own) },
    wan:
      links.wan === null
        ? null
        : { ...linkStatus(devices, wan, links.wan, duplexOf), ipv4: ownIpv4('wan', wan, own) },
    vlan: vlanStatus(devices),
  };
}

/** Name, MAC address and state of a link; null: the appliance has none. */
export function conditionOf(devices: Devices, links: Links, link: LinkRole): LinkCondition | null {
  const selector = links[link];
  return selector === null ? null : condition(devices, devices.selected(selector), selector);
}

type LinkCondition = Pick<LinkStatus, 'name' | 'mac' | 'state'>;

function condition(devices: Devices, device: Device | null, selector: LinkSelector): LinkCondition {
  if (device !== null) return { name: device.name, mac: device.mac, state: stateOf(device) };
  return {
    name: 'name' in selector ? selector.name : '',
    mac: 'mac' in selector ? selector.mac : '',
    state: { kind: 'absent', present: devices.ethernetNames() },
  };
}

function linkStatus(
  devices: Devices,
  device: Device | null,
  selector: LinkSelector,
  duplexOf: DuplexOf,
): Omit<LinkStatus, 'ipv4'> {
  if (device === null) {
    return {
      ...condition(devices, device, selector),
      carrier: false,
      speed_mbps: null,
      duplex: null,
      ipv6: [],
      gateway: null,
      dns: [],
      domain: null,
    };
  }
  return {
    ...condition(devices, device, selector),
    carrier: device.carrier,
    speed_mbps: device.carrier && device.speed_mbps > 0 ? device.speed_mbps : null,
    duplex: duplexOf(device),
    ipv6: device.ipv6.addresses.map(({ address, prefixLength }) => ({
      address,
      prefixLength,
      origin: ipv6Origin(address, device),
    })),
    gateway: device.ipv4.gateway,
    dns: device.ipv4.nameservers,
    domain: device.leasedDomain,
  };
}

function stateOf({ name, state, carrier }: Device): LinkState {
  if (state <= DEVICE_STATE.unmanaged)
    return { kind: 'unmanaged', ...(holderOf(name) ?? { by: '', file: '' }) };
  if (!carrier) return { kind: 'no-carrier' };
  return { kind: state < DEVICE_STATE.disconnected ? 'not-ready' : 'ready' };
}

function ipv6Origin(address: Ipv6Address, { leasedIpv6 }: Device): AddressOrigin {
  if (LINK_LOCAL.test(address)) return 'link-local';
  return address === leasedIpv6 ? 'dhcpv6' : 'router-advertisement';
}

/** The address that was set or leased, whatever other software has added before it. */
function ownIpv4(
  link: LinkRole,
  device: Device | null,
  own: Pick<OwnAddresses, 'among'>,
): LinkStatus['ipv4'] {
  return device === null ? null : inForce(device, own.among(link, device));
}

function inForce({ leasedAddress }: Device, found: Ipv4Network | null): LinkStatus['ipv4'] {
  if (found === null) return null;
  const origin: AddressOrigin = found.address === leasedAddress ? 'dhcp' : 'static';
  return { address: found.address, prefixLength: found.prefixLength, origin };
}

/** Of several (the platform may define more), the one with the lowest ID. */
function vlanStatus(devices: Devices): VlanStatus | null {
  let lowest: Device | null = null;
  for (const device of devices.all()) {
    if (device.vlanId === null || device.vlanId >= (lowest?.vlanId ?? Number.POSITIVE_INFINITY)) continue;
    if (vlanOfInterface(device.name) !== null) lowest = device;
  }
  const id = vlanIdOf(lowest?.vlanId ?? Number.NaN);
  return lowest !== null && id.ok
    ? { id: id.value, ipv4: inForce(lowest, lowest.ipv4.addresses[0] ?? null) }
    : null;
}
