import type { Appliance } from './appliance.ts';
import type { Intended } from './intended.ts';

const NETMASK = '255.255.255.0';

/** What the appliance's cloud software tells the daemon when the platform defines VLANs and routes. Resolves to the answer. */
export function definePlatform(appliance: Appliance, platform: Intended['platform']): Promise<unknown> {
  return appliance.control('PUT', '/v1/platform', {
    vlans: platform.vlans.map((vlan) => ({ ...vlan, netmask: NETMASK, name: `VLAN ${vlan.id}` })),
    routes: platform.routes.map((route) => ({ ...route, name: route.target })),
  });
}
