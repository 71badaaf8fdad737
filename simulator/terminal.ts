import { writeSync } from 'node:fs';
import { ENTER_SCREEN, LEAVE_SCREEN } from '../drivers/console/terminal.ts';
import { PASTE_BRACKETS_OFF, PASTE_BRACKETS_ON } from '../drivers/terminal/sequences.ts';

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** The terminal while the simulator has it. */
export interface BorrowedTerminal {
  /** Gives it back as it was found. Idempotent; happens by itself at the end of the process, however it comes. */
  giveBack(): void;
}

/**
 * Takes the terminal: second screen, no cursor, keys unread by the line editor. What is printed before and after
 * stays where the operator left it. A process that is killed outright cannot give it back: `reset` does.
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
    // Synchronous, past anything still buffered in the stream: it must arrive even while the process dies.
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
