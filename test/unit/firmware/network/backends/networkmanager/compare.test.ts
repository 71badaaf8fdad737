import { describe, expect, it } from 'vitest';
import {
  type InForce,
  maySettle,
  mismatches,
} from '../../../../../../firmware/network/backends/networkmanager/compare.ts';
import type { KernelLink } from '../../../../../../firmware/network/backends/networkmanager/kernel.ts';
import { proxyFileText } from '../../../../../../firmware/network/backends/networkmanager/proxy-file.ts';
import type { Settings } from '../../../../../../menus/settings/settings.ts';
import { ip, network } from '../../../../menus/settings/values.ts';
import { proxy, settings, staticIpv4, vlan } from '../../../samples.ts';

const PLATFORM = [network('203.0.113.0/24')];

const WANTED: Settings = settings({
  lanIpv4: staticIpv4('10.77.0.20', '10.77.0.1', ['10.77.0.53']),
  wan: staticIpv4('10.88.0.20', '10.88.0.1', ['10.88.0.53']),
  vlan: vlan(100, '10.99.0.2'),
  proxy: proxy('10.77.0.9', 3128, 'box', 'secret'),
});

function link(name: string, ipv4: readonly string[], changes: Partial<KernelLink> = {}): KernelLink {
  const rest = { carrier: true, master: null, parent: null, vlanId: null, ipv6: [], forwarding: false };
  return { name, ipv4, ...rest, ...changes };
}

const LAN = link('lan0', ['10.77.0.20/24']);
const WAN = link('wan0', ['10.88.0.20/24']);
const VLAN = link('bezel-vlan100', ['10.99.0.2/24'], { parent: 'lan0', vlanId: 100 });
const route = (target: string, device: string, gateway: string | null, table = 'main') => ({
  target,
  device,
  gateway,
  table,
  protocol: gateway === null ? 'kernel' : 'static',
  family: 4 as const,
});
const toWan = (to: string) => ({ from: 'all', to, table: '6350' });

const ROUTES = [
  route('default', 'lan0', '10.77.0.1'),
  route('10.77.0.0/24', 'lan0', null),
  route('default', 'wan0', '10.88.0.1', '6350'),
  route('10.99.0.0/24', 'bezel-vlan100', null),
];
const RULES = [
  { from: 'all', to: 'all', table: 'main' },
  { from: '10.88.0.20/32', to: 'all', table: '6350' },
  ...['10.88.0.0/24', '10.88.0.53/32', '203.0.113.0/24'].map(toWan),
];

/** What is in force when everything is as `WANTED` says. */
function inForce(changes: Partial<InForce> & { readonly links?: readonly KernelLink[] } = {}): InForce {
  const { links = [LAN, WAN, VLAN], ...rest } = changes;
  return {
    kernel: { links, routes: ROUTES, rules: RULES, nameservers: [] },
    lan: 'lan0',
    wan: 'wan0',
    profiles: [
      { id: 'bezel-wan', ipv4: '10.88.0.20/24' },
      { id: 'bezel-lan', ipv4: '10.77.0.20/24' },
      { id: 'bezel-vlan-100', ipv4: '10.99.0.2/24' },
    ],
    active: new Map([
      ['lan0', 'bezel-lan'],
      ['wan0', 'bezel-wan'],
    ]),
    nameservers: ['10.77.0.53', '10.88.0.53'],
    wanDns: [],
    proxyFile: WANTED.proxy === null ? null : proxyFileText(WANTED.proxy),
    ...rest,
  };
}

const all = (now: InForce, wanted = WANTED) => [...mismatches(wanted, now, PLATFORM)].flat();
const found = (now: InForce, wanted = WANTED) => all(now, wanted).map(({ what }) => what);
const withKernel = (changes: Partial<InForce['kernel']>) => {
  const now = inForce();
  return { ...now, kernel: { ...now.kernel, ...changes } };
};

describe('comparing what is wanted with what is in force', () => {
  it('finds nothing when all is as wanted', () => {
    expect(all(inForce())).toEqual([]);
  });

  it.each<[string, InForce, string[]]>([
    ['another address', inForce({ links: [link('lan0', ['10.77.0.9/24']), WAN, VLAN] }), ['LAN address']],
    [
      'a second address',
      inForce({ links: [link('lan0', ['10.77.0.20/24', '10.1.1.1/8']), WAN, VLAN] }),
      ['LAN address'],
    ],
    ['an IPv6 address', inForce({ links: [{ ...LAN, ipv6: ['fe80::1/64'] }, WAN, VLAN] }), ['LAN IPv6']],
    ['LAN in a bridge', inForce({ links: [{ ...LAN, master: 'br0' }, WAN, VLAN] }), ['LAN bridge']],
    ['forwarding', inForce({ links: [LAN, { ...WAN, forwarding: true }, VLAN] }), ['IP forwarding']],
    [
      'a default route by WAN',
      withKernel({ routes: [...ROUTES, route('default', 'wan0', '10.88.0.1')] }),
      ['default route'],
    ],
    [
      'no route by WAN',
      withKernel({ routes: ROUTES.filter(({ table }) => table === 'main') }),
      ['WAN gateway'],
    ],
    ['no rules', withKernel({ rules: [] }), ['WAN source rule', 'WAN destination rules']],
    ['the VLAN under another ID', inForce({ links: [LAN, WAN, { ...VLAN, vlanId: 7 }] }), ['VLAN 100 ID']],
    ['no VLAN', inForce({ links: [LAN, WAN] }), ['VLAN interfaces']],
    [
      'a route by the VLAN',
      withKernel({ routes: [...ROUTES, route('10.5.0.0/16', 'bezel-vlan100', '10.99.0.1')] }),
      ['VLAN 100 routes'],
    ],
    [
      'a VLAN nobody wants',
      inForce({ links: [LAN, WAN, VLAN, link('bezel-vlan7', [])] }),
      ['VLAN interfaces'],
    ],
    ['the DNS server missing', inForce({ nameservers: ['10.88.0.53'] }), ['DNS']],
    [
      'a stranger’s profile on LAN',
      inForce({
        active: new Map([
          ['lan0', 'eth'],
          ['wan0', 'bezel-wan'],
        ]),
      }),
      ['LAN profile'],
    ],
    ['another proxy file', inForce({ proxyFile: 'http_proxy=http://elsewhere' }), ['proxy file']],
  ])('finds %s', (_what, now, expected) => {
    expect(found(now)).toEqual(expected);
  });

  it('finds what is left of a WAN that was removed', () => {
    const noWan = { ...WANTED, wan: null };
    expect(found(inForce(), noWan)).toEqual(['profiles left over', 'WAN address', 'WAN rules', 'WAN routes']);
  });

  it('asks for no more than a profile where there is no carrier', () => {
    const off = { carrier: false, ipv4: [] };
    const links = [
      { ...LAN, ...off },
      { ...WAN, ...off },
    ];
    expect(found(inForce({ links, nameservers: [] }))).toEqual([]);
    const profiles = [
      { id: 'bezel-lan', ipv4: 'auto' },
      ...inForce().profiles.filter(({ id }) => id !== 'bezel-lan'),
    ];
    expect(found(inForce({ links, nameservers: [], profiles }))).toEqual(['LAN profile IPv4']);
  });

  it('takes a DHCP server that has not answered yet for no difference', () => {
    const waiting = inForce({
      links: [link('lan0', []), link('wan0', [])],
      profiles: [{ id: 'bezel-lan', ipv4: 'auto' }],
      active: new Map([['lan0', 'bezel-lan']]),
      proxyFile: null,
    });
    const kernel = { ...waiting.kernel, routes: [], rules: [] };
    expect(all({ ...waiting, kernel }, settings())).toEqual([]);
  });

  describe('of platform routes', () => {
    const routed = (...pairs: readonly (readonly [target: string, gateway: string])[]): Settings => ({
      ...WANTED,
      platform: {
        vlans: [],
        routes: pairs.map(([target, gateway]) => ({
          target: network(target),
          gateway: ip(gateway),
          name: '',
        })),
      },
    });
    const TWO_WAYS = routed(['10.50.0.0/16', '10.77.0.2'], ['10.50.0.0/16', '10.77.0.3']);
    const way = (gateway: string) => route('10.50.0.0/16', 'lan0', gateway);

    it('finds nothing when both gateways to one target are in force', () => {
      expect(
        found(withKernel({ routes: [...ROUTES, way('10.77.0.3'), way('10.77.0.2')] }), TWO_WAYS),
      ).toEqual([]);
    });

    it('finds one of two gateways missing, and tells both sides', () => {
      const now = withKernel({ routes: [...ROUTES, way('10.77.0.3')] });
      expect(all(now, TWO_WAYS)).toEqual([
        { what: 'route to 10.50.0.0/16', wanted: '10.77.0.2, 10.77.0.3', inForce: '10.77.0.3' },
      ]);
    });

    it('does not count the kernel’s own route to the subnet of LAN', () => {
      const own = routed(['10.77.0.0/24', '10.77.0.9']);
      expect(
        found(withKernel({ routes: [...ROUTES, route('10.77.0.0/24', 'lan0', '10.77.0.9')] }), own),
      ).toEqual([]);
      expect(found(inForce(), own)).toEqual(['route to 10.77.0.0/24']);
    });

    it('asks for none while LAN waits for its lease', () => {
      const wanted = { ...settings(), platform: routed(['10.50.0.0/16', '10.77.0.2']).platform };
      const waiting = inForce({
        profiles: [{ id: 'bezel-lan', ipv4: 'auto' }],
        active: new Map([['lan0', 'bezel-lan']]),
        proxyFile: null,
      });
      const kernel = { ...waiting.kernel, links: [link('lan0', [])], routes: [], rules: [] };
      expect(all({ ...waiting, kernel }, wanted)).toEqual([]);
    });
  });

  it('never tells what the proxy file holds', () => {
    const told = all(inForce({ proxyFile: 'http_proxy=http://u:hunter2@h' }));
    expect(JSON.stringify(told)).not.toMatch(/secret|hunter2/);
  });
});

describe('waiting for differences to vanish', () => {
  it('helps with what NetworkManager is still at work on, not with profiles and files', () => {
    const address = { what: 'LAN address', wanted: '10.77.0.20/24', inForce: 'none' };
    const profile = { what: 'missing profiles', wanted: 'none', inForce: 'bezel-lan' };
    expect([maySettle([]), maySettle([address]), maySettle([address, profile])]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
