/** IPv4 addresses, three digits a part: `192.168.001.010`. Keys: see `digits.ts`. */
import { padded } from '../values/address.ts';
import type { Parsed } from '../values/errors.ts';
import { parseDottedQuad, parseIpv4 } from '../values/parse.ts';
import type { Ipv4Address } from '../values/types.ts';
import { defineEditor } from './define-editor.ts';
import { changeDigits, type DigitLayout, nextDigit, showDigits, withoutLeadingZeros } from './digits.ts';
import type { Editor } from './editor.ts';

export const DOTTED_QUAD: DigitLayout = { groups: 4, width: 3 };

const EMPTY = '000.000.000.000';

function addressEditor<Value extends Ipv4Address | null>(
  parse: (text: string) => Parsed<Value>,
): Editor<Value> {
  return defineEditor<Value>({
    written(text) {
      const address = parseDottedQuad(text);
      return address.ok ? { ok: true, value: padded(address.value) } : address;
    },
    initialText: (initial) => (initial === null ? EMPTY : padded(initial)),
    change: (state, event) => changeDigits(DOTTED_QUAD, state, event),
    next: (state) => nextDigit(DOTTED_QUAD, state),
    settle: (state) => state,
    parse,
    show: (state) => showDigits(DOTTED_QUAD, state),
  });
}

/** A host's address. Refuses what `parseIpv4` refuses. */
export const ipv4Editor: Editor<Ipv4Address> = addressEditor((text) => parseIpv4(withoutLeadingZeros(text)));

/** A host's address or none: all zeros give null. */
export const optionalIpv4Editor: Editor<Ipv4Address | null> = addressEditor<Ipv4Address | null>((text) =>
  text === EMPTY ? { ok: true, value: null } : parseIpv4(withoutLeadingZeros(text)),
);
