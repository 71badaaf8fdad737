/** The kinds of values settings are made of. They are branded: only the parsers in `parse.ts` make them. */

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
