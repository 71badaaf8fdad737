import { PLATFORM_UNKNOWN } from '../../../firmware/appliance/platform.ts';
import type { Appliance } from '../../../menus/appliance.ts';
import type { StaticIpv4 } from '../../../menus/settings/ipv4/ipv4.ts';
import type { PlatformVlan } from '../../../menus/settings/parts/platform.ts';
import type { ProxySettings } from '../../../menus/settings/parts/proxy.ts';
import type { LocalVlan } from '../../../menus/settings/parts/vlan.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../menus/settings/settings.ts';
import { parseHost, parseIpv4, portOf, prefixLengthOf, vlanIdOf } from '../../../menus/values/parse.ts';
import type { Ipv4Address, PrefixLength } from '../../../menus/values/types.ts';
import { en } from '../../../menus/words/en.ts';

/** Values for tests, made by the product's own parsers. */

function accepted<Value>(
  parsed: { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value {
  if (!parsed.ok) throw new Error('a sample is not valid');
  return parsed.value;
}

export function ipv4(text: string): Ipv4Address {
  return accepted(parseIpv4(text));
}

export function prefix(length: number): PrefixLength {
  return accepted(prefixLengthOf(length));
}

export function staticIpv4(address: string, gateway: string, dns: readonly string[] = [gateway]): StaticIpv4 {
  return {
    method: 'static',
    address: ipv4(address),
    prefixLength: accepted(prefixLengthOf(24)),
    gateway: ipv4(gateway),
    dns: dns.map(ipv4),
  };
}

export function vlan(id: number, address: string): LocalVlan {
  return { id: accepted(vlanIdOf(id)), address: ipv4(address), prefixLength: accepted(prefixLengthOf(24)) };
}

export function platformVlan(id: number, address: string, name = `vlan ${id}`): PlatformVlan {
  return { ...vlan(id, address), name };
}

export function proxy(host: string, port: number, user = '', password = ''): ProxySettings {
  return { host: accepted(parseHost(host)), port: accepted(portOf(port)), user, password };
}

/** Fits the simulated network: everything verifies. */
export const LAN_STATIC = staticIpv4('192.168.1.10', '192.168.1.1');
export const WAN_STATIC = staticIpv4('10.20.30.40', '10.20.30.1');

export function settings(
  change: Partial<Settings> & { readonly lanIpv4?: Settings['lan']['ipv4'] } = {},
): Settings {
  const { lanIpv4, ...rest } = change;
  const lan = lanIpv4 === undefined ? FACTORY_SETTINGS.lan : { ...FACTORY_SETTINGS.lan, ipv4: lanIpv4 };
  return { ...FACTORY_SETTINGS, lan, ...rest };
}

export const STATIC_SETTINGS = settings({ lanIpv4: LAN_STATIC });

export function applianceWith(change: Partial<Appliance>): Appliance {
  return {
    name: 'is_test',
    kind: 'physical',
    serial: '29417',
    version: '1.0.0',
    features: { ipv6: true, vlan: true },
    hasWan: true,
    wanted: FACTORY_SETTINGS,
    lastUsed: { wan: null, vlan: null, proxy: null },
    network: {
      lan: {
        name: 'lan0',
        mac: '',
        state: { kind: 'no-carrier' },
        carrier: false,
        speed_mbps: null,
        duplex: null,
        ipv4: null,
        ipv6: [],
        gateway: null,
        dns: [],
        domain: null,
      },
      wan: null,
      vlan: null,
    },
    transaction: { phase: 'none' },
    update: { state: 'none' },
    platform: PLATFORM_UNKNOWN,
    notices: [],
    pinSet: false,
    pinGeneration: 0,
    time: { now_ms: Date.UTC(2026, 10, 29, 8), uptime_s: 93_784, isSet: true },
    lastChange: null,
    preferences: { contrast_percent: 50, brightness_percent: 100, language: null },
    language: { id: 'en', words: en },
    ...change,
  };
}
