import type { Role } from '../../menus/role.ts';
import type { Ipv4Settings } from '../../menus/settings/ipv4/ipv4.ts';
import { cidr } from '../../menus/values/address.ts';
import { type Message, type MismatchPart, type MismatchValues, message } from '../../menus/words/messages.ts';
import { roleText } from './roles.ts';
import { same } from './same.ts';

/**
 * A difference between what is wanted and what is in force of what is ours: profile, address, default route, rules,
 * VLAN. What other software has set beside it is no mismatch (`around.ts`). Both are values in no language: addresses,
 * names of interfaces and profiles, `DHCP`; '' for none. Never a secret.
 */
export type Mismatch = MismatchValues & { readonly wanted: string };

/** Which of several differences is reported: the one that explains most, lowest first. */
const PART_RANK: Readonly<Record<MismatchPart, number>> = {
  interface: 0,
  profile: 1,
  bridge: 2,
  address: 3,
  'vlan-id': 4,
  parent: 5,
  gateway: 6,
  dns: 7,
  ipv6: 8,
  route: 9,
  rules: 10,
  'unknown-profile': 11,
  proxy: 12,
};
const ROLE_RANK: Readonly<Record<Role['kind'], number>> = { lan: 0, wan: 1, vlan: 2 };
const NO_ROLE_RANK = 3;

/** LAN first, since the operator's way in leads over it, then WAN, then VLANs in their order; by part within a role. */
function precedes(a: Mismatch, b: Mismatch): boolean {
  const byRole = roleRank(a) - roleRank(b);
  return byRole === 0 ? PART_RANK[a.part] < PART_RANK[b.part] : byRole < 0;
}

function roleRank({ role }: Mismatch): number {
  return role === null ? NO_ROLE_RANK : ROLE_RANK[role.kind];
}

/** Those that are not among `known`: a difference at the same place with the same thing in force is. */
export function beyond(known: readonly Mismatch[], mismatches: readonly Mismatch[]): readonly Mismatch[] {
  return mismatches.filter((each) => !known.some((other) => isSameFact(each, other)));
}

/** What was wanted does not matter: a fact is what stands there. */
function isSameFact(a: Mismatch, b: Mismatch): boolean {
  return a.part === b.part && a.inForce === b.inForce && same(a.role, b.role);
}

/** The difference that is reported of several; null: there is none. */
export function mostImportant(mismatches: readonly Mismatch[]): MismatchValues | null {
  const [first, ...others] = mismatches;
  if (first === undefined) return null;
  let found = first;
  for (const other of others) if (precedes(other, found)) found = other;
  const { inForce } = found;
  return found.role === null
    ? { role: null, part: found.part, inForce }
    : { role: found.role, part: found.part, inForce };
}

/** Reports that neither the old settings nor the new ones are surely in force. */
export function notRestored(inForce: readonly Mismatch[]): Message<'not-restored'> {
  return message('not-restored', { found: mostImportant(inForce) });
}

/** So many are named in the log; thousands of VLANs may differ for one reason. */
const NAMED = 8;

/** For the log. */
export function describe(mismatches: readonly Mismatch[]): string {
  const named = mismatches.slice(0, NAMED).map(({ role, part, wanted, inForce }) => {
    const where = role === null ? part : `${roleText(role)} ${part}`;
    return `${where} is ${inForce || 'none'}, not ${wanted || 'none'}`;
  });
  const more = mismatches.length - named.length;
  return named.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** How an interface gets its address, as a value: `DHCP`, `10.77.0.2/24`. */
export function addressingText(ipv4: Ipv4Settings): string {
  return ipv4.method === 'dhcp' ? DHCP_TEXT : cidr(ipv4);
}

export const DHCP_TEXT = 'DHCP';
