import { message } from '../../../menus/words/messages.ts';
import type { VlanTarget } from '../target.ts';
import type { Labels, NetworkPart } from './part.ts';

export type VlanStep =
  | { readonly kind: 'add-vlan'; readonly vlan: VlanTarget }
  | { readonly kind: 'remove-vlan'; readonly vlan: VlanTarget };

/** A VLAN that differs in anything is removed and added, never edited: the kernel keeps the ID it was created with. */
export const vlans: NetworkPart<VlanStep> = {
  plan(now, wanted) {
    const removed = missingFrom(wanted.vlans, now.vlans);
    const added = missingFrom(now.vlans, wanted.vlans);
    return {
      remove: removed.map((vlan) => ({ kind: 'remove-vlan', vlan })),
      set: added.map((vlan) => ({ kind: 'add-vlan', vlan })),
      checks: added.length === 0 ? [] : ['vlan'],
    };
  },
  recover: (wanted) => wanted.vlans.map((vlan) => ({ kind: 'add-vlan', vlan })),
  checks: (wanted) => (wanted.vlans.length === 0 ? [] : ['vlan']),
};

export const VLAN_LABELS: Labels<VlanStep> = {
  'add-vlan': ({ vlan: { id } }) => message('step-add-vlan', { id }),
  'remove-vlan': ({ vlan: { id } }) => message('step-remove-vlan', { id }),
};

/** Those of `wanted` that `others` does not have exactly so; a name is no difference. */
function missingFrom(others: readonly VlanTarget[], wanted: readonly VlanTarget[]): readonly VlanTarget[] {
  const known = new Map(others.map((vlan) => [vlan.id, vlan]));
  return wanted.filter((vlan) => {
    const other = known.get(vlan.id);
    return other?.address !== vlan.address || other.prefixLength !== vlan.prefixLength;
  });
}
