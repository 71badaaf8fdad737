import type { Role } from '../../../../menus/role.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';
import { message, type NetworkErrorCode } from '../../../../menus/words/messages.ts';
import { NetworkFailure } from '../../errors.ts';
import { linkOf, roleText } from '../../roles.ts';
import { arpOwner } from './arp.ts';
import { readKernel } from './kernel.ts';
import type { RunProgram } from './process.ts';

/** What a pulled cable looks like from NetworkManager, depending on what it was doing at that moment. */
const MAY_BE_THE_CABLE: ReadonlySet<NetworkErrorCode> = new Set(['apply-failed', 'no-lease', 'timed-out']);
/** And an address that another machine has. */
const MAY_BE_ANOTHER_HOST: ReadonlySet<NetworkErrorCode> = new Set(['apply-failed', 'address-in-use']);

/**
 * Why an interface could not be configured. NetworkManager's own reason may come after the activation has ended, or
 * not at all: the kernel knows whether the cable is in, ARP whether the address is taken and by which machine.
 */
export async function diagnose(
  run: RunProgram,
  where: {
    readonly role: Role;
    /** The interface with the cable. */
    readonly device: string;
    /** The static address it was to have there; null: none. */
    readonly address: Ipv4Address | null;
  },
  failure: NetworkFailure,
  signal: AbortSignal,
): Promise<NetworkFailure> {
  const { role, device, address } = where;
  const { code } = failure;
  const link = linkOf(role);
  if (MAY_BE_THE_CABLE.has(code)) {
    const { links } = await readKernel(run, signal);
    if (links.find(({ name }) => name === device)?.carrier !== true) {
      const log = `${roleText(role)} has no carrier.`;
      return new NetworkFailure(message('no-carrier', { link }), log, { cause: failure });
    }
  }
  if (address === null || !MAY_BE_ANOTHER_HOST.has(code)) return failure;
  const mac = await arpOwner(run, { link, device }, address, signal);
  if (mac === null) return failure;
  const log = `${address} answers from ${mac}.`;
  return new NetworkFailure(message('address-in-use', { address, mac }), log, { cause: failure });
}
