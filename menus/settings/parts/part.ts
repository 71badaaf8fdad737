/**
 * Everything one setting defines for itself. Operations on whole settings fold over the parts (`../settings.ts`);
 * the rules between parts are in `../rules.ts`.
 */
import type { NetworkStatus } from '../../network-status.ts';
import type { SettingsError } from '../../values/errors.ts';
import type { Reader } from '../../values/problems.ts';
import type { Difference } from '../../values/review.ts';

export interface Part<Value, Line extends string = string> {
  /** What a new appliance has, and what RESET NETWORK CONFIG goes back to. */
  readonly factory: Value;
  /** The value in a JSON value; undefined when anything in it was refused, which the reader has noted. */
  read(reader: Reader, json: unknown, pointer: string): Value | undefined;
  /** A plain copy for JSON, secrets included. Its keys have one order, so equal values have equal text. */
  write(value: Value): Value;
  /** The secrets in the value, which the log redacts; absent: it never has one. */
  secrets?(value: Value): readonly string[];
  /** The value with its secrets masked, for status answers; absent: it never has one. */
  mask?(value: Value): Value;
  /** The errors of the value by itself. */
  check(value: Value): readonly SettingsError[];
  /** Every line of a review that changes, in the order of the menus. `network` is what is in force, if that is known. */
  review(before: Value, after: Value, network: NetworkStatus | null): readonly Difference<Line>[];
}

/** A part's value. */
export type ValueOf<Any> = Any extends Part<infer Value> ? Value : never;

/** The ids of a part's lines in a review. */
export type LineOf<Any> = Any extends Part<infer _Value, infer Line> ? Line : never;
