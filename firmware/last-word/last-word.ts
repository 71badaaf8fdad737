/** `bezel last-word`: what the panel keeps showing when nobody is left to change it. Run by systemd. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Clock } from '../../menus/clock.ts';
import { type Message, message, type StopCause } from '../../menus/words/messages.ts';
import { EXIT, type ExitCode, type Output } from '../command-line/output.ts';
import { wrongOption } from '../command-line/wrong-option.ts';
import { ConfigError, loadConfig } from '../config-file/load.ts';
import type { PanelConfig } from '../panels/family.ts';
import { panelOfWrongConfig } from './panel-section.ts';
import { sayOnPanel } from './say.ts';

const USAGE = `Usage: bezel last-word [--config FILE] [--switched-off]

Says on the panel why its service has ended. systemd runs it: after the service (ExecStopPost=, whose environment it
reads), and with --switched-off when the machine has been shut down.

  --config FILE    configuration (/etc/bezel/bezel.toml)
  --switched-off   the machine can be switched off now`;

interface LastWordParts {
  readonly output: Output;
  readonly clock: Clock;
  /** `SERVICE_RESULT` and `EXIT_STATUS` are read (systemd.exec(5)). */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say?: typeof sayOnPanel;
}

/** What is left to be said after a service ended so; null: the daemon has said it itself. */
export function lastWordOf({ SERVICE_RESULT, EXIT_STATUS }: LastWordParts['environment']): Message | null {
  // Stopped as asked, with a goodbye; or the configuration was refused, which the daemon has said.
  if (SERVICE_RESULT === undefined || SERVICE_RESULT === 'success' || EXIT_STATUS === '2') return null;
  return message('service-stopped', { cause: CAUSES[SERVICE_RESULT] ?? 'failed' });
}

/** By systemd's names for how a service ended (systemd.exec(5), SERVICE_RESULT). */
const CAUSES: Readonly<Record<string, StopCause>> = {
  'oom-kill': 'memory',
  signal: 'killed',
  'core-dump': 'failed',
  watchdog: 'hung',
  timeout: 'hung',
};

export async function lastWordCommand(args: readonly string[], parts: LastWordParts): Promise<ExitCode> {
  const { output, clock, environment, say = sayOnPanel } = parts;
  const options = readOptions(args);
  if ('wrong' in options) {
    output.err(`bezel last-word: ${options.wrong}\n${USAGE}`);
    return EXIT.usage;
  }
  if (options.help) {
    output.out(USAGE);
    return EXIT.done;
  }
  const word = options['switched-off'] ? message('safe-to-switch-off') : lastWordOf(environment);
  const panel = word === null ? null : panelOf(options.config);
  if (word !== null && panel !== null) await say(panel, word, clock);
  return EXIT.done;
}

/** Says on the panel that the configuration is refused, and where, as far as the file still names a panel. */
export async function sayConfigError(
  file: string,
  { line }: ConfigError,
  clock: Clock,
  say: typeof sayOnPanel = sayOnPanel,
): Promise<void> {
  const panel = panelOfFile(file);
  if (panel !== null) await say(panel, message('config-error', { line }), clock);
}

function panelOf(file: string): PanelConfig | null {
  try {
    return loadConfig(file).panel;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return panelOfFile(file);
  }
}

function panelOfFile(file: string): PanelConfig | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Which panel there is stands nowhere else.
    return null;
  }
  return panelOfWrongConfig(text);
}

function readOptions(args: readonly string[]) {
  try {
    const options = {
      config: { type: 'string', default: '/etc/bezel/bezel.toml' },
      'switched-off': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return { wrong: wrongOption(error) };
  }
}
