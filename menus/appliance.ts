import type { Display } from './display.ts';
import type { Ipv4Address, Ipv6Address, PrefixLength, Settings, VlanId } from './settings/types.ts';

/** Where an address in force came from. */
export type AddressOrigin = 'dhcp' | 'static' | 'router-advertisement' | 'link-local';

export interface Ipv4InForce {
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
  readonly origin: AddressOrigin;
}

export interface Ipv6InForce {
  readonly address: Ipv6Address;
  readonly prefixLength: number;
  readonly origin: AddressOrigin;
}

/** What the kernel has on one interface, as last reported by the backend. */
export interface LinkStatus {
  readonly name: string;
  readonly mac: string;
  readonly carrier: boolean;
  /** Mbit/s; null when there is no carrier or the driver does not say. */
  readonly speed_mbps: number | null;
  readonly ipv4: Ipv4InForce | null;
  readonly ipv6: readonly Ipv6InForce[];
  readonly gateway: Ipv4Address | null;
  readonly dns: readonly Ipv4Address[];
}

export interface VlanStatus {
  readonly id: VlanId;
  readonly ipv4: Ipv4InForce | null;
}

/** The network as it is, whatever was wanted. */
export interface NetworkStatus {
  readonly lan: LinkStatus;
  /** null: the appliance has no second interface. */
  readonly wan: LinkStatus | null;
  readonly vlan: VlanStatus | null;
}

/** One line of a verification or of TEST NETWORK. */
export interface Check {
  readonly name: CheckName;
  readonly result: 'ok' | 'failed' | 'skipped';
  /** What is wrong and what to look at, upper case, at most 2 lines of 16; empty when ok. */
  readonly panel: readonly string[];
  readonly log: string;
}
export type CheckName =
  | 'link'
  | 'address'
  | 'netmask'
  | 'gateway'
  | 'dns'
  | 'ipv6'
  | 'wan'
  | 'vlan'
  | 'proxy'
  | 'platform';

/** Where the appliance's one network transaction stands. */
export type TransactionStatus =
  | { readonly phase: 'none' }
  | { readonly phase: 'checking' | 'applying' | 'verifying'; readonly percent: number; readonly step: string }
  | { readonly phase: 'keep'; readonly checks: readonly Check[]; readonly remaining_s: number }
  | { readonly phase: 'rolling-back'; readonly percent: number; readonly step: string };

/** A software update, as its source reports it. */
export type UpdateStatus =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly percent: number | null; readonly message: string }
  | { readonly state: 'failed'; readonly message: string };

/** What the platform's agent last told the appliance. */
export interface PlatformStatus {
  /** null: never told. */
  readonly connected: boolean | null;
  /** Clock time in milliseconds; null: never. */
  readonly lastPoll_ms: number | null;
  readonly pollInterval_s: number;
  readonly heartbeatOk: boolean | null;
  readonly scanRunning: boolean;
}

/**
 * Something the operator must be told: takes the first status page, newest first, until a key dismisses it.
 * Text is upper case, at most 2 lines of 16.
 */
export interface Notice {
  readonly id: number;
  readonly severity: 'info' | 'fault';
  readonly code: string;
  readonly panel: readonly string[];
}

/** Screen preferences, in percent. */
export type PanelPreferences = Display;

/** Everything the menus know of the appliance: one value, replaced whole when anything changes. */
export interface Appliance {
  /** Friendly name, at most 32 characters of A-Z a-z 0-9 - _ and dot. */
  readonly name: string;
  readonly kind: 'physical' | 'virtual';
  readonly serial: string;
  readonly version: string;
  /** Account features: IPv6 and VLAN are switched on by the vendor. */
  readonly features: { readonly ipv6: boolean; readonly vlan: boolean };
  readonly hasWan: boolean;
  /** Settings stored and kept; what the operator changes. */
  readonly wanted: Settings;
  readonly network: NetworkStatus;
  readonly transaction: TransactionStatus;
  readonly update: UpdateStatus;
  readonly platform: PlatformStatus;
  readonly notices: readonly Notice[];
  readonly pinSet: boolean;
  readonly preferences: PanelPreferences;
}
