import { describe, expect, it } from 'vitest';
import {
  lanProfile,
  type Profile,
  parkedProfile,
  vlanProfile,
  wanProfile,
} from '../../../../../../firmware/network/backends/networkmanager/profiles.ts';
import { LAN, vlanRole, WAN } from '../../../../../../firmware/network/roles.ts';
import { network, vlanId } from '../../../../menus/settings/values.ts';
import { ipv4, staticIpv4, vlan } from '../../../samples.ts';

const LAN0 = { name: 'lan0' };
const STATIC = staticIpv4('10.77.0.20', '10.77.0.1', ['10.77.0.53', '10.77.0.54']);

/** One property a line, in the manner of NetworkManager's key files: `ipv4.method s manual`. */
function lines(profile: Profile): string[] {
  return Object.entries(profile).flatMap(([section, properties]) =>
    Object.entries(properties).map(
      ([key, [type, value]]) => `${section}.${key} ${type} ${JSON.stringify(value)}`,
    ),
  );
}

describe('profiles', () => {
  it('LAN by DHCP asks for ever, comes up at boot, and has no IPv6', () => {
    expect(lines(lanProfile(LAN0, { ipv4: { method: 'dhcp' }, ipv6: false, routes: [] }))).toEqual([
      'connection.id s "bezel-lan"',
      'connection.uuid s "b3e27e1f-0e5a-4c5b-9d3e-000000010000"',
      'connection.type s "802-3-ethernet"',
      'connection.autoconnect b true',
      'connection.autoconnect-priority i 100',
      'connection.autoconnect-retries i 0',
      'connection.interface-name s "lan0"',
      'ipv4.method s "auto"',
      'ipv4.dhcp-timeout i 2147483647',
      'ipv4.may-fail b true',
      'ipv4.dns-priority i 50',
      'ipv6.method s "disabled"',
    ]);
  });

  it('static LAN probes for another owner; IPv6 by router advertisement; the platform’s routes', () => {
    const routes = [{ target: network('10.20.0.0/16'), gateway: ipv4('10.77.0.254'), name: 'lab' }];
    const profile = lanProfile({ mac: '02:aa:00:00:00:0f' }, { ipv4: STATIC, ipv6: true, routes });
    expect(lines(profile).filter((line) => !line.startsWith('connection.'))).toEqual([
      '802-3-ethernet.mac-address ay [2,170,0,0,0,15]',
      'ipv4.method s "manual"',
      'ipv4.may-fail b false',
      'ipv4.dad-timeout i 200',
      'ipv4.address-data aa{sv} [[["address",["s","10.77.0.20"]],["prefix",["u",24]]]]',
      'ipv4.gateway s "10.77.0.1"',
      'ipv4.dns-data as ["10.77.0.53","10.77.0.54"]',
      'ipv4.dns-priority i 50',
      'ipv4.route-data aa{sv} [[["dest",["s","10.20.0.0"]],["prefix",["u",16]],["next-hop",["s","10.77.0.254"]]]]',
      'ipv6.method s "auto"',
      'ipv6.may-fail b true',
      'ipv6.addr-gen-mode i 0',
      'ipv6.ip6-privacy i 0',
    ]);
    expect(lines(profile).some((line) => line.includes('interface-name'))).toBe(false);
  });

  it('WAN keeps its routes in a table of its own, chosen by source and by destination', () => {
    const wan = staticIpv4('10.88.0.20', '10.88.0.1', ['192.0.2.53']);
    const profile = wanProfile({ name: 'wan0' }, wan, wan, { wan: [network('203.0.113.0/24')], lan: [] });
    const rules = profile.ipv4?.['routing-rules']?.[1];
    expect(profile.ipv4?.['route-table']).toEqual(['u', 6350]);
    expect(profile.ipv4?.['dns-priority']).toEqual(['i', 100]);
    const common = [
      ['family', ['i', 2]],
      ['priority', ['u', 30_001]],
      ['action', ['y', 1]],
      ['table', ['u', 6350]],
    ];
    const to = (address: string, length: number) => [
      ...common,
      ['to', ['s', address]],
      ['to-len', ['y', length]],
    ];
    expect(rules).toEqual([
      [
        ['family', ['i', 2]],
        ['priority', ['u', 30_000]],
        ['action', ['y', 1]],
        ['table', ['u', 6350]],
        ['from', ['s', '10.88.0.20']],
        ['from-len', ['y', 32]],
      ],
      to('10.88.0.0', 24),
      to('192.0.2.53', 32),
      to('203.0.113.0', 24),
    ]);
  });

  it('WAN once took the DNS server that stands in LAN, and its router dropped what was sent there', () => {
    const wan = staticIpv4('10.88.0.20', '10.88.0.1', ['10.77.0.53']);
    const sides = { wan: [], lan: [network('10.77.0.0/24')] };
    const rules = wanProfile({ name: 'wan0' }, wan, wan, sides).ipv4?.['routing-rules']?.[1];
    expect(JSON.stringify(rules)).not.toContain('10.77.0.53');
  });

  it('WAN by DHCP has no rules before it has a lease', () => {
    const profile = wanProfile({ name: 'wan0' }, { method: 'dhcp' }, null, {
      wan: [network('203.0.113.0/24')],
      lan: [],
    });
    expect(profile.ipv4?.['routing-rules']).toBeUndefined();
    expect(profile.ipv4?.['route-table']).toEqual(['u', 6350]);
  });

  it('a VLAN has one address, no gateway, no default route, no IPv6', () => {
    expect(lines(vlanProfile('lan0', vlan(100, '10.99.0.2')))).toEqual([
      'connection.id s "bezel-vlan-100"',
      'connection.uuid s "b3e27e1f-0e5a-4c5b-9d3e-000000030064"',
      'connection.type s "vlan"',
      'connection.autoconnect b true',
      'connection.autoconnect-priority i 100',
      'connection.autoconnect-retries i 0',
      'connection.interface-name s "bezel-vlan100"',
      'vlan.id u 100',
      'vlan.parent s "lan0"',
      'ipv4.method s "manual"',
      'ipv4.may-fail b false',
      'ipv4.dad-timeout i 200',
      'ipv4.address-data aa{sv} [[["address",["s","10.99.0.2"]],["prefix",["u",24]]]]',
      'ipv4.never-default b true',
      'ipv6.method s "disabled"',
    ]);
  });
});

describe('a profile that is parked', () => {
  const links = { lan: 'lan0', wan: { name: 'wan0' } } as const;
  const SEVEN = vlanRole(vlanId(7));

  it('keeps its name, its UUID and its interface, comes up no more and sets nothing', () => {
    const wan = parkedProfile(WAN, links);
    expect(wan?.connection).toMatchObject({
      id: ['s', 'bezel-wan'],
      uuid: ['s', 'b3e27e1f-0e5a-4c5b-9d3e-000000020000'],
      'interface-name': ['s', 'wan0'],
      autoconnect: ['b', false],
    });
    expect(wan?.ipv4).toEqual({ method: ['s', 'disabled'] });
    const vlan = parkedProfile(SEVEN, links);
    expect(vlan?.vlan).toEqual({ id: ['u', 7], parent: ['s', 'lan0'] });
    expect(vlan?.connection).toMatchObject({
      'interface-name': ['s', 'bezel-vlan7'],
      autoconnect: ['b', false],
    });
  });

  it('is on an interface that is there, and never LAN', () => {
    expect(parkedProfile(WAN, { ...links, wan: null })).toBeNull();
    expect(parkedProfile(SEVEN, { ...links, lan: null })).toBeNull();
    expect(parkedProfile(LAN, links)).toBeNull();
  });
});
