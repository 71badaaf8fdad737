import type { CheckName } from '../../menus/network-status.ts';
import { mergeVlans } from '../../menus/settings/platform.ts';
import type { Settings } from '../../menus/settings/settings.ts';

/** What a backend's verification of these settings looks at, in its order: so that the panel can say what is awaited. */
export function awaitedChecks(wanted: Settings): readonly CheckName[] {
  return [
    'link',
    'address',
    'gateway',
    'dns',
    ...(wanted.lan.ipv6 ? (['ipv6'] as const) : []),
    ...(wanted.wan === null ? [] : (['wan'] as const)),
    ...(mergeVlans(wanted).inForce.length === 0 ? [] : (['vlan'] as const)),
  ];
}
