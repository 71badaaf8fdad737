/** The sentence for the log and the control socket for every refused setting. */
import type { PlainCode, SettingsError, SettingsErrorCode } from './errors.ts';

/** What was expected, by error code. */
const EXPECTED: Readonly<Record<SettingsErrorCode, string>> = {
  'address-syntax':
    'expected an address: for IPv4 four numbers from 0 to 255 with dots between and no leading zeros',
  'address-zero': 'expected a host address; those that start with 0 mean "this network" (RFC 1122)',
  'address-loopback':
    'expected a host address; those that start with 127 never leave the appliance (RFC 1122)',
  'address-multicast': 'expected a host address; 224 to 239 are multicast groups (RFC 5771)',
  'address-reserved': 'expected a host address; 240 to 255 are reserved or broadcast (RFC 1112)',
  'address-is-network':
    'expected a host address; this one is the first of its subnet, which names the subnet',
  'address-is-broadcast':
    'expected a host address; this one is the last of its subnet, which is the broadcast address',
  'netmask-syntax': 'expected a netmask: four numbers from 0 to 255 with dots between and no leading zeros',
  'netmask-not-contiguous':
    'expected a netmask whose one bits all stand before its zero bits, such as 255.255.255.0',
  'netmask-too-wide': 'expected a prefix length from 1 to 30; 0 would take every address for a neighbour',
  'netmask-too-narrow':
    'expected a prefix length from 1 to 30; 31 and 32 leave no address between network and broadcast',
  'gateway-outside-subnet': 'expected a gateway inside the subnet that address and netmask make',
  'gateway-is-address': 'expected the address of a router, not that of the appliance itself',
  'gateway-is-network': 'expected a host address as gateway, not the first address of the subnet',
  'gateway-is-broadcast': 'expected a host address as gateway, not the broadcast address of the subnet',
  'dns-is-network-or-broadcast':
    'expected the address of a DNS server, not the network or broadcast address of the subnet',
  'dns-missing': 'expected one or two DNS servers; the platform is reached by name',
  'dns-repeated': 'expected a second DNS server that differs from the first, or none',
  'subnets-overlap-lan-wan': 'expected LAN and WAN in subnets without a common address',
  'subnets-overlap-lan-vlan': 'expected LAN and VLAN in subnets without a common address',
  'subnets-overlap-wan-vlan': 'expected WAN and VLAN in subnets without a common address',
  'vlan-id-range': 'expected a VLAN ID from 0 to 4094',
  'vlan-needs-static-lan': 'expected a static IP address on LAN before a VLAN is put on it',
  'static-lan-needed-by-vlan': 'expected the VLAN to be disabled before LAN goes back to DHCP',
  'host-syntax':
    'expected a host name (labels of letters, digits and inner hyphens, RFC 1123) or an IPv4 or IPv6 address',
  'port-range': 'expected a TCP port from 1 to 65535',
  'user-syntax': 'expected a user name of at most 128 printable ASCII characters without a colon (RFC 7617)',
  'password-without-user': 'expected a user name beside the password, or neither',
  'password-syntax': 'expected a password of at most 128 printable ASCII characters',
  'pin-syntax': 'expected a PIN of 4 to 8 digits',
  'pin-differs': 'expected the same PIN twice',
  'nothing-changed': 'expected at least one setting to differ from those in force',
};

/** The error of a code that needs no values. `subject` is put before the sentence: what was refused, never a secret. */
export function settingsError(code: PlainCode, subject?: string): SettingsError {
  // TypeScript does not narrow a union of this many codes.
  return { code, values: {}, log: sentence(code, subject) } as SettingsError;
}

/** @param network the subnet the gateway has to be in, in CIDR form */
export function gatewayOutside(network: string, subject: string): SettingsError {
  const code = 'gateway-outside-subnet';
  return { code, values: { network }, log: sentence(code, subject) };
}

function sentence(code: SettingsErrorCode, subject: string | undefined): string {
  return subject === undefined ? EXPECTED[code] : `${subject}: ${EXPECTED[code]}`;
}
