/** What fields are filled with at first. */
import type { Parsed } from '../values/errors.ts';
import { prefixLengthOf } from '../values/parse.ts';
import type { PrefixLength } from '../values/types.ts';

/** A value that may be offered; null when it is none. */
export function offered<Value>(parsed: Parsed<Value>): Value | null {
  return parsed.ok ? parsed.value : null;
}

/** 255.255.255.0: what small networks mostly have, where nothing is known. */
export const USUAL_PREFIX_LENGTH: PrefixLength | null = offered(prefixLengthOf(24));
