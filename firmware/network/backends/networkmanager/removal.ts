import type { Role } from '../../../../menus/role.ts';
import { NetworkFailure } from '../../errors.ts';
import { interfaceOf, nameOf } from '../../roles.ts';
import { deactivate } from './activation.ts';
import { profileNameOf } from './active-connection.ts';
import type { Context } from './context.ts';
import { attempt, TIMED_OUT } from './failures.ts';
import { DEVICE_STATE } from './names.ts';
import { deleteProfile, findProfile, type StoredProfile, saveProfile } from './profile-store.ts';
import { parkedProfile } from './profiles.ts';

/** NetworkManager's own work, some milliseconds, on a busy machine. */
const GONE_WAIT_ms = 15_000;

/** Takes a role's profile out of force; nothing where there is none. */
export async function removeRole(context: Context, role: Role, signal: AbortSignal): Promise<void> {
  const name = nameOf(role);
  const path = await attempt(`Finding ${name}`, () => findProfile(context.service, role));
  await removeProfiles(context, path === null ? [] : [{ path, name, role }], signal);
}

/** Takes profiles of ours out of force and waits until the VLAN interfaces they made are gone. */
export async function removeProfiles(
  context: Context,
  profiles: readonly Pick<StoredProfile, 'path' | 'name' | 'role'>[],
  signal: AbortSignal,
): Promise<void> {
  const { service } = context;
  for (const { path, name, role } of profiles) {
    await attempt(`Removing ${name}`, () => removeProfile(context, path, role, signal));
    await service.until(() => (isGone(context, role) ? true : null), {
      timeout_ms: GONE_WAIT_ms,
      late: () => new NetworkFailure(TIMED_OUT, `The interface of ${name} did not go.`),
      signal,
    });
  }
}

/** A role's profile is parked: its deletion would reach the disk before the change has been kept. */
export async function removeProfile(
  { service, links }: Context,
  path: string,
  role: Role | null,
  signal: AbortSignal,
): Promise<void> {
  const lan = service.devices.selected(links.lan)?.name ?? null;
  const parked = role === null ? null : parkedProfile(role, { lan, wan: links.wan });
  if (role === null || parked === null) return deleteProfile(service, path, signal);
  await saveProfile(service, role, parked, signal);
  await deactivate(service, path, signal);
}

function isGone({ service, links }: Context, role: Role | null): boolean {
  if (role?.kind === 'vlan') return service.devices.named(interfaceOf(role)) === null;
  if (role?.kind !== 'wan' || links.wan === null) return true;
  const device = service.devices.selected(links.wan);
  if (device === null || device.state <= DEVICE_STATE.disconnected) return true;
  // Another program's profile may take the interface at once.
  return device.active !== null && profileNameOf(service.objects, device.active) !== nameOf(role);
}
