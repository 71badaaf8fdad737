import { parseHost, parseIpv4 } from '../../../../menus/values/parse.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';

/** What can be wrong with the simulated network; every field at its first state is a network in order. */
export interface Switches {
  /** Whether LAN's interface is there, and the network service's. */
  readonly lanPort: 'there' | 'missing' | 'unmanaged';
  readonly lanCable: boolean;
  readonly wanCable: boolean;
  readonly dhcp: boolean;
  /** The domain the DHCP server of LAN names; null: none. */
  readonly domain: string | null;
  readonly gateway: boolean;
  readonly dns: boolean;
  readonly router: boolean;
  /** The address of the one other machine on LAN; null: it is not there. */
  readonly neighbour: Ipv4Address | null;
  readonly proxy: 'answers' | 'silent' | 'refuses';
  readonly platform: boolean;
  readonly vlan: boolean;
  /** Which of the coming steps fails, counted from 1; 0: none; 'all': every one. */
  readonly applyFails: number | 'all';
  readonly undo: 'works' | 'expired' | 'lost';
  readonly forwarding: boolean;
  /** What other software has set beside us: a default route that wins, other DNS servers, an address on LAN. */
  readonly rivalRoute: boolean;
  readonly dnsElsewhere: boolean;
  readonly foreignAddress: boolean;
  /** Hanging, it takes questions and never answers. */
  readonly service: 'running' | 'stopped' | 'hangs';
  /** Whether the proxy settings reach other software. */
  readonly proxyFile: boolean;
}

/** One switch of the simulated network, as scripts and the simulator's help name it. */
export interface NetworkSwitch {
  readonly name: string;
  /** In words; upper case stands for a value, the first is how things are when nothing is wrong. */
  readonly states: readonly [string, ...string[]];
  readonly help: string;
  /** The switches after setting it, or null when there is no such state. */
  readonly set: (switches: Switches, state: string) => Switches | null;
  /** How it stands, in the words of `states`. */
  readonly get: (switches: Switches) => string;
}

/** A neighbour lives here until it is moved. */
const NEIGHBOUR_HOME = known('192.168.1.20');

export const ALL_IN_ORDER: Switches = {
  lanPort: 'there',
  lanCable: true,
  wanCable: true,
  dhcp: true,
  domain: null,
  gateway: true,
  dns: true,
  router: true,
  neighbour: NEIGHBOUR_HOME,
  proxy: 'answers',
  platform: true,
  vlan: true,
  applyFails: 0,
  undo: 'works',
  forwarding: false,
  rivalRoute: false,
  dnsElsewhere: false,
  foreignAddress: false,
  service: 'running',
  proxyFile: true,
};

/** Every switch, in the order the simulator's help lists them: `fault <name> <state>`. */
export const NETWORK_SWITCHES: readonly NetworkSwitch[] = [
  oneOf('lan-port', ['there', 'missing', 'unmanaged'], 'the interface of LAN', 'lanPort'),
  twoWay('lan-cable', 'in', 'out', 'the cable of LAN', 'lanCable'),
  twoWay('wan-cable', 'in', 'out', 'the cable of WAN', 'wanCable'),
  twoWay('dhcp', 'on', 'off', 'the DHCP servers', 'dhcp'),
  {
    name: 'domain',
    states: ['none', 'NAME'],
    help: 'the domain that the DHCP server of LAN names',
    set: (switches, state) => {
      if (state === 'none') return { ...switches, domain: null };
      const name = parseHost(state);
      return name.ok ? { ...switches, domain: name.value } : null;
    },
    get: (switches) => switches.domain ?? 'none',
  },
  twoWay('gateway', 'answers', 'silent', 'the default gateways', 'gateway'),
  twoWay('dns', 'answers', 'silent', 'the DNS servers', 'dns'),
  twoWay('router', 'on', 'off', 'router advertisements on LAN', 'router'),
  {
    name: 'neighbour',
    states: [NEIGHBOUR_HOME, 'ADDRESS', 'none'],
    help: 'the address another machine on LAN owns',
    set: (switches, state) => {
      if (state === 'none') return { ...switches, neighbour: null };
      const address = parseIpv4(state);
      return address.ok ? { ...switches, neighbour: address.value } : null;
    },
    get: (switches) => switches.neighbour ?? 'none',
  },
  oneOf('proxy', ['answers', 'silent', 'refuses'], 'the proxy', 'proxy'),
  twoWay('platform', 'reached', 'unreached', 'the platform, as TEST NETWORK finds it', 'platform'),
  twoWay('vlan', 'accepted', 'refused', 'whether the kernel creates VLAN interfaces', 'vlan'),
  {
    name: 'apply',
    states: ['ok', 'fails-at-N', 'fails'],
    help: 'whether carrying out a change fails: at its step N once, or at every step',
    set: (switches, state) => {
      if (state === 'ok') return { ...switches, applyFails: 0 };
      if (state === 'fails') return { ...switches, applyFails: 'all' };
      const step = /^fails-at-([1-9]\d?)$/.exec(state)?.[1];
      return step === undefined ? null : { ...switches, applyFails: Number(step) };
    },
    get: ({ applyFails }) =>
      applyFails === 0 ? 'ok' : applyFails === 'all' ? 'fails' : `fails-at-${applyFails}`,
  },
  oneOf(
    'undo',
    ['works', 'expired', 'lost'],
    'the undo timer: fired already, or gone without a trace',
    'undo',
  ),
  foreign('forwarding', 'off', 'on', 'IP forwarding between LAN and WAN', 'forwarding'),
  foreign('rival-route', 'none', 'wins', 'a default route of other software', 'rivalRoute'),
  foreign('resolver', 'ours', 'other', 'who sets the DNS servers in use', 'dnsElsewhere'),
  foreign('foreign-address', 'none', 'on-lan', 'an address of other software on LAN', 'foreignAddress'),
  oneOf('service', ['running', 'stopped', 'hangs'], 'the network service itself', 'service'),
  twoWay('proxy-file', 'writable', 'unwritable', 'where other software reads the proxy', 'proxyFile'),
];

/**
 * Sets one switch by the words of a script.
 * @returns the switches after it, or what was expected
 */
export function setSwitch(
  switches: Switches,
  name: string,
  state: string,
): { readonly ok: true; readonly switches: Switches } | { readonly ok: false; readonly expected: string } {
  const found = NETWORK_SWITCHES.find((each) => each.name === name);
  if (found === undefined) {
    return { ok: false, expected: `one of ${NETWORK_SWITCHES.map((each) => each.name).join(', ')}` };
  }
  const after = found.set(switches, state);
  return after === null
    ? { ok: false, expected: `${name} ${found.states.join('|')}` }
    : { ok: true, switches: after };
}

type FlagName = { [Name in keyof Switches]: Switches[Name] extends boolean ? Name : never }[keyof Switches];

function twoWay(name: string, good: string, bad: string, help: string, field: FlagName): NetworkSwitch {
  return {
    name,
    states: [good, bad],
    help,
    set: (switches, state) =>
      state === good || state === bad ? { ...switches, [field]: state === good } : null,
    get: (switches) => (switches[field] ? good : bad),
  };
}

/** What other software does: the field is true in the second state. */
function foreign(name: string, good: string, bad: string, help: string, field: FlagName): NetworkSwitch {
  return {
    name,
    states: [good, bad],
    help,
    set: (switches, state) =>
      state === good || state === bad ? { ...switches, [field]: state === bad } : null,
    get: (switches) => (switches[field] ? bad : good),
  };
}

function oneOf<const States extends readonly [string, ...string[]]>(
  name: string,
  states: States,
  help: string,
  field: 'proxy' | 'undo' | 'service' | 'lanPort',
): NetworkSwitch {
  return {
    name,
    states,
    help,
    set: (switches, state) => (states.includes(state) ? { ...switches, [field]: state } : null),
    get: (switches) => switches[field],
  };
}

function known(text: string): Ipv4Address {
  const parsed = parseIpv4(text);
  if (!parsed.ok) throw new Error(`${text} is not an address`);
  return parsed.value;
}
