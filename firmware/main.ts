/** `bezel run`: what happens at boot, from top to bottom. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs, promisify } from 'node:util';
import type { PowerAction } from '../menus/effects.ts';
import { withConfiguredButtons } from './buttons.ts';
import { realClock } from './clock.ts';
import { type Config, ConfigError, loadConfig } from './config/load.ts';
import { type Control, startControl } from './control/control.ts';
import { SocketError } from './control/socket-file.ts';
import { type Daemon, startDaemon } from './daemon.ts';
import { openLeds } from './leds.ts';
import { createLog, type Log, levelsFromEnvironment } from './log/log.ts';
import { openBackend } from './network/backends/open.ts';
import { connectServiceManager } from './service/notify.ts';
import { StateError } from './state/files.ts';
import { lockStateDirectory } from './state/lock.ts';
import { openStateDirectory } from './state/node-files.ts';
import type { RaucFollower } from './update/rauc.ts';
import { VERSION } from './version.ts';

const DEFAULT_CONFIG = '/etc/bezel/bezel.toml';
const USAGE = `Usage: bezel run [--config FILE]

Runs the appliance's front panel.

  --config FILE   configuration (${DEFAULT_CONFIG})
`;

/** Exit codes. A service manager must not restart what only a person can mend. */
const EXIT = { ok: 0, state: 1, config: 2 } as const;

/** From SIGTERM to the end, whatever hangs, in milliseconds. */
const STOP_LIMIT_ms = 1900;

/** @returns the exit code, once the daemon has ended */
export async function run(args: readonly string[]): Promise<number> {
  const file = configFileFrom(args);
  if (file === null) {
    process.stderr.write(USAGE);
    return EXIT.config;
  }
  try {
    return await runWith(loadConfig(file));
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof StateError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof ConfigError ? EXIT.config : EXIT.state;
  }
}

async function runWith(config: Config): Promise<number> {
  const clock = realClock;
  const log = createLog({
    ...levelsFromEnvironment(process.env.BEZEL_LOG, config.log),
    clock,
    write: (line) => process.stderr.write(`${line}\n`),
  });
  // Nobody reads the log any more: no reason to end.
  process.stderr.on('error', () => undefined);
  log.info('bezel starts', { version: VERSION, node: process.version });

  const files = openStateDirectory(config.state.directory);
  const lock = await lockStateDirectory(config.state.directory);
  const leds = await openLeds(config.leds, { clock, log: log.child('leds') });
  const panel = await config.panel.open({ clock, log: log.child('panel'), leds: leds.onPanel });
  const buttons = { clock, log: log.child('buttons') };
  const backend = await openBackend(config, { clock, log: log.child('network'), files });
  const daemon = startDaemon({
    config,
    clock,
    log,
    files,
    backend,
    panels: panel === null ? [] : [await withConfiguredButtons(panel, config.buttons, buttons)],
    leds: leds.beside,
    power: (action) => runPowerCommand(config, action),
    random: (count) => globalThis.crypto.getRandomValues(new Uint8Array(count)),
    boot: bootId(log),
    version: VERSION,
  });

  const control = await openControl(daemon, config, log.child('control'));
  const rauc = await followRauc(daemon, config, log.child('rauc'));
  const manager = connectServiceManager({ environment: process.env, clock, log, run: runProgram });
  manager.ready();

  const signal = await endSignal();
  log.info('told to end', { signal });
  manager.stopping();
  // Whatever hangs must not keep the machine from going down.
  clock.setTimeout(() => process.exit(EXIT.ok), STOP_LIMIT_ms);
  rauc?.stop();
  await Promise.all([control?.close(), daemon.stop()]);
  lock.release();
  log.info('bezel ends');
  return EXIT.ok;
}

/** null: the configuration wants no control socket, or it cannot be had; the panel goes on without. */
async function openControl(daemon: Daemon, { control, update }: Config, log: Log): Promise<Control | null> {
  if (control.socket === '') return null;
  const rules = { remoteKeys: control.remote_keys, updateSource: update.source, lease_s: update.lease_s };
  const place = { path: control.socket, group: control.group };
  try {
    return await startControl({ daemon, rules, clock: realClock, log }, place);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    log.error('no control socket', { why: error.message });
    return null;
  }
}

/** null: software updates are told by another source. */
async function followRauc(daemon: Daemon, { update }: Config, log: Log): Promise<RaucFollower | null> {
  if (update.source !== 'rauc') return null;
  const [{ RaucFollower }, { connectSystemBus }] = await Promise.all([
    import('./update/rauc.ts'),
    import('./network/backends/networkmanager/bus.ts'),
  ]);
  const { lease_s } = update;
  const follower = new RaucFollower({
    connect: connectSystemBus,
    clock: realClock,
    log,
    updates: daemon.updates,
    lease_s,
  });
  void follower.start();
  return follower;
}

async function runProgram(program: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(program, [...args]);
}

function configFileFrom(args: readonly string[]): string | null {
  try {
    const options = { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return values.help === true ? null : (values.config ?? DEFAULT_CONFIG);
  } catch {
    return null;
  }
}

/** Resolves with the first signal that asks the daemon to end. A second one ends it at once. */
function endSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let told = false;
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (told) process.exit(EXIT.ok);
        told = true;
        resolve(name);
      });
    }
  });
}

async function runPowerCommand({ power }: Config, action: PowerAction): Promise<void> {
  const [program = '', ...args] = power[action];
  await runProgram(program, args);
}

/** Linux gives each boot an id (`random(4)`). Without it every restart looks like one of the daemon alone. */
function bootId(log: Log): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch (error) {
    log.debug('no boot id', { why: String(error) });
    return 'unknown';
  }
}
