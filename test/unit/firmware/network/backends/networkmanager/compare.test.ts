import { describe, expect, it } from 'vitest';
import {
  type Difference,
  type InForce,
  indexed,
  maySettle,
} from '../../../../../../firmware/network/backends/networkmanager/compare.ts';
import type { KernelLink } from '../../../../../../firmware/network/backends/networkmanager/kernel.ts';
import {
  aroundOf,
  differences,
} from '../../../../../../firmware/network/backends/networkmanager/parts/parts.ts';
import { proxyFileText } from '../../../../../../firmware/network/backends/networkmanager/proxy-file.ts';
import { mostImportant, notRestored } from '../../../../../../firmware/network/mismatch.ts';
import { roleOf, roleText } from '../../../../../../firmware/network/roles.ts';
import { targetOf } from '../../../../../../firmware/network/target.ts';
import type { Settings } from '../../../../../../menus/settings/settings.ts';
import { en } from '../../../../../../menus/words/en.ts';
import { textOf } from '../../../../../../menus/words/words.ts';
import { ip, network } from '../../../../menus/settings/values.ts';
import { proxy, settings, staticIpv4, vlan } from '../../../samples.ts';

const PLATFORM = [network('203.0.113.0/24')];

const WANTED: Settings = settings({
  lanIpv4: staticIpv4('10.77.0.20', '10.77.0.1', ['10.77.0.53']),
  wan: staticIpv4('10.88.0.20', '10.88.0.1', ['10.88.0.53']),
  vlan: vlan(100, '10.99.0.2'),
  proxy: proxy('10.77.0.9', 3128, 'box', 'secret'),
});

const stored = (name: string, ipv4: string) => ({ name, role: roleOf(name), ipv4 });

function link(name: string, ipv4: readonly string[], changes: Partial<KernelLink> = {}): KernelLink {
  const dad = { tentative: [], duplicate: [] };
  const rest = {
    carrier: true,
    master: null,
    parent: null,
    vlanId: null,
    ipv6: [],
    forwarding: false,
    ...dad,
  };
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
const toWan = (to: string) => ({ priority: 30_001, from: 'all', to, table: '6350' });

const ROUTES = [
  route('default', 'lan0', '10.77.0.1'),
  route('10.77.0.0/24', 'lan0', null),
  route('default', 'wan0', '10.88.0.1', '6350'),
  route('10.99.0.0/24', 'bezel-vlan100', null),
];
const RULES = [
  { priority: 32_766, from: 'all', to: 'all', table: 'main' },
  { priority: 30_000, from: '10.88.0.20/32', to: 'all', table: '6350' },
  ...['10.88.0.0/24', '10.88.0.53/32', '203.0.113.0/24'].map(toWan),
];

const BY_LAN = { device: 'lan0', gateway: '10.77.0.1' };

/** What is in force when everything is as `WANTED` says. */
function inForce(changes: Partial<InForce> & { readonly links?: readonly KernelLink[] } = {}): InForce {
  const { links = [LAN, WAN, VLAN], ...rest } = changes;
  return {
    kernel: { links, routes: ROUTES, rules: RULES, nameservers: [], egress: BY_LAN },
    lan: 'lan0',
    wan: 'wan0',
    profiles: [
      stored('bezel-wan', '10.88.0.20/24'),
      stored('bezel-lan', '10.77.0.20/24'),
      stored('bezel-vlan-100', '10.99.0.2/24'),
    ],
    active: new Map([
      ['lan0', 'bezel-lan'],
      ['wan0', 'bezel-wan'],
    ]),
    nameservers: ['10.77.0.53', '10.88.0.53'],
    lanDns: [],
    wanDns: [],
    leased: { lan: null, wan: null },
    sides: { wan: PLATFORM, lan: [network('10.77.0.0/24')] },
    proxyFile: WANTED.proxy === null ? null : proxyFileText(WANTED.proxy),
    ...rest,
  };
}

const all = async (now: InForce, wanted = WANTED): Promise<readonly Difference[]> =>
  [...differences(targetOf(wanted), await indexed(now))].flat();
const found = async (now: InForce, wanted = WANTED) => (await all(now, wanted)).map(placeOf);
const placeOf = ({ role, part }: Difference) => (role === null ? part : `${roleText(role)} ${part}`);
const withKernel = (changes: Partial<InForce['kernel']>) => {
  const now = inForce();
  return { ...now, kernel: { ...now.kernel, ...changes } };
};

describe('comparing what is wanted with what is in force', () => {
  it('finds nothing when all is as wanted', async () => {
    expect(await all(inForce())).toEqual([]);
  });

  it.each<[string, InForce, string[]]>([
    ['another address', inForce({ links: [link('lan0', ['10.77.0.9/24']), WAN, VLAN] }), ['LAN address']],
    ['an IPv6 address', inForce({ links: [{ ...LAN, ipv6: ['fe80::1/64'] }, WAN, VLAN] }), ['LAN ipv6']],
    ['LAN in a bridge', inForce({ links: [{ ...LAN, master: 'br0' }, WAN, VLAN] }), ['LAN bridge']],
    [
      'no default route of LAN',
      withKernel({ routes: ROUTES.filter(({ device }) => device !== 'lan0') }),
      ['LAN gateway'],
    ],
    [
      'no route by WAN',
      withKernel({ routes: ROUTES.filter(({ table }) => table === 'main') }),
      ['WAN gateway'],
    ],
    ['no rules', withKernel({ rules: [] }), ['WAN rules', 'WAN rules']],
    [
      'the VLAN under another ID',
      inForce({ links: [LAN, WAN, { ...VLAN, vlanId: 7 }] }),
      ['VLAN 100 vlan-id'],
    ],
    ['no VLAN', inForce({ links: [LAN, WAN] }), ['VLAN 100 interface']],
    [
      'a VLAN nobody wants',
      inForce({ links: [LAN, WAN, VLAN, link('bezel-vlan7', [])] }),
      ['VLAN 7 interface'],
    ],
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
    ['another proxy file', inForce({ proxyFile: 'http_proxy=http://elsewhere' }), ['proxy']],
  ])('finds %s', async (_what, now, expected) => {
    expect(await found(now)).toEqual(expected);
  });

  it('finds what is left of a WAN that was removed', async () => {
    const noWan = { ...WANTED, wan: null };
    expect(await found(inForce(), noWan)).toEqual(['WAN profile', 'WAN rules', 'WAN profile']);
  });

  it('asks for no more than a profile where there is no carrier', async () => {
    const off = { carrier: false, ipv4: [] };
    const links = [
      { ...LAN, ...off },
      { ...WAN, ...off },
    ];
    const active = new Map<string, string>();
    expect(await found(inForce({ links, active, nameservers: [] }))).toEqual([]);
    const profiles = [
      stored('bezel-lan', 'DHCP'),
      ...inForce().profiles.filter(({ name }) => name !== 'bezel-lan'),
    ];
    expect(await found(inForce({ links, active, nameservers: [], profiles }))).toEqual(['LAN address']);
  });

  it('asks for what is stored where a profile is up without a carrier: a change was once kept and never in force', async () => {
    const links = [{ ...LAN, carrier: false, ipv4: ['10.77.0.191/24'] }, WAN, VLAN];
    expect(await found(inForce({ links }))).toEqual(['LAN address']);
  });

  it('takes a DHCP server that has not answered yet for no difference', async () => {
    const waiting = inForce({
      links: [link('lan0', []), link('wan0', [])],
      profiles: [stored('bezel-lan', 'DHCP')],
      active: new Map([['lan0', 'bezel-lan']]),
      proxyFile: null,
    });
    const kernel = { ...waiting.kernel, routes: [], rules: [] };
    expect(await all({ ...waiting, kernel }, settings())).toEqual([]);
  });

  describe('leaves alone what other software has set, and tells of it', () => {
    const around = async (now: InForce) =>
      aroundOf(targetOf(WANTED), await indexed(now)).map(({ check, problem }) => [check, problem.code]);
    const rival = route('default', 'x0', '192.0.2.1');

    it.each<[string, InForce, [string, string][]]>([
      ['nothing', inForce(), []],
      [
        'a default route that wins',
        withKernel({ routes: [rival, ...ROUTES], egress: { device: 'x0', gateway: '192.0.2.1' } }),
        [['gateway', 'rival-route']],
      ],
      ['a default route that does not win', withKernel({ routes: [...ROUTES, rival] }), []],
      ['a route to nowhere that wins', withKernel({ egress: null }), [['gateway', 'rival-route']]],
      [
        'another gateway on LAN that wins',
        withKernel({ egress: { device: 'lan0', gateway: '10.77.0.9' } }),
        [['gateway', 'rival-route']],
      ],
      ['other DNS servers', inForce({ nameservers: ['9.9.9.9'] }), [['dns', 'dns-elsewhere']]],
      [
        'a second address on LAN',
        inForce({ links: [link('lan0', ['10.77.0.222/24', '10.77.0.20/24']), WAN, VLAN] }),
        [['address', 'foreign-address']],
      ],
      [
        'a second address on WAN',
        inForce({ links: [LAN, link('wan0', ['10.88.0.20/24', '10.1.1.1/8']), VLAN] }),
        [['wan', 'foreign-address']],
      ],
      [
        'forwarding',
        inForce({ links: [LAN, { ...WAN, forwarding: true }, VLAN] }),
        [['wan', 'forwarding-on']],
      ],
      [
        'a route by the VLAN',
        withKernel({ routes: [...ROUTES, route('10.5.0.0/16', 'bezel-vlan100', '10.99.0.1')] }),
        [],
      ],
      [
        'rules',
        withKernel({ rules: [{ priority: 100, from: 'all', to: 'all', table: '6350' }, ...RULES] }),
        [],
      ],
    ])('%s', async (_what, now, expected) => {
      expect(await all(now)).toEqual([]);
      expect(await around(now)).toEqual(expected);
    });
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

    it('finds nothing when both gateways to one target are in force', async () => {
      expect(
        await found(withKernel({ routes: [...ROUTES, way('10.77.0.3'), way('10.77.0.2')] }), TWO_WAYS),
      ).toEqual([]);
    });

    it('finds one of two gateways missing, and tells both sides', async () => {
      const now = withKernel({ routes: [...ROUTES, way('10.77.0.3')] });
      expect(await all(now, TWO_WAYS)).toEqual([
        {
          role: { kind: 'lan' },
          part: 'route',
          wanted: '10.50.0.0/16 via 10.77.0.2, 10.77.0.3',
          inForce: '10.50.0.0/16 via 10.77.0.3',
          lasting: false,
        },
      ]);
    });

    it('does not count the kernel’s own route to the subnet of LAN', async () => {
      const own = routed(['10.77.0.0/24', '10.77.0.9']);
      expect(
        await found(withKernel({ routes: [...ROUTES, route('10.77.0.0/24', 'lan0', '10.77.0.9')] }), own),
      ).toEqual([]);
      expect(await found(inForce(), own)).toEqual(['LAN route']);
    });

    it('asks for none while LAN waits for its lease', async () => {
      const wanted = { ...settings(), platform: routed(['10.50.0.0/16', '10.77.0.2']).platform };
      const waiting = inForce({
        profiles: [stored('bezel-lan', 'DHCP')],
        active: new Map([['lan0', 'bezel-lan']]),
        proxyFile: null,
      });
      const kernel = { ...waiting.kernel, links: [link('lan0', [])], routes: [], rules: [] };
      expect(await all({ ...waiting, kernel }, wanted)).toEqual([]);
    });
  });

  it('never tells what the proxy file holds', async () => {
    const told = await all(inForce({ proxyFile: 'http_proxy=http://u:hunter2@h' }));
    expect(JSON.stringify(told)).not.toMatch(/secret|hunter2/);
  });
});

describe('a profile of ours that is missing', () => {
  const without = (name: string) =>
    inForce({ profiles: inForce().profiles.filter((profile) => profile.name !== name) });

  it('was once named as what is in force: nothing stands there', async () => {
    const mismatches = await all(without('bezel-wan'));
    expect(mostImportant(mismatches)).toEqual({ role: { kind: 'wan' }, part: 'profile', inForce: '' });
    expect(textOf(en.glass, notRestored(mismatches))).toBe('NOT RESTORED:\nWAN PROFILE NONE');
  });

  it('is told before what follows from it', async () => {
    const now = without('bezel-vlan-100');
    const gone = { ...now, kernel: { ...now.kernel, links: [LAN, WAN] } };
    expect(await found(gone)).toEqual(['VLAN 100 interface', 'VLAN 100 profile']);
  });

  it('of LAN is told before one of WAN', async () => {
    const profiles = inForce().profiles.filter(({ role }) => role?.kind === 'vlan');
    expect(mostImportant(await all(inForce({ profiles })))?.role).toEqual({ kind: 'lan' });
  });
});

describe('a profile of ours that nothing wants', () => {
  it('is left over: of WAN where it is not used, of a VLAN that is not in force', async () => {
    const wanted = { ...WANTED, wan: null, vlan: null };
    const profiles = [stored('bezel-lan', '10.77.0.20/24'), ...inForce().profiles];
    expect((await found(inForce({ links: [LAN], profiles }), wanted)).slice(-2)).toEqual([
      'WAN profile',
      'VLAN 100 profile',
    ]);
  });
});

describe('a profile that Bezel would not have made', () => {
  it('is told by its name, as of no role', async () => {
    const profiles = [...inForce().profiles, stored('bezel-vlan-07', '10.7.0.1/24')];
    expect(await all(inForce({ profiles }))).toMatchObject([
      { role: null, part: 'unknown-profile', wanted: '', inForce: 'bezel-vlan-07' },
    ]);
  });
});

describe('waiting for differences to vanish', () => {
  it('helps with what NetworkManager is still at work on, not with profiles and files', async () => {
    const settles = async (now: InForce) => maySettle(await all(now));
    expect(await settles(inForce())).toBe(false);
    expect(await settles(inForce({ links: [link('lan0', []), WAN, VLAN] }))).toBe(true);
    expect(await settles(inForce({ links: [link('lan0', []), WAN, VLAN], profiles: [] }))).toBe(false);
    expect(await settles(inForce({ proxyFile: null }))).toBe(false);
  });
});
