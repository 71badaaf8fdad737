import { createSocket } from 'node:dgram';
import * as v from 'valibot';
import type { Clock } from '../../../../menus/clock.ts';
import { addressOf, networkOf, numberOf } from '../../../../menus/values/address.ts';
import { parseIpv6 } from '../../../../menus/values/parse.ts';
import type { Ipv4Network } from '../../../../menus/values/types.ts';
import type { RunProgram } from './process.ts';

/** The kernel asks for a neighbour (ARP, neighbour discovery) when a packet is to be sent to it. */

/** Nothing listens there (RFC 863), and what is sent says nothing. */
const DISCARD_PORT = 9;
/** Three questions a second apart (kernel document ip-sysctl, `mcast_solicit`): looked at so often meanwhile. */
const LOOKS = 25;
const LOOK_AGAIN_ms = 100;

const NEIGHBOURS = v.array(v.object({ dst: v.string(), lladdr: v.optional(v.string()) }));

interface Asking {
  readonly run: RunProgram;
  readonly clock: Clock;
}

/** Whether a machine has this IPv6 address, which is on the link of the interface. */
export function answersNeighbour(
  asking: Asking,
  device: string,
  address: string,
  signal: AbortSignal,
): Promise<boolean> {
  return answerOf(asking, device, [address], signal);
}

/**
 * Whether any machine answers ARP in the subnet of an interface. A few likely addresses are asked and no more: a switch
 * with ARP inspection closes a port that asks for many.
 * @param own our address there
 */
export function answersInSubnet(
  asking: Asking,
  device: string,
  own: Ipv4Network,
  signal: AbortSignal,
): Promise<boolean> {
  return answerOf(asking, device, likelyHosts(own), signal);
}

/** The first two hosts and the last two, where gateways are, and the two beside our own address. */
export function likelyHosts({ address, prefixLength }: Ipv4Network): readonly string[] {
  const first = numberOf(networkOf(address, prefixLength).address) + 1;
  const last = first + 2 ** (32 - prefixLength) - 3;
  const own = numberOf(address);
  const hosts = [first, first + 1, last, last - 1, own + 1, own - 1];
  return [...new Set(hosts)].filter((host) => host !== own && host >= first && host <= last).map(addressOf);
}

async function answerOf(
  { run, clock }: Asking,
  device: string,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  await Promise.all(addresses.map(knock));
  const asked = new Set(addresses.map(uniform));
  for (let look = 0; look < LOOKS && !signal.aborted; look++) {
    const { stdout } = await run('ip', ['-json', 'neighbour', 'show', 'dev', device], signal);
    if (known(stdout).some((address) => asked.has(uniform(address)))) return true;
    await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK_AGAIN_ms));
  }
  return false;
}

/** Addresses of the neighbours that have answered. */
function known(stdout: string): readonly string[] {
  try {
    return v
      .parse(NEIGHBOURS, JSON.parse(stdout))
      .flatMap(({ dst, lladdr }) => (lladdr === undefined ? [] : [dst]));
  } catch {
    return [];
  }
}

/** What becomes of the packet does not matter. */
function knock(address: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.on('error', () => undefined);
    socket.send('', DISCARD_PORT, address, () => socket.close(() => resolve()));
  });
}

/** An IPv6 address has several spellings; the kernel's is not always that of RFC 5952. */
function uniform(address: string): string {
  const parsed = parseIpv6(address);
  return parsed.ok ? parsed.value : address;
}

/** The address of a host in a prefix of 64 bits, made of its MAC address by EUI-64 (RFC 4291 appendix A). */
export function inPrefix(prefix: string, mac: string): string {
  const groups = prefix.replace(/:*\/64$/, '').split(':');
  const padded = [...groups, '0', '0', '0', '0'].slice(0, 4);
  return uniform([...padded, interfaceIdentifier(mac)].join(':'));
}

function interfaceIdentifier(mac: string): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac
    .split(':')
    .map((octet) => Number.parseInt(octet, 16));
  const groups = [((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f];
  return groups.map((group) => group.toString(16)).join(':');
}
