import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { EXIT, type ExitCode, type Output } from '../../command-line/output.ts';
import { wrongOption } from '../../command-line/wrong-option.ts';
import { DEFAULT_SOCKET } from '../../default-socket.ts';
import { ControlClientError } from '../client.ts';

/** A parsed command line. */
export interface Invocation {
  readonly socket: string;
  /** Answer in JSON, for programs. */
  readonly json: boolean;
  readonly positionals: readonly string[];
  /** Values of the command's own options by name. */
  readonly texts: Readonly<Record<string, string>>;
}

interface Command {
  readonly usage: string;
  /** Names of the options that take a value. */
  readonly options: readonly string[];
  /** Most positional arguments it accepts. */
  readonly words: number;
  /** @returns null when the positional arguments are wrong */
  readonly run: (invocation: Invocation) => Promise<ExitCode | null>;
}

const commonValues = v.object({ socket: v.string(), json: v.boolean(), help: v.boolean() });

/**
 * Runs a command: parses its arguments, and prints what is wrong with them or with the daemon.
 * @param args the command line after the command's name
 */
export async function runCommand(
  args: readonly string[],
  output: Output,
  command: Command,
): Promise<ExitCode> {
  const parsed = parse(args, command);
  if (parsed === 'help') {
    output.out(command.usage);
    return EXIT.done;
  }
  if ('wrong' in parsed) {
    output.err(`bezel: ${parsed.wrong}\n${command.usage}`);
    return EXIT.usage;
  }
  try {
    const code = await command.run(parsed);
    if (code === null) output.err(command.usage);
    return code ?? EXIT.usage;
  } catch (error) {
    if (!(error instanceof ControlClientError)) throw error;
    if (parsed.json && error.problem !== undefined) output.out(JSON.stringify(error.problem));
    output.err(`bezel: ${error.message}`);
    return error.problem === undefined ? EXIT.unavailable : EXIT.refused;
  }
}

function parse(args: readonly string[], command: Command): Invocation | 'help' | { readonly wrong: string } {
  try {
    const own = Object.fromEntries(command.options.map((name) => [name, { type: 'string' as const }]));
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...own,
        socket: { type: 'string', default: DEFAULT_SOCKET },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { socket, json, help } = v.parse(commonValues, values);
    if (help) return 'help';
    const given = Object.entries(values).filter(([name]) => command.options.includes(name));
    const texts = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
    const tooMany = positionals[command.words];
    return tooMany === undefined
      ? { socket, json, positionals, texts }
      : { wrong: `Unexpected argument '${tooMany}'` };
  } catch (error) {
    return { wrong: wrongOption(error) };
  }
}
