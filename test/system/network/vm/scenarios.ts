import { LOCAL_VLAN } from './local-vlan.ts';
import { PLATFORM_VLANS } from './platform-vlans.ts';
import { RANDOM_VLANS } from './random-vlans.ts';
import type { Scenario } from './scenario.ts';

/** All that needs a kernel with 802.1Q, in the order it is done. */
export const SCENARIOS: readonly Scenario[] = [...LOCAL_VLAN, ...PLATFORM_VLANS, ...RANDOM_VLANS];
