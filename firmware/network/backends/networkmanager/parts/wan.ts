import type { Ipv4Settings } from '../../../../../menus/settings/ipv4/ipv4.ts';
import { parseCidr } from '../../../../../menus/values/cidr.ts';
import { message } from '../../../../../menus/words/messages.ts';
import { failed } from '../../../checks.ts';
import { NetworkFailure } from '../../../errors.ts';
import { addressingText } from '../../../mismatch.ts';
import type { WanStep } from '../../../parts/wan.ts';
import { WAN } from '../../../roles.ts';
import type { Executors } from '../../../step.ts';
import {
  type Difference,
  differing,
  type IndexedInForce,
  linkNamed,
  list,
  profileDifferences,
} from '../compare.ts';
import type { Context } from '../context.ts';
import { APPLY_FAILED, attempt } from '../failures.ts';
import { type KernelLink, readKernel } from '../kernel.ts';
import { wanProfile } from '../profiles.ts';
import { removeRole } from '../removal.ts';
import { applyWanLease, wanLeaseOf } from '../wan-lease.ts';
import { destinationText, WAN_TABLE, wanDestinations } from '../wan-routing.ts';
import { absent, checkAddress, checkGateway, configureLink, linkDifferences, noCarrier } from './link.ts';
import type { CompareContext, NetworkManagerPart } from './part.ts';

export const executeWan: Executors<WanStep, [context: Context, signal: AbortSignal]> = {
  'configure-wan': ({ ipv4 }, context, signal) => configureWan(context, ipv4, signal),
  'remove-wan': (_step, context, signal) => removeRole(context, WAN, signal),
};

export const wan: NetworkManagerPart = {
  *compare(wanted, now, context) {
    const link = linkNamed(now, now.wan);
    if (wanted.wan === null) {
      yield leftOver(link, now);
      return;
    }
    if (link === null) yield absent('wan');
    else if (link.carrier) yield kernelDifferences(wanted.wan, link, now, context);
    yield profileDifferences(WAN, addressingText(wanted.wan), now);
  },
  async check(context, wanted, report, signal) {
    if (wanted.wan !== null) report(await checkWan(context, wanted.wan, signal));
  },
};

async function configureWan(context: Context, ipv4: Ipv4Settings, signal: AbortSignal): Promise<void> {
  const { links, networks } = context;
  const selector = links.wan;
  if (selector === null) throw new NetworkFailure(APPLY_FAILED, 'The appliance has no WAN interface.');
  const profile = wanProfile(selector, ipv4, ipv4.method === 'static' ? ipv4 : null, networks);
  const device = await configureLink(context, 'wan', { selector, profile }, ipv4, signal);
  const lease = device === null ? null : wanLeaseOf(device);
  if (ipv4.method !== 'dhcp' || device === null || lease === null) return;
  await attempt('Routing WAN', () => applyWanLease(context, device, lease, signal));
}

function leftOver(link: KernelLink | null, now: IndexedInForce): readonly Difference[] {
  const { from, to } = wanRules(now);
  return [
    ...differing(WAN, 'address', '', list(link?.ipv4 ?? [])),
    ...differing(WAN, 'rules', '', list([...from, ...to])),
    ...differing(WAN, 'route', '', list(wanRoutes(now).map(({ target }) => target))),
  ];
}

function kernelDifferences(
  ipv4: Ipv4Settings,
  link: KernelLink,
  now: IndexedInForce,
  context: CompareContext,
): readonly Difference[] {
  const forwarding = [link, linkNamed(now, now.lan)].filter((one) => one?.forwarding === true);
  const gateways = wanRoutes(now)
    .filter(({ target }) => target === 'default')
    .map(({ gateway }) => gateway ?? '');
  const [address] = link.ipv4;
  return [
    ...linkDifferences('wan', link, ipv4, now),
    ...(ipv4.method === 'static' ? differing(WAN, 'gateway', ipv4.gateway, list(gateways)) : []),
    ...differing(WAN, 'forwarding', '', list(forwarding.map((one) => one?.name ?? ''))),
    ...(address === undefined ? [] : ruleDifferences(address, ipv4, now, context)),
  ];
}

function ruleDifferences(
  address: string,
  ipv4: Ipv4Settings,
  now: IndexedInForce,
  { networks }: CompareContext,
): readonly Difference[] {
  const lease = parseCidr(address);
  if (lease === null) return [];
  const dns = ipv4.method === 'static' ? ipv4.dns : now.wanDns;
  const { from, to } = wanRules(now);
  return [
    ...differing(WAN, 'rules', `${lease.address}/32`, list(from)),
    ...differing(
      WAN,
      'rules',
      list(wanDestinations({ ...lease, dns }, networks).map(destinationText)),
      list(to),
    ),
  ];
}

/** Rules that lead to WAN's table: by source, and by destination. */
function wanRules({ kernel }: IndexedInForce) {
  const rules = kernel.rules.filter(({ table }) => table === String(WAN_TABLE));
  return {
    from: rules.filter((rule) => rule.to === 'all').map((rule) => rule.from),
    to: rules.filter((rule) => rule.from === 'all').map((rule) => rule.to),
  };
}

function wanRoutes({ kernel }: IndexedInForce) {
  return kernel.routes.filter(({ table }) => table === String(WAN_TABLE));
}

/** One check for WAN as a whole: link, no forwarding, address, gateway. */
async function checkWan(context: Context, ipv4: Ipv4Settings, signal: AbortSignal) {
  const { service, links, run } = context;
  const device = links.wan === null ? null : service.devices.selected(links.wan);
  if (device?.carrier !== true) return noCarrier('wan', 'wan');
  const kernel = await readKernel(run, signal);
  const ours = [device.name, service.devices.selected(links.lan)?.name];
  const forwarding = kernel.links.filter((link) => link.forwarding && ours.includes(link.name));
  if (forwarding.length > 0) {
    const names = list(forwarding.map(({ name }) => name));
    return failed('wan', message('forwarding-on'), `${names} forwards packets.`);
  }
  const address = checkAddress('wan', 'wan', device, ipv4);
  if (address.result !== 'ok') return address;
  const gateway = await checkGateway('wan', context, device, signal);
  return gateway.result === 'skipped' ? { ...gateway, result: 'ok' as const } : gateway;
}
