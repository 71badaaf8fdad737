import { en } from '../menus/words/en.ts';
import type { Message } from '../menus/words/messages.ts';
import { textOf } from '../menus/words/words.ts';

/** A message as a sentence for logs, the control socket and the command line, which are in English. */
export function englishOf(message: Message): string {
  return textOf(en.console, message);
}
