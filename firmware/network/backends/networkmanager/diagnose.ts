import type { Ipv4Address } from '../../../../menus/values/types.ts';
import type { NetworkErrorCode } from '../../../../menus/words/messages.ts';
import { NetworkFailure } from '../../errors.ts';
import { arpOwner } from './arp.ts';
import { readKernel } from './kernel.ts';
import type { RunProgram } from './process.ts';

/** What a pulled cable looks like from NetworkManager, depending on what it was doing at that moment. */
const MAY_BE_THE_CABLE: ReadonlySet<NetworkErrorCode> = new Set(['apply-failed', 'no-lease', 'timed-out']);

/**
 * Why an interface could not be configured. NetworkManager's own reason may come after the activation has ended, or
 * not at all: whether the cable is in, the kernel tells; whether the address is taken, ARP tells.
 */
export async function diagnose(
  run: RunProgram,
  link: {
    /** For messages: `LAN`. */
    readonly what: string;
    /** The interface with the cable. */
    readonly device: string;
    /** The static address it was to have there; null: none. */
    readonly address: Ipv4Address | null;
  },
  failure: NetworkFailure,
  signal: AbortSignal,
): Promise<NetworkFailure> {
  const { what, device, address } = link;
  const { code } = failure;
  if (!MAY_BE_THE_CABLE.has(code)) return failure;
  const { links } = await readKernel(run, signal);
  if (links.find(({ name }) => name === device)?.carrier !== true) {
    return new NetworkFailure('no-carrier', `${what} has no carrier.`, { cause: failure });
  }
  if (address === null || code !== 'apply-failed') return failure;
  const owner = await arpOwner(run, device, address, signal);
  if (owner === null) return failure;
  return new NetworkFailure('address-in-use', `${address} answers from ${owner}.`, { cause: failure });
}
