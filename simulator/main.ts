/**
 * `bezel simulate`: the QA bench. Interactive in a terminal; with `--script`, or without a terminal, it runs a script.
 */

import { readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { terminalOf } from '../drivers/console/terminal.ts';
import { reasonOf } from '../drivers/reason.ts';
import type { Files } from '../firmware/state/files.ts';
import { lockStateDirectory } from '../firmware/state/lock.ts';
import { openStateDirectory } from '../firmware/state/node-files.ts';
import type { BenchOptions } from './bench-options.ts';
import { socketPath } from './control-socket.ts';
import { helpText } from './help.ts';
import { OptionError, type Options, parseOptions } from './options.ts';
import { runScriptText, SCRIPT_STATUS } from './run-script.ts';
import { ASCII_SYMBOLS, UNICODE_SYMBOLS } from './screens/theme.ts';

/**
 * @param args the command line after `simulate`
 * @returns the exit status
 */
export async function simulate(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options.help) {
      process.stdout.write(helpText());
      return 0;
    }
    return await run(options);
  } catch (error) {
    if (error instanceof OptionError) {
      return refuse(`${error.message}\nTry bezel simulate --help.`);
    }
    return refuse(reasonOf(error));
  }
}

async function run(options: Options): Promise<number> {
  const { script, record, state, panel, geometry, glass, language } = options;
  const { stdin, stdout } = process;
  const files = state === null ? {} : { files: await openState(state) };
  const bench = {
    ...(panel === null ? {} : { panel }),
    ...(geometry === null ? {} : { geometry }),
    glass,
    config: `[panel]\ndriver = "none"\nlanguage = "${language}"\n`,
    ...files,
    socket: socketPath(state),
  };
  if (script !== null) {
    return await runText(script, readFileSync(script, 'utf8'), bench);
  }
  if (!stdin.isTTY) {
    return await runText('standard input', await readAll(stdin), bench);
  }
  const terminal = terminalOf(process.env);
  if (!stdout.isTTY || terminal.mode === 'lines') {
    return refuse(
      'this terminal cannot show a front panel; give --script FILE, or a script on standard input',
    );
  }
  // Ink and its colour library read these when they are loaded. They ignore NO_COLOR, and CI would stop Ink drawing.
  if (!terminal.styled) {
    process.env.FORCE_COLOR = '0';
  }
  delete process.env.CI;
  const { runInteractive } = await import('./interactive.tsx');
  const isPlain = process.env.TERM === 'linux' || terminal.symbols.border === 'classic';
  const symbols = isPlain ? ASCII_SYMBOLS : UNICODE_SYMBOLS;
  await runInteractive({ bench, record, hasColour: terminal.styled, symbols });
  return 0;
}

/** Locks the directory until this process ends. */
async function openState(directory: string): Promise<Files> {
  const files = openStateDirectory(directory);
  await lockStateDirectory(directory);
  return files;
}

async function runText(name: string, text: string, bench: BenchOptions): Promise<number> {
  return await runScriptText({
    name,
    text,
    bench,
    print: (box) => process.stdout.write(`${box}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  });
}

function refuse(why: string): number {
  process.stderr.write(`bezel simulate: ${why}\n`);
  return SCRIPT_STATUS.wrong;
}
