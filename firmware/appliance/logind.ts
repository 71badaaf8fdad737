/** logind's inhibitor locks (org.freedesktop.login1(5), systemd-inhibit(1)). */
import { type ChildProcess, spawn } from 'node:child_process';
import * as v from 'valibot';
import { reasonOf } from '../../drivers/reason.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Bus } from '../dbus/bus.ts';
import type { Log } from '../log/log.ts';
import type { Blocker, PowerHold } from './machine-power.ts';

/** The name of our own locks in logind's list. */
const WHO = 'Bezel';

/** `a(ssssuu)` of ListInhibitors: what, who, why, mode, uid, pid. */
const LIST = v.array(v.tuple([v.string(), v.string(), v.string(), v.string(), v.number(), v.number()]));

/** Others that block a reboot or shutdown. `block-weak` of systemd 257 gives way and does not count. */
export async function blockersOf(bus: Bus): Promise<readonly Blocker[]> {
  const [list] = await bus.call({
    destination: 'org.freedesktop.login1',
    path: '/org/freedesktop/login1',
    interface: 'org.freedesktop.login1.Manager',
    member: 'ListInhibitors',
  });
  return v
    .parse(LIST, list)
    .filter(([what, who, , mode]) => mode === 'block' && what.split(':').includes('shutdown') && who !== WHO)
    .map(([, who, why]) => ({ who, why }));
}

/** Starts the program that holds the lock until its input ends. */
type StartHolder = (program: string, args: readonly string[]) => ChildProcess;

const startHolder: StartHolder = (program, args) =>
  spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'] });

/** Another attempt after this long: at boot, the bus or logind may not be there yet. */
const RETRY_ms = 5000;

interface HoldParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly start?: StartHolder;
}

/**
 * Holds a block lock. It lives in a process of its own, because a lock is a file descriptor and the D-Bus library
 * passes none. `cat` ends with its input, so the lock ends with the daemon, however that ends.
 */
export function holdPower(why: string, { clock, log, start = startHolder }: HoldParts): PowerHold {
  let holder: ChildProcess | null = null;
  let isWanted = true;
  let isReported = false;
  let ended: Promise<void> = Promise.resolve();
  const retry = new Alarm(clock);

  const attempt = () => {
    const child = start('systemd-inhibit', [
      ...['--what=shutdown', '--mode=block', `--who=${WHO}`, `--why=${why}`],
      'cat',
    ]);
    holder = child;
    let said = '';
    child.stderr?.on('data', (text) => {
      said += String(text);
    });
    // The input of a program that has ended already.
    child.stdin?.on('error', () => undefined);
    ended = new Promise((resolve) => {
      const lost = (reason: string) => {
        resolve();
        if (!isWanted || holder !== child) return;
        holder = null;
        if (!isReported) log.warn('other software is not kept from rebooting', { why: reason });
        isReported = true;
        retry.after(RETRY_ms, attempt);
      };
      child.on('error', (error) => lost(reasonOf(error)));
      child.on('exit', () => lost(said.trim() || 'systemd-inhibit has ended'));
    });
  };
  attempt();

  return {
    async release() {
      isWanted = false;
      retry.cancel();
      holder?.stdin?.end();
      await ended;
    },
  };
}
