/** Versions of stored JSON: each released shape has a number, and a migration to the next. */

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * From one version of a stored value to the next. It is written once and never changed, so it uses literals instead of
 * today's types. Its input comes from a disk and is not validated: it may add, rename and move keys, and must not throw.
 * Its output is then parsed strictly.
 */
export type Migration = (stored: JsonObject) => JsonObject;

export type Upgraded =
  /** Migrated to the present version, without its version number; not validated yet. */
  | { readonly state: 'present'; readonly json: unknown }
  /** Written by later software, in a format unknown here. */
  | { readonly state: 'newer'; readonly version: number };

/** The version that software with these migrations writes. */
export function versionOf(migrations: readonly Migration[]): number {
  return migrations.length + 1;
}

/**
 * Upgrades a stored value to the present version. `migrations[0]` leads from version 1 to 2. The key `version` has the
 * number; a value without it is of version 1. A `version` that is not a version number stays in the value, where strict
 * parsing reports it.
 */
export function upgrade(json: unknown, migrations: readonly Migration[]): Upgraded {
  if (!isJsonObject(json)) return { state: 'present', json };
  const { version = 1, ...stored } = json;
  if (!isVersion(version)) return { state: 'present', json };
  if (version > versionOf(migrations)) return { state: 'newer', version };
  const upgraded = migrations.slice(version - 1).reduce((value, migrate) => migrate(value), stored);
  return { state: 'present', json: upgraded };
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
