import * as v from 'valibot';

/**
 * A value with its D-Bus type, as NetworkManager's dictionaries hold them: `['u', 24]`.
 * The type codes are those of the D-Bus specification.
 */
export type Variant = readonly [signature: string, value: unknown];
/** `a{sv}` as the encoder takes it. */
export type VariantDictionary = Readonly<Record<string, Variant>>;

/** A type as the D-Bus library parses it: `{type: 'a', child: [{type: 's', child: []}]}`. */
interface TypeTree {
  readonly type: string;
  readonly child: readonly TypeTree[];
}

const TYPE_TREE: v.GenericSchema<unknown, TypeTree> = v.object({
  type: v.string(),
  child: v.array(v.lazy(() => TYPE_TREE)),
});
/** The library reads a variant as `[[type], [value]]`. */
const RAW_VARIANT = v.tuple([v.tuple([TYPE_TREE]), v.tuple([v.unknown()])]);
const LIST = v.array(v.unknown());
const ENTRIES = v.array(v.tuple([v.string(), v.unknown()]));

/** A variant as the library read it, to plain values: dictionaries become objects. */
function decodeVariant(raw: unknown): unknown {
  const [[type], [value]] = v.parse(RAW_VARIANT, raw);
  return decode(type, value);
}

function decode(type: TypeTree, value: unknown): unknown {
  if (type.type === 'v') return decodeVariant(value);
  if (type.type === '(' || type.type === 'r') {
    return v.parse(LIST, value).map((item, index) => decodeChild(type, index, item));
  }
  if (type.type !== 'a') return value;
  const [element] = type.child;
  // The library gives bytes as a Buffer.
  if (element?.type === 'y') return value;
  if (element?.type === '{') {
    const entries = v.parse(v.array(v.tuple([v.unknown(), v.unknown()])), value);
    return Object.fromEntries(entries.map(([key, item]) => [String(key), decodeChild(element, 1, item)]));
  }
  return v.parse(LIST, value).map((item) => decodeChild(type, 0, item));
}

function decodeChild(type: TypeTree, index: number, value: unknown): unknown {
  const child = type.child[index];
  return child === undefined ? value : decode(child, value);
}

/** `a{sv}` as the library read it, to an object of plain values. */
export function decodeDictionary(raw: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(v.parse(ENTRIES, raw).map(([key, value]) => [key, decodeVariant(value)]));
}

/** `a{sa{sv}}`: interfaces with their properties, or the sections of a connection. */
export function decodeNested(raw: unknown): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(v.parse(ENTRIES, raw).map(([key, value]) => [key, decodeDictionary(value)]));
}

/** The library writes `a{sv}` from a list of pairs. */
function encodeDictionary(dictionary: VariantDictionary): [string, Variant][] {
  return Object.entries(dictionary);
}

/** The same for `a{sa{sv}}`. */
export function encodeNested(
  sections: Readonly<Record<string, VariantDictionary>>,
): [string, [string, Variant][]][] {
  return Object.entries(sections).map(([name, section]) => [name, encodeDictionary(section)]);
}
