/** What changes between two settings values, as an operator reads it in a review. */
import type { LinkStatus, NetworkStatus } from '../appliance.ts';
import { netmaskOf } from './address.ts';
import { encodeSettings, MASKED_PASSWORD } from './codec.ts';
import type { Ipv4Settings, Settings, StaticIpv4 } from './types.ts';

/** One line of a review. `label` is at most 16 characters, upper case; values can be as long as a host name. */
export interface Difference {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What stands for a value that is not set. */
const NONE = 'NONE';

/** What a value is when a server gives it. */
const BY_SERVER = 'FROM DHCP';

/** How each line reads its value from settings, in the order of the menus. */
const LINES: readonly (readonly [label: string, read: (settings: Settings) => string])[] = [
  ...ipv4Lines('LAN', ({ lan }) => lan.ipv4),
  ...ipv4Lines('WAN', ({ wan }) => wan),
  ['VLAN ID', ({ vlan }) => (vlan ? String(vlan.id) : NONE)],
  ['VLAN IP', ({ vlan }) => vlan?.address ?? NONE],
  ['VLAN NETMASK', ({ vlan }) => (vlan ? netmaskOf(vlan.prefixLength) : NONE)],
  ['IPV6 ON LAN', ({ lan }) => (lan.ipv6 ? 'ON' : 'OFF')],
  ['PROXY HOST', ({ proxy }) => proxy?.host.toUpperCase() ?? NONE],
  ['PROXY PORT', ({ proxy }) => (proxy ? String(proxy.port) : NONE)],
  ['PROXY USER', ({ proxy }) => proxy?.user || NONE],
  ['PROXY PASSWORD', ({ proxy }) => (proxy?.password ? MASKED_PASSWORD : NONE)],
  ['PLATFORM VLANS', ({ platform }) => String(platform.vlans.length)],
  ['PLATFORM ROUTES', ({ platform }) => String(platform.routes.length)],
];

function ipv4Lines(name: 'LAN' | 'WAN', read: (settings: Settings) => Ipv4Settings | null): typeof LINES {
  const fixed = (settings: Settings) => {
    const ipv4 = read(settings);
    return ipv4?.method === 'static' ? ipv4 : null;
  };
  const netmask = (ipv4: StaticIpv4 | null) => (ipv4 ? netmaskOf(ipv4.prefixLength) : NONE);
  return [
    [`${name} MODE`, (settings) => read(settings)?.method.toUpperCase() ?? 'OFF'],
    [`${name} IP`, (settings) => fixed(settings)?.address ?? NONE],
    [`${name} NETMASK`, (settings) => netmask(fixed(settings))],
    [`${name} GATEWAY`, (settings) => fixed(settings)?.gateway ?? NONE],
    [`${name} DNS 1`, (settings) => fixed(settings)?.dns[0] ?? NONE],
    [`${name} DNS 2`, (settings) => fixed(settings)?.dns[1] ?? NONE],
  ];
}

/** Encoded settings are plain values with one order of keys. */
function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Lines whose value can change without a change in what they show: a new password, other platform VLANs. */
function hiddenChanges(before: Settings, after: Settings): ReadonlySet<string> {
  const changed = new Set<string>();
  if (before.proxy?.password !== after.proxy?.password) changed.add('PROXY PASSWORD');
  // What an operator changes leaves the platform's value as it is: its thousands of VLANs are not gone through.
  if (before.platform === after.platform) return changed;
  const old = encodeSettings(before).platform;
  const next = encodeSettings(after).platform;
  if (!sameValue(old.vlans, next.vlans)) changed.add('PLATFORM VLANS');
  if (!sameValue(old.routes, next.routes)) changed.add('PLATFORM ROUTES');
  return changed;
}

/** What DHCP gave an interface that is to be without it, by the lines it stands in. */
function leaseLines(
  name: 'LAN' | 'WAN',
  before: Ipv4Settings | null,
  after: Ipv4Settings | null,
  link: LinkStatus | null,
) {
  if (before?.method !== 'dhcp' || after?.method === 'dhcp' || link?.ipv4?.origin !== 'dhcp') return [];
  const { ipv4: lease, gateway, dns } = link;
  return [
    [`${name} IP`, lease.address],
    [`${name} NETMASK`, netmaskOf(lease.prefixLength)],
    [`${name} GATEWAY`, gateway],
    [`${name} DNS 1`, dns[0]],
    [`${name} DNS 2`, dns[1]],
  ] as const;
}

/** Lines whose value a server will give. */
const LEASED = /^(LAN|WAN) (IP|NETMASK|GATEWAY|DNS 1)$/;

function givenByServer(label: string, { lan, wan }: Settings): boolean {
  const ipv4 = label.startsWith('LAN') ? lan.ipv4 : wan;
  return LEASED.test(label) && ipv4?.method === 'dhcp';
}

/**
 * Every line that changes, in the order of the menus. The password is masked on both sides.
 * @param network what is in force: a value that came by DHCP is then the old one, and a line only if it changes
 */
export function differences(
  before: Settings,
  after: Settings,
  network: NetworkStatus | null = null,
): readonly Difference[] {
  const hidden = hiddenChanges(before, after);
  const leased = new Map<string, string | null | undefined>(
    network === null
      ? []
      : [
          ...leaseLines('LAN', before.lan.ipv4, after.lan.ipv4, network.lan),
          ...leaseLines('WAN', before.wan, after.wan, network.wan),
        ],
  );
  return LINES.flatMap(([label, read]) => {
    const [was, is] = [leased.get(label) ?? read(before), read(after)];
    if (was !== is) {
      return [{ label, before: was, after: is === NONE && givenByServer(label, after) ? BY_SERVER : is }];
    }
    return hidden.has(label) && is !== NONE ? [{ label, before: was, after: `${is} CHANGED` }] : [];
  });
}

/** Whether two settings values say the same. */
export function equalSettings(a: Settings, b: Settings): boolean {
  if (a === b) return true;
  const shared = a.platform === b.platform ? { platform: { vlans: [], routes: [] } } : {};
  return sameValue(encodeSettings({ ...a, ...shared }), encodeSettings({ ...b, ...shared }));
}
