import { writeSync } from 'node:fs';
import { ENTER_SCREEN, LEAVE_SCREEN } from '../drivers/console/terminal.ts';
import { PASTE_BRACKETS_OFF, PASTE_BRACKETS_ON } from '../drivers/terminal/sequences.ts';

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** The terminal while the simulator uses it. */
export interface BorrowedTerminal {
  /** Restores the terminal. Idempotent; also runs at exit, on an uncaught exception and on the `SIGNALS`. */
  giveBack(): void;
}

/**
 * Switches the terminal to the alternate screen, without a cursor, in raw mode. Output printed before and after
 * stays on the main screen. A process killed with SIGKILL cannot restore it; the `reset` command can.
 *
 * @param onText what is typed, decoded from UTF-8
 * @param beforeGivingBack stops the drawing: what is drawn later would land on the operator's own screen
 */
export function borrowTerminal(
  onText: (text: string) => void,
  beforeGivingBack: () => void,
): BorrowedTerminal {
  const { stdin, stdout } = process;
  let isBorrowed = true;

  const giveBack = (): void => {
    if (!isBorrowed) {
      return;
    }
    isBorrowed = false;
    beforeGivingBack();
    stdin.off('data', onText);
    stdin.setRawMode(false);
    stdin.pause();
    // Synchronous, bypassing the stream's buffer: it must be written even while the process exits.
    writeSync(stdout.fd, PASTE_BRACKETS_OFF + LEAVE_SCREEN);
  };

  writeSync(stdout.fd, ENTER_SCREEN + PASTE_BRACKETS_ON);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', onText);
  stdin.resume();
  process.once('exit', giveBack);
  for (const [signal, status] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      giveBack();
      process.exit(status);
    });
  }
  process.once('uncaughtException', (error) => {
    giveBack();
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  });
  return { giveBack };
}
