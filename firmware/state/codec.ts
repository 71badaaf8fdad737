import * as v from 'valibot';
import { type Migration, upgrade, versionOf } from '../../menus/settings/versions.ts';

/** How a value is written as JSON and read back. `decode` trusts nothing and never throws. */
export interface Codec<Value> {
  /** The last version that was written without a checksum; 0: none was. */
  readonly lastUnsealed: number;
  readonly encode: (value: Value) => unknown;
  readonly decode: (json: unknown) => Decoded<Value>;
}

export type Decoded<Value> =
  | { readonly state: 'good'; readonly value: Value }
  /** It was read and makes no sense. */
  | { readonly state: 'damaged'; readonly why: string }
  /** Written by later software in this format version, so its content is unknown. */
  | { readonly state: 'newer'; readonly version: number };

/** Decodes a value nested in another; problems of the outer one come first. */
export function decodedWith<Outer, Value>(
  outer: Decoded<Outer>,
  next: (outer: Outer) => Decoded<Value>,
): Decoded<Value> {
  return outer.state === 'good' ? next(outer.value) : outer;
}

/** The migration to the first version with a checksum (`checksum.ts`). */
export const SEALED: Migration = (stored) => stored;

/**
 * A codec from a schema, for objects that are JSON already. `migrations[0]` leads from version 1 to 2 (see
 * `menus/settings/versions.ts`); files carry their version from the second on.
 */
export function schemaCodec<Value extends object>(
  schema: v.GenericSchema<unknown, Value>,
  migrations: readonly Migration[],
): Codec<Value> {
  const version = versionOf(migrations);
  return {
    lastUnsealed: migrations.indexOf(SEALED) + 1,
    encode: (value) => (version === 1 ? value : { version, ...value }),
    decode(json) {
      const upgraded = upgrade(json, migrations);
      if (upgraded.state === 'newer') return upgraded;
      const result = v.safeParse(schema, upgraded.json);
      if (result.success) return { state: 'good', value: result.output };
      const [issue] = result.issues;
      return { state: 'damaged', why: `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}` };
    },
  };
}
