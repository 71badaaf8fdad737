import * as v from 'valibot';

/** The kinds of values a configuration file holds. Every message says what was expected. */

export const text = v.string('expected a text in quotes');
export const someText = v.pipe(text, v.nonEmpty('expected a text that is not empty'));
export const flag = v.boolean('expected true or false');

/** A whole number within a range, both ends allowed. */
export function whole(least: number, most: number) {
  const expected = `expected a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  );
}

/** One of a few words. */
export function word<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return v.picklist(words, `expected one of ${words.map((each) => `"${each}"`).join(', ')}`);
}

/** A program and its arguments, run without a shell. */
export function command() {
  const expected = 'expected a list of texts: a program and its arguments';
  return v.pipe(v.array(someText, expected), v.minLength(1, expected));
}

/** Seconds until something idle ends, or "off" (null from here on). 0 would mean at once and is refused. */
export const idleTime = v.pipe(
  v.custom<number | 'off'>(
    (value) => value === 'off' || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 86_400),
    'expected seconds from 1 to 86400, or "off"',
  ),
  v.transform((value) => (value === 'off' ? null : value)),
);

/** IPv4 or IPv6 network in CIDR form; the backend that uses it parses it strictly. */
export const network = v.pipe(
  text,
  v.regex(/^[0-9A-Fa-f.:]+\/\d{1,3}$/, 'expected a network like "10.0.0.0/8"'),
);
