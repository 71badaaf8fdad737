import { deepStrictEqual } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { PLATFORM_NETWORK, WORLD } from './addresses.ts';
import type { Box } from './box.ts';
import type { StaticAddress } from './changes.ts';
import { eventually } from './commands.ts';
import { type InKernel, inKernel } from './judge.ts';

/**
 * What an operator has set, and what the kernel must have then: the model that sequences of changes are compared
 * with. It is told from the manual and shares nothing with the product.
 */
export interface Intended {
  /** null: by DHCP. */
  readonly lan: StaticAddress | null;
  readonly ipv6: boolean;
  /** null: not used. */
  readonly wan: 'dhcp' | StaticAddress | null;
  readonly vlan: Vlan | null;
  /** `host:port`; null: none. */
  readonly proxy: string | null;
  /** What the platform defines beside all that. */
  readonly platform: {
    readonly vlans: readonly Vlan[];
    /** `target` in CIDR form. */
    readonly routes: readonly { readonly target: string; readonly gateway: string }[];
  };
}

interface Vlan {
  readonly id: number;
  readonly address: string;
}

export const AS_DELIVERED: Intended = {
  lan: null,
  ipv6: false,
  wan: null,
  vlan: null,
  proxy: null,
  platform: { vlans: [], routes: [] },
};

/** What is compared: of `InKernel`, with IPv6 as the interfaces that have an address of it, whichever. */
type Judged = Omit<InKernel, 'addresses'> & {
  readonly ipv4: Readonly<Record<string, readonly string[]>>;
  readonly ipv6: readonly string[];
};

/** Waits until the machine has what is intended, and nothing else. @throws AssertionError with the difference */
export async function expectInForce(box: Box, intended: Intended): Promise<void> {
  let found = await inKernel(box);
  const agrees = () => isDeepStrictEqual(judged(found), expected(intended, found));
  // Addresses by router advertisement and the last of resolv.conf may come a moment later.
  await eventually('the kernel has what is intended', async () => {
    if (agrees()) return true;
    found = await inKernel(box);
    return agrees();
  }).catch(() => {});
  deepStrictEqual(judged(found), expected(intended, found));
}

function judged({ addresses, ...rest }: InKernel): Judged {
  const isIpv6 = (address: string) => address.includes(':');
  const ipv4 = Object.entries(addresses).map(([name, all]) => [name, all.filter((one) => !isIpv6(one))]);
  const ipv6 = Object.entries(addresses).filter(([, all]) => all.some(isIpv6));
  return {
    ...rest,
    vlans: [...rest.vlans].sort(),
    ipv4: Object.fromEntries(ipv4),
    ipv6: ipv6.map(([name]) => name),
    proxy: /^https_proxy=http:\/\/(.*)$/m.exec(rest.proxy ?? '')?.[1] ?? rest.proxy,
  };
}

function expected({ lan, ipv6, wan, vlan, proxy, platform }: Intended, found: InKernel): Judged {
  const vlans = vlansInForce(vlan, platform.vlans);
  const onLan = lan?.address ?? leased(found, 'lan');
  const onWan = wan === 'dhcp' ? leased(found, 'wan') : wan?.address;
  const lanDns = lan === null ? [WORLD.lan.dns] : [lan.dns, ...(lan.dns2 === undefined ? [] : [lan.dns2])];
  const wanDns = wan === 'dhcp' ? WORLD.wan.dns : wan?.dns;
  const wanGateway = wan === 'dhcp' ? WORLD.wan.gateway : wan?.gateway;
  return {
    ipv4: {
      lan0: [`${onLan}/24`],
      ...(onWan === undefined ? {} : { wan0: [`${onWan}/24`] }),
      ...Object.fromEntries(vlans.map(({ id, address }) => [`bezel-vlan${id}`, [`${address}/24`]])),
    },
    ipv6: ipv6 ? ['lan0'] : [],
    routes: [
      ...platform.routes.map(
        ({ target, gateway }) => `${target.replace('/32', '')} via ${gateway} dev lan0 table main`,
      ),
      `default via ${lan?.gateway ?? WORLD.lan.gateway} dev lan0 table main`,
      ...(wanGateway === undefined ? [] : [`default via ${wanGateway} dev wan0 table 6350`]),
    ].sort(),
    rules:
      onWan === undefined
        ? []
        : [
            `from ${onWan} to all table 6350`,
            'from all to 10.88.0.0/24 table 6350',
            `from all to ${wanDns} table 6350`,
            `from all to ${PLATFORM_NETWORK} table 6350`,
          ].sort(),
    vlans: vlans.map(({ id }) => `bezel-vlan${id} ${id} lan0`).sort(),
    nameservers: [...lanDns, ...(wanDns === undefined ? [] : [wanDns])],
    profiles: [
      'bezel-lan',
      ...vlans.map(({ id }) => `bezel-vlan-${id}`),
      ...(wan === null ? [] : ['bezel-wan']),
    ].sort(),
    proxy,
  };
}

/** The one set at the panel wins over those of the platform with its ID or its address. */
function vlansInForce(local: Vlan | null, platform: readonly Vlan[]): readonly Vlan[] {
  const others = platform.filter(({ id, address }) => id !== local?.id && address !== local?.address);
  return local === null ? others : [local, ...others];
}

/** What the server gave, if it is one of its addresses. */
function leased(found: InKernel, side: 'lan' | 'wan'): string {
  const [first, last] = WORLD[side].pool;
  const has = found.addresses[`${side}0`]?.find((address) => address.includes('.'))?.replace('/24', '') ?? '';
  const host = (address: string) => Number(address.split('.').at(-1));
  const isLeased = has.startsWith(first.slice(0, first.lastIndexOf('.') + 1));
  return isLeased && host(has) >= host(first) && host(has) <= host(last) ? has : `one of ${first} to ${last}`;
}
