import type { Appliance } from '../appliance.ts';
import { ipv4Editor } from '../editors/ipv4.ts';
import { netmaskEditor } from '../editors/netmask.ts';
import { vlanIdEditor } from '../editors/number.ts';
import { fieldOf } from '../forms/field.ts';
import { plainWizard, wizardOf } from '../forms/wizard.ts';
import { item } from '../menu-item.ts';
import type { StaticIpv4 } from '../settings/ipv4/ipv4.ts';
import { checkSubnet, type SubnetDraft } from '../settings/ipv4/rules.ts';
import { type LocalVlan, VLAN } from '../settings/parts/vlan.ts';
import { checkOverlaps, checkVlanAllowed } from '../settings/rules.ts';
import { inNextSubnet } from '../values/address.ts';
import { addressValue } from '../values/review.ts';
import type { Ipv4Address, VlanId } from '../values/types.ts';
import type { PartMenu } from './part-menu.ts';

const isEnabled = ({ wanted }: Appliance): boolean => wanted.vlan !== null;

/** The VLAN that is set, else the one before it was disabled. */
const baseOf = ({ wanted, lastUsed }: Appliance): LocalVlan | null => wanted.vlan ?? lastUsed.vlan;

/** LAN's static address, which a VLAN needs; null only while LAN is changed under an open wizard. */
const lanOf = ({ wanted: { lan } }: Appliance): StaticIpv4 | null =>
  lan.ipv4.method === 'static' ? lan.ipv4 : null;

/** The host that the appliance is on LAN, in the subnet after LAN's. */
function besideLan(appliance: Appliance): Ipv4Address | null {
  const lan = lanOf(appliance);
  return lan && inNextSubnet(lan.address, lan.prefixLength);
}

interface VlanDraft extends SubnetDraft {
  readonly id?: VlanId;
}

const setUp = wizardOf<VlanDraft>({
  change: 'vlan',
  form: {
    empty: {},
    fields: [
      fieldOf<VlanDraft, 'id'>('id', {
        label: 'vlanId',
        tip: 'vlanId',
        editor: vlanIdEditor,
        value: (id) => ({ kind: 'number', number: id }),
        lines: ['vlanId'],
        initial: (appliance) => baseOf(appliance)?.id ?? null,
        isGuess: (appliance) => baseOf(appliance) === null,
        note: (draft) => (draft.id === 0 ? 'priorityTagged' : null),
      }),
      fieldOf<VlanDraft, 'address'>('address', {
        label: 'vlanAddress',
        tip: 'vlanAddress',
        editor: ipv4Editor,
        prefixField: 'prefixLength',
        value: addressValue,
        lines: ['vlanAddress'],
        initial: (appliance) => baseOf(appliance)?.address ?? besideLan(appliance),
        isGuess: (appliance) => baseOf(appliance) === null,
      }),
      fieldOf<VlanDraft, 'prefixLength'>('prefixLength', {
        label: 'vlanNetmask',
        tip: 'netmask',
        editor: netmaskEditor,
        value: (prefixLength) => ({ kind: 'netmask', prefixLength }),
        lines: ['vlanNetmask'],
        initial: (appliance) => baseOf(appliance)?.prefixLength ?? lanOf(appliance)?.prefixLength ?? null,
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
  change: 'disableVlan',
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
      counterpart: 'vlan',
      shown: isEnabled,
      opens: '#wizard-disableVlan',
    }),
  ],
} satisfies PartMenu;
