/** The part of JSON Schema that the OpenAPI file uses. An unknown keyword is an error, so nothing goes unchecked. */
type Json = Readonly<Record<string, unknown>>;

/** Says nothing about values. */
const ANNOTATIONS = new Set(['description', 'default']);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns every place where `value` is not what `schema` says; empty when it fits */
export function mismatches(schema: unknown, value: unknown, root: Json, at = ''): readonly string[] {
  if (!isObject(schema)) throw new Error(`no schema at ${at}`);
  return Object.entries(schema).flatMap(([keyword, rule]) =>
    ANNOTATIONS.has(keyword) ? [] : checkKeyword(keyword, rule, { schema, value, root, at }),
  );
}

interface Place {
  readonly schema: Json;
  readonly value: unknown;
  readonly root: Json;
  readonly at: string;
}

function checkKeyword(keyword: string, rule: unknown, place: Place): readonly string[] {
  const { value, root, at } = place;
  const fail = (holds: boolean) => (holds ? [] : [`${at}: ${keyword} ${JSON.stringify(rule)}`]);
  switch (keyword) {
    case '$ref':
      return mismatches(resolve(root, String(rule)), value, root, at);
    case 'type':
      return fail((Array.isArray(rule) ? rule : [rule]).some((type) => hasType(value, type)));
    case 'enum':
      return fail(Array.isArray(rule) && rule.includes(value));
    case 'const':
      return fail(value === rule);
    case 'pattern':
      return fail(typeof value !== 'string' || new RegExp(String(rule)).test(value));
    case 'minimum':
      return fail(typeof value !== 'number' || value >= Number(rule));
    case 'maximum':
      return fail(typeof value !== 'number' || value <= Number(rule));
    case 'minLength':
      return fail(typeof value !== 'string' || value.length >= Number(rule));
    case 'maxLength':
      return fail(typeof value !== 'string' || value.length <= Number(rule));
    case 'minItems':
      return fail(!Array.isArray(value) || value.length >= Number(rule));
    case 'maxItems':
      return fail(!Array.isArray(value) || value.length <= Number(rule));
    case 'required':
      return fail(
        !isObject(value) || (Array.isArray(rule) && rule.every((key) => Object.hasOwn(value, key))),
      );
    case 'anyOf':
      return fail(Array.isArray(rule) && rule.some((one) => mismatches(one, value, root, at).length === 0));
    case 'items':
      return Array.isArray(value)
        ? value.flatMap((item: unknown, index) => mismatches(rule, item, root, `${at}/${index}`))
        : [];
    case 'properties':
    case 'additionalProperties':
      return checkProperties(keyword, rule, place);
    default:
      throw new Error(`unknown keyword ${keyword} at ${at}`);
  }
}

function checkProperties(
  keyword: string,
  rule: unknown,
  { schema, value, root, at }: Place,
): readonly string[] {
  if (!isObject(value)) return [];
  const known = isObject(schema.properties) ? schema.properties : {};
  if (keyword === 'additionalProperties') {
    const strangers = Object.keys(value).filter((key) => !Object.hasOwn(known, key));
    return rule === false ? strangers.map((key) => `${at}/${key}: not described`) : [];
  }
  return Object.keys(known)
    .filter((key) => Object.hasOwn(value, key))
    .flatMap((key) => mismatches(known[key], value[key], root, `${at}/${key}`));
}

function hasType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** What `#/components/schemas/Status` names. */
export function resolve(root: Json, reference: string): unknown {
  let found: unknown = root;
  for (const key of reference.replace('#/', '').split('/')) found = isObject(found) ? found[key] : undefined;
  if (found === undefined) throw new Error(`nothing at ${reference}`);
  return found;
}
