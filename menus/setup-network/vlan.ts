import type { Appliance } from '../appliance.ts';
import { ipv4Editor } from '../editors/ipv4.ts';
import { netmaskEditor } from '../editors/netmask.ts';
import { vlanIdEditor } from '../editors/number.ts';
import { fieldOf } from '../forms/form.ts';
import { USUAL_PREFIX_LENGTH } from '../forms/offered.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
import { CHANGES, FIELDS, ITEMS, MESSAGES, PROMPTS, QUESTIONS } from '../labels.ts';
import { item } from '../menu-item.ts';
import { checkSubnet, type SubnetDraft } from '../settings/ipv4/rules.ts';
import { VLAN } from '../settings/parts/vlan.ts';
import { checkOverlaps, checkVlanAllowed } from '../settings/rules.ts';
import type { VlanId } from '../values/types.ts';
import type { PartMenu } from './part-menu.ts';

const isEnabled = ({ wanted }: Appliance): boolean => wanted.vlan !== null;

interface VlanDraft extends SubnetDraft {
  readonly id?: VlanId;
}

const setUp = wizardOf<VlanDraft>({
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
    check: (draft, { wanted, network }) => [
      ...checkSubnet('VLAN', draft),
      ...checkOverlaps('vlan', draft, wanted, network),
    ],
  },
  settings(draft, before) {
    const { id, address, prefixLength } = draft;
    const isWhole = id !== undefined && address !== undefined && prefixLength !== undefined;
    return isWhole ? { ...before, vlan: { id, address, prefixLength } } : null;
  },
});

const disable = plainWizard({
  question: QUESTIONS.disableVlan,
  change: CHANGES.disableVlan,
  review: false,
  settings: (before) => ({ ...before, vlan: VLAN.factory }),
});

export const vlan = {
  wizards: { vlan: setUp, disableVlan: disable },
  items: [
    item({
      id: 'vlan',
      label: (appliance) => (isEnabled(appliance) ? ITEMS.changeVlan : ITEMS.enableVlan),
      tip: 'Puts LAN into one VLAN as well, with an address of its own. Needs a static LAN.',
      shown: (appliance) => appliance.features.vlan || isEnabled(appliance),
      refused: ({ wanted }) => checkVlanAllowed(wanted)?.panel ?? [],
      opens: '#wizard-vlan',
    }),
    item({
      id: 'disableVlan',
      label: ITEMS.disableVlan,
      tip: 'Removes the VLAN set here. VLANs the platform defines stay.',
      shown: isEnabled,
      opens: '#wizard-disableVlan',
    }),
  ],
} satisfies PartMenu;
