/**
 * The appliance's network settings: one immutable value. Addresses are branded strings: only the parsers in
 * `parse.ts` make them, so whoever holds one need not check it again.
 */

declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Dotted decimal without leading zeros: `192.168.1.10`. */
export type Ipv4Address = Branded<string, 'Ipv4Address'>;
/** RFC 5952 text: `2001:db8::1`. */
export type Ipv6Address = Branded<string, 'Ipv6Address'>;
/** Length of a contiguous IPv4 netmask, 0-32. */
export type PrefixLength = Branded<number, 'PrefixLength'>;
/** 802.1Q VLAN ID as the appliance's manual admits it: 0-4094. 0 sends priority-tagged frames. */
export type VlanId = Branded<number, 'VlanId'>;
/** TCP port, 1-65535. */
export type Port = Branded<number, 'Port'>;
/** Host name (RFC 1123 labels, at most 253 characters) or an IPv4/IPv6 address as text. */
export type HostName = Branded<string, 'HostName'>;

/** A network in CIDR form; `address` is the network's first address. */
export interface Ipv4Network {
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
}

export interface StaticIpv4 {
  readonly method: 'static';
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
  readonly gateway: Ipv4Address;
  /** One or two servers, in order of use. */
  readonly dns: readonly Ipv4Address[];
}

export interface DhcpIpv4 {
  readonly method: 'dhcp';
}

export type Ipv4Settings = DhcpIpv4 | StaticIpv4;

/** The one VLAN that can be set at the panel. It has no routes of its own. */
export interface LocalVlan {
  readonly id: VlanId;
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
}

export interface ProxySettings {
  readonly host: HostName;
  readonly port: Port;
  /** Empty: no authentication. */
  readonly user: string;
  /** A secret: never shown, never logged. */
  readonly password: string;
}

/** A VLAN the cloud platform defines. The local one wins over it (see `platform.ts`). */
export interface PlatformVlan {
  readonly id: VlanId;
  readonly address: Ipv4Address;
  readonly prefixLength: PrefixLength;
  readonly name: string;
}

/** A static route the cloud platform defines. */
export interface PlatformRoute {
  readonly target: Ipv4Network;
  readonly gateway: Ipv4Address;
  readonly name: string;
}

export interface Settings {
  readonly lan: {
    readonly ipv4: Ipv4Settings;
    /** Router advertisement only; false means no IPv6 address at all on LAN. */
    readonly ipv6: boolean;
  };
  /** null: the WAN interface is not used. */
  readonly wan: Ipv4Settings | null;
  readonly vlan: LocalVlan | null;
  readonly proxy: ProxySettings | null;
  readonly platform: {
    readonly vlans: readonly PlatformVlan[];
    readonly routes: readonly PlatformRoute[];
  };
}

/** The value of a new appliance, and what RESET NETWORK CONFIG goes back to (platform-defined parts apart). */
export const FACTORY_SETTINGS: Settings = {
  lan: { ipv4: { method: 'dhcp' }, ipv6: false },
  wan: null,
  vlan: null,
  proxy: null,
  platform: { vlans: [], routes: [] },
};
