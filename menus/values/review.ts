/** The lines of a review by id, with typed values that are not translated yet. */
import { keysOf } from './typed-object.ts';
import type { HostName, Ipv4Address, PrefixLength } from './types.ts';

/** One line of a review. */
export interface Difference<Line extends string = string> {
  readonly line: Line;
  readonly before: ReviewValue;
  /** Equal to `before` where the value changes but not its text, such as a password's. */
  readonly after: ReviewValue;
}

/** A value in a review, not translated yet. */
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

export function addressValue(address: Ipv4Address | null | undefined): ReviewValue {
  return address ? { kind: 'address', address } : NONE;
}

/** Whether two plain values are equal; their keys have to be in the same order. */
export function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The lines whose old and new values look different. */
export function changedLines<Line extends string>(
  changes: readonly Difference<Line>[],
): readonly Difference<Line>[] {
  return changes.filter(({ before, after }) => !sameJson(before, after));
}

/** How each line of a part reads its value. */
export type LineReaders<Value, Line extends string> = Readonly<Record<Line, (value: Value) => ReviewValue>>;

/** The review of a part whose lines each show one value of it. */
export function reviewOf<Value, Line extends string>(
  readers: LineReaders<Value, Line>,
): (before: Value, after: Value) => readonly Difference<Line>[] {
  const lines = keysOf(readers);
  return (before, after) =>
    changedLines(lines.map((line) => ({ line, before: readers[line](before), after: readers[line](after) })));
}
