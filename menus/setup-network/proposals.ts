/**
 * What the fields of an IPv4 configuration start with: what is set, else what is in force. When the address goes into
 * another subnet, gateway and DNS follow with the host part they had.
 */
import type { LinkStatus } from '../network-status.ts';
import type { Ipv4Settings } from '../settings/ipv4/ipv4.ts';
import type { StaticIpv4Draft } from '../settings/ipv4/rules.ts';
import { contains, firstHostOf, inSubnetOf, lastHostOf, networkOf } from '../values/address.ts';
import type { Ipv4Address, PrefixLength } from '../values/types.ts';

/** The values before the operator changes any. */
export interface Base {
  readonly address: Ipv4Address | null;
  readonly prefixLength: PrefixLength | null;
  readonly gateway: Ipv4Address | null;
  readonly dns: readonly Ipv4Address[];
}

/** The stored settings, else those used last, else the interface's present ones. */
export function baseOf(set: Ipv4Settings | null, used: Ipv4Settings | null, status: LinkStatus | null): Base {
  if (set?.method === 'static') return set;
  if (used?.method === 'static') return used;
  return {
    address: status?.ipv4?.address ?? null,
    prefixLength: status?.ipv4?.prefixLength ?? null,
    gateway: status?.gateway ?? null,
    dns: status?.dns ?? [],
  };
}

/** The host that `server` was in the old subnet, in the new one; itself when it was outside, or nothing has moved. */
function moved(server: Ipv4Address, base: Base, draft: StaticIpv4Draft): Ipv4Address | null {
  const { address, prefixLength } = draft;
  if (address === undefined || prefixLength === undefined) return server;
  if (base.address === null || base.prefixLength === null) return server;
  const isLocal = contains(networkOf(base.address, base.prefixLength), server);
  if (!isLocal || contains(networkOf(address, prefixLength), server)) return server;
  const found = inSubnetOf(address, prefixLength, { address: server, prefixLength: base.prefixLength });
  return found === address ? null : found;
}

/** The gateway as it was, else the same host of the new subnet, else its first address that is free, else its last. */
export function gatewayProposals(base: Base, draft: StaticIpv4Draft): readonly Ipv4Address[] {
  const { address, prefixLength } = draft;
  const before = base.gateway && moved(base.gateway, base, draft);
  if (address === undefined || prefixLength === undefined) return before === null ? [] : [before];
  const network = networkOf(address, prefixLength);
  const edges = [firstHostOf(address, prefixLength), lastHostOf(address, prefixLength)];
  const found = [before, ...edges].filter(
    (each) => each !== null && each !== address && contains(network, each),
  );
  return [...new Set(found)].filter((each) => each !== null);
}

/** A DNS server that was the gateway is the gateway again; one in the subnet moves with it; others stay. */
export function dnsProposal(base: Base, draft: StaticIpv4Draft, place: 0 | 1): Ipv4Address | null {
  const server = base.dns[place] ?? null;
  if (server === null) return null;
  if (server === base.gateway) return draft.gateway ?? server;
  return moved(server, base, draft) ?? server;
}

/** Whether the address has left the network it was in so far that its netmask is likely to be another one. */
export function isNetmaskGuess(base: Base, { address }: StaticIpv4Draft): boolean {
  if (base.address === null) return true;
  return address !== undefined && firstPart(address) !== firstPart(base.address);
}

function firstPart(address: Ipv4Address): string {
  return address.slice(0, address.indexOf('.'));
}
