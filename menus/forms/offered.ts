/** Initial values of fields. */
import type { Parsed } from '../values/errors.ts';
import { prefixLengthOf } from '../values/parse.ts';
import type { PrefixLength } from '../values/types.ts';

/** A parsed value to start a field with; null when it did not parse. */
export function offered<Value>(parsed: Parsed<Value>): Value | null {
  return parsed.ok ? parsed.value : null;
}

/** 255.255.255.0, the usual netmask of small networks: offered when none is known. */
export const USUAL_PREFIX_LENGTH: PrefixLength | null = offered(prefixLengthOf(24));
