import type { Appliance } from '../appliance.ts';
import { ipv4Editor } from '../editors/ipv4.ts';
import { netmaskEditor } from '../editors/netmask.ts';
import { vlanIdEditor } from '../editors/number.ts';
import { fieldOf } from '../forms/form.ts';
import { USUAL_PREFIX_LENGTH } from '../forms/offered.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
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
        prefixField: 'prefixLength',
        initial: ({ wanted }) => wanted.vlan?.address ?? null,
      }),
      fieldOf<VlanDraft, 'prefixLength'>('prefixLength', {
        label: 'vlanNetmask',
        tip: 'netmask',
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
  question: 'disableVlan',
  change: 'disableVlan',
  review: false,
  settings: (before) => ({ ...before, vlan: VLAN.factory }),
});

export const vlan = {
  wizards: { vlan: setUp, disableVlan: disable },
  items: [
    item({
      id: 'vlan',
      label: (appliance) => (isEnabled(appliance) ? 'changeVlan' : 'enableVlan'),
      shown: (appliance) => appliance.features.vlan || isEnabled(appliance),
      refused: ({ wanted }) => checkVlanAllowed(wanted),
      opens: '#wizard-vlan',
    }),
    item({
      id: 'disableVlan',
      label: 'disableVlan',
      shown: isEnabled,
      opens: '#wizard-disableVlan',
    }),
  ],
} satisfies PartMenu;
