import { ipv4Editor } from '../editors/ipv4.ts';
import { netmaskEditor } from '../editors/netmask.ts';
import { vlanIdEditor } from '../editors/number.ts';
import { CHANGES, FIELDS, MESSAGES, PROMPTS, QUESTIONS } from '../labels.ts';
import { checkVlan, type VlanDraft as NetworkDraft, neighboursOf } from '../settings/rules.ts';
import type { VlanId } from '../settings/types.ts';
import { fieldOf } from './form.ts';
import { USUAL_PREFIX_LENGTH } from './offer.ts';
import { wizardOf } from './wizard.ts';

interface VlanDraft extends NetworkDraft {
  readonly id?: VlanId;
}

export const vlanWizard = wizardOf<VlanDraft>({
  prompt: PROMPTS.vlan,
  question: QUESTIONS.vlan,
  change: CHANGES.vlan,
  review: true,
  form: {
    empty: {},
    fields: [
      fieldOf<VlanDraft, 'id'>('id', {
        label: FIELDS.vlanId,
        tip: 'The 802.1Q VLAN ID, 0 to 4094. With 0 packets carry a priority but belong to no VLAN.',
        editor: vlanIdEditor,
        initial: ({ wanted }) => wanted.vlan?.id ?? null,
        note: (draft) => (draft.id === 0 ? [MESSAGES.priorityTagged] : []),
      }),
      fieldOf<VlanDraft, 'address'>('address', {
        label: FIELDS.vlanAddress,
        tip: 'The IPv4 address of the appliance in the VLAN.',
        editor: ipv4Editor,
        initial: ({ wanted }) => wanted.vlan?.address ?? null,
      }),
      fieldOf<VlanDraft, 'prefixLength'>('prefixLength', {
        label: FIELDS.vlanNetmask,
        tip: 'The netmask. UP and DOWN step through all that exist.',
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
