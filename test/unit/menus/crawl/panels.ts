import type { Appliance } from '../../../../menus/appliance.ts';
import { GEOMETRY_16X2, GEOMETRY_20X4, type Geometry } from '../../../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../../../menus/keys.ts';
import { message } from '../../../../menus/words/messages.ts';
import {
  host,
  ip,
  ip6,
  linkStatus,
  port,
  prefix,
  staticAppliance,
  staticIpv4,
  testAppliance,
  vlanId,
} from '../../../support/appliance.ts';
import { type Effects, FIVE_KEYS, FOUR_KEYS, Operator } from '../../../support/operator.ts';

const long = 'a-host.with-a-very-long-name.in-a-department.of-some-company.example.com';

/** Everything on, everything as long as it can be. */
const full = (): Appliance =>
  staticAppliance({
    name: 'is_a-very.long-name_of_32-chars.',
    version: '13.14.21.12.14.26-11',
    pinSet: true,
    wanted: {
      lan: {
        ipv4: staticIpv4({ address: ip('192.168.100.200'), gateway: ip('192.168.100.254') }),
        ipv6: true,
      },
      wan: staticIpv4({
        address: ip('172.16.100.100'),
        gateway: ip('172.16.100.254'),
        dns: [ip('172.16.100.101')],
      }),
      vlan: { id: vlanId(4094), address: ip('10.100.100.101'), prefixLength: prefix(30) },
      proxy: { host: host(long), port: port(65535), user: 'a-user-with-a-long-name', password: 'secret' },
      platform: {
        vlans: [{ id: vlanId(4094), address: ip('10.200.0.1'), prefixLength: prefix(24), name: 'x' }],
        routes: [],
      },
    },
    network: {
      lan: linkStatus({
        ipv6: [
          {
            address: ip6('2001:db8:1234:5678:9abc:def0:1234:5678'),
            prefixLength: 64,
            origin: 'router-advertisement',
          },
        ],
      }),
    },
    notices: [{ id: 1, severity: 'fault', message: message('settings-newer', { version: 65535 }) }],
    platform: {
      connected: false,
      lastPoll_ms: null,
      pollInterval_s: 180,
      heartbeatOk: false,
      scanRunning: true,
    },
  });

/** The same while an update runs, which refuses most of the menu. */
export const UPDATING = (): Appliance => ({
  ...full(),
  notices: [],
  update: { state: 'running', percent: null, message: 'Downloading a package with a long name.rpm' },
});

/** A panel, and the appliance it is on. */
export interface Setting {
  readonly name: string;
  readonly keys: readonly PanelKey[];
  readonly geometry: Geometry;
  readonly appliance: () => Appliance;
  readonly effects?: Partial<Effects>;
  readonly startedAfterFault?: boolean;
  /** Left out: what every panel has whose menu refuses nothing. */
  readonly fewestPlaces?: number;
}

export const SETTINGS: readonly Setting[] = [
  { name: 'six keys, 16x2, everything on', keys: PANEL_KEYS, geometry: GEOMETRY_16X2, appliance: full },
  {
    name: 'six keys, 20x4, new appliance',
    keys: PANEL_KEYS,
    geometry: GEOMETRY_20X4,
    appliance: testAppliance,
  },
  { name: 'no EXIT, 20x4, everything on', keys: FIVE_KEYS, geometry: GEOMETRY_20X4, appliance: full },
  {
    name: 'no LEFT and RIGHT, 16x2, static LAN',
    keys: FOUR_KEYS,
    geometry: GEOMETRY_16X2,
    appliance: staticAppliance,
  },
  {
    name: 'six keys, 16x2, a silent update',
    keys: PANEL_KEYS,
    geometry: GEOMETRY_16X2,
    appliance: () => ({
      ...staticAppliance(),
      update: { state: 'silent', percent: 40, message: '', after_s: 3600 },
    }),
    fewestPlaces: 40,
  },
  {
    name: 'six keys, 16x2, started after a fault, where nothing can be stored',
    keys: PANEL_KEYS,
    geometry: GEOMETRY_16X2,
    appliance: () =>
      testAppliance({ transaction: { phase: 'rolling-back', percent: 5, step: message('step-undo') } }),
    effects: { setPin: fails, setPreferences: fails, power: fails },
    startedAfterFault: true,
  },
];

async function fails(): Promise<never> {
  throw new Error('disk');
}

export function start(setting: Setting): Operator {
  const verifyPin: Effects['verifyPin'] = async (pin) =>
    pin === '4711' ? { ok: true } : { ok: false, retryAfter_s: 60, tries: 1 };
  return new Operator({
    ...setting,
    appliance: setting.appliance(),
    effects: { verifyPin, ...setting.effects },
  });
}
