import { reasonOf } from '../../../../drivers/reason.ts';
import type { NetworkErrorCode } from '../../../../menus/words/messages.ts';
import { BusError } from '../../../dbus/bus.ts';
import { NetworkFailure } from '../../errors.ts';
import { NAME, REASON } from './names.ts';

const REASON_CODES: ReadonlyMap<number, NetworkErrorCode> = new Map([
  [REASON.addressDuplicate, 'address-in-use'],
  [REASON.carrier, 'no-carrier'],
  [REASON.ipConfigExpired, 'no-lease'],
  [REASON.dhcpStartFailed, 'no-lease'],
  [REASON.dhcpError, 'no-lease'],
  [REASON.dhcpFailed, 'no-lease'],
]);

/** Why a device failed: NMDeviceStateReason as a code of ours. */
export function failureOfReason(what: string, reason: number): NetworkFailure {
  const code = REASON_CODES.get(reason) ?? 'apply-failed';
  return new NetworkFailure(code, `${what} failed: NetworkManager gives device state reason ${reason}.`);
}

/** Whatever went wrong with a D-Bus call, as the one error a backend rejects with. */
export function failureOf(
  what: string,
  error: unknown,
  code: NetworkErrorCode = 'apply-failed',
): NetworkFailure {
  if (error instanceof NetworkFailure) return error;
  const message = reasonOf(error);
  const denied = error instanceof BusError && error.name.endsWith('.PermissionDenied');
  const hint = denied ? ` Bezel's user lacks a polkit rule for ${NAME}.` : '';
  return new NetworkFailure(denied ? 'apply-failed' : code, `${what} failed: ${message}.${hint}`, {
    cause: error,
  });
}
