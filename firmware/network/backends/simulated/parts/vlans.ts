import { cidr } from '../../../../../menus/values/address.ts';
import { message } from '../../../../../menus/words/messages.ts';
import { type Mismatch, mostImportant } from '../../../mismatch.ts';
import type { VlanStep } from '../../../parts/vlans.ts';
import { interfaceOf, vlanRole } from '../../../roles.ts';
import type { ByKind } from '../../../step.ts';
import type { Target, VlanTarget } from '../../../target.ts';
import { type Asked, type Finding, looked } from '../questions.ts';
import type { SimulatedPart } from './part.ts';

export const executeVlans: ByKind<[now: Target], Target, VlanStep> = {
  'add-vlan': ({ vlan }, now) => ({ ...now, vlans: [...without(now.vlans, vlan), vlan] }),
  'remove-vlan': ({ vlan }, now) => ({ ...now, vlans: without(now.vlans, vlan) }),
};

export const vlans: SimulatedPart = {
  compare: (wanted, configured) => [
    ...missing(wanted.vlans, configured.vlans),
    ...foreign(wanted.vlans, configured.vlans),
  ],
  verification: (world, wanted) =>
    wanted.vlans.length === 0 ? [] : [{ name: 'vlan', ask: () => askVlans(world, wanted.vlans) }],
  test: () => [],
};

function without(vlans: readonly VlanTarget[], { id }: VlanTarget): readonly VlanTarget[] {
  return vlans.filter((vlan) => vlan.id !== id);
}

/** VLANs that are not there, or with another address. */
function missing(wanted: readonly VlanTarget[], inForce: readonly VlanTarget[]): readonly Mismatch[] {
  const known = new Map(inForce.map((vlan) => [vlan.id, vlan]));
  return wanted.flatMap((vlan): readonly Mismatch[] => {
    const role = vlanRole(vlan.id);
    const found = known.get(vlan.id);
    if (found === undefined) return [{ role, part: 'interface', wanted: interfaceOf(role), inForce: '' }];
    if (cidr(found) === cidr(vlan)) return [];
    return [{ role, part: 'address', wanted: cidr(vlan), inForce: cidr(found) }];
  });
}

function foreign(wanted: readonly VlanTarget[], inForce: readonly VlanTarget[]): readonly Mismatch[] {
  const expected = new Set(wanted.map(({ id }) => id));
  return inForce
    .filter(({ id }) => !expected.has(id))
    .map(({ id }) => vlanRole(id))
    .map((role) => ({ role, part: 'interface', wanted: '', inForce: interfaceOf(role) }));
}

/** One check for all of them, the local one and the platform's. */
function askVlans({ configured }: Asked, wanted: readonly VlanTarget[]): Finding {
  const first = mostImportant(missing(wanted, configured.vlans));
  return looked(first === null ? null : message('not-in-force', first));
}
