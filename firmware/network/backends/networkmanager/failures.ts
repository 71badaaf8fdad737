import { reasonOf } from '../../../../drivers/reason.ts';
import type { Role } from '../../../../menus/role.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';
import { type Message, message, type NetworkErrorCode } from '../../../../menus/words/messages.ts';
import { BusError } from '../../../dbus/bus.ts';
import { NetworkFailure } from '../../errors.ts';
import { linkOf, roleText } from '../../roles.ts';
import { NAME, REASON } from './names.ts';

/** Where nothing more is known; the transaction adds the step it happened in. */
export const APPLY_FAILED: Message<'apply-failed'> = message('apply-failed', { step: null });
export const TIMED_OUT: Message<'timed-out'> = message('timed-out', { step: null });

/**
 * Why a device failed: NMDeviceStateReason as a code of ours.
 * @param address the static address it was to have; null: none
 */
export function failureOfReason(role: Role, address: Ipv4Address | null, reason: number): NetworkFailure {
  const log = `${roleText(role)} failed: NetworkManager gives device state reason ${reason}.`;
  return new NetworkFailure(problemOf(role, address, reason), log);
}

function problemOf(role: Role, address: Ipv4Address | null, reason: number): Message<NetworkErrorCode> {
  switch (reason) {
    case REASON.addressDuplicate:
      return message('address-in-use', { address: address ?? '', mac: '' });
    // NetworkManager gives up a static address for nothing but another machine that has it.
    case REASON.ipConfigUnavailable:
      return address === null ? APPLY_FAILED : message('address-in-use', { address, mac: '' });
    case REASON.carrier:
      return message('no-carrier', { link: linkOf(role) });
    case REASON.ipConfigExpired:
    case REASON.dhcpStartFailed:
    case REASON.dhcpError:
    case REASON.dhcpFailed:
      return message('no-lease', { link: linkOf(role) });
    default:
      return APPLY_FAILED;
  }
}

/** Whatever went wrong with a D-Bus call, as the one error a backend rejects with. */
export function failureOfCall(
  what: string,
  error: unknown,
  problem: Message<NetworkErrorCode> = APPLY_FAILED,
): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const denied = error instanceof BusError && error.name.endsWith('.PermissionDenied');
  const hint = denied ? ` Bezel's user lacks a polkit rule for ${NAME}.` : '';
  const log = `${what} failed: ${reasonOf(error)}.${hint}`;
  return new NetworkFailure(denied ? APPLY_FAILED : problem, log, { cause: error });
}

/** Runs D-Bus calls; what they reject with becomes `failureOfCall`. */
export async function attempt<Result>(
  what: string,
  run: () => Promise<Result>,
  problem?: Message<NetworkErrorCode>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw failureOfCall(what, error, problem);
  }
}
