/**
 * Netmasks, shown as `255.255.255.000`. UP and DOWN step through the contiguous netmasks of an interface, /1 to /30
 * and round again: changing single digits would pass through hundreds of invalid netmasks. On a panel without
 * RIGHT, ENTER therefore accepts at once. Consoles may type digits as in an address (`digits.ts`); from a typed value
 * that is not a netmask, UP and DOWN go to the nearest one above or below.
 */
import { NETMASKS, netmaskOf, padded } from '../values/address.ts';
import type { Parsed } from '../values/errors.ts';
import { HOST_PREFIX_MAX, HOST_PREFIX_MIN, hostPrefixLengthOf, parseNetmask } from '../values/parse.ts';
import type { PrefixLength } from '../values/types.ts';
import { defineEditor } from './define-editor.ts';
import { changeDigits, naturalOf, withoutLeadingZeros } from './digits.ts';
import type { Editor } from './editor.ts';
import { DOTTED_QUAD } from './ipv4.ts';

/** From the shortest prefix to the longest, padded to one width: so they sort as text. */
const STEPS: readonly string[] = NETMASKS.slice(HOST_PREFIX_MIN, HOST_PREFIX_MAX + 1).map(padded);
const SHORTEST = '128.000.000.000';
const LONGEST = '255.255.255.252';

function stepNetmask(text: string, key: 'KEY.UP' | 'KEY.DOWN'): string {
  return key === 'KEY.UP'
    ? (STEPS.find((netmask) => netmask > text) ?? SHORTEST)
    : (STEPS.findLast((netmask) => netmask < text) ?? LONGEST);
}

/** A netmask, or its prefix length: `255.255.0.0`, `/16`, `16`. */
function written(text: string): Parsed<string> {
  const [, digits] = /^\/?(\d{1,2})$/.exec(text) ?? [];
  const length = digits === undefined ? parseNetmask(text) : hostPrefixLengthOf(Number(digits));
  return length.ok ? { ok: true, value: padded(netmaskOf(length.value)) } : length;
}

/** Prefix lengths 1 to 30 as netmasks. Refuses what `parseNetmask` refuses. */
export const netmaskEditor: Editor<PrefixLength> = defineEditor<PrefixLength>({
  written,
  initialText: (initial) => (initial === null ? '000.000.000.000' : padded(netmaskOf(initial))),
  change: (state, event) =>
    event.type === 'KEY.UP' || event.type === 'KEY.DOWN'
      ? { ...state, text: stepNetmask(state.text, event.type), typed: 0 }
      : changeDigits(DOTTED_QUAD, state, event),
  next: () => null,
  settle: (state) => state,
  parse: (text) => parseNetmask(withoutLeadingZeros(text)),
  show: ({ text, cursor }) => ({
    text,
    cursor,
    hint: 'netmask',
    isSecret: false,
    natural: naturalOf(DOTTED_QUAD, text, cursor),
  }),
});
