import type { Ipv4Settings } from '../../../../menus/settings/ipv4/ipv4.ts';
import type { PlatformRoute, PlatformVlan } from '../../../../menus/settings/parts/platform.ts';
import type { ProxySettings } from '../../../../menus/settings/parts/proxy.ts';
import type { LocalVlan } from '../../../../menus/settings/parts/vlan.ts';
import { mergeVlans } from '../../../../menus/settings/platform.ts';
import type { Settings } from '../../../../menus/settings/settings.ts';
import type { Step } from '../../plan.ts';

/** What the simulated system is configured to do: what profiles are to a network service. */
export interface Configured {
  readonly lan: {
    readonly ipv4: Ipv4Settings;
    readonly ipv6: boolean;
    readonly routes: readonly PlatformRoute[];
  };
  readonly wan: Ipv4Settings | null;
  readonly vlans: readonly (LocalVlan | PlatformVlan)[];
  readonly proxy: ProxySettings | null;
}

/** A system that is what these settings say. */
export function configuredBy(settings: Settings): Configured {
  return {
    lan: { ipv4: settings.lan.ipv4, ipv6: settings.lan.ipv6, routes: settings.platform.routes },
    wan: settings.wan,
    vlans: mergeVlans(settings).inForce,
    proxy: settings.proxy,
  };
}

/** What one step makes of it. */
export function afterStep(now: Configured, step: Step): Configured {
  switch (step.kind) {
    case 'remove-vlan':
      return { ...now, vlans: now.vlans.filter((vlan) => vlan.id !== step.vlan.id) };
    case 'add-vlan':
      return { ...now, vlans: [...now.vlans.filter((vlan) => vlan.id !== step.vlan.id), step.vlan] };
    case 'remove-wan':
      return { ...now, wan: null };
    case 'configure-wan':
      return { ...now, wan: step.ipv4 };
    case 'configure-lan':
      return { ...now, lan: { ipv4: step.ipv4, ipv6: step.ipv6, routes: step.routes } };
    case 'write-proxy':
      return { ...now, proxy: step.proxy };
    case 'remove-strangers': {
      const known = new Set(mergeVlans(step.wanted).inForce.map((vlan) => vlan.id));
      return {
        ...now,
        wan: step.wanted.wan === null ? null : now.wan,
        vlans: now.vlans.filter((vlan) => known.has(vlan.id)),
      };
    }
  }
}

/** Values that differ between two systems, as text by name; what does not differ is left out. */
export function differencesBetween(
  wanted: Configured,
  inForce: Configured,
): readonly { readonly what: string; readonly wanted: string; readonly inForce: string }[] {
  const found = [];
  const now = textsOf(inForce);
  for (const [what, text] of Object.entries(textsOf(wanted))) {
    if (now[what] !== text) found.push({ what, wanted: text, inForce: now[what] ?? 'NONE' });
  }
  return found;
}

/** One line for each thing an operator can set. The proxy's password counts and is not shown. */
function textsOf({ lan, wan, vlans, proxy }: Configured): Record<string, string> {
  const sorted = vlans.map(({ id, address, prefixLength }) => `${id} ${address}/${prefixLength}`).sort();
  const routes = lan.routes.map(
    ({ target, gateway }) => `${target.address}/${target.prefixLength} ${gateway}`,
  );
  return {
    LAN: ipv4Text(lan.ipv4),
    IPV6: lan.ipv6 ? 'ON' : 'OFF',
    WAN: wan === null ? 'NONE' : ipv4Text(wan),
    VLAN: sorted.join(', ') || 'NONE',
    ROUTES: routes.sort().join(', ') || 'NONE',
    PROXY:
      proxy === null
        ? 'NONE'
        : `${proxy.host}:${proxy.port} ${fingerprint(`${proxy.user}\n${proxy.password}`)}`,
  };
}

function ipv4Text(ipv4: Ipv4Settings): string {
  if (ipv4.method === 'dhcp') return 'DHCP';
  const { address, prefixLength, gateway, dns } = ipv4;
  return `${address}/${prefixLength} GATEWAY ${gateway} DNS ${dns.join(' ')}`;
}

/** Tells two secrets apart without showing either. FNV-1a, 32 bit. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
