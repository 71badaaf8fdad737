import { hostPrefixLengthOf, parseIpv4, vlanIdOf } from '../../values/parse.ts';
import { complete, type Reader } from '../../values/problems.ts';
import { NONE, reviewOf } from '../../values/review.ts';
import type { Ipv4Address, PrefixLength, VlanId } from '../../values/types.ts';
import { checkSubnet } from '../ipv4/rules.ts';
import type { Part } from './part.ts';

/** The one VLAN on LAN that can be set at the panel. It has no routes of its own. */
export interface LocalVlan {
  readonly id: VlanId;
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
}

function read(reader: Reader, json: unknown, pointer: string): LocalVlan | undefined {
  const read = reader.object(json, pointer, ['id', 'address', 'prefixLength']);
  if (!read) return undefined;
  return complete<LocalVlan>({
    id: reader.number(read.id, `${pointer}/id`, vlanIdOf),
    address: reader.text(read.address, `${pointer}/address`, parseIpv4),
    prefixLength: reader.number(read.prefixLength, `${pointer}/prefixLength`, hostPrefixLengthOf),
  });
}

const review = reviewOf({
  vlanId: (vlan: LocalVlan | null) => (vlan ? { kind: 'number', number: vlan.id } : NONE),
  vlanAddress: (vlan) => (vlan ? { kind: 'address', address: vlan.address } : NONE),
  vlanNetmask: (vlan) => (vlan ? { kind: 'netmask', prefixLength: vlan.prefixLength } : NONE),
});

/** null: no VLAN but the platform's. */
export const VLAN: Part<LocalVlan | null, 'vlanId' | 'vlanAddress' | 'vlanNetmask'> = {
  factory: null,
  read: (reader, json, pointer) => (json === null ? null : read(reader, json, pointer)),
  write: (vlan) => vlan && { id: vlan.id, address: vlan.address, prefixLength: vlan.prefixLength },
  check: (vlan) => (vlan ? checkSubnet('VLAN', vlan).map(({ error }) => error) : []),
  review,
};
