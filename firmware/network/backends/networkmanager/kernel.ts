import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { NetworkFailure } from '../../errors.ts';
import { APPLY_FAILED } from './failures.ts';
import { jsonElements } from './json-elements.ts';
import { inPortions } from './portions.ts';
import type { RunProgram } from './process.ts';

/** One interface as the kernel has it. */
export interface KernelLink {
  readonly name: string;
  readonly carrier: boolean;
  /** The bridge or bond it belongs to. */
  readonly master: string | null;
  /** Of a VLAN: the interface beneath, and its ID. */
  readonly parent: string | null;
  readonly vlanId: number | null;
  /** CIDR text: `10.77.0.2/24`. */
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
  /** Of these, those that cannot be used yet, or never: duplicate address detection runs, or has failed (RFC 4862). */
  readonly tentative: readonly string[];
  readonly duplicate: readonly string[];
  /** Sends on what is not meant for it (IPv4, IPv6). */
  readonly forwarding: boolean;
}

export interface KernelRoute {
  /** `default` or CIDR text; a single host without a length. */
  readonly target: string;
  readonly gateway: string | null;
  readonly device: string | null;
  /** `main`, or what /etc/iproute2/rt_tables calls it, or its number. */
  readonly table: string;
  readonly protocol: string | null;
  readonly family: 4 | 6;
}

export interface KernelRule {
  readonly priority: number;
  /** CIDR text, or `all`. */
  readonly from: string;
  readonly to: string;
  readonly table: string;
}

export interface Egress {
  readonly device: string;
  readonly gateway: string | null;
}

/** The kernel's network configuration at one moment, and the resolver's. */
export interface KernelState {
  readonly links: readonly KernelLink[];
  readonly routes: readonly KernelRoute[];
  readonly rules: readonly KernelRule[];
  /** How a packet leaves that no route but a default one is for; null: not at all. */
  readonly egress: Egress | null;
  /** `nameserver` lines of /etc/resolv.conf. */
  readonly nameservers: readonly string[];
}

/**
 * In no network there is (RFC 1112 section 4 reserves 240.0.0.0/4), so that only default routes lead to it, whatever
 * table or rule they stand in.
 */
const NOWHERE = '240.0.0.1';

const RESOLV_CONF = '/etc/resolv.conf';
/** systemd-resolved(8): its addresses, and the file with the servers it has found. */
const RESOLVED_STUBS: ReadonlySet<string> = new Set(['127.0.0.53', '127.0.0.54']);
const RESOLVED_CONF = '/run/systemd/resolve/resolv.conf';

const LINK = v.object({
  ifname: v.string(),
  flags: v.array(v.string()),
  master: v.optional(v.string()),
  link: v.optional(v.nullable(v.string())),
  linkinfo: v.optional(
    v.object({
      info_kind: v.optional(v.string()),
      info_data: v.optional(v.object({ id: v.optional(v.number()) })),
    }),
  ),
  addr_info: v.optional(
    v.array(
      v.object({
        family: v.string(),
        local: v.optional(v.string()),
        prefixlen: v.optional(v.number()),
        tentative: v.optional(v.boolean(), false),
        dadfailed: v.optional(v.boolean(), false),
      }),
    ),
    [],
  ),
});

const ROUTE = v.object({
  dst: v.string(),
  gateway: v.optional(v.string()),
  dev: v.optional(v.string()),
  table: v.optional(v.string(), 'main'),
  protocol: v.optional(v.string()),
});

const WAY = v.object({ dev: v.optional(v.string(), ''), gateway: v.optional(v.string()) });

const RULE = v.object({
  priority: v.number(),
  src: v.optional(v.string(), 'all'),
  srclen: v.optional(v.number()),
  dst: v.optional(v.string(), 'all'),
  dstlen: v.optional(v.number()),
  table: v.optional(v.string(), ''),
});

/** Asks the kernel through iproute2. Rejects with `NetworkFailure`. */
export async function readKernel(run: RunProgram, signal: AbortSignal): Promise<KernelState> {
  const [links, routes4, routes6, rules, ways] = await Promise.all([
    ip(run, ['-details', 'address', 'show'], LINK, linkOf, signal),
    ip(run, ['-4', 'route', 'show', 'table', 'all'], ROUTE, (route) => routeOf(route, 4), signal),
    ip(run, ['-6', 'route', 'show', 'table', 'all'], ROUTE, (route) => routeOf(route, 6), signal),
    ip(run, ['-4', 'rule', 'show'], RULE, ruleOf, signal),
    ip(run, ['-4', 'route', 'get', NOWHERE], WAY, egressOf, signal),
  ]);
  const [egress = null] = ways;
  return { links, routes: [...routes4, ...routes6], rules, egress, nameservers: readNameservers() };
}

/** What `ip` prints as a JSON array, each element as `make` has it. */
async function ip<Element, Made>(
  run: RunProgram,
  args: readonly string[],
  schema: v.GenericSchema<unknown, Element>,
  make: (element: Element) => Made,
  signal: AbortSignal,
): Promise<Made[]> {
  const { code, stdout, stderr } = await run('ip', ['-json', ...args], signal);
  // A table that was never used does not exist for `ip route`, nor a way to anywhere: it says so with 2 and prints nothing.
  if (code !== 0 && code !== 2) {
    throw new NetworkFailure(APPLY_FAILED, `ip ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
  }
  try {
    const made: Made[] = [];
    for await (const portion of inPortions(jsonElements(stdout))) {
      for (const element of portion) made.push(make(v.parse(schema, element)));
    }
    return made;
  } catch (error) {
    throw new NetworkFailure(APPLY_FAILED, `ip ${args.join(' ')} printed something unexpected.`, {
      cause: error,
    });
  }
}

function linkOf(link: v.InferOutput<typeof LINK>): KernelLink {
  return {
    name: link.ifname,
    carrier: link.flags.includes('LOWER_UP') && !link.flags.includes('NO-CARRIER'),
    master: link.master ?? null,
    parent: link.link ?? null,
    vlanId: link.linkinfo?.info_kind === 'vlan' ? (link.linkinfo.info_data?.id ?? null) : null,
    ipv4: addressesOf(link.addr_info, 'inet'),
    ipv6: addressesOf(link.addr_info, 'inet6'),
    tentative: addressesOf(
      link.addr_info.filter(({ tentative }) => tentative),
      'inet6',
    ),
    duplicate: addressesOf(
      link.addr_info.filter(({ dadfailed }) => dadfailed),
      'inet6',
    ),
    forwarding:
      sysctl(`ipv4/conf/${link.ifname}/forwarding`) || sysctl(`ipv6/conf/${link.ifname}/forwarding`),
  };
}

type AddressInfo = v.InferOutput<typeof LINK>['addr_info'];

function addressesOf(infos: AddressInfo, family: string): string[] {
  return infos
    .filter((info) => info.family === family)
    .map(({ local, prefixlen }) => `${local}/${prefixlen}`);
}

function routeOf(route: v.InferOutput<typeof ROUTE>, family: 4 | 6): KernelRoute {
  return {
    target: route.dst,
    gateway: route.gateway ?? null,
    device: route.dev ?? null,
    table: route.table,
    protocol: route.protocol ?? null,
    family,
  };
}

function egressOf({ dev, gateway }: v.InferOutput<typeof WAY>): Egress {
  return { device: dev, gateway: gateway ?? null };
}

function ruleOf(rule: v.InferOutput<typeof RULE>): KernelRule {
  return {
    priority: rule.priority,
    from: prefixed(rule.src, rule.srclen),
    to: prefixed(rule.dst, rule.dstlen),
    table: rule.table,
  };
}

function prefixed(address: string, length: number | undefined): string {
  if (address === 'all') return 'all';
  return `${address}/${length ?? 32}`;
}

function sysctl(name: string): boolean {
  try {
    return readFileSync(`/proc/sys/net/${name}`, 'utf8').trim() !== '0';
  } catch {
    // The interface has just gone, or has no IPv6: then it forwards nothing.
    return false;
  }
}

function readNameservers(): string[] {
  const servers = nameserversIn(RESOLV_CONF);
  // systemd-resolved's own address says nothing of the servers that it asks.
  return servers.length > 0 && servers.every((server) => RESOLVED_STUBS.has(server))
    ? nameserversIn(RESOLVED_CONF)
    : servers;
}

function nameserversIn(path: string): string[] {
  try {
    const text = readFileSync(path, 'utf8');
    return [...text.matchAll(/^nameserver\s+(\S+)/gm)].flatMap((match) => match[1] ?? []);
  } catch {
    return [];
  }
}
