/**
 * The appliance's network settings: one immutable value made of parts. A part is one setting, in a file of its own
 * under `parts/`; its wizard and menu items are in the file of the same name under `../setup-network/`. They are
 * separate because stored settings must not depend on the user interface.
 *
 * To add a part: its file, an entry in `ALL`, and a migration that gives stored settings its value
 * (`migrations.ts`). The compiler reports the other places where it is missing.
 */
import type { SettingsError } from '../values/errors.ts';
import { sameJson } from '../values/review.ts';
import { keysOf, tableOf } from '../values/typed-object.ts';
import { IPV6 } from './parts/ipv6.ts';
import { LAN } from './parts/lan.ts';
import type { LineOf, Part, ValueOf } from './parts/part.ts';
import { PLATFORM } from './parts/platform.ts';
import { PROXY } from './parts/proxy.ts';
import { VLAN } from './parts/vlan.ts';
import { WAN } from './parts/wan.ts';

/** Every part, in the order of the menus and of a review. */
const ALL = { lan: LAN, wan: WAN, vlan: VLAN, ipv6: IPV6, proxy: PROXY, platform: PLATFORM } as const;

export type PartId = keyof typeof ALL;

/** The value of each part. */
export type PartValues = { readonly [Id in PartId]: ValueOf<(typeof ALL)[Id]> };

/** The lines of a review by id. */
export type ReviewLine = { [Id in PartId]: LineOf<(typeof ALL)[Id]> }[PartId];

type PartsById = { readonly [Id in PartId]: Part<PartValues[Id], ReviewLine> };

/** The same list with the types that a fold needs. */
export const PARTS: PartsById = ALL;

export const PART_IDS: readonly PartId[] = keysOf(PARTS);

/** The settings. Each part has a key of its own, but the two of LAN lie in one object. */
export interface Settings extends Omit<PartValues, 'lan' | 'ipv6'> {
  readonly lan: { readonly ipv4: PartValues['lan']; readonly ipv6: PartValues['ipv6'] };
}

/** Settings as the values of their parts. */
export function partValues({ lan, ...others }: Settings): PartValues {
  return { ...others, lan: lan.ipv4, ipv6: lan.ipv6 };
}

/** The settings of which these are the parts' values. */
export function settingsOf({ lan, ipv6, ...others }: PartValues): Settings {
  return { lan: { ipv4: lan, ipv6 }, ...others };
}

/** Where each part lies in settings, as a JSON pointer (RFC 6901). */
export function pointerOf(id: PartId): string {
  if (id === 'lan') return '/lan/ipv4';
  return id === 'ipv6' ? '/lan/ipv6' : `/${id}`;
}

/** A value for each part. */
export function mapParts<Values extends Readonly<Record<PartId, unknown>>>(
  make: <Id extends PartId>(id: Id, part: PartsById[Id]) => Values[Id],
): Values {
  return tableOf<PartId, Values>(PART_IDS, (id) => make(id, PARTS[id]));
}

/** The settings of a new appliance. RESET NETWORK CONFIG restores them, except for platform-defined parts. */
export const FACTORY_SETTINGS: Settings = settingsOf(mapParts<PartValues>((_id, part) => part.factory));

/**
 * Whether a part is equal in two settings values. Identical objects are not compared in depth, because a part can hold
 * thousands of VLANs.
 */
export function equalPart<Id extends PartId>(id: Id, a: PartValues, b: PartValues): boolean {
  return a[id] === b[id] || sameJson(PARTS[id].write(a[id]), PARTS[id].write(b[id]));
}

/** Whether two settings values are equal. */
export function equalSettings(a: Settings, b: Settings): boolean {
  const [first, second] = [partValues(a), partValues(b)];
  return a === b || PART_IDS.every((id) => equalPart(id, first, second));
}

/** Every secret in settings. */
export function secretsOf(settings: Settings): readonly string[] {
  const values = partValues(settings);
  const secrets = <Id extends PartId>(id: Id) => PARTS[id].secrets?.(values[id]) ?? [];
  return PART_IDS.flatMap(secrets);
}

/** The errors of each part by itself. */
export function checkParts(settings: Settings): readonly SettingsError[] {
  const values = partValues(settings);
  const check = <Id extends PartId>(id: Id) => PARTS[id].check(values[id]);
  return PART_IDS.flatMap(check);
}
