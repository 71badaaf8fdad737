/** Values in the notation of a register: padded and short on the glass, natural on a console. */
import { toPanelText } from '../frame.ts';
import { netmaskOf } from '../values/address.ts';
import type { ReviewValue } from '../values/review.ts';
import type { Message } from '../words/messages.ts';
import type { HeadlineLabel } from '../words/words.ts';
import { type RegisterWords, textOf } from '../words/words.ts';

/** A part of a message screen: a message with its values, or a headline. */
export type MessageOrHeadline = Message | HeadlineLabel;

/** The lines of the parts, in order. `frameOf` reduces values from outside to characters the panel can show. */
export function linesOf(words: RegisterWords, ...parts: readonly MessageOrHeadline[]): readonly string[] {
  return parts.flatMap((each) =>
    typeof each === 'string' ? [words.headlines[each]] : textOf(words, each).split('\n'),
  );
}

/** Text from outside, as this register shows it: upper case on the glass. */
export function outsideText(words: RegisterWords, text: string): string {
  const shown = toPanelText(text);
  return words.register === 'glass' ? shown.toUpperCase() : shown;
}

export function reviewText(words: RegisterWords, value: ReviewValue): string {
  switch (value.kind) {
    case 'none':
      return words.values.none;
    case 'from-dhcp':
      return words.values.fromDhcp;
    case 'secret':
      return words.values.secret;
    case 'method':
      return value.method === 'off' ? words.values.off : words.methods[value.method];
    case 'switch':
      return value.isOn ? words.values.on : words.values.off;
    case 'address':
      return value.address;
    case 'netmask':
      return words.register === 'glass'
        ? netmaskOf(value.prefixLength)
        : `${netmaskOf(value.prefixLength)} (/${value.prefixLength})`;
    case 'host':
      return outsideText(words, value.host);
    case 'number':
      return String(value.number);
    case 'text':
      return toPanelText(value.text);
  }
}
