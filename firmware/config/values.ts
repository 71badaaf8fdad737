import * as v from 'valibot';
import type { Geometry } from '../../menus/frame.ts';
import { parseNetwork } from '../../menus/values/cidr.ts';

/** The kinds of values a configuration file holds. Every message says what was expected. */

export const text = v.string('expected a text in quotes');
export const someText = v.pipe(text, v.nonEmpty('expected a text that is not empty'));
export const flag = v.boolean('expected true or false');

/** Valid names of an appliance, from the configuration or the platform. */
export const FRIENDLY_NAME = /^[A-Za-z0-9._-]{1,32}$/;
export const friendlyName = v.regex<string, string>(
  FRIENDLY_NAME,
  'expected 1 to 32 of A-Z a-z 0-9 - _ and dot',
);

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

/** One of the given words. */
export function word<const Words extends readonly string[]>(...words: Words) {
  return v.picklist(words, `expected one of ${words.map((each) => `"${each}"`).join(', ')}`);
}

/** A program and its arguments, run without a shell. */
export function command() {
  const expected = 'expected a list of texts: a program and its arguments';
  return v.pipe(v.array(someText, expected), v.minLength(1, expected));
}

/** Idle time in seconds, or "off", which becomes null. 0 is refused: it would mean at once. */
export const idleTime = v.pipe(
  v.custom<number | 'off'>(
    (value) => value === 'off' || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 86_400),
    'expected seconds from 1 to 86400, or "off"',
  ),
  v.transform((value) => (value === 'off' ? null : value)),
);

/** An IPv4 network in CIDR form, given by its first address. */
export const network = v.pipe(
  text,
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseNetwork(dataset.value);
    if (parsed !== null) return parsed;
    addIssue({ message: 'expected an IPv4 network like "10.0.0.0/8"' });
    return NEVER;
  }),
);

/** Size of a display, `20x4`, with at most `mostColumns` columns. The menus need at least 16x2. */
export function glassSize(mostColumns: number) {
  const expected = `expected COLUMNSxROWS from "16x2" to "${mostColumns}x4"`;
  return v.pipe(
    text,
    v.regex(/^\d{1,3}x\d$/, expected),
    v.transform((size): Geometry => {
      const [columns = 0, rows = 0] = size.split('x').map(Number);
      return { columns, rows };
    }),
    v.check(
      ({ columns, rows }) => columns >= 16 && columns <= mostColumns && rows >= 2 && rows <= 4,
      (issue) => `${expected}, got "${issue.input.columns}x${issue.input.rows}"`,
    ),
  );
}

/** What was expected of a missing value, for the message; empty if the schema does not say. */
function expectation(schema: v.GenericSchema | undefined): string {
  const result = schema === undefined ? null : v.safeParse(schema, undefined);
  return result?.issues === undefined ? '' : `: ${result.issues[0].message}`;
}

/** A section with exactly these keys. An unknown key and a missing one are reported with what is expected. */
export function section<const Entries extends v.ObjectEntries>(entries: Entries): Section<Entries> {
  return v.strictObject(entries, ({ expected, received, path }) => {
    if (expected === 'never') return `unknown key; known are ${Object.keys(entries).join(', ')}`;
    if (received !== 'undefined') return 'expected a section';
    return `missing${expectation(entries[String(path?.at(-1)?.key)])}`;
  });
}

/** The schema of a section, as `section` makes it. */
export type Section<Entries extends v.ObjectEntries> = v.StrictObjectSchema<
  Entries,
  (issue: v.StrictObjectIssue) => string
>;
