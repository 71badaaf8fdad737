import type { Ipv4Settings } from '../../menus/settings/ipv4/ipv4.ts';
import type { PlatformRoute, PlatformVlan } from '../../menus/settings/parts/platform.ts';
import type { ProxySettings } from '../../menus/settings/parts/proxy.ts';
import type { LocalVlan } from '../../menus/settings/parts/vlan.ts';
import { mergeVlans } from '../../menus/settings/platform.ts';
import type { Settings } from '../../menus/settings/settings.ts';

/** A VLAN that shall be in force, wherever it was defined. A platform VLAN's name does not reach the network. */
export type VlanTarget = LocalVlan | PlatformVlan;

/** What the network shall be: settings with everything decided that rests on several of them. One slice per part. */
export interface Target {
  readonly lan: {
    readonly ipv4: Ipv4Settings;
    readonly ipv6: boolean;
    readonly routes: readonly PlatformRoute[];
  };
  /** null: the interface is not used. */
  readonly wan: Ipv4Settings | null;
  /** The local one and the platform's that come into force beside it; every ID and address once. */
  readonly vlans: readonly VlanTarget[];
  readonly proxy: ProxySettings | null;
}

/** Computed once for a change, a comparison or a test; everything in it takes the target. */
export function targetOf(settings: Settings): Target {
  const { lan, wan, vlan, proxy, platform, ...others } = settings;
  // A part that no slice takes up would never reach the network.
  others satisfies Record<string, never>;
  return {
    lan: { ipv4: lan.ipv4, ipv6: lan.ipv6, routes: platform.routes },
    wan,
    vlans: mergeVlans(settings).inForce,
    proxy,
  };
}
