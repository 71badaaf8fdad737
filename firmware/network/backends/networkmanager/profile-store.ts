import * as v from 'valibot';
import type { Role } from '../../../../menus/role.ts';
import type { Ipv4Settings } from '../../../../menus/settings/ipv4/ipv4.ts';
import { parseDottedQuad, prefixLengthOf } from '../../../../menus/values/parse.ts';
import { BusError } from '../../../dbus/bus.ts';
import { decodeNested, encodeNested } from '../../../dbus/values.ts';
import { DHCP_TEXT } from '../../mismatch.ts';
import { isOwned, roleOf, uuidOf, WAN } from '../../roles.ts';
import { INTERFACE, PROFILE_FLAG, SETTINGS_PATH } from './names.ts';
import { inPortions } from './portions.ts';
import type { Profile } from './profiles.ts';
import type { NetworkManagerService } from './service.ts';

/** One of Bezel's profiles as NetworkManager stores it. */
export interface StoredProfile {
  readonly path: string;
  readonly name: string;
  /** null: Bezel's by its name, and of no role that this version knows. */
  readonly role: Role | null;
  /** Its IPv4 addressing: `DHCP`, or the addresses it sets: `10.77.0.2/24`. */
  readonly ipv4: string;
  /** Out of force and to be deleted by `commitProfiles`; a restart of the machine would bring it back. */
  readonly parked: boolean;
}

const PATHS = v.looseTuple([v.array(v.string())]);
const FIRST_PATH = v.looseTuple([v.string()]);
const SETTINGS = v.object({
  connection: v.object({ id: v.string(), autoconnect: v.optional(v.boolean(), true) }),
  ipv4: v.optional(
    v.object({
      method: v.optional(v.string(), ''),
      'address-data': v.optional(v.array(v.object({ address: v.string(), prefix: v.number() })), []),
    }),
    {},
  ),
});

/** What NetworkManager would lose at a restart of the machine. */
const UNSAVED = v.object({ Unsaved: v.literal(true) });

const RULES = v.object({
  ipv4: v.object({
    method: v.string(),
    'address-data': v.optional(v.array(v.object({ address: v.string(), prefix: v.number() })), []),
    gateway: v.optional(v.string(), ''),
    'dns-data': v.optional(v.array(v.string()), []),
    'routing-rules': v.optional(
      v.array(
        v.object({
          from: v.optional(v.string()),
          'from-len': v.optional(v.number()),
          to: v.optional(v.string()),
          'to-len': v.optional(v.number()),
        }),
      ),
      [],
    ),
  }),
});

/** Addressing of the stored profile of WAN, and the networks of its routing rules as `10.0.0.0/8`; null: none. */
export async function readWanProfile(
  service: NetworkManagerService,
): Promise<{ readonly ipv4: Ipv4Settings; readonly rules: readonly string[] } | null> {
  const path = await findProfile(service, WAN);
  if (path === null) return null;
  const reply = await service.call(path, INTERFACE.profile, 'GetSettings');
  const { ipv4 } = v.parse(RULES, decodeNested(reply[0]));
  const rules = ipv4['routing-rules'].map((rule) =>
    rule.from === undefined ? `${rule.to}/${rule['to-len']}` : `${rule.from}/${rule['from-len']}`,
  );
  if (ipv4.method === 'auto') return { ipv4: { method: 'dhcp' }, rules };
  const [first] = ipv4['address-data'];
  const address = parseDottedQuad(first?.address ?? '');
  const prefixLength = prefixLengthOf(first?.prefix ?? Number.NaN);
  const gateway = parseDottedQuad(ipv4.gateway);
  if (!address.ok || !prefixLength.ok || !gateway.ok) return null;
  const dns = ipv4['dns-data'].flatMap((text) => {
    const server = parseDottedQuad(text);
    return server.ok ? [server.value] : [];
  });
  return {
    ipv4: {
      method: 'static',
      address: address.value,
      prefixLength: prefixLength.value,
      gateway: gateway.value,
      dns,
    },
    rules,
  };
}

/** All profiles that are Bezel's by their name, those that are parked included. */
export async function ownedProfiles(service: NetworkManagerService): Promise<StoredProfile[]> {
  const reply = await service.call(SETTINGS_PATH, INTERFACE.settings, 'ListConnections');
  const [paths] = v.parse(PATHS, reply);
  const owned: StoredProfile[] = [];
  for await (const portion of inPortions(paths)) {
    const read = await Promise.all(portion.map((path) => readProfile(service, path)));
    owned.push(...read.flatMap((profile) => (profile !== null && isOwned(profile.name) ? [profile] : [])));
  }
  return owned;
}

/** Path of the role's profile; null when there is none. */
export async function findProfile(service: NetworkManagerService, role: Role): Promise<string | null> {
  try {
    const member = 'GetConnectionByUuid';
    const reply = await service.call(SETTINGS_PATH, INTERFACE.settings, member, 's', [uuidOf(role)]);
    return v.parse(FIRST_PATH, reply)[0];
  } catch (error) {
    if (error instanceof BusError && error.name.endsWith('.Settings.InvalidConnection')) return null;
    throw error;
  }
}

/** null when it has been deleted meanwhile. */
async function readProfile(service: NetworkManagerService, path: string): Promise<StoredProfile | null> {
  try {
    const reply = await service.call(path, INTERFACE.profile, 'GetSettings');
    const { connection, ipv4 } = v.parse(SETTINGS, decodeNested(reply[0]));
    const addresses = ipv4['address-data'].map(({ address, prefix }) => `${address}/${prefix}`);
    return {
      path,
      name: connection.id,
      role: roleOf(connection.id),
      ipv4: addresses.length > 0 ? addresses.join(', ') : (METHOD_TEXTS[ipv4.method] ?? ipv4.method),
      parked: !connection.autoconnect,
    };
  } catch (error) {
    if (error instanceof BusError) return null;
    throw error;
  }
}

/** NetworkManager's methods that Bezel has a name of its own for. */
const METHOD_TEXTS: Readonly<Record<string, string>> = { auto: DHCP_TEXT };

/** `Update2` and `AddConnection2`: settings, flags, further arguments. */
const WRITE_SIGNATURE = 'a{sa{sv}}ua{sv}';

/**
 * Puts a profile in place of the role's present one, in memory: until `commitProfiles`, a restart of the machine
 * brings back what is on the disk. Returns its path.
 * @param comesUp `when-activated`: a new one waits for `activate`; `by-itself`: it comes up as soon as it can
 */
export async function saveProfile(
  service: NetworkManagerService,
  role: Role,
  profile: Profile,
  signal: AbortSignal,
  comesUp: 'when-activated' | 'by-itself' = 'when-activated',
): Promise<string> {
  const flags = PROFILE_FLAG.inMemory | (comesUp === 'when-activated' ? PROFILE_FLAG.blockAutoconnect : 0);
  const existing = await updateProfile(service, role, profile, signal, flags);
  if (existing !== null) return existing;
  const body = [encodeNested(profile), flags, []];
  const reply = await service.call(
    SETTINGS_PATH,
    INTERFACE.settings,
    'AddConnection2',
    WRITE_SIGNATURE,
    body,
  );
  return v.parse(FIRST_PATH, reply)[0];
}

/** The same for one that is there, where it is stored; null when there is none. */
export async function updateProfile(
  service: NetworkManagerService,
  role: Role,
  profile: Profile,
  signal: AbortSignal,
  flags = 0,
): Promise<string | null> {
  const existing = await findProfile(service, role);
  signal.throwIfAborted();
  if (existing === null) return null;
  const body = [encodeNested(profile), flags, []];
  await service.call(existing, INTERFACE.profile, 'Update2', WRITE_SIGNATURE, body);
  return existing;
}

/** Makes what is in memory last: profiles that are parked are deleted, the others are on the disk when this resolves. */
export async function commitProfiles(service: NetworkManagerService, signal: AbortSignal): Promise<void> {
  for (const { path, parked } of await ownedProfiles(service)) {
    if (parked) await deleteProfile(service, path, signal);
    else if (v.is(UNSAVED, service.objects.get(path, INTERFACE.profile))) {
      signal.throwIfAborted();
      await service.call(path, INTERFACE.profile, 'Save');
    }
  }
}

/** Deletes a profile, from the disk too; what it made goes with it. It may be gone already. */
export async function deleteProfile(
  service: NetworkManagerService,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  try {
    await service.call(path, INTERFACE.profile, 'Delete');
  } catch (error) {
    const gone = error instanceof BusError && error.name.startsWith('org.freedesktop.DBus.Error.Unknown');
    if (!gone) throw error;
  }
}
