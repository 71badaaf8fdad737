import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { endOfSequence, NO_PENDING_KEY, readTerminal, type TerminalKey, waitFor } from './keys.ts';

export interface TerminalKeyReader {
  /** Text as it arrived from the terminal, already decoded from UTF-8. */
  read(text: string): void;
  /** Forgets what is pending; no key comes after this. */
  stop(): void;
}

/** Keys of a terminal. A lone ESC is held for a moment: it is Escape only if no sequence follows. */
export function createTerminalKeyReader(clock: Clock, onKey: (key: TerminalKey) => void): TerminalKeyReader {
  let state = NO_PENDING_KEY;
  const quiet = new Alarm(clock);

  const endSequence = (): void => {
    const ended = endOfSequence(state);
    state = ended.state;
    ended.keys.forEach(onKey);
  };

  return {
    read(text) {
      quiet.cancel();
      const result = readTerminal(state, text);
      state = result.state;
      const delay_ms = waitFor(state);
      if (delay_ms !== null) {
        quiet.after(delay_ms, endSequence);
      }
      result.keys.forEach(onKey);
    },
    stop() {
      quiet.cancel();
      state = NO_PENDING_KEY;
    },
  };
}
