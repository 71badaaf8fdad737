/** The words for every refused setting: what the panel shows, and the sentence for the log. */
import type { SettingsError, SettingsErrorCode } from './errors.ts';

interface Message {
  /** Two lines of at most 16 characters fit every geometry. */
  readonly panel: readonly [string, string];
  /** What was expected. */
  readonly log: string;
}

export const SETTINGS_MESSAGES: Readonly<Record<SettingsErrorCode, Message>> = {
  'address-syntax': {
    panel: ['NOT AN ADDRESS', 'EACH PART 0-255'],
    log: 'expected an address: for IPv4 four numbers from 0 to 255 with dots between and no leading zeros',
  },
  'address-zero': {
    panel: ['ADDRESS STARTS', 'WITH 0'],
    log: 'expected a host address; those that start with 0 mean "this network" (RFC 1122)',
  },
  'address-loopback': {
    panel: ['LOOPBACK ADDRESS', '127 NOT ALLOWED'],
    log: 'expected a host address; those that start with 127 never leave the appliance (RFC 1122)',
  },
  'address-multicast': {
    panel: ['MULTICAST: USE', 'ONE BELOW 224'],
    log: 'expected a host address; 224 to 239 are multicast groups (RFC 5771)',
  },
  'address-reserved': {
    panel: ['RESERVED: USE', 'ONE BELOW 224'],
    log: 'expected a host address; 240 to 255 are reserved or broadcast (RFC 1112)',
  },
  'address-is-network': {
    panel: ['ADDRESS IS THE', 'NETWORK ITSELF'],
    log: 'expected a host address; this one is the first of its subnet, which names the subnet',
  },
  'address-is-broadcast': {
    panel: ['ADDRESS IS THE', 'BROADCAST'],
    log: 'expected a host address; this one is the last of its subnet, which is the broadcast address',
  },
  'netmask-syntax': {
    panel: ['NOT A NETMASK', 'EACH PART 0-255'],
    log: 'expected a netmask: four numbers from 0 to 255 with dots between and no leading zeros',
  },
  'netmask-not-contiguous': {
    panel: ['NETMASK BITS', 'NOT CONTIGUOUS'],
    log: 'expected a netmask whose one bits all stand before its zero bits, such as 255.255.255.0',
  },
  'netmask-too-wide': {
    panel: ['NETMASK IS ZERO', 'FROM 128.0.0.0'],
    log: 'expected a prefix length from 1 to 30; 0 would take every address for a neighbour',
  },
  'netmask-too-narrow': {
    panel: ['NETMASK TOO LONG', 'NO ROOM FOR HOST'],
    log: 'expected a prefix length from 1 to 30; 31 and 32 leave no address between network and broadcast',
  },
  'gateway-outside-subnet': {
    panel: ['GATEWAY OUTSIDE', 'THIS SUBNET'],
    log: 'expected a gateway inside the subnet that address and netmask make',
  },
  'gateway-is-address': {
    panel: ['GATEWAY IS THE', 'OWN ADDRESS'],
    log: 'expected the address of a router, not that of the appliance itself',
  },
  'gateway-is-network': {
    panel: ['GATEWAY IS THE', 'NETWORK ITSELF'],
    log: 'expected a host address as gateway, not the first address of the subnet',
  },
  'gateway-is-broadcast': {
    panel: ['GATEWAY IS THE', 'BROADCAST'],
    log: 'expected a host address as gateway, not the broadcast address of the subnet',
  },
  'dns-is-network-or-broadcast': {
    panel: ['DNS IS NOT A', 'HOST ADDRESS'],
    log: 'expected the address of a DNS server, not the network or broadcast address of the subnet',
  },
  'dns-missing': {
    panel: ['DNS 1 IS NEEDED', 'ENTER A SERVER'],
    log: 'expected one or two DNS servers; the platform is reached by name',
  },
  'dns-repeated': {
    panel: ['DNS 2 IS SAME AS', 'DNS 1'],
    log: 'expected a second DNS server that differs from the first, or none',
  },
  'subnets-overlap-lan-wan': {
    panel: ['SUBNETS OVERLAP', 'LAN AND WAN'],
    log: 'expected LAN and WAN in subnets without a common address',
  },
  'subnets-overlap-lan-vlan': {
    panel: ['SUBNETS OVERLAP', 'LAN AND VLAN'],
    log: 'expected LAN and VLAN in subnets without a common address',
  },
  'subnets-overlap-wan-vlan': {
    panel: ['SUBNETS OVERLAP', 'WAN AND VLAN'],
    log: 'expected WAN and VLAN in subnets without a common address',
  },
  'vlan-id-range': {
    panel: ['VLAN ID MUST BE', '0 TO 4094'],
    log: 'expected a VLAN ID from 0 to 4094',
  },
  'vlan-needs-static-lan': {
    panel: ['VLAN NEEDS A', 'STATIC LAN IP'],
    log: 'expected a static IP address on LAN before a VLAN is put on it',
  },
  'static-lan-needed-by-vlan': {
    panel: ['NEEDED BY VLAN:', 'DISABLE IT FIRST'],
    log: 'expected the VLAN to be disabled before LAN goes back to DHCP',
  },
  'host-syntax': {
    panel: ['NOT A HOST NAME', 'OR ADDRESS'],
    log: 'expected a host name (labels of letters, digits and inner hyphens, RFC 1123) or an IPv4 or IPv6 address',
  },
  'port-range': {
    panel: ['PORT MUST BE', '1 TO 65535'],
    log: 'expected a TCP port from 1 to 65535',
  },
  'user-syntax': {
    panel: ['USER NAME HAS A', 'WRONG CHARACTER'],
    log: 'expected a user name of at most 128 printable ASCII characters without a colon (RFC 7617)',
  },
  'password-without-user': {
    panel: ['PASSWORD NEEDS', 'A USER NAME'],
    log: 'expected a user name beside the password, or neither',
  },
  'password-syntax': {
    panel: ['PASSWORD HAS A', 'WRONG CHARACTER'],
    log: 'expected a password of at most 128 printable ASCII characters',
  },
  'pin-syntax': { panel: ['PIN MUST BE', '4 TO 8 DIGITS'], log: 'expected a PIN of 4 to 8 digits' },
  'pin-differs': { panel: ['PINS DIFFER', 'ENTER AGAIN'], log: 'expected the same PIN twice' },
  'nothing-changed': {
    panel: ['NOTHING CHANGED', 'SAME AS BEFORE'],
    log: 'expected at least one setting to differ from those in force',
  },
};

/** The error of a code. `subject` is put before the log sentence: what was refused, never a secret. */
export function settingsError(code: SettingsErrorCode, subject?: string): SettingsError {
  const { panel, log } = SETTINGS_MESSAGES[code];
  return { code, panel, log: subject === undefined ? log : `${subject}: ${log}` };
}
