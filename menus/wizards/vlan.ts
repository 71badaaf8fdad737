import { ipv4Editor } from '../editors/ipv4.ts';
import { netmaskEditor } from '../editors/netmask.ts';
import { vlanIdEditor } from '../editors/number.ts';
import { checkVlan, type VlanDraft as NetworkDraft, neighboursOf } from '../settings/rules.ts';
import type { VlanId } from '../settings/types.ts';
import { fieldOf } from './form.ts';
import { USUAL_PREFIX_LENGTH } from './offer.ts';
import { wizardOf } from './wizard.ts';

interface VlanDraft extends NetworkDraft {
  readonly id?: VlanId;
}

export const vlanWizard = wizardOf<VlanDraft>({
  prompt: 'vlan',
  question: 'vlan',
  change: 'vlan',
  review: true,
  form: {
    empty: {},
    fields: [
      fieldOf<VlanDraft, 'id'>('id', {
        label: 'vlanId',
        tip: 'vlanId',
        editor: vlanIdEditor,
        initial: ({ wanted }) => wanted.vlan?.id ?? null,
        note: (draft) => (draft.id === 0 ? 'priorityTagged' : null),
      }),
      fieldOf<VlanDraft, 'address'>('address', {
        label: 'vlanAddress',
        tip: 'vlanAddress',
        editor: ipv4Editor,
        initial: ({ wanted }) => wanted.vlan?.address ?? null,
      }),
      fieldOf<VlanDraft, 'prefixLength'>('prefixLength', {
        label: 'vlanNetmask',
        tip: 'netmask',
        editor: netmaskEditor,
        initial: ({ wanted }) => wanted.vlan?.prefixLength ?? USUAL_PREFIX_LENGTH,
      }),
    ],
    check: (draft, { wanted, network }) => checkVlan(draft, neighboursOf('vlan', wanted, network)),
  },
  settings(draft, before) {
    const { id, address, prefixLength } = draft;
    const isWhole = id !== undefined && address !== undefined && prefixLength !== undefined;
    return isWhole ? { ...before, vlan: { id, address, prefixLength } } : null;
  },
});
