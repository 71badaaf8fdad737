import type { Check } from '../../../../menus/appliance.ts';
import type { NetworkStatus } from '../../../../menus/network-status.ts';

/** What a test sends to the process that the backend runs in. */
export type ToProcess =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly never[] }
  | { readonly kind: 'cancel'; readonly id: number };

/** What the process sends. */
export type FromProcess =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly code: string; readonly log: string }
  | { readonly kind: 'check'; readonly id: number; readonly check: Check }
  | { readonly kind: 'status'; readonly status: NetworkStatus }
  | { readonly kind: 'foreign-change'; readonly why: string };
