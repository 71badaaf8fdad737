/** A value as a configuration file holds it. */
export type TomlValue =
  | string
  | number
  | boolean
  | readonly TomlValue[]
  | { readonly [key: string]: TomlValue };

/** One line of a section: `baud = 19200`. Keys are bare words. */
export function tomlLine(key: string, value: TomlValue): string {
  return `${key} = ${written(value)}`;
}

function written(value: TomlValue): string {
  // A TOML basic string escapes what JSON escapes.
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(written).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, each]) => tomlLine(key, each));
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

// `Array.isArray` alone does not narrow a readonly list.
function isList(value: object): value is readonly TomlValue[] {
  return Array.isArray(value);
}
