/** The command `bezel`. Each subcommand is loaded only when called; those drawn with Ink are bundles of their own. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Output } from './command-line/output.ts';
import { VERSION } from './version.ts';

interface Command {
  readonly help: string;
  /** Resolves to the exit code; to undefined when the command ends the process itself. */
  readonly start: (args: readonly string[]) => Promise<number | undefined>;
}

const TERMINAL: Output = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

const COMMANDS: Readonly<Record<string, Command>> = {
  run: {
    help: 'run the daemon: panel, menus, network',
    start: async (args) => (await import('./main.ts')).run(args),
  },
  console: { help: 'show the menus on this terminal', start: (args) => startFace('console', args) },
  status: {
    help: "show the appliance's status",
    start: async (args) => (await import('./control/commands/status.ts')).statusCommand(args, TERMINAL),
  },
  update: {
    help: "report a software update's progress",
    start: async (args) => (await import('./control/commands/update.ts')).updateCommand(args, TERMINAL),
  },
  watch: {
    help: 'stream status changes',
    start: async (args) => (await import('./control/commands/watch.ts')).watchCommand(args, TERMINAL),
  },
  'last-word': {
    help: 'say on the panel why its service has ended; run by systemd',
    start: async (args) => {
      const [{ lastWordCommand }, { realClock }] = await Promise.all([
        import('./last-word/last-word.ts'),
        import('./clock.ts'),
      ]);
      return lastWordCommand(args, { output: TERMINAL, clock: realClock, environment: process.env });
    },
  },
  doctor: {
    help: 'find and test front panels, print their configuration',
    start: async (args) => (await import('./doctor/main.ts')).doctor(args, TERMINAL),
  },
  simulate: {
    help: 'try an appliance in this terminal, without hardware',
    start: (args) => startFace('simulator', args),
  },
};

/** A usage error, as sysexits.h has it. */
const EXIT_USAGE = 64;

/** A bundle beside this one. */
interface Face {
  main(args: readonly string[]): Promise<number | undefined>;
}

async function startFace(name: string, args: readonly string[]): Promise<number | undefined> {
  const face: Face = await import(pathToFileURL(join(__dirname, `${name}.mjs`)).href);
  return await face.main(args);
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { help }]) => `  ${name.padEnd(10)}${help}`);
  return `Usage: bezel COMMAND [OPTIONS]
       bezel --version

${lines.join('\n')}

Run "bezel COMMAND --help" for its options.
`;
}

async function main([name = '', ...args]: readonly string[]): Promise<number | undefined> {
  if (name === '--version') {
    process.stdout.write(`bezel ${VERSION}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return await command.start(args);
  if (name === '--help' || name === '-h') {
    process.stdout.write(usage());
    return 0;
  }
  process.stderr.write(`${name === '' ? '' : `bezel: unknown command ${name}\n`}${usage()}`);
  return EXIT_USAGE;
}

main(process.argv.slice(2)).then(
  (code) => {
    if (code !== undefined) process.exit(code);
  },
  (error: unknown) => {
    process.stderr.write(
      `bezel: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
