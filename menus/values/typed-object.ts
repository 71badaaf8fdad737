/** `Object.keys` and `Object.fromEntries` with the keys' types kept. */

/** The keys of a table that has no others than its type says. */
export function keysOf<Table extends object>(table: Table): readonly (keyof Table & string)[] {
  return Object.keys(table) as (keyof Table & string)[];
}

/** A table with a value for each key. */
export function tableOf<Key extends string, Table extends Readonly<Record<Key, unknown>>>(
  keys: readonly Key[],
  make: <Each extends Key>(key: Each) => Table[Each],
): Table {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Table;
}
