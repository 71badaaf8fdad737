/** For every text that is made of values: a usual set of them first, then the longest and the strangest there can be. */
import type { CheckName } from '../../menus/network-status.ts';
import type { Role } from '../../menus/role.ts';
import { en } from '../../menus/words/en.ts';
import {
  type Message,
  type MessageCode,
  type MessageValues,
  type MismatchPlace,
  type MismatchValues,
  message,
  type None,
  type RolelessPart,
  type RolePart,
  type StepCode,
} from '../../menus/words/messages.ts';
import type { FaceWords, PhraseLabel, PhraseValues } from '../../menus/words/words.ts';
import { vlanId } from './appliance.ts';

const LONGEST_ADDRESS = '255.255.255.255';
const LONGEST_IPV6 = 'fd00:1111:2222:3333:4444:5555:6666:7777';
const MAC = '00:1b:21:3c:4d:5e';
/** As long as a DNS name can be. */
const LONGEST_HOST = `${'a-rather-long-label.'.repeat(12)}example.com`;

type Samples<Values> = readonly [Values, ...Values[]];

/** Codes that take values. */
type ValuedCode = {
  [Code in MessageCode]: None extends MessageValues[Code] ? never : Code;
}[MessageCode];

const CHECKS = Object.keys(en.glass.checks) as [CheckName, ...CheckName[]];
const ROLES: readonly Role[] = [{ kind: 'lan' }, { kind: 'wan' }, { kind: 'vlan', id: vlanId(4094) }];
const ROLE_PARTS = Object.keys({
  interface: true,
  profile: true,
  address: true,
  ipv6: true,
  gateway: true,
  dns: true,
  route: true,
  rules: true,
  bridge: true,
  'vlan-id': true,
  parent: true,
} satisfies Record<RolePart, true>) as RolePart[];
const ROLELESS_PARTS = Object.keys({
  'unknown-profile': true,
  proxy: true,
} satisfies Record<RolelessPart, true>) as RolelessPart[];
const PLACES: readonly MismatchPlace[] = [
  ...ROLES.flatMap((role) => ROLE_PARTS.map((part) => ({ role, part }))),
  ...ROLELESS_PARTS.map((part) => ({ role: null, part })),
];

const each = <From, To>([first, ...others]: Samples<From>, to: (from: From) => To): Samples<To> => [
  to(first),
  ...others.map(to),
];

const LINKS: Samples<{ readonly link: 'lan' | 'wan' }> = [{ link: 'lan' }, { link: 'wan' }];
const VLANS: Samples<{ readonly id: number }> = [{ id: 100 }, { id: 0 }, { id: 4094 }];
const CHECK_VALUES = each(CHECKS, (check) => ({ check }));
const PROXIES: Samples<{ readonly host: string; readonly port: number }> = [
  { host: 'proxy.example.com', port: 3128 },
  { host: LONGEST_HOST, port: 65535 },
];
const MISMATCHES: Samples<MismatchValues> = [
  { role: { kind: 'lan' }, part: 'address', inForce: '192.168.1.77/24' },
  ...PLACES.flatMap((place) => ['', `${LONGEST_ADDRESS}/30`].map((inForce) => ({ ...place, inForce }))),
];
const STEPS: Samples<Message<StepCode>> = [
  message('step-configure-lan'),
  message('step-check-before'),
  message('step-probe-address', { address: LONGEST_ADDRESS }),
  message('step-remove-vlan', { id: 4094 }),
  message('step-add-vlan', { id: 4094 }),
  message('step-remove-wan'),
  message('step-configure-wan'),
  message('step-write-proxy'),
  message('step-remove-proxy'),
  message('step-remove-foreign'),
  message('step-read-back'),
  ...CHECKS.map((check) => message('step-verify', { check })),
  message('step-undo'),
];
const STEP_VALUES: Samples<{ readonly step: Message<StepCode> | null }> = [
  ...each(STEPS, (step) => ({ step })),
  { step: null },
];
const RESTARTS: Samples<{ readonly cause: 'power-lost' | 'restarted' }> = [
  { cause: 'power-lost' },
  { cause: 'restarted' },
];
const ACTIONS: Samples<{ readonly action: 'reboot' | 'shutdown' }> = [
  { action: 'reboot' },
  { action: 'shutdown' },
];

const VALUES: { readonly [Code in ValuedCode]: Samples<MessageValues[Code]> } = {
  'pin-wrong': [{ tries: 2 }, { tries: 1 }],
  'gateway-outside-subnet': [{ network: '192.168.1.0/24' }, { network: `${LONGEST_ADDRESS}/30` }],
  'step-probe-address': [{ address: '192.168.1.10' }, { address: LONGEST_ADDRESS }],
  'step-remove-vlan': VLANS,
  'step-add-vlan': VLANS,
  'step-verify': CHECK_VALUES,
  'no-carrier': LINKS,
  'no-lease': LINKS,
  'address-in-use': [
    { address: '192.168.1.10', mac: MAC },
    { address: LONGEST_ADDRESS, mac: MAC },
  ],
  'gateway-silent': [{ gateway: '192.168.1.1' }, { gateway: LONGEST_ADDRESS }, { gateway: null }],
  'dns-silent': [{ servers: ['9.9.9.9'] }, { servers: [LONGEST_ADDRESS, LONGEST_ADDRESS] }, { servers: [] }],
  'router-without-prefix': [{ router: LONGEST_IPV6 }],
  'ipv6-address-in-use': [{ address: LONGEST_IPV6 }],
  'interface-missing': [
    { link: 'lan', name: 'ens192', present: ['enp6s18'] },
    { link: 'wan', name: MAC, present: ['lan0', 'wan0', 'enp101s0f3np3'] },
    { link: 'lan', name: 'eth0', present: [] },
  ],
  'not-managed': [
    { link: 'lan', by: 'ifupdown', file: '/etc/network/interfaces' },
    { link: 'wan', by: 'systemd-networkd', file: '/etc/systemd/network/10-lan.network' },
    { link: 'lan', by: '', file: '' },
  ],
  'link-not-ready': LINKS,
  'vlan-silent': VLANS,
  'rival-route': [{ via: 'enp6s18' }, { via: LONGEST_ADDRESS }],
  'rival-profile': [
    { link: 'lan', profile: 'cloud-init lan0' },
    { link: 'wan', profile: 'Wired connection 1 of the installer' },
  ],
  'dns-elsewhere': [{ servers: ['9.9.9.9'] }, { servers: [LONGEST_IPV6, LONGEST_ADDRESS] }, { servers: [] }],
  'foreign-address': [
    { link: 'lan', address: '10.77.0.222' },
    { link: 'wan', address: LONGEST_ADDRESS },
  ],
  'vlan-refused': VLANS,
  'proxy-silent': PROXIES,
  'proxy-refused': PROXIES,
  'proxy-authentication': [
    { host: 'proxy.example.com', port: 3128, scheme: 'NTLM' },
    { host: LONGEST_HOST, port: 65535, scheme: 'Negotiate' },
  ],
  'proxy-forbids': PROXIES,
  'proxy-cannot-reach': PROXIES,
  'certificate-refused': [
    { host: 'platform.example.com', why: 'self signed cert in chain' },
    { host: LONGEST_HOST, why: 'unable to verify leaf signature' },
  ],
  'clock-wrong': [{ date: '2010-11-12' }],
  'apply-failed': STEP_VALUES,
  'not-in-force': MISMATCHES,
  'timed-out': STEP_VALUES,
  'not-verified': CHECK_VALUES,
  'not-restored': [...each(MISMATCHES, (found) => ({ found })), { found: null }],
  'change-undone': RESTARTS,
  'change-kept': RESTARTS,
  'settings-newer': [{ version: 3 }, { version: 65535 }],
  'update-failed': [
    { message: 'Disk full.' },
    { message: '' },
    { message: 'No space is left on the device that the package is unpacked to.' },
  ],
  'update-engine-ended': [{ engine: 'RAUC' }, { engine: 'SWUpdate' }],
  'update-silent': [{ after_s: 60 }, { after_s: 3600 }],
  'power-under-way': ACTIONS,
  'power-failed': ACTIONS,
  'service-stopped': [{ cause: 'memory' }, { cause: 'killed' }, { cause: 'hung' }, { cause: 'failed' }],
  'config-error': [{ line: 7 }, { line: 9999 }, { line: null }],
  'power-blocked': [
    { action: 'reboot', by: 'apt', why: 'packages are being installed' },
    { action: 'shutdown', by: 'Unattended Upgrades Shutdown', why: '' },
  ],
  'power-timed-out': [
    { action: 'reboot', after_s: 10 },
    { action: 'shutdown', after_s: 10 },
  ],
};

const isValued = (code: MessageCode): code is ValuedCode => Object.hasOwn(VALUES, code);

export const MESSAGE_CODES = Object.keys(en.glass.messages) as MessageCode[];

/** Messages of this code, the usual one first. */
export function samplesOf(code: MessageCode): Samples<Message> {
  // A code and the values beside it belong together; TypeScript cannot follow that through the union.
  const values: Samples<unknown> = isValued(code) ? VALUES[code] : [{}];
  return each(values, (sample) => ({ code, values: sample }) as Message);
}

const SECONDS: Samples<{ readonly seconds: number }> = [{ seconds: 30 }, { seconds: 999 }];

export const PHRASE_SAMPLES: { readonly [Label in PhraseLabel]: Samples<PhraseValues[Label]> } = {
  undoIn: SECONDS,
  leavingIn: SECONDS,
  waitSeconds: SECONDS,
  manyFailed: [{ count: 2 }, { count: CHECKS.length }],
  waitsForKeep: SECONDS,
  speed: [
    { mbps: 1000, duplex: 'full' },
    { mbps: 100_000, duplex: 'half' },
    { mbps: 100_000, duplex: null },
  ],
  gateway: LINKS,
  ignoredVlan: VLANS,
  dnsServer: [
    { link: 'lan', place: 1 },
    { link: 'wan', place: 3 },
  ],
  ago: [
    { amount: 5, unit: 'minutes' },
    { amount: 0, unit: 'minutes' },
    { amount: 59, unit: 'minutes' },
    { amount: 23, unit: 'hours' },
    { amount: 1, unit: 'days' },
    { amount: 9999, unit: 'days' },
  ],
  uptime: [{ minutes: 5000 }, { minutes: 0 }, { minutes: 1439 }, { minutes: 9999 * 1440 + 1439 }],
  changed: [{ value: '********' }, { value: '4094' }],
  changes: [{ count: 1 }, { count: 21 }],
};

type FaceLabel = {
  [Label in keyof FaceWords]: FaceWords[Label] extends string ? never : Label;
}[keyof FaceWords];

export const FACE_SAMPLES: {
  readonly [Label in FaceLabel]: Samples<Parameters<Extract<FaceWords[Label], (values: never) => string>>[0]>;
} = {
  updateFailed: [{ message: 'Disk full.' }],
  updateSilent: SECONDS,
  page: [{ page: 1, count: 11 }],
  reverts: SECONDS,
  closes: SECONDS,
  tooSmall: [{ size: '30x9', needed: '40x10' }],
};
