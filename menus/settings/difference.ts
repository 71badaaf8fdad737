/** What changes between two settings values, as an operator reads it in a review. */
import { netmaskOf } from './address.ts';
import { encodeSettings } from './codec.ts';
import type { Ipv4Settings, Settings } from './types.ts';

/** One line of a review. `label` is at most 16 characters, upper case; values can be as long as a host name. */
export interface Difference {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What stands for a value that is not set. */
const NONE = '-';
/** The same for every password, so that not even its length is shown. */
const MASKED = '********';

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
    ['PROXY PASSWORD', proxy?.password ? MASKED : NONE],
    ['PLATFORM VLANS', String(platform.vlans.length)],
    ['PLATFORM ROUTES', String(platform.routes.length)],
  ]);
}

/** Values that change without their line changing are still told: a new password, other platform VLANs. */
function hiddenChanges(before: Settings, after: Settings): ReadonlySet<string> {
  const changed = new Set<string>();
  if (before.proxy?.password !== after.proxy?.password) changed.add('PROXY PASSWORD');
  if (!sameValue(before.platform.vlans, after.platform.vlans)) changed.add('PLATFORM VLANS');
  if (!sameValue(before.platform.routes, after.platform.routes)) changed.add('PLATFORM ROUTES');
  return changed;
}

/** Settings are plain values whose encoding has one order of keys. */
function sameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Every line that changes, in the order of the menus. The password is masked on both sides. */
export function differences(before: Settings, after: Settings): readonly Difference[] {
  const old = linesOf(before);
  const hidden = hiddenChanges(before, after);
  const found: Difference[] = [];
  for (const [label, value] of linesOf(after)) {
    const was = old.get(label) ?? NONE;
    if (was !== value) found.push({ label, before: was, after: value });
    else if (hidden.has(label) && value !== NONE) found.push({ label, before: was, after: `NEW ${value}` });
  }
  return found;
}

/** Whether two settings values say the same. */
export function equalSettings(a: Settings, b: Settings): boolean {
  return a === b || sameValue(encodeSettings(a), encodeSettings(b));
}
