import type { VlanId } from './values/types.ts';

/** The two physical interfaces, by their purpose; the configuration names the kernel interface of each. */
export type LinkRole = 'lan' | 'wan';

/** What a network configuration is for: one of the two links, or a VLAN on LAN. */
export type Role =
  | { readonly kind: 'lan' }
  | { readonly kind: 'wan' }
  | { readonly kind: 'vlan'; readonly id: VlanId };
