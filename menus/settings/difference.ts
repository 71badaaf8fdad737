/** What changes between two settings values, as an operator reads it in a review. */
import { netmaskOf } from './address.ts';
import { encodeSettings, MASKED_PASSWORD } from './codec.ts';
import type { Ipv4Settings, Settings } from './types.ts';

/** One line of a review. `label` is at most 16 characters, upper case; values can be as long as a host name. */
export interface Difference {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What stands for a value that is not set. */
const NONE = '-';

type Lines = ReadonlyMap<string, string>;

function ipv4Lines(name: 'LAN' | 'WAN', ipv4: Ipv4Settings | null): readonly [string, string][] {
  const mode = ipv4 === null ? 'OFF' : ipv4.method.toUpperCase();
  const fixed = ipv4?.method === 'static' ? ipv4 : null;
  return [
    [`${name} MODE`, mode],
    [`${name} IP`, fixed?.address ?? NONE],
    [`${name} NETMASK`, fixed ? netmaskOf(fixed.prefixLength) : NONE],
    [`${name} GATEWAY`, fixed?.gateway ?? NONE],
    [`${name} DNS 1`, fixed?.dns[0] ?? NONE],
    [`${name} DNS 2`, fixed?.dns[1] ?? NONE],
  ];
}

function linesOf(settings: Settings): Lines {
  const { lan, wan, vlan, proxy, platform } = settings;
  return new Map([
    ...ipv4Lines('LAN', lan.ipv4),
    ...ipv4Lines('WAN', wan),
    ['VLAN ID', vlan ? String(vlan.id) : NONE],
    ['VLAN IP', vlan?.address ?? NONE],
    ['VLAN NETMASK', vlan ? netmaskOf(vlan.prefixLength) : NONE],
    ['IPV6 ON LAN', lan.ipv6 ? 'ON' : 'OFF'],
    ['PROXY HOST', proxy?.host.toUpperCase() ?? NONE],
    ['PROXY PORT', proxy ? String(proxy.port) : NONE],
    ['PROXY USER', proxy?.user || NONE],
    ['PROXY PASSWORD', proxy?.password ? MASKED_PASSWORD : NONE],
    ['PLATFORM VLANS', String(platform.vlans.length)],
    ['PLATFORM ROUTES', String(platform.routes.length)],
  ]);
}

/** Encoded settings are plain values with one order of keys. */
function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Lines whose value can change without a change in what they show: a new password, other platform VLANs. */
function hiddenChanges(before: Settings, after: Settings): ReadonlySet<string> {
  const old = encodeSettings(before);
  const next = encodeSettings(after);
  const changed = new Set<string>();
  if (old.proxy?.password !== next.proxy?.password) changed.add('PROXY PASSWORD');
  if (!sameValue(old.platform.vlans, next.platform.vlans)) changed.add('PLATFORM VLANS');
  if (!sameValue(old.platform.routes, next.platform.routes)) changed.add('PLATFORM ROUTES');
  return changed;
}

/** Every line that changes, in the order of the menus. The password is masked on both sides. */
export function differences(before: Settings, after: Settings): readonly Difference[] {
  const old = linesOf(before);
  const hidden = hiddenChanges(before, after);
  const found: Difference[] = [];
  for (const [label, value] of linesOf(after)) {
    const was = old.get(label) ?? NONE;
    if (was !== value) found.push({ label, before: was, after: value });
    else if (hidden.has(label) && value !== NONE)
      found.push({ label, before: was, after: `${value} CHANGED` });
  }
  return found;
}

/** Whether two settings values say the same. */
export function equalSettings(a: Settings, b: Settings): boolean {
  return a === b || sameValue(encodeSettings(a), encodeSettings(b));
}
