import type { Ipv4Settings } from '../../../../../menus/settings/ipv4/ipv4.ts';
import type { PlatformRoute } from '../../../../../menus/settings/parts/platform.ts';
import { cidr } from '../../../../../menus/values/address.ts';
import type { Ipv4Network } from '../../../../../menus/values/types.ts';
import { message } from '../../../../../menus/words/messages.ts';
import type { Around } from '../../../around.ts';
import { skipped } from '../../../checks.ts';
import { addressingText } from '../../../mismatch.ts';
import type { LanStep } from '../../../parts/lan.ts';
import { LAN } from '../../../roles.ts';
import type { Executors } from '../../../step.ts';
import type { Target } from '../../../target.ts';
import { checkDns } from '../checks/dns.ts';
import { checkIpv6 } from '../checks/ipv6.ts';
import {
  type Difference,
  differing,
  grouped,
  type IndexedInForce,
  linkNamed,
  list,
  missing,
  profileDifferences,
} from '../compare.ts';
import type { Context } from '../context.ts';
import type { KernelLink } from '../kernel.ts';
import { lanProfile } from '../profiles.ts';
import {
  absent,
  checkAddress,
  checkGateway,
  checkLink,
  configureLink,
  foreignAddresses,
  isInForce,
  linkDifferences,
} from './link.ts';
import type { NetworkManagerPart } from './part.ts';

export const executeLan: Executors<LanStep, [context: Context, signal: AbortSignal]> = {
  async 'configure-lan'(step, context, signal) {
    const selector = context.links.lan;
    const profile = lanProfile(selector, step);
    await configureLink(context, 'lan', { selector, profile }, step.ipv4, signal);
  },
};

export const lan: NetworkManagerPart = {
  *compare(wanted, now) {
    const link = linkNamed(now, now.lan);
    if (link === null) yield absent('lan');
    else if (isInForce(LAN, link, now)) {
      yield kernelDifferences(wanted.lan, link, now);
      yield* routeDifferences(wanted.lan.routes, link, now);
    }
    yield profileDifferences(LAN, addressingText(wanted.lan.ipv4), now);
  },
  around({ lan: wanted }, now) {
    const link = linkNamed(now, now.lan);
    if (link?.carrier !== true) return [];
    return [
      ...foreignAddresses('address', 'lan', link, wanted.ipv4, now.leased.lan),
      ...rivalRoute(wanted.ipv4, link, now),
      ...otherResolvers(wanted.ipv4, now),
    ];
  },
  async check(context, wanted, report, signal) {
    const device = context.service.devices.selected(context.links.lan);
    const link = checkLink('link', 'lan', context);
    report(link);
    if (device !== null && link.result === 'ok') {
      const address = checkAddress('address', 'lan', device, wanted.lan.ipv4);
      report(address);
      if (address.result === 'ok') {
        // Both are mostly waiting, and neither rests on the other.
        const dns = checkDns(device.ipv4.nameservers, context.platformUrl?.hostname ?? ANY_NAME, signal);
        report(await checkGateway('gateway', context, device, wanted.lan.ipv4, signal));
        report(await dns);
      } else {
        for (const name of ['gateway', 'dns'] as const) report(skipped(name, 'LAN has no address.'));
      }
    } else {
      for (const name of ['address', 'gateway', 'dns'] as const) report(skipped(name, 'LAN cannot be used.'));
    }
    if (wanted.lan.ipv6) report(await checkIpv6(context, device, signal));
  },
};

/** Asked for where no platform is configured: every resolver has an answer to it. */
const ANY_NAME = 'localhost';

function kernelDifferences(
  { ipv4, ipv6 }: Target['lan'],
  link: KernelLink,
  now: IndexedInForce,
): readonly Difference[] {
  const gateways = (now.routesTo.get('default') ?? [])
    .filter(({ device }) => device === link.name)
    .map(({ gateway }) => gateway ?? '');
  return [
    ...linkDifferences('lan', link, ipv4, now),
    ...(ipv4.method === 'static' ? missing(LAN, 'gateway', ipv4.gateway, gateways) : []),
    ...(ipv6 ? [] : differing(LAN, 'ipv6', '', list(link.ipv6))),
    ...(ipv6 && link.ipv6.length === 0 ? differing(LAN, 'ipv6', 'an address', '') : []),
  ];
}

/** The kernel says which way it takes: by metric, by another table or by a rule, a rival's comes first. */
function rivalRoute(ipv4: Ipv4Settings, link: KernelLink, now: IndexedInForce): readonly Around[] {
  const { egress } = now.kernel;
  const own = (now.routesTo.get('default') ?? []).filter(({ device }) => device === link.name);
  const gateways = ipv4.method === 'static' ? [ipv4.gateway] : own.map(({ gateway }) => gateway);
  // Without one of ours it is a difference, or a lease that names no router.
  if (!own.some(({ gateway }) => gateways.some((each) => each === gateway))) return [];
  if (egress?.device === link.name && gateways.some((each) => each === egress.gateway)) return [];
  const via = egress?.device === link.name ? (egress.gateway ?? '') : (egress?.device ?? '');
  const log = `The default route leads over ${via || 'nothing'}, not over ${list(own.map(({ gateway }) => gateway ?? ''))} on ${link.name}.`;
  return [{ check: 'gateway', problem: message('rival-route', { via }), log }];
}

/** Our servers are asked first where resolv.conf has them all, or a resolver on this machine does. */
function otherResolvers(ipv4: Ipv4Settings, { lanDns, nameservers }: IndexedInForce): readonly Around[] {
  const own = ipv4.method === 'static' ? ipv4.dns : lanDns;
  if (own.every((server) => nameservers.includes(server))) return [];
  const log = `DNS is ${list(nameservers) || 'none'}, not ${list(own)}.`;
  return [{ check: 'dns', problem: message('dns-elsewhere', { servers: nameservers }), log }];
}

/**
 * A target may have several gateways, and may be the subnet of LAN itself, to which the kernel has a route anyway; a
 * route that other software has added beside them is its own.
 */
function* routeDifferences(
  wanted: readonly PlatformRoute[],
  link: KernelLink,
  now: IndexedInForce,
): Generator<readonly Difference[]> {
  // They come with the address: without a lease there are none, as there is no default route.
  if (link.ipv4.length === 0) return;
  for (const [target, routes] of grouped(wanted, ({ target }) => kernelTarget(target))) {
    const found = (now.routesTo.get(target) ?? [])
      .filter(({ protocol, device }) => protocol !== 'kernel' && device === link.name)
      .map(({ gateway }) => gateway ?? '');
    const expected = routes.map(({ gateway }) => gateway);
    if (expected.every((gateway) => found.includes(gateway))) continue;
    yield differing(LAN, 'route', via(target, expected), via(target, found));
  }
}

/** As `ip route` writes it: `10.50.0.0/16 via 10.77.0.2`. */
function via(target: string, gateways: readonly string[]): string {
  return gateways.length === 0 ? '' : `${target} via ${list(gateways)}`;
}

/** The kernel names a route to a single host without its length. */
function kernelTarget(target: Ipv4Network): string {
  return target.prefixLength === 32 ? target.address : cidr(target);
}
