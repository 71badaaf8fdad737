/** `bezel run`: what happens at boot, from top to bottom. */
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Panel } from '../drivers/panel.ts';
import { Alarm } from '../menus/alarm.ts';
import type { Clock } from '../menus/clock.ts';
import { realClock } from './clock.ts';
import { wrongOption } from './command-line/wrong-option.ts';
import { type Config, ConfigError, loadConfig } from './config-file/load.ts';
import { openLeds } from './leds/status-leds.ts';
import { createLog, type Log, levelsFromEnvironment } from './log/log.ts';
import { startEarly } from './sessions/early-panel.ts';
import { type Files, StateError, unusableFiles } from './state/files.ts';
import { lockStateDirectory } from './state/lock.ts';
import { openStateDirectory } from './state/node-files.ts';
import { VERSION } from './version.ts';

const DEFAULT_CONFIG = '/etc/bezel/bezel.toml';
const USAGE = `Usage: bezel run [--config FILE]

Runs the appliance's front panel.

  --config FILE   configuration (${DEFAULT_CONFIG})
`;

/**
 * Exit codes. 2: the configuration is wrong and a restart cannot help (`RestartPreventExitStatus` in the unit).
 * 1: another daemon holds the state directory; systemd restarts with growing delays until that daemon ends. Or stored
 * files that could not be read at the start can be read now: the next start uses them.
 */
const EXIT = { ok: 0, state: 1, config: 2 } as const;

/** Interval of the keep-alive timer: a day, in milliseconds. Any value works, the timer is set again each time. */
const ALIVE_ms = 86_400_000;

/** The process exits this long after SIGTERM even if something hangs, in milliseconds. */
const STOP_LIMIT_ms = 1900;

/**
 * serialport opens the device on the thread pool (2 ms) and calls back on this thread. Yield this long before the
 * blocking imports below, or the first write to the panel waits until they are done. In milliseconds.
 */
const OPENING_ms = 4;

/** @returns the exit code, once the daemon has ended */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readOptions(args);
  if ('wrong' in asked) {
    process.stderr.write(`bezel run: ${asked.wrong}\n${USAGE}`);
    return EXIT.config;
  }
  if (asked.help) {
    process.stdout.write(USAGE);
    return EXIT.ok;
  }
  try {
    return await runWith(loadConfig(asked.config));
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof StateError)) throw error;
    process.stderr.write(`${error.message}\n`);
    if (error instanceof ConfigError) await sayRefused(asked.config, error);
    return error instanceof ConfigError ? EXIT.config : EXIT.state;
  }
}

/** An old address must not stay on the glass of a service that does not start. */
async function sayRefused(file: string, error: ConfigError): Promise<void> {
  try {
    const { sayConfigError } = await import('./last-word/last-word.ts');
    await sayConfigError(file, error, realClock);
  } catch (failure) {
    process.stderr.write(`the panel was not told: ${String(failure)}\n`);
  }
}

async function runWith(config: Config): Promise<number> {
  const signalled = endSignal();
  const clock = realClock;
  const log = createLog({
    ...levelsFromEnvironment(process.env.BEZEL_LOG, config.log),
    clock,
    write: (line) => process.stderr.write(`${line}\n`),
  });
  // The reader of the log is gone (EPIPE). The daemon goes on without a log.
  process.stderr.on('error', () => undefined);
  log.info('bezel starts', { version: VERSION, node: process.version });

  const { files, release } = await openState(stateDirectoryOf(config), clock, log);
  const leds = await openLeds(config.leds, { clock, log: log.child('leds') });
  // The panel shows a first screen before the rest of the daemon is loaded.
  const panel = await openPanel(config, { clock, log, leds: leds.onPanel });
  if (panel !== null) await new Promise<void>((resolve) => clock.setTimeout(resolve, OPENING_ms));

  const [{ startDaemon }, { systemPower }] = await Promise.all([
    import('./daemon.ts'),
    import('./appliance/system-power.ts'),
  ]);
  const daemon = startDaemon({
    config,
    clock,
    log,
    files,
    backend: await config.network.open({
      clock,
      log: log.child('network'),
      files,
      networks: config.platform.networks,
      platformUrl: config.platform.url === '' ? null : config.platform.url,
      caFile: config.platform.ca_file === '' ? null : config.platform.ca_file,
    }),
    panels: panel === null ? [] : [panel],
    leds: leds.beside,
    power: systemPower(config.power, { clock, log: log.child('power') }),
    random: (count) => globalThis.crypto.getRandomValues(new Uint8Array(count)),
    uptime_s: uptime,
    boot: bootId(log),
    version: VERSION,
  });

  const { startIntegrations } = await import('./integrations.ts');
  const integrations = await startIntegrations(daemon, config, { clock, log });

  const reason = await Promise.race([signalled, daemon.readable.then(() => 'state readable' as const)]);
  log.info('told to end', { reason });
  // A hanging part must not delay the machine's shutdown.
  clock.setTimeout(() => process.exit(EXIT.ok), STOP_LIMIT_ms);
  await Promise.all([integrations.stop(), daemon.stop()]);
  release();
  log.info('bezel ends');
  return reason === 'state readable' ? EXIT.state : EXIT.ok;
}

/** What is tried out in a simulated network must never be set on a real one: it is kept elsewhere. */
function stateDirectoryOf({ state, network }: Config): string {
  return network.backend === 'simulated' ? join(state.directory, 'simulated') : state.directory;
}

interface State {
  readonly files: Files;
  /** Ends the daemon's hold on the directory. Until it is called, the process stays alive. */
  readonly release: () => void;
}

/**
 * Opens and locks the state directory. If it cannot be used, the daemon runs without it: the panel shows the network
 * in force and the fault, and refuses changes. A dark panel would not show what is wrong.
 * @throws StateError when another daemon has it
 */
async function openState(directory: string, clock: Clock, log: Log): Promise<State> {
  let files: Files;
  try {
    files = openStateDirectory(directory);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    log.error('nothing can be kept', { why: error.message });
    return { files: unusableFiles(error, () => openStateDirectory(directory)), release: stayAlive(clock) };
  }
  const lock = await lockStateDirectory(directory);
  return { files, release: () => lock.release() };
}

/** Keeps the process alive with a timer, because a signal handler does not. @returns cancels the timer */
function stayAlive(clock: Clock): () => void {
  const alarm = new Alarm(clock);
  const wait = () => alarm.after(ALIVE_ms, wait);
  wait();
  return () => alarm.cancel();
}

interface PanelParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly leds: Awaited<ReturnType<typeof openLeds>>['onPanel'];
}

/** Opens and starts the panel with its buttons; null: the configuration has no panel. */
async function openPanel(config: Config, { clock, log, leds }: PanelParts): Promise<Panel | null> {
  const panel = await config.panel.open({ clock, leds });
  if (panel === null) return null;
  const { withConfiguredButtons } = await import('./panels/buttons.ts');
  return startEarly(await withConfiguredButtons(panel, config.buttons, { clock, log: log.child('buttons') }));
}

function readOptions(args: readonly string[]) {
  try {
    const options = {
      config: { type: 'string', default: DEFAULT_CONFIG },
      help: { type: 'boolean', short: 'h', default: false },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return { wrong: wrongOption(error) };
  }
}

/** Resolves with the first signal that asks the daemon to end. A second one ends it at once. */
function endSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isEnding = false;
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (isEnding) process.exit(EXIT.ok);
        isEnding = true;
        resolve(name);
      });
    }
  });
}

/** The kernel's id of this boot (`random(4)`). Without it a reboot cannot be distinguished from a daemon restart. */
function bootId(log: Log): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch (error) {
    log.debug('no boot id', { why: String(error) });
    return 'unknown';
  }
}
