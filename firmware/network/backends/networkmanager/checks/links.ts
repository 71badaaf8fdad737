import type { Check } from '../../../../../menus/appliance.ts';
import type { Ipv4Settings } from '../../../../../menus/settings/ipv4/ipv4.ts';
import type { LocalVlan } from '../../../../../menus/settings/parts/vlan.ts';
import { mergeVlans } from '../../../../../menus/settings/platform.ts';
import type { Settings } from '../../../../../menus/settings/settings.ts';
import { NetworkFailure } from '../../../errors.ts';
import { answersArp } from '../arp.ts';
import type { Device } from '../device.ts';
import { readKernel } from '../kernel.ts';
import { inPortions } from '../portions.ts';
import { vlanInterface } from '../profiles.ts';
import type { Surroundings } from '../surroundings.ts';
import { failed, passed, skipped } from './check.ts';
import { checkDns } from './dns.ts';

/** A router that is there answers a solicitation within 0.5 s (RFC 4861 section 6.2.6); duplicate detection adds 1 s. */
const ROUTER_WAIT_MS = 6_000;
/** Asked for where no platform is configured: every resolver has an answer to it. */
const ANY_NAME = 'localhost';
/** So many of the VLANs that are not in force are named in the log; thousands may be missing for one reason. */
const NAMED_VLANS = 5;

/** Does the world answer? Link, address, gateway, DNS, router advertisement, WAN, VLANs; in this order. */
export async function checkLinks(
  around: Surroundings,
  wanted: Settings,
  report: (check: Check) => void,
  signal: AbortSignal,
): Promise<void> {
  const lan = around.service.devices.selected(around.links.lan);
  report(lan?.carrier === true ? passed('link', `${lan.name} has a carrier.`) : noCarrier('link', 'LAN'));
  if (lan?.carrier !== true) {
    for (const name of ['address', 'gateway', 'dns'] as const) report(skipped(name, 'LAN has no carrier.'));
  } else {
    const address = checkAddress(lan, wanted.lan.ipv4);
    report(address);
    if (address.result === 'ok') {
      // Both are mostly waiting, and neither rests on the other.
      const name = around.platformUrl?.hostname ?? ANY_NAME;
      const dns = checkDns(lan.ipv4.nameservers, name, signal);
      report(await checkGateway(around, lan, signal));
      report(await dns);
    } else {
      for (const name of ['gateway', 'dns'] as const) report(skipped(name, 'LAN has no address.'));
    }
  }
  if (wanted.lan.ipv6) report(await checkRouter(around, lan, signal));
  if (wanted.wan !== null) report(await checkWan(around, wanted.wan, signal));
  const vlans = mergeVlans(wanted).inForce;
  if (vlans.length > 0) report(await checkVlans(around, vlans));
}

function checkAddress(lan: Device, ipv4: Ipv4Settings): Check {
  const addresses = lan.ipv4.addresses.map(({ address }) => address);
  if (ipv4.method === 'dhcp') {
    return lan.leasedAddress !== null
      ? passed('address', `${lan.leasedAddress} was leased.`)
      : failed('address', 'no-lease', 'No DHCP server has given an address.');
  }
  return addresses.includes(ipv4.address)
    ? passed('address', `${ipv4.address} is in force.`)
    : failed('address', 'not-in-force', `${ipv4.address} is not in force on ${lan.name}.`);
}

async function checkGateway({ run }: Surroundings, lan: Device, signal: AbortSignal): Promise<Check> {
  const { gateway } = lan.ipv4;
  if (gateway === null) return skipped('gateway', 'No gateway was offered.');
  return (await answersArp(run, lan.name, gateway, signal))
    ? passed('gateway', `${gateway} answers ARP.`)
    : failed('gateway', 'gateway-silent', `${gateway} does not answer ARP on ${lan.name}.`);
}

/** NetworkManager solicits by itself; here its result is awaited. */
async function checkRouter(
  { service, links }: Surroundings,
  lan: Device | null,
  signal: AbortSignal,
): Promise<Check> {
  if (lan?.carrier !== true) return skipped('ipv6', 'LAN has no carrier.');
  try {
    const router = await service.until(() => service.devices.selected(links.lan)?.ipv6.gateway ?? null, {
      timeout_ms: ROUTER_WAIT_MS,
      late: () => new NetworkFailure('no-router-advertised', 'No router advertisement arrived on LAN.'),
      signal,
    });
    return passed('ipv6', `${router} advertises itself.`);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.code !== 'no-router-advertised') throw error;
    return failed('ipv6', 'no-router-advertised', error.message);
  }
}

async function checkWan(around: Surroundings, ipv4: Ipv4Settings, signal: AbortSignal): Promise<Check> {
  const { service, links, run } = around;
  const wan = links.wan === null ? null : service.devices.selected(links.wan);
  if (wan?.carrier !== true) return noCarrier('wan', 'WAN');
  const { links: kernelLinks } = await readKernel(run, signal);
  const lanName = service.devices.selected(links.lan)?.name;
  const forwarding = kernelLinks.filter(
    ({ name, forwarding }) => forwarding && (name === wan.name || name === lanName),
  );
  if (forwarding.length > 0) {
    return failed(
      'wan',
      'forwarding-on',
      `${forwarding.map(({ name }) => name).join(', ')} forwards packets.`,
    );
  }
  const address = checkAddress(wan, ipv4);
  if (address.result !== 'ok') return { ...address, name: 'wan' };
  const gateway = await checkGateway(around, wan, signal);
  return { ...gateway, name: 'wan', result: gateway.result === 'skipped' ? 'ok' : gateway.result };
}

/** One check for all of them: nobody reads thousands of lines on a panel. */
async function checkVlans(
  { service }: Surroundings,
  vlans: readonly Pick<LocalVlan, 'id' | 'address'>[],
): Promise<Check> {
  const missing: string[] = [];
  for await (const portion of inPortions(vlans)) {
    for (const { id, address } of portion) {
      const addresses = service.devices.named(vlanInterface(id))?.ipv4.addresses ?? [];
      if (!addresses.some((one) => one.address === address)) missing.push(`VLAN ${id} (${address})`);
    }
  }
  if (missing.length === 0) return passed('vlan', `VLANs in force: ${vlans.length}.`);
  const more = missing.length > NAMED_VLANS ? ` and ${missing.length - NAMED_VLANS} more` : '';
  const named = missing.slice(0, NAMED_VLANS).join(', ') + more;
  return failed('vlan', 'not-in-force', `Without its address: ${named}.`);
}

function noCarrier(name: 'link' | 'wan', what: string): Check {
  return failed(name, 'no-carrier', `${what} has no carrier.`);
}
