/**
 * Parses text into settings values. Only the canonical syntax is accepted: no leading zeros, no white space,
 * no short forms. (Editors strip the LCD's leading zeros before they call these parsers.)
 */
import ipaddr from 'ipaddr.js';
import { NETMASKS } from './address.ts';
import type { Parsed } from './errors.ts';
import { settingsError } from './messages.ts';
import type { HostName, Ipv4Address, Ipv6Address, Port, PrefixLength, VlanId } from './types.ts';

/** A name of at most 253 characters is at most 255 bytes on the wire (RFC 1035 section 2.3.4). */
export const HOST_MAX_LENGTH = 253;
/** Windows accounts allow passwords of 127 characters; longer ones are impractical on a panel. */
export const USER_MAX_LENGTH = 128;
export const PASSWORD_MAX_LENGTH = 128;
/** The highest ID of 802.1Q; 4095 is reserved. */
const VLAN_ID_MAX = 4094;
const PORT_MAX = 65535;
/** As `parsePin` has it. */
export const PIN_MAX_LENGTH = 8;
/**
 * Netmasks for an interface: /0 would make every address a neighbour and the gateway useless.
 * /32 has no room for a gateway. /31 is for links between two routers (RFC 3021): its two addresses are what
 * hosts on an Ethernet take for network and broadcast.
 */
export const HOST_PREFIX_MIN = 1;
export const HOST_PREFIX_MAX = 30;

/** Text from outside for a log sentence: quoted, control characters escaped, cut. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}...` : text);
}

function refuse<Value>(code: Parameters<typeof settingsError>[0], subject?: string): Parsed<Value> {
  return { ok: false, error: settingsError(code, subject) };
}

/** A decimal number without sign and leading zeros; more than five digits are beyond every range here. */
function parseCount(text: string): number {
  return /^(0|[1-9]\d{0,4})$/.test(text) ? Number(text) : Number.NaN;
}

/** Four parts from 0 to 255 without leading zeros. */
const PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const DOTTED_QUAD = new RegExp(`^${PART}(?:\\.${PART}){3}$`);

function isDottedQuad(text: string): text is Ipv4Address {
  return DOTTED_QUAD.test(text);
}

/** Any IPv4 address by its syntax alone: networks, netmasks, what the kernel reports. Error: `address-syntax`. */
export function parseDottedQuad(text: string): Parsed<Ipv4Address> {
  return isDottedQuad(text) ? { ok: true, value: text } : refuse('address-syntax', quoted(text));
}

/** An address one host can have. Errors: `address-syntax`, `-zero`, `-loopback`, `-multicast`, `-reserved`. */
export function parseIpv4(text: string): Parsed<Ipv4Address> {
  const parsed = parseDottedQuad(text);
  if (!parsed.ok) return parsed;
  const first = Number.parseInt(text, 10);
  if (first === 0) return refuse('address-zero', text);
  if (first === 127) return refuse('address-loopback', text);
  if (first >= 240) return refuse('address-reserved', text);
  if (first >= 224) return refuse('address-multicast', text);
  return parsed;
}

function isIpv6Text(text: string): text is Ipv6Address {
  // ipaddr.js also takes zones and embedded IPv4; both are left out here.
  return /^[0-9a-f:]+$/i.test(text) && ipaddr.IPv6.isValid(text);
}

/** Any IPv6 address without a zone, in any notation of hexadecimal groups; gives RFC 5952 text. Error: `address-syntax`. */
export function parseIpv6(text: string): Parsed<Ipv6Address> {
  if (!isIpv6Text(text)) return refuse('address-syntax', quoted(text));
  const canonical = ipaddr.IPv6.parse(text).toRFC5952String();
  return { ok: true, value: canonical as Ipv6Address };
}

function isPrefixLength(value: number): value is PrefixLength {
  return Number.isInteger(value) && value >= 0 && value <= 32;
}

/** A prefix length from 0 to 32, as networks have. Error: `netmask-syntax`. */
export function prefixLengthOf(value: number): Parsed<PrefixLength> {
  return isPrefixLength(value) ? { ok: true, value } : refuse('netmask-syntax', `prefix length ${value}`);
}

/** A prefix length from 1 to 30, as an interface has. Errors: `netmask-syntax`, `-too-wide`, `-too-narrow`. */
export function hostPrefixLengthOf(value: number): Parsed<PrefixLength> {
  const parsed = prefixLengthOf(value);
  if (!parsed.ok) return parsed;
  if (value < HOST_PREFIX_MIN) return refuse('netmask-too-wide', `prefix length ${value}`);
  if (value > HOST_PREFIX_MAX) return refuse('netmask-too-narrow', `prefix length ${value}`);
  return parsed;
}

/** A netmask in dotted decimal. Errors: `netmask-syntax`, `-not-contiguous`, `-too-wide`, `-too-narrow`. */
export function parseNetmask(text: string): Parsed<PrefixLength> {
  if (!isDottedQuad(text)) return refuse('netmask-syntax', quoted(text));
  const length = NETMASKS.indexOf(text);
  return length < 0 ? refuse('netmask-not-contiguous', text) : hostPrefixLengthOf(length);
}

function isVlanId(value: number): value is VlanId {
  return Number.isInteger(value) && value >= 0 && value <= VLAN_ID_MAX;
}

/** Error: `vlan-id-range`. */
export function vlanIdOf(value: number): Parsed<VlanId> {
  return isVlanId(value) ? { ok: true, value } : refuse('vlan-id-range', `VLAN ID ${value}`);
}

/** Error: `vlan-id-range`. */
export function parseVlanId(text: string): Parsed<VlanId> {
  const parsed = vlanIdOf(parseCount(text));
  return parsed.ok ? parsed : refuse('vlan-id-range', `VLAN ID ${quoted(text)}`);
}

function isPort(value: number): value is Port {
  return Number.isInteger(value) && value >= 1 && value <= PORT_MAX;
}

/** Error: `port-range`. */
export function portOf(value: number): Parsed<Port> {
  return isPort(value) ? { ok: true, value } : refuse('port-range', `port ${value}`);
}

/** Error: `port-range`. */
export function parsePort(text: string): Parsed<Port> {
  const parsed = portOf(parseCount(text));
  return parsed.ok ? parsed : refuse('port-range', `port ${quoted(text)}`);
}

/** Letters, digits and inner hyphens, 1 to 63 characters (RFC 1123 section 2.1). */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** IPv6 ranges no proxy can be reached at; link-local would need a zone. */
const UNREACHABLE_IPV6: ReadonlySet<string> = new Set([
  'unspecified',
  'loopback',
  'multicast',
  'linkLocal',
  'ipv4Mapped',
]);

function isHostName(text: string): text is HostName {
  // Resolvers read a name whose last label is a number as an IPv4 address.
  const endsInNumber = /(^|\.)\d+$/.test(text);
  const labels = text.split('.');
  return text.length <= HOST_MAX_LENGTH && !endsInNumber && labels.every((label) => LABEL.test(label));
}

/**
 * A host by name, IPv4 or IPv6 address. Names are case-insensitive (RFC 4343): the value is in lower case, an
 * IPv6 address in RFC 5952 form. Errors: `host-syntax` and those of `parseIpv4` once it reads as an IPv4 address.
 */
export function parseHost(text: string): Parsed<HostName> {
  const host = text.toLowerCase();
  if (isDottedQuad(host)) {
    const address = parseIpv4(host);
    return address.ok ? { ok: true, value: host as string as HostName } : address;
  }
  if (isIpv6Text(host)) {
    const address = ipaddr.IPv6.parse(host);
    if (UNREACHABLE_IPV6.has(address.range())) return refuse('host-syntax', host);
    return { ok: true, value: address.toRFC5952String() as HostName };
  }
  return isHostName(host) ? { ok: true, value: host } : refuse('host-syntax', quoted(text));
}

/**
 * A proxy user: empty, or printable ASCII with blanks. No colon: it divides user from password (RFC 7617).
 * Error: `user-syntax`.
 */
export function parseUser(text: string): Parsed<string> {
  const valid = text.length <= USER_MAX_LENGTH && /^[ -9;-~]*$/.test(text);
  return valid ? { ok: true, value: text } : refuse('user-syntax');
}

/** A proxy password: empty, or printable ASCII with blanks. Error: `password-syntax`, never with the password in it. */
export function parsePassword(text: string): Parsed<string> {
  const valid = text.length <= PASSWORD_MAX_LENGTH && /^[ -~]*$/.test(text);
  return valid ? { ok: true, value: text } : refuse('password-syntax');
}

/** The panel's PIN, 4 to 8 digits. Error: `pin-syntax`, never with the PIN in it. */
export function parsePin(text: string): Parsed<string> {
  return /^\d{4,8}$/.test(text) ? { ok: true, value: text } : refuse('pin-syntax');
}
