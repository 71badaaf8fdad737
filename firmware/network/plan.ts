import type {
  Ipv4Settings,
  LocalVlan,
  PlatformRoute,
  PlatformVlan,
  ProxySettings,
  Settings,
} from '../../menus/settings/types.ts';

/** One thing a backend can do to the network. Each carries all it needs and may be carried out twice. */
export type Step =
  | { readonly kind: 'remove-vlan'; readonly vlan: LocalVlan | PlatformVlan }
  | { readonly kind: 'remove-wan' }
  | {
      readonly kind: 'configure-lan';
      readonly ipv4: Ipv4Settings;
      readonly ipv6: boolean;
      readonly routes: readonly PlatformRoute[];
    }
  | { readonly kind: 'configure-wan'; readonly ipv4: Ipv4Settings }
  | { readonly kind: 'add-vlan'; readonly vlan: LocalVlan | PlatformVlan }
  | { readonly kind: 'write-proxy'; readonly proxy: ProxySettings | null }
  /** Removes whatever Bezel owns that `wanted` does not name; ends a plan that started from an unknown state. */
  | { readonly kind: 'remove-strangers'; readonly wanted: Settings };
