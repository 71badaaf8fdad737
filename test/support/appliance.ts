import type { Appliance } from '../../menus/appliance.ts';
import type { LinkStatus, NetworkStatus } from '../../menus/network-status.ts';
import type { StaticIpv4 } from '../../menus/settings/ipv4/ipv4.ts';
import { FACTORY_SETTINGS, type Settings } from '../../menus/settings/settings.ts';
import type { Parsed } from '../../menus/values/errors.ts';
import {
  parseHost,
  parseIpv4,
  parseIpv6,
  portOf,
  prefixLengthOf,
  vlanIdOf,
} from '../../menus/values/parse.ts';
import type {
  HostName,
  Ipv4Address,
  Ipv6Address,
  Port,
  PrefixLength,
  VlanId,
} from '../../menus/values/types.ts';
import { en } from '../../menus/words/en.ts';

function sure<Value>(parsed: Parsed<Value>): Value {
  if (!parsed.ok) {
    throw new Error(parsed.error.log);
  }
  return parsed.value;
}

/** Values for tests, parsed as the product parses them; a wrong one throws. */
export const ip = (text: string): Ipv4Address => sure(parseIpv4(text));
export const ip6 = (text: string): Ipv6Address => sure(parseIpv6(text));
export const prefix = (length: number): PrefixLength => sure(prefixLengthOf(length));
export const vlanId = (id: number): VlanId => sure(vlanIdOf(id));
export const port = (number: number): Port => sure(portOf(number));
export const host = (name: string): HostName => sure(parseHost(name));

/** 192.168.1.10/24, gateway and DNS 192.168.1.1, but for the changes. */
export function staticIpv4(changes: Partial<StaticIpv4> = {}): StaticIpv4 {
  return {
    method: 'static',
    address: ip('192.168.1.10'),
    prefixLength: prefix(24),
    gateway: ip('192.168.1.1'),
    dns: [ip('192.168.1.1')],
    ...changes,
  };
}

/** LAN with a lease of 192.168.1.77/24 from 192.168.1.1. */
export function linkStatus(changes: Partial<LinkStatus> = {}): LinkStatus {
  return {
    name: 'lan0',
    mac: '00:1b:21:3c:4d:5e',
    state: { kind: 'ready' },
    carrier: true,
    speed_mbps: 1000,
    duplex: 'full',
    ipv4: { address: ip('192.168.1.77'), prefixLength: prefix(24), origin: 'dhcp' },
    ipv6: [],
    gateway: ip('192.168.1.1'),
    dns: [ip('192.168.1.1')],
    domain: null,
    ...changes,
  };
}

/** What a test wants to differ from a new appliance on DHCP, with WAN, all features and no PIN. */
export interface ApplianceChanges extends Partial<Omit<Appliance, 'wanted' | 'network'>> {
  readonly wanted?: Partial<Settings>;
  readonly network?: Partial<NetworkStatus>;
}

/** A new appliance: LAN by DHCP, a second interface not in use, every feature, no PIN, platform reached. */
export function testAppliance({ wanted, network, ...changes }: ApplianceChanges = {}): Appliance {
  return {
    name: 'is_operator',
    kind: 'physical',
    serial: '29417',
    version: '3.14.21',
    features: { ipv6: true, vlan: true },
    hasWan: true,
    wanted: { ...FACTORY_SETTINGS, ...wanted },
    lastUsed: { wan: null, vlan: null, proxy: null },
    network: {
      lan: linkStatus(),
      wan: linkStatus({ name: 'wan0', mac: '00:1b:21:3c:4d:5f', ipv4: null, gateway: null, dns: [] }),
      vlan: null,
      ...network,
    },
    transaction: { phase: 'none' },
    update: { state: 'none' },
    platform: { connected: true, lastPoll_ms: 0, pollInterval_s: 180, heartbeatOk: true, scanRunning: false },
    notices: [],
    pinSet: false,
    pinGeneration: 0,
    time: { now_ms: Date.UTC(2026, 10, 29, 8), uptime_s: 93_784, isSet: true },
    lastChange: null,
    preferences: { contrast_percent: 50, brightness_percent: 80, language: null },
    language: { id: 'en', words: en },
    ...changes,
  };
}

/** An appliance whose LAN is static, as `staticIpv4()` says. */
export function staticAppliance(changes: ApplianceChanges = {}): Appliance {
  const ipv4 = staticIpv4();
  return testAppliance({
    ...changes,
    wanted: { lan: { ipv4, ipv6: false }, ...changes.wanted },
    network: {
      lan: linkStatus({
        ipv4: { address: ipv4.address, prefixLength: ipv4.prefixLength, origin: 'static' },
      }),
      ...changes.network,
    },
  });
}
