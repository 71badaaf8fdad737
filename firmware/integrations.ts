import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Clock } from '../menus/clock.ts';
import type { Config } from './config-file/load.ts';
import { type Control, startControl } from './control/control.ts';
import { ROLES } from './control/roles.ts';
import { SocketError } from './control/socket-file.ts';
import type { Daemon } from './daemon.ts';
import type { Log } from './log/log.ts';
import { connectServiceManager } from './service/notify.ts';

/** The daemon's connections to other software: control clients, update engine, service manager. */
export interface Integrations {
  /** Notifies the service manager that the daemon stops, and closes every other connection. */
  stop(): Promise<void>;
}

interface IntegrationContext {
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the control socket, follows the update source and notifies the service manager that the daemon is ready. */
export async function startIntegrations(
  daemon: Daemon,
  config: Config,
  { clock, log }: IntegrationContext,
): Promise<Integrations> {
  const control = await openControl(daemon, config, { clock, log: log.child('control') });
  const { source, open } = config.update;
  const follower = await open({ clock, log: log.child(source), updates: daemon.updates });
  void follower?.start();
  const manager = connectServiceManager({ environment: process.env, clock, log, run: runProgram });
  manager.ready();
  return {
    async stop() {
      manager.stopping();
      follower?.stop();
      await control?.close();
    },
  };
}

/** null: the configuration wants no control socket, or it cannot be opened; the panel works without it. */
async function openControl(
  daemon: Daemon,
  { control, update }: Config,
  { clock, log }: IntegrationContext,
): Promise<Control | null> {
  if (control.socket === '') return null;
  const rules = { remoteKeys: control.remote_keys, updateSource: update.source, lease_s: update.lease_s };
  const place = { path: control.socket, group: control.group, roles: ROLES };
  try {
    return await startControl({ daemon, rules, clock, log }, place);
  } catch (error) {
    if (!(error instanceof SocketError)) throw error;
    log.error('no control socket', { why: error.message });
    return null;
  }
}

async function runProgram(program: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(program, [...args]);
}
