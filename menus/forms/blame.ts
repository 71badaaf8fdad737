/** Which field a message is about: the one to look at after a change was refused or undone for that reason. */
import type { CheckName } from '../network-status.ts';
import type { Message, MessageCode } from '../words/messages.ts';

/** Ids of fields; those of LAN, WAN and VLAN are the same. */
const FIELD_OF_MESSAGE: Readonly<Partial<Record<MessageCode, string>>> = {
  'address-in-use': 'address',
  'gateway-silent': 'gateway',
  'dns-silent': 'dns1',
  'no-lease': 'method',
  'vlan-refused': 'id',
  'proxy-silent': 'host',
  'proxy-refused': 'user',
  'subnets-overlap-lan-wan': 'prefixLength',
  'subnets-overlap-lan-vlan': 'prefixLength',
  'subnets-overlap-wan-vlan': 'prefixLength',
};

const FIELD_OF_CHECK: Readonly<Partial<Record<CheckName, string>>> = {
  address: 'address',
  gateway: 'gateway',
  dns: 'dns1',
  vlan: 'id',
  proxy: 'host',
};

/** null: it is about none of these fields. */
export function blamedField({ code, values }: Message, fields: readonly string[]): string | null {
  const field = code === 'not-verified' ? FIELD_OF_CHECK[values.check] : FIELD_OF_MESSAGE[code];
  return fields.find((id) => id === field) ?? null;
}
