import type { Clock, TimerId } from '../../menus/clock.ts';
import { endOfSequence, NO_PENDING_KEY, readTerminal, type TerminalKey, waitFor } from './keys.ts';

export interface TerminalKeyReader {
  /** Text as it arrived from the terminal, already decoded from UTF-8. */
  read(text: string): void;
  /** Forgets what is pending; no key comes after this. */
  stop(): void;
}

/** Keys of a terminal, with the wait that tells Escape from the start of a sequence. */
export function createTerminalKeyReader(clock: Clock, onKey: (key: TerminalKey) => void): TerminalKeyReader {
  let state = NO_PENDING_KEY;
  let timer: TimerId | null = null;

  const stopWaiting = (): void => {
    if (timer !== null) {
      clock.clearTimeout(timer);
      timer = null;
    }
  };

  const waitForRest = (delay_ms: number): void => {
    timer = clock.setTimeout(() => {
      timer = null;
      const ended = endOfSequence(state);
      state = ended.state;
      ended.keys.forEach(onKey);
    }, delay_ms);
  };

  return {
    read(text) {
      stopWaiting();
      const result = readTerminal(state, text);
      state = result.state;
      const delay_ms = waitFor(state);
      if (delay_ms !== null) {
        waitForRest(delay_ms);
      }
      result.keys.forEach(onKey);
    },
    stop() {
      stopWaiting();
      state = NO_PENDING_KEY;
    },
  };
}
