import { netmaskOf } from '../values/address.ts';
import type { ReviewValue } from '../values/review.ts';

/** The text of a value in a review. */
export function reviewText(value: ReviewValue): string {
  switch (value.kind) {
    case 'none':
      return 'NONE';
    case 'from-dhcp':
      return 'FROM DHCP';
    case 'secret':
      return '********';
    case 'method':
      return value.method.toUpperCase();
    case 'switch':
      return value.isOn ? 'ON' : 'OFF';
    case 'address':
      return value.address;
    case 'netmask':
      return netmaskOf(value.prefixLength);
    case 'host':
      return value.host.toUpperCase();
    case 'number':
      return String(value.number);
    case 'text':
      return value.text;
  }
}
export const LINE_LABELS = {
  lanMode: 'LAN MODE',
  lanAddress: 'LAN IP',
  lanNetmask: 'LAN NETMASK',
  lanGateway: 'LAN GATEWAY',
  lanDns1: 'LAN DNS 1',
  lanDns2: 'LAN DNS 2',
  wanMode: 'WAN MODE',
  wanAddress: 'WAN IP',
  wanNetmask: 'WAN NETMASK',
  wanGateway: 'WAN GATEWAY',
  wanDns1: 'WAN DNS 1',
  wanDns2: 'WAN DNS 2',
  vlanId: 'VLAN ID',
  vlanAddress: 'VLAN IP',
  vlanNetmask: 'VLAN NETMASK',
  ipv6: 'IPV6 ON LAN',
  proxyHost: 'PROXY HOST',
  proxyPort: 'PROXY PORT',
  proxyUser: 'PROXY USER',
  proxyPassword: 'PROXY PASSWORD',
  platformVlans: 'PLATFORM VLANS',
  platformRoutes: 'PLATFORM ROUTES',
} as const;
