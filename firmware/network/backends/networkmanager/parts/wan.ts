import type { Ipv4Settings } from '../../../../../menus/settings/ipv4/ipv4.ts';
import { parseCidr } from '../../../../../menus/values/cidr.ts';
import { message } from '../../../../../menus/words/messages.ts';
import type { Around } from '../../../around.ts';
import { NetworkFailure } from '../../../errors.ts';
import { addressingText } from '../../../mismatch.ts';
import type { WanStep } from '../../../parts/wan.ts';
import { nameOf, WAN } from '../../../roles.ts';
import type { Executors } from '../../../step.ts';
import {
  type Difference,
  differing,
  type IndexedInForce,
  linkNamed,
  list,
  missing,
  profileDifferences,
} from '../compare.ts';
import type { Context } from '../context.ts';
import { APPLY_FAILED, attempt } from '../failures.ts';
import type { KernelLink } from '../kernel.ts';
import { wanProfile } from '../profiles.ts';
import { removeRole } from '../removal.ts';
import { applyWanLease, sidesOf, wanLeaseOf } from '../wan-lease.ts';
import { destinationText, WAN_RULE_PRIORITY, WAN_TABLE, wanDestinations } from '../wan-routing.ts';
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

export const executeWan: Executors<WanStep, [context: Context, signal: AbortSignal]> = {
  'configure-wan': ({ ipv4 }, context, signal) => configureWan(context, ipv4, signal),
  'remove-wan': (_step, context, signal) => removeRole(context, WAN, signal),
};

export const wan: NetworkManagerPart = {
  *compare(wanted, now) {
    const link = linkNamed(now, now.wan);
    if (wanted.wan === null) {
      yield leftOver(link, now);
      return;
    }
    if (link === null) yield absent('wan');
    else if (isInForce(WAN, link, now)) yield kernelDifferences(wanted.wan, link, now);
    yield profileDifferences(WAN, addressingText(wanted.wan), now);
  },
  around({ wan: ipv4 }, now) {
    const link = linkNamed(now, now.wan);
    if (ipv4 === null || link === null) return [];
    const addresses = link.carrier ? foreignAddresses('wan', 'wan', link, ipv4, now.leased.wan) : [];
    return [...forwarding(link, now), ...addresses];
  },
  async check(context, wanted, report, signal) {
    if (wanted.wan !== null) report(await checkWan(context, wanted.wan, signal));
  },
};

async function configureWan(context: Context, ipv4: Ipv4Settings, signal: AbortSignal): Promise<void> {
  const { links } = context;
  const selector = links.wan;
  if (selector === null) throw new NetworkFailure(APPLY_FAILED, 'The appliance has no WAN interface.');
  const profile = wanProfile(selector, ipv4, ipv4.method === 'static' ? ipv4 : null, sidesOf(context));
  const device = await configureLink(context, 'wan', { selector, profile }, ipv4, signal);
  const lease = device === null ? null : wanLeaseOf(device);
  if (ipv4.method !== 'dhcp' || device === null || lease === null) return;
  await attempt('Routing WAN', () => applyWanLease(context, device, lease, signal));
}

function leftOver(link: KernelLink | null, now: IndexedInForce): readonly Difference[] {
  const { from, to } = wanRules(now);
  const active = now.active.get(link?.name ?? '');
  return [
    ...(active === nameOf(WAN) ? differing(WAN, 'profile', '', active) : []),
    ...differing(WAN, 'rules', '', list([...from, ...to])),
  ];
}

/** What a split network must not have: packets would find their way from one side to the other. */
function forwarding(link: KernelLink, now: IndexedInForce): readonly Around[] {
  const found = [link, linkNamed(now, now.lan)].filter((one) => one?.forwarding === true);
  if (found.length === 0) return [];
  const log = `${list(found.map((one) => one?.name ?? ''))} forwards packets.`;
  return [{ check: 'wan', problem: message('forwarding-on'), log }];
}

function kernelDifferences(ipv4: Ipv4Settings, link: KernelLink, now: IndexedInForce): readonly Difference[] {
  const gateways = now.kernel.routes
    .filter(
      ({ table, target, device }) =>
        table === String(WAN_TABLE) && target === 'default' && device === link.name,
    )
    .map(({ gateway }) => gateway ?? '');
  const own = ipv4.method === 'static' ? ipv4.address : now.leased.wan;
  const address = link.ipv4.find((text) => own !== null && text.startsWith(`${own}/`));
  return [
    ...linkDifferences('wan', link, ipv4, now),
    ...(ipv4.method === 'static' ? missing(WAN, 'gateway', ipv4.gateway, gateways) : []),
    ...(address === undefined ? [] : ruleDifferences(address, ipv4, now)),
  ];
}

function ruleDifferences(address: string, ipv4: Ipv4Settings, now: IndexedInForce): readonly Difference[] {
  const lease = parseCidr(address);
  if (lease === null) return [];
  const dns = ipv4.method === 'static' ? ipv4.dns : now.wanDns;
  const { from, to } = wanRules(now);
  return [
    ...differing(WAN, 'rules', `${lease.address}/32`, list(from)),
    ...differing(
      WAN,
      'rules',
      list(wanDestinations({ ...lease, dns }, now.sides).map(destinationText)),
      list(to),
    ),
  ];
}

/** Rules of ours, which lead to WAN's table: by source, and by destination. */
function wanRules({ kernel }: IndexedInForce) {
  const rules = kernel.rules.filter(({ table }) => table === String(WAN_TABLE));
  return {
    from: rules.filter(({ priority }) => priority === WAN_RULE_PRIORITY.from).map(({ from }) => from),
    to: rules.filter(({ priority }) => priority === WAN_RULE_PRIORITY.to).map(({ to }) => to),
  };
}

/** One check for WAN as a whole: link, address, gateway. */
async function checkWan(context: Context, ipv4: Ipv4Settings, signal: AbortSignal) {
  const { service, links } = context;
  const device = links.wan === null ? null : service.devices.selected(links.wan);
  const link = checkLink('wan', 'wan', context);
  if (device === null || link.result !== 'ok') return link;
  const address = checkAddress('wan', 'wan', device, ipv4);
  if (address.result !== 'ok') return address;
  const gateway = await checkGateway('wan', context, device, ipv4, signal);
  return gateway.result === 'skipped' ? { ...gateway, result: 'ok' as const } : gateway;
}
