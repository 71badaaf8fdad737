/** Reading a JSON value strictly: every problem is found, each with a JSON pointer to where it is (RFC 6901). */
import type { Parsed } from './errors.ts';

/** One thing that is wrong with a JSON value. */
export interface Problem {
  /** RFC 6901, `/vlans/3/id`; empty for the whole value. */
  readonly pointer: string;
  /** A sentence that says what was expected. Never holds a secret. */
  readonly expected: string;
}

export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type JsonObject<Key extends string> = Readonly<Record<Key, unknown>>;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key's `~` and `/` have to be escaped (RFC 6901 section 3). */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Problems collected of one value at most: whoever mends these sees the next. */
export const MOST_PROBLEMS = 20;

/** Elements read at once by `arrayInPortions`: at most a few milliseconds with `--jitless`. */
const PORTION = 16;

/** The result of reading in portions, all of them at once. */
export function atOnce<Result>(portions: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = portions.next();
    if (done) return value;
  }
}

/** Reads values and collects problems; a method returns undefined after it recorded a problem. */
export class Reader {
  readonly #problems: Problem[] = [];

  refuse(pointer: string, expected: string): undefined {
    if (!this.#isFull) this.#problems.push({ pointer, expected });
    return undefined;
  }

  /** Nothing more would be noted. */
  get #isFull(): boolean {
    return this.#problems.length >= MOST_PROBLEMS;
  }

  /** The value read, or all problems found. */
  result<Value>(value: Value | undefined): Decoded<Value> {
    return value !== undefined && this.#problems.length === 0
      ? { ok: true, value }
      : { ok: false, problems: this.#problems };
  }

  /** An object with exactly these keys; each missing and each unknown one is noted. */
  object<const Key extends string>(
    value: unknown,
    pointer: string,
    keys: readonly Key[],
  ): JsonObject<Key> | undefined {
    if (!isObject(value)) return this.refuse(pointer, `expected an object with ${keys.join(', ')}`);
    let complete = true;
    for (const key of keys) {
      if (Object.hasOwn(value, key)) continue;
      complete = false;
      this.refuse(`${pointer}/${key}`, 'expected a value; the key is missing');
    }
    for (const key of Object.keys(value)) {
      if (this.#isFull) break;
      if (keys.some((known) => known === key)) continue;
      this.refuse(`${pointer}/${escaped(key)}`, `expected only ${keys.join(', ')}`);
    }
    return complete ? value : undefined;
  }

  /** An array of `min` to `max` elements, each read by `read`. The pointer of one too many is that element's. */
  array<Value>(
    value: unknown,
    pointer: string,
    limits: { readonly min?: number; readonly max: number },
    read: (element: unknown, pointer: string) => Value | undefined,
  ): readonly Value[] | undefined {
    return atOnce(this.arrayInPortions(value, pointer, limits, read));
  }

  /** As `array`; it yields between portions, so that thousands of elements hold up nothing else. */
  *arrayInPortions<Value>(
    value: unknown,
    pointer: string,
    { min = 0, max }: { readonly min?: number; readonly max: number },
    read: (element: unknown, pointer: string) => Value | undefined,
  ): Generator<void, readonly Value[] | undefined> {
    if (!Array.isArray(value)) return this.refuse(pointer, 'expected an array');
    const elements: readonly unknown[] = value;
    if (elements.length < min) return this.refuse(pointer, `expected at least ${min} elements`);
    if (elements.length > max) return this.refuse(`${pointer}/${max}`, `expected at most ${max} elements`);
    const values: Value[] = [];
    for (const [index, element] of elements.entries()) {
      if (this.#isFull) break;
      if (index % PORTION === PORTION - 1) yield;
      const read_ = read(element, `${pointer}/${index}`);
      if (read_ !== undefined) values.push(read_);
    }
    return values.length === elements.length ? values : undefined;
  }

  boolean(value: unknown, pointer: string): boolean | undefined {
    return typeof value === 'boolean' ? value : this.refuse(pointer, 'expected true or false');
  }

  /** A string that `parse` takes. */
  text<Value>(value: unknown, pointer: string, parse: (text: string) => Parsed<Value>): Value | undefined {
    return typeof value === 'string'
      ? this.#parsed(parse(value), pointer)
      : this.refuse(pointer, 'expected a string');
  }

  /** A number that `parse` takes. */
  number<Value>(
    value: unknown,
    pointer: string,
    parse: (number: number) => Parsed<Value>,
  ): Value | undefined {
    return typeof value === 'number'
      ? this.#parsed(parse(value), pointer)
      : this.refuse(pointer, 'expected a number');
  }

  #parsed<Value>(parsed: Parsed<Value>, pointer: string): Value | undefined {
    return parsed.ok ? parsed.value : this.refuse(pointer, parsed.error.log);
  }
}

type Partly<Value> = { readonly [Key in keyof Value]: Value[Key] | undefined };

function isComplete<Value extends object>(fields: Partly<Value> | Value): fields is Value {
  return !Object.values(fields).includes(undefined);
}

/** The fields as one value, or undefined when the reading of one of them failed. */
export function complete<Value extends object>(fields: Partly<Value>): Value | undefined {
  return isComplete<Value>(fields) ? fields : undefined;
}
