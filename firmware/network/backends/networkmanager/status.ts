import type { AddressOrigin, LinkStatus, NetworkStatus, VlanStatus } from '../../../../menus/appliance.ts';
import { vlanIdOf } from '../../../../menus/settings/parse.ts';
import { type Device, findLinks, type LinkSelector, type Links, readDevice } from './devices.ts';
import { INTERFACE } from './names.ts';
import type { ObjectMirror } from './objects.ts';
import { isVlanInterface } from './profiles.ts';

/** fe80::/10, RFC 4291 section 2.4. */
const LINK_LOCAL = /^fe[89ab]/;

/** The network as NetworkManager last announced it. */
export function statusOf(objects: ObjectMirror, links: Links): NetworkStatus {
  const { lan, wan } = findLinks(objects, links);
  return {
    lan: linkStatus(lan, links.lan),
    wan: links.wan === null ? null : linkStatus(wan, links.wan),
    vlan: vlanStatus(objects),
  };
}

function linkStatus(device: Device | null, selector: LinkSelector): LinkStatus {
  if (device === null) {
    return {
      name: 'name' in selector ? selector.name : '',
      mac: 'mac' in selector ? selector.mac : '',
      carrier: false,
      speed_mbps: null,
      ipv4: null,
      ipv6: [],
      gateway: null,
      dns: [],
    };
  }
  return {
    name: device.name,
    mac: device.mac,
    carrier: device.carrier,
    speed_mbps: device.carrier && device.speed_mbps > 0 ? device.speed_mbps : null,
    ipv4: ipv4Of(device),
    ipv6: device.ipv6.addresses.map(({ address, prefixLength }) => ({
      address,
      prefixLength,
      origin: LINK_LOCAL.test(address) ? 'link-local' : 'router-advertisement',
    })),
    gateway: device.ipv4.gateway,
    dns: device.ipv4.nameservers,
  };
}

function ipv4Of(device: Device): LinkStatus['ipv4'] {
  const [first] = device.ipv4.addresses;
  if (first === undefined) return null;
  const origin: AddressOrigin = first.address === device.leasedAddress ? 'dhcp' : 'static';
  return { address: first.address, prefixLength: first.prefixLength, origin };
}

/** Of several (the platform may define more), the one with the lowest ID. */
function vlanStatus(objects: ObjectMirror): VlanStatus | null {
  const found: VlanStatus[] = [];
  for (const path of objects.withInterface(INTERFACE.vlan)) {
    const device = readDevice(objects, path);
    if (device === null || device.vlanId === null || !isVlanInterface(device.name)) continue;
    const id = vlanIdOf(device.vlanId);
    if (id.ok) found.push({ id: id.value, ipv4: ipv4Of(device) });
  }
  return found.sort((a, b) => a.id - b.id)[0] ?? null;
}
