/**
 * What one setting brings for itself. Everything that is done with settings as a whole is a fold over the parts, see
 * `settings.ts`; the rules between parts stand together in `rules.ts`.
 */
import type { NetworkStatus } from '../network-status.ts';
import type { SettingsError } from './errors.ts';
import type { Reader } from './problems.ts';
import { keysOf } from './typed-object.ts';
import type { HostName, Ipv4Address, PrefixLength } from './types.ts';

export interface Part<Value, Line extends string = string> {
  /** What a new appliance has, and what RESET NETWORK CONFIG goes back to. */
  readonly factory: Value;
  /** The value in a JSON value; undefined when anything in it was refused, which the reader has noted. */
  read(reader: Reader, json: unknown, pointer: string): Value | undefined;
  /** A plain copy for JSON, secrets included. Its keys have one order, so equal values have equal text. */
  write(value: Value): Value;
  /** The value with its secrets masked, for status answers and logs; absent: it has no secret. */
  mask?(value: Value): Value;
  /** What is wrong with the value by itself. */
  check(value: Value): readonly SettingsError[];
  /** Every line of a review that changes, in the order of the menus. `network` is what is in force, if that is known. */
  review(before: Value, after: Value, network: NetworkStatus | null): readonly Change<Line>[];
}

/** A part's value. */
export type ValueOf<Any> = Any extends Part<infer Value> ? Value : never;

/** The ids of a part's lines in a review. */
export type LineOf<Any> = Any extends Part<infer _Value, infer Line> ? Line : never;

/** One line of a review. */
export interface Change<Line extends string = string> {
  readonly line: Line;
  readonly before: ReviewValue;
  /** The same as `before` where the value changes and its looks do not, as a password's. */
  readonly after: ReviewValue;
}

/** A value in a review, in no language yet. */
export type ReviewValue =
  /** Not set. */
  | { readonly kind: 'none' }
  /** A DHCP server will give it. */
  | { readonly kind: 'from-dhcp' }
  /** Set, and never shown. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'method'; readonly method: 'dhcp' | 'static' | 'off' }
  | { readonly kind: 'switch'; readonly isOn: boolean }
  | { readonly kind: 'address'; readonly address: Ipv4Address }
  | { readonly kind: 'netmask'; readonly prefixLength: PrefixLength }
  | { readonly kind: 'host'; readonly host: HostName }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string };

export const NONE: ReviewValue = { kind: 'none' };

/** Whether two plain values with one order of keys say the same. */
export function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The lines of which old and new value look different. */
export function changedLines<Line extends string>(changes: readonly Change<Line>[]): readonly Change<Line>[] {
  return changes.filter(({ before, after }) => !sameJson(before, after));
}

/** How each line of a part reads its value. */
export type LineReaders<Value, Line extends string> = Readonly<Record<Line, (value: Value) => ReviewValue>>;

/** The review of a part whose lines each show one value of it. */
export function reviewOf<Value, Line extends string>(
  readers: LineReaders<Value, Line>,
): (before: Value, after: Value) => readonly Change<Line>[] {
  const lines = keysOf(readers);
  return (before, after) =>
    changedLines(lines.map((line) => ({ line, before: readers[line](before), after: readers[line](after) })));
}
