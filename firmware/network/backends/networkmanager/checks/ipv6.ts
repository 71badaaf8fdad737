import type { Check } from '../../../../../menus/appliance.ts';
import { message } from '../../../../../menus/words/messages.ts';
import { failed, passed, skipped } from '../../../checks.ts';
import type { Context } from '../context.ts';
import type { Device } from '../device.ts';
import { type KernelState, readKernel } from '../kernel.ts';
import { answersNeighbour, inPrefix } from '../neighbours.ts';

/** A router that is there answers a solicitation within 0.5 s (RFC 4861 section 6.2.6); duplicate detection adds 1 s: 6 s in all. */
const LOOKS = 24;
const LOOK_AGAIN_ms = 250;

/** What the kernel has of IPv6 on one interface. */
interface Ipv6Now {
  /** Global addresses that can be used, and those that can not yet, or never. */
  readonly usable: readonly string[];
  readonly tentative: readonly string[];
  readonly duplicate: readonly string[];
  /** Default router. */
  readonly router: string | null;
  /** Prefixes on this link: `2001:db8:77::/64`. */
  readonly prefixes: readonly string[];
}

/** Can LAN be used with IPv6: an address that is ours alone, and a router to leave by? NetworkManager asks for both. */
export async function checkIpv6(
  context: Context,
  device: Device | null,
  signal: AbortSignal,
): Promise<Check> {
  if (device?.carrier !== true) return skipped('ipv6', 'LAN has no carrier.');
  const { clock, run } = context;
  for (let look = 1; ; look++) {
    const now = ipv6Of(await readKernel(run, signal), device.name);
    const [first] = now.duplicate;
    if (first !== undefined) return inUse(first.replace(/\/\d+$/, ''));
    const [address] = now.usable;
    if (address !== undefined && now.router !== null)
      return passed('ipv6', `${address} is in force; ${now.router} is the router.`);
    if (look >= LOOKS) return await explain(context, device, now, signal);
    await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK_AGAIN_ms));
    signal.throwIfAborted();
  }
}

function ipv6Of({ links, routes }: KernelState, name: string): Ipv6Now {
  const link = links.find((each) => each.name === name);
  const isGlobal = (address: string) => !/^fe[89ab]/.test(address);
  const tentative = (link?.tentative ?? []).filter(isGlobal);
  const duplicate = (link?.duplicate ?? []).filter(isGlobal);
  const isUsable = (address: string) => !tentative.includes(address) && !duplicate.includes(address);
  const own = routes.filter(
    ({ family, device, table }) => family === 6 && device === name && table === 'main',
  );
  return {
    usable: (link?.ipv6 ?? []).filter(isGlobal).filter(isUsable),
    tentative,
    duplicate,
    router: own.find(({ target }) => target === 'default')?.gateway ?? null,
    prefixes: own
      .filter(({ target, gateway }) => gateway === null && target.endsWith('/64') && isGlobal(target))
      .map(({ target }) => target),
  };
}

function inUse(address: string): Check {
  const log = `${address} is another machine's: duplicate address detection has failed.`;
  return failed('ipv6', message('ipv6-address-in-use', { address }), log);
}

async function explain(
  { run, clock }: Context,
  { name, mac }: Device,
  { usable, tentative, router, prefixes }: Ipv6Now,
  signal: AbortSignal,
): Promise<Check> {
  const [address] = usable;
  if (address !== undefined)
    return failed(
      'ipv6',
      message('no-default-router'),
      `${address} is in force; no default route by ${name}.`,
    );
  const [pending] = tentative;
  if (pending !== undefined)
    return failed('ipv6', message('link-not-ready', { link: 'lan' }), `${pending} is still tentative.`);
  // NetworkManager takes an address away again that another machine has: whose is the one we would have?
  for (const prefix of prefixes) {
    const ours = inPrefix(prefix, mac);
    if (await answersNeighbour({ run, clock }, name, ours, signal)) return inUse(ours);
  }
  if (router !== null || prefixes.length > 0) {
    const log = `${router ?? 'A router'} advertises itself, but no prefix that an address could be made of.`;
    return failed('ipv6', message('router-without-prefix', { router: router ?? '' }), log);
  }
  return failed('ipv6', message('no-router-advertised'), `No router advertisement arrived on ${name}.`);
}
