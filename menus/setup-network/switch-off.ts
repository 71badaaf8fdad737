/** SWITCH OFF: marks several things that are on, to go off in one change. */
import type { Appliance } from '../appliance.ts';
import { choiceEditor } from '../editors/choice.ts';
import { type Field, fieldOf } from '../forms/field.ts';
import { wizardOf } from '../forms/wizard.ts';
import { item } from '../menu-item.ts';
import { FACTORY_SETTINGS, type ReviewLine, type Settings } from '../settings/settings.ts';
import { keysOf } from '../values/typed-object.ts';
import type { FieldLabel } from '../words/words.ts';

type Switch = 'on' | 'off';

/** What can be switched off; static LAN is not among it, because LAN always has an address from somewhere. */
interface Thing {
  readonly label: FieldLabel;
  /** Its lines of a review, first the one that says whether it is on. */
  readonly lines: readonly ReviewLine[];
  readonly isOn: (settings: Settings) => boolean;
  readonly off: (settings: Settings) => Settings;
}

const THINGS = {
  wan: {
    label: 'offWan',
    lines: ['wanMode', 'wanAddress', 'wanNetmask', 'wanGateway', 'wanDns1', 'wanDns2'],
    isOn: ({ wan }) => wan !== null,
    off: (settings) => ({ ...settings, wan: FACTORY_SETTINGS.wan }),
  },
  vlan: {
    label: 'offVlan',
    lines: ['vlanId', 'vlanAddress', 'vlanNetmask'],
    isOn: ({ vlan }) => vlan !== null,
    off: (settings) => ({ ...settings, vlan: FACTORY_SETTINGS.vlan }),
  },
  ipv6: {
    label: 'offIpv6',
    lines: ['ipv6'],
    isOn: ({ lan }) => lan.ipv6,
    off: ({ lan, ...others }) => ({ ...others, lan: { ...lan, ipv6: FACTORY_SETTINGS.lan.ipv6 } }),
  },
  proxy: {
    label: 'offProxy',
    lines: ['proxyHost', 'proxyPort', 'proxyUser', 'proxyPassword'],
    isOn: ({ proxy }) => proxy !== null,
    off: (settings) => ({ ...settings, proxy: FACTORY_SETTINGS.proxy }),
  },
} as const satisfies Readonly<Record<string, Thing>>;

type ThingId = keyof typeof THINGS;
const THING_IDS = keysOf(THINGS);

type SwitchOffDraft = Partial<Record<ThingId, Switch>>;

function fieldOfThing(id: ThingId): Field<SwitchOffDraft> {
  const { label, lines, isOn } = THINGS[id];
  return fieldOf<SwitchOffDraft, ThingId>(id, {
    label,
    lines,
    tip: 'switchOff',
    editor: choiceEditor<Switch>(['on', 'off']),
    value: (value) => ({ kind: 'switch', isOn: value === 'on' }),
    isToggle: true,
    initial: () => 'on',
    included: (_draft, { wanted }) => isOn(wanted),
  });
}

export const switchOff = wizardOf<SwitchOffDraft>({
  change: 'switchOff',
  form: { empty: {}, fields: THING_IDS.map(fieldOfThing), check: () => [] },
  settings: (draft, before) =>
    THING_IDS.reduce((settings, id) => (draft[id] === 'off' ? THINGS[id].off(settings) : settings), before),
});

/** One thing that is on has a DISABLE item of its own; the list is for more. */
const areSeveralOn = ({ wanted }: Appliance): boolean =>
  THING_IDS.filter((id) => THINGS[id].isOn(wanted)).length > 1;

export const switchOffItem = item({
  id: 'switchOff',
  label: 'switchOff',
  shown: areSeveralOn,
  opens: '#wizard-switchOff',
});
