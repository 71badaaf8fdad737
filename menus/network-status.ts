import type { Ipv4Address, Ipv6Address, PrefixLength, VlanId } from './values/types.ts';

/** Where an address in force came from. */
export type AddressOrigin = 'dhcp' | 'static' | 'router-advertisement' | 'dhcpv6' | 'link-local';

/** What an interface can be used for, as the network service has it. */
export type LinkState =
  /** No such interface; `present`: the names of those there are. */
  | { readonly kind: 'absent'; readonly present: readonly string[] }
  /** The network service leaves it alone; `by` and `file` say for whom and where that is written, '' where unknown. */
  | { readonly kind: 'unmanaged'; readonly by: string; readonly file: string }
  | { readonly kind: 'no-carrier' }
  /** The cable is in, and the network service still prepares it. */
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'ready' };

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

/** Whether a link sends and receives at the same time. */
export type Duplex = 'full' | 'half';

/** What the kernel has on one interface, as last reported by the backend. */
export interface LinkStatus {
  readonly name: string;
  readonly mac: string;
  readonly state: LinkState;
  readonly carrier: boolean;
  /** Mbit/s; null without a carrier, or when the driver does not report it. */
  readonly speed_mbps: number | null;
  /** null without a carrier, or when the driver does not report it. */
  readonly duplex: Duplex | null;
  readonly ipv4: Ipv4InForce | null;
  readonly ipv6: readonly Ipv6InForce[];
  readonly gateway: Ipv4Address | null;
  readonly dns: readonly Ipv4Address[];
  /** The domain of the lease (DHCP option 15, RFC 2132 section 3.17); null: it names none, or there is no lease. */
  readonly domain: string | null;
}

export interface VlanStatus {
  readonly id: VlanId;
  readonly ipv4: Ipv4InForce | null;
}

/** The network in force, which may differ from the wanted one. */
export interface NetworkStatus {
  readonly lan: LinkStatus;
  /** null: the appliance has no second interface. */
  readonly wan: LinkStatus | null;
  readonly vlan: VlanStatus | null;
}

/** What a verification or TEST NETWORK looks at. */
export type CheckName =
  | 'link'
  | 'address'
  | 'gateway'
  | 'dns'
  | 'ipv6'
  | 'wan'
  | 'vlan'
  | 'proxy'
  | 'platform';
