import * as v from 'valibot';
import type { Section } from './values.ts';

/**
 * A configuration section with several kinds: panel families, ways to drive an LED, network backends, update engines.
 * Each kind is one entry of a list with its own keys. `open` of a checked section loads the kind's code and opens it.
 */

/** The key that names the kind; an optional one makes its kind the default. */
type KindName =
  | v.LiteralSchema<string, undefined>
  | v.OptionalSchema<v.LiteralSchema<string, undefined>, string>;
type KindSection<Key extends string> = Section<{ readonly [name in Key]: KindName } & v.ObjectEntries>;

/**
 * One kind: the keys of its section, facts that are known without opening it, and how it is opened.
 * `open` of the checked section takes the context that a configuration file cannot hold.
 */
export function kind<const Schema extends Section<v.ObjectEntries>, Facts extends object, Context, Opened>(
  schema: Schema,
  factsOf: (section: v.InferOutput<Schema>) => Facts,
  open: (section: v.InferOutput<Schema>, context: Context) => Promise<Opened>,
) {
  return v.pipe(
    schema,
    v.transform((section): Facts & { readonly open: (context: Context) => Promise<Opened> } => ({
      ...factsOf(section),
      open: (context) => open(section, context),
    })),
  );
}

/** A section that is one of several kinds, selected by `key`. */
export function oneOf<const Key extends string, const Kinds extends readonly KindSection<Key>[]>(
  key: Key,
  kinds: Kinds,
) {
  return v.variant(key, kinds, `expected ${key} = one of ${namesOf(key, kinds).map(quoted).join(', ')}`);
}

/** The valid values of `key`, in the order of the list. */
function namesOf<Key extends string>(key: Key, kinds: readonly KindSection<Key>[]): readonly string[] {
  return kinds.map(({ entries }) => {
    const name: KindName = entries[key];
    return name.type === 'optional' ? name.wrapped.literal : name.literal;
  });
}

const quoted = (name: string) => `"${name}"`;
