import * as v from 'valibot';
import { BusError } from './bus.ts';
import { INTERFACE, PROFILE_FLAG, SETTINGS_PATH } from './names.ts';
import { OWNED_PREFIX, type Profile, uuidOf } from './profiles.ts';
import type { NetworkManagerService } from './service.ts';
import { decodeNested, encodeNested } from './values.ts';

/** One of Bezel's profiles as NetworkManager stores it. */
export interface StoredProfile {
  readonly path: string;
  readonly id: string;
}

const PATHS = v.looseTuple([v.array(v.string())]);
const FIRST_PATH = v.looseTuple([v.string()]);
const NAMED = v.object({ connection: v.object({ id: v.string() }) });

/** All profiles that are Bezel's by their name. */
export async function ownedProfiles(service: NetworkManagerService): Promise<StoredProfile[]> {
  const reply = await service.call(SETTINGS_PATH, INTERFACE.settings, 'ListConnections');
  const [paths] = v.parse(PATHS, reply);
  const all = await Promise.all(paths.map((path) => readProfile(service, path)));
  return all.flatMap((profile) => (profile?.id.startsWith(OWNED_PREFIX) ? [profile] : []));
}

/** The profile of Bezel's with this name; null when there is none. */
export async function findProfile(service: NetworkManagerService, id: string): Promise<StoredProfile | null> {
  try {
    const member = 'GetConnectionByUuid';
    const reply = await service.call(SETTINGS_PATH, INTERFACE.settings, member, 's', [uuidOf(id)]);
    return { path: v.parse(FIRST_PATH, reply)[0], id };
  } catch (error) {
    if (error instanceof BusError && error.name.endsWith('.Settings.InvalidConnection')) return null;
    throw error;
  }
}

/** Name of the profile at a path; null when someone has deleted it. */
export async function readProfile(
  service: NetworkManagerService,
  path: string,
): Promise<StoredProfile | null> {
  try {
    const reply = await service.call(path, INTERFACE.profile, 'GetSettings');
    return { path, id: v.parse(NAMED, decodeNested(reply[0])).connection.id };
  } catch (error) {
    if (error instanceof BusError) return null;
    throw error;
  }
}

/** Stores a profile on disk, in place of the one with the same name; returns its path. Activates nothing. */
export async function saveProfile(
  service: NetworkManagerService,
  id: string,
  profile: Profile,
): Promise<string> {
  const existing = await findProfile(service, id);
  const settings = encodeNested(profile);
  const signature = 'a{sa{sv}}ua{sv}';
  if (existing !== null) {
    const body = [settings, PROFILE_FLAG.toDisk, []];
    await service.call(existing.path, INTERFACE.profile, 'Update2', signature, body);
    return existing.path;
  }
  const body = [settings, PROFILE_FLAG.toDisk | PROFILE_FLAG.blockAutoconnect, []];
  const reply = await service.call(SETTINGS_PATH, INTERFACE.settings, 'AddConnection2', signature, body);
  return v.parse(FIRST_PATH, reply)[0];
}

/** Deletes a profile; what it made goes with it. It may be gone already. */
export async function deleteProfile(service: NetworkManagerService, path: string): Promise<void> {
  try {
    await service.call(path, INTERFACE.profile, 'Delete');
  } catch (error) {
    const gone = error instanceof BusError && error.name.startsWith('org.freedesktop.DBus.Error.Unknown');
    if (!gone) throw error;
  }
}
