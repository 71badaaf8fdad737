import type { MessageScreen } from '../view.ts';
import type { Message } from '../words/messages.ts';
import type { HeadlineLabel } from '../words/words.ts';

/** Content of a message screen: messages and headlines, not translated yet. */
export interface ScreenMessage {
  readonly tone: MessageScreen['tone'];
  readonly parts: readonly (Message | HeadlineLabel)[];
}
