/** Settings values written as text, and random ones, for the tests of settings and editors. */
import * as fc from 'fast-check';
import type { StaticIpv4 } from '../../../../menus/settings/ipv4/ipv4.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { addressOf, networkOf } from '../../../../menus/values/address.ts';
import type { Parsed } from '../../../../menus/values/errors.ts';
import {
  hostPrefixLengthOf,
  parseDottedQuad,
  parseHost,
  parseIpv4,
  portOf,
  prefixLengthOf,
  vlanIdOf,
} from '../../../../menus/values/parse.ts';

/** The value, or a failed test. */
export function accepted<Value>(parsed: Parsed<Value>): Value {
  if (!parsed.ok) throw new Error(parsed.error.log);
  return parsed.value;
}

/** The error's code, or `ok`. */
export function outcome(parsed: Parsed<unknown>): string {
  return parsed.ok ? 'ok' : parsed.error.code;
}

export const ip = (text: string) => accepted(parseDottedQuad(text));
export const prefix = (length: number) => accepted(prefixLengthOf(length));
export const vlanId = (id: number) => accepted(vlanIdOf(id));
export const port = (number: number) => accepted(portOf(number));
export const host = (text: string) => accepted(parseHost(text));

/** `network('10.0.0.0/8')` */
export function network(text: string) {
  const [address = '', length = ''] = text.split('/');
  return { address: ip(address), prefixLength: prefix(Number(length)) };
}

/** `fixed('192.168.1.10/24')`: static, gateway at the subnet's .1, which is the DNS server as well. */
export function fixed(text: string, changes: Partial<StaticIpv4> = {}): StaticIpv4 {
  const { address, prefixLength } = network(text);
  const gateway = ip(networkOf(address, prefixLength).address.replace(/\d+$/, '1'));
  return { method: 'static', address, prefixLength, gateway, dns: [gateway], ...changes };
}

export const STATIC_LAN: Settings = {
  ...FACTORY_SETTINGS,
  lan: { ipv4: fixed('192.168.1.10/24'), ipv6: false },
};

/** Every address a host can have. */
export const anyHostAddress = fc
  .integer({ min: 0x01000000, max: 0xdfffffff })
  .map(addressOf)
  .filter((address) => parseIpv4(address).ok);

export const anyAddress = fc.integer({ min: 0, max: 0xffffffff }).map(addressOf);
export const anyHostPrefix = fc
  .integer({ min: 1, max: 30 })
  .map((length) => accepted(hostPrefixLengthOf(length)));
export const anyPrefix = fc.integer({ min: 0, max: 32 }).map(prefix);

export const anyVlanId = fc.integer({ min: 0, max: 4094 }).map(vlanId);
export const anyPort = fc.integer({ min: 1, max: 65535 }).map(port);

const anyLabel = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
export const anyHost = fc
  .oneof(
    fc.array(anyLabel, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')),
    fc.ipV4(),
    fc.ipV6(),
  )
  .map(parseHost)
  .filter((parsed) => parsed.ok)
  .map(accepted);

const printable = (pattern: RegExp) => fc.stringMatching(pattern);
export const anyUser = printable(/^[ -9;-~]{0,20}$/);
export const anyPassword = printable(/^[ -~]{0,20}$/);
const anyName = fc.stringMatching(/^[A-Za-z0-9 ._-]{1,20}$/);

const anyStatic: fc.Arbitrary<StaticIpv4> = fc.record({
  method: fc.constant('static'),
  address: anyHostAddress,
  prefixLength: anyHostPrefix,
  gateway: anyHostAddress,
  dns: fc.array(anyHostAddress, { minLength: 1, maxLength: 2 }),
});
const anyIpv4 = fc.oneof(fc.constant({ method: 'dhcp' } as const), anyStatic);

/** Any settings that can be written down; the rules between them need not hold. */
export const anySettings: fc.Arbitrary<Settings> = fc.record({
  lan: fc.record({ ipv4: anyIpv4, ipv6: fc.boolean() }),
  wan: fc.option(anyIpv4),
  vlan: fc.option(fc.record({ id: anyVlanId, address: anyHostAddress, prefixLength: anyHostPrefix })),
  proxy: fc.option(fc.record({ host: anyHost, port: anyPort, user: anyUser, password: anyPassword })),
  platform: fc.record({
    vlans: fc.array(
      fc.record({ id: anyVlanId, address: anyHostAddress, prefixLength: anyHostPrefix, name: anyName }),
      { maxLength: 3 },
    ),
    routes: fc.array(
      fc.record({
        target: fc
          .tuple(
            anyAddress,
            anyPrefix.filter((length) => length > 0),
          )
          .map(([address, length]) => networkOf(address, length)),
        gateway: anyHostAddress,
        name: anyName,
      }),
      { maxLength: 3 },
    ),
  }),
});
