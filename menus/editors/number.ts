/** Numbers of a fixed number of digits with leading zeros: `0010`, `00443`. Keys: see `digits.ts`. */
import type { Parsed } from '../values/errors.ts';
import { parsePort, parseVlanId } from '../values/parse.ts';
import type { Port, VlanId } from '../values/types.ts';
import { defineEditor } from './define-editor.ts';
import { changeDigits, type DigitLayout, nextDigit, showDigits, withoutLeadingZeros } from './digits.ts';
import type { Editor } from './editor.ts';

function numberEditor<Value extends number>(
  width: number,
  parse: (text: string) => Parsed<Value>,
): Editor<Value> {
  const layout: DigitLayout = { groups: 1, width };
  return defineEditor<Value>({
    written(text) {
      const parsed = parse(text);
      return parsed.ok ? { ok: true, value: String(parsed.value).padStart(width, '0') } : parsed;
    },
    initialText: (initial) => String(initial ?? 0).padStart(width, '0'),
    change: (state, event) => changeDigits(layout, state, event),
    next: (state) => nextDigit(layout, state),
    settle: (state) => state,
    parse: (text) => parse(withoutLeadingZeros(text)),
    show: (state) => showDigits(layout, state),
  });
}

/** 0 to 4094. */
export const vlanIdEditor: Editor<VlanId> = numberEditor(4, parseVlanId);

/** 1 to 65535. */
export const portEditor: Editor<Port> = numberEditor(5, parsePort);
