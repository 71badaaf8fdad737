import type { MessageScreen } from '../view.ts';
import type { Message } from '../words/messages.ts';
import type { HeadlineLabel } from '../words/words.ts';

/** What a message screen says: messages and headlines, in no language yet. */
export interface SpokenMessage {
  readonly tone: MessageScreen['tone'];
  readonly said: readonly (Message | HeadlineLabel)[];
}
