/** What changes between two settings values, as an operator reads it in a review. */
import type { LinkStatus, NetworkStatus } from '../network-status.ts';
import { encodeSettings } from './codec.ts';
import type { HostName, Ipv4Address, Ipv4Settings, PrefixLength, Settings, StaticIpv4 } from './types.ts';

/** The lines of a review. */
export type ReviewLine =
  | 'lanMode'
  | 'lanAddress'
  | 'lanNetmask'
  | 'lanGateway'
  | 'lanDns1'
  | 'lanDns2'
  | 'wanMode'
  | 'wanAddress'
  | 'wanNetmask'
  | 'wanGateway'
  | 'wanDns1'
  | 'wanDns2'
  | 'vlanId'
  | 'vlanAddress'
  | 'vlanNetmask'
  | 'ipv6'
  | 'proxyHost'
  | 'proxyPort'
  | 'proxyUser'
  | 'proxyPassword'
  | 'platformVlans'
  | 'platformRoutes';

/** One line of a review. `after` is the same as `before` where the value changes and its looks do not. */
export interface Difference {
  readonly line: ReviewLine;
  readonly before: ReviewValue;
  readonly after: ReviewValue;
}

/** A value in a review, in no language yet. */
export type ReviewValue =
  /** Not set. */
  | { readonly kind: 'none' }
  /** A DHCP server will give it. */
  | { readonly kind: 'from-dhcp' }
  /** Set, and never shown. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'method'; readonly method: 'dhcp' | 'static' | 'off' }
  | { readonly kind: 'switch'; readonly isOn: boolean }
  | { readonly kind: 'address'; readonly address: Ipv4Address }
  | { readonly kind: 'netmask'; readonly prefixLength: PrefixLength }
  | { readonly kind: 'host'; readonly host: HostName }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string };

const NONE: ReviewValue = { kind: 'none' };
const number = (value: number): ReviewValue => ({ kind: 'number', number: value });
const address = (value: Ipv4Address | null | undefined): ReviewValue =>
  value ? { kind: 'address', address: value } : NONE;

type LineReader = readonly [line: ReviewLine, read: (settings: Settings) => ReviewValue];

/** How each line reads its value from settings, in the order of the menus. */
const LINES: readonly LineReader[] = [
  ...ipv4Lines('lan', ({ lan }) => lan.ipv4),
  ...ipv4Lines('wan', ({ wan }) => wan),
  ['vlanId', ({ vlan }) => (vlan ? number(vlan.id) : NONE)],
  ['vlanAddress', ({ vlan }) => address(vlan?.address)],
  ['vlanNetmask', ({ vlan }) => (vlan ? { kind: 'netmask', prefixLength: vlan.prefixLength } : NONE)],
  ['ipv6', ({ lan }) => ({ kind: 'switch', isOn: lan.ipv6 })],
  ['proxyHost', ({ proxy }) => (proxy ? { kind: 'host', host: proxy.host } : NONE)],
  ['proxyPort', ({ proxy }) => (proxy ? number(proxy.port) : NONE)],
  ['proxyUser', ({ proxy }) => (proxy?.user ? { kind: 'text', text: proxy.user } : NONE)],
  ['proxyPassword', ({ proxy }) => (proxy?.password ? { kind: 'secret' } : NONE)],
  ['platformVlans', ({ platform }) => number(platform.vlans.length)],
  ['platformRoutes', ({ platform }) => number(platform.routes.length)],
];

function ipv4Lines(
  name: 'lan' | 'wan',
  read: (settings: Settings) => Ipv4Settings | null,
): readonly LineReader[] {
  const fixed = (settings: Settings) => {
    const ipv4 = read(settings);
    return ipv4?.method === 'static' ? ipv4 : null;
  };
  const netmask = (ipv4: StaticIpv4 | null): ReviewValue =>
    ipv4 ? { kind: 'netmask', prefixLength: ipv4.prefixLength } : NONE;
  return [
    [`${name}Mode`, (settings) => ({ kind: 'method', method: read(settings)?.method ?? 'off' })],
    [`${name}Address`, (settings) => address(fixed(settings)?.address)],
    [`${name}Netmask`, (settings) => netmask(fixed(settings))],
    [`${name}Gateway`, (settings) => address(fixed(settings)?.gateway)],
    [`${name}Dns1`, (settings) => address(fixed(settings)?.dns[0])],
    [`${name}Dns2`, (settings) => address(fixed(settings)?.dns[1])],
  ];
}

/** Encoded settings are plain values with one order of keys. */
function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Lines whose value can change without a change in what they show: a new password, other platform VLANs. */
function hiddenChanges(before: Settings, after: Settings): ReadonlySet<ReviewLine> {
  const changed = new Set<ReviewLine>();
  if (before.proxy?.password !== after.proxy?.password) changed.add('proxyPassword');
  // What an operator changes leaves the platform's value as it is: its thousands of VLANs are not gone through.
  if (before.platform === after.platform) return changed;
  const old = encodeSettings(before).platform;
  const next = encodeSettings(after).platform;
  if (!sameValue(old.vlans, next.vlans)) changed.add('platformVlans');
  if (!sameValue(old.routes, next.routes)) changed.add('platformRoutes');
  return changed;
}

/** What DHCP gave an interface that is to be without it, by the lines it stands in. */
function leaseLines(
  name: 'lan' | 'wan',
  before: Ipv4Settings | null,
  after: Ipv4Settings | null,
  link: LinkStatus | null,
): readonly (readonly [ReviewLine, ReviewValue])[] {
  if (before?.method !== 'dhcp' || after?.method === 'dhcp' || link?.ipv4?.origin !== 'dhcp') return [];
  const { ipv4: lease, gateway, dns } = link;
  return [
    [`${name}Address`, address(lease.address)],
    [`${name}Netmask`, { kind: 'netmask', prefixLength: lease.prefixLength }],
    [`${name}Gateway`, address(gateway)],
    [`${name}Dns1`, address(dns[0])],
    [`${name}Dns2`, address(dns[1])],
  ];
}

/** Lines whose value a server will give. */
function leasedLines({ lan, wan }: Settings): ReadonlySet<ReviewLine> {
  const lines = (name: 'lan' | 'wan', ipv4: Ipv4Settings | null): readonly ReviewLine[] =>
    ipv4?.method === 'dhcp' ? [`${name}Address`, `${name}Netmask`, `${name}Gateway`, `${name}Dns1`] : [];
  return new Set([...lines('lan', lan.ipv4), ...lines('wan', wan)]);
}

/**
 * Every line that changes, in the order of the menus. Secrets are in none.
 * @param network what is in force: a value that came by DHCP is then the old one, and a line only if it changes
 */
export function differences(
  before: Settings,
  after: Settings,
  network: NetworkStatus | null = null,
): readonly Difference[] {
  const hidden = hiddenChanges(before, after);
  const byServer = leasedLines(after);
  const leased = new Map<ReviewLine, ReviewValue>(
    network === null
      ? []
      : [
          ...leaseLines('lan', before.lan.ipv4, after.lan.ipv4, network.lan),
          ...leaseLines('wan', before.wan, after.wan, network.wan),
        ],
  );
  return LINES.flatMap(([line, read]): readonly Difference[] => {
    const inForce = leased.get(line) ?? NONE;
    const [was, is] = [inForce.kind === 'none' ? read(before) : inForce, read(after)];
    if (!sameValue(was, is)) {
      return [
        { line, before: was, after: is.kind === 'none' && byServer.has(line) ? { kind: 'from-dhcp' } : is },
      ];
    }
    return hidden.has(line) && is.kind !== 'none' ? [{ line, before: was, after: is }] : [];
  });
}

/** Whether two settings values say the same. */
export function equalSettings(a: Settings, b: Settings): boolean {
  if (a === b) return true;
  const shared = a.platform === b.platform ? { platform: { vlans: [], routes: [] } } : {};
  return sameValue(encodeSettings({ ...a, ...shared }), encodeSettings({ ...b, ...shared }));
}
