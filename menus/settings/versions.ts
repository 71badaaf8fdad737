/** JSON that is stored for years: each released shape has a number, and a step from each to the next. */

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * From one version of a stored value to the next. It is written once and never changed, so it uses literals and not
 * the types of today. It gets what was found on a disk: it may add, rename and move, and must not throw; what it makes
 * is read as strictly as anything else.
 */
export type Migration = (stored: JsonObject) => JsonObject;

export type Upgraded =
  /** In the present shape, as far as it ever had a shape, and without its version. */
  | { readonly state: 'present'; readonly json: unknown }
  /** Written by later software. What it says is not known. */
  | { readonly state: 'newer'; readonly version: number };

/** The version that software with these migrations writes. */
export function versionOf(migrations: readonly Migration[]): number {
  return migrations.length + 1;
}

/**
 * Brings a stored value to the present shape. `migrations[0]` leads from version 1 to 2. The number stands under
 * `version`; a value without one is of version 1. What is no version stays in the value, for its strict reader.
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
