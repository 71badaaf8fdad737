/**
 * `bezel console`: the menus on the terminal it runs on. A process of its own, so that the daemon never loads React;
 * it attaches over the control socket. Ends by Ctrl-] unless that is switched off, on SIGTERM, on SIGHUP
 * or when the terminal is gone.
 */
import { readlinkSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AS_TEXT, terminalOf } from '../drivers/console/terminal.ts';
import { realClock } from './clock.ts';
import { EXIT, type ExitCode } from './command-line/output.ts';
import { wrongOption } from './command-line/wrong-option.ts';
import { DEFAULT_SOCKET } from './default-socket.ts';

const USAGE = `Usage: bezel console [--text] [--no-exit] [--socket PATH] [--name NAME]

Shows the appliance's status and menus on this terminal. Ctrl-] leaves.

  --text          line by line, for screen readers and terminals without a cursor
  --no-exit       no key leaves, for a terminal that shows nothing else
  --socket PATH   control socket of the daemon (${DEFAULT_SOCKET})
  --name NAME     name shown for this console in "bezel status" (the terminal's)
`;

/**
 * @param args the command line after `console`
 * @returns the exit code; undefined while the console runs, which ends the process itself
 */
export async function runConsoleCommand(args: readonly string[]): Promise<ExitCode | undefined> {
  const options = optionsOf(args);
  if ('wrong' in options) {
    process.stderr.write(`bezel console: ${options.wrong}\n${USAGE}`);
    return EXIT.usage;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return EXIT.done;
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    process.stderr.write('bezel console: standard input and output must be a terminal\n');
    return EXIT.usage;
  }
  const terminal = { ...terminalOf(process.env), ...(options.text ? AS_TEXT : {}) };
  // Read by Ink and its colour library when they are loaded: 16 colours or none, and always a live screen.
  // Node warns on the screen when it finds both variables.
  delete process.env.NO_COLOR;
  process.env.FORCE_COLOR = terminal.styled ? '1' : '0';
  process.env.CI = 'false';
  const { runConsole } = await import('../drivers/console/run.tsx');

  const { stdin, stdout } = process;
  const end = () => {
    close();
    process.exit();
  };
  const onLeave = options.noExit ? null : end;
  const close = runConsole({ ...options, clock: realClock, terminal, stdin, stdout, onLeave });
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  stdin.on('end', end);
  // The terminal is gone, so there is nowhere to report the error.
  stdout.on('error', () => process.exit(1));
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGTSTP'] as const) {
    process.on(signal, () => undefined);
  }
  process.on('uncaughtException', (error) => {
    close();
    process.stderr.write(`bezel console: ${error.stack ?? error.message}\n`);
    process.exit(1);
  });
  return undefined;
}

function optionsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        socket: { type: 'string' },
        name: { type: 'string' },
        text: { type: 'boolean' },
        'no-exit': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return {
      socket: values.socket ?? DEFAULT_SOCKET,
      name: values.name ?? terminalName(),
      text: values.text ?? false,
      noExit: values['no-exit'] ?? false,
      help: values.help ?? false,
    };
  } catch (error) {
    return { wrong: wrongOption(error) };
  }
}

/** `console tty1`, `console pts/3`. */
function terminalName(): string {
  try {
    return `console ${readlinkSync('/proc/self/fd/0').replace(/^\/dev\//, '')}`;
  } catch {
    return 'console';
  }
}
