import type { Panel } from '../drivers/panel.ts';
import { reasonOf } from '../drivers/reason.ts';
import type { Appliance } from '../menus/appliance.ts';
import type { Clock } from '../menus/clock.ts';
import type { PowerRequest, PowerVerdict } from '../menus/effects.ts';
import { type Settings, secretsOf } from '../menus/settings/settings.ts';
import { isUnderWay } from '../menus/update.ts';
import { message } from '../menus/words/messages.ts';
import type { ChangeTitle } from '../menus/words/words.ts';
import { ApplianceModel } from './appliance/appliance.ts';
import { hasUnreadable, openDocuments, reportDamage } from './appliance/documents.ts';
import { firstAppliance } from './appliance/first-appliance.ts';
import { Lamps } from './appliance/lamps.ts';
import { Languages } from './appliance/languages.ts';
import { LastChanges } from './appliance/last-change.ts';
import { LastUsedValues } from './appliance/last-used.ts';
import type { MachinePower } from './appliance/machine-power.ts';
import { Notices } from './appliance/notices.ts';
import { Pin } from './appliance/pin.ts';
import { Platform } from './appliance/platform.ts';
import { Power } from './appliance/power.ts';
import { Timekeeper, timeStatus } from './appliance/timekeeper.ts';
import { UpdateHold } from './appliance/update-hold.ts';
import { Updates } from './appliance/updates.ts';
import type { Config } from './config-file/load.ts';
import type { LedBeside } from './leds/status-leds.ts';
import type { Log } from './log/log.ts';
import type { Backend } from './network/backend.ts';
import { Network, type NetworkOutcome } from './network/network.ts';
import { applyPlatform, type PlatformRequest } from './network/platform-change.ts';
import type { OperatorSession, SessionOptions } from './sessions/operator-session.ts';
import { Sessions } from './sessions/sessions.ts';
import { type Files, removeLeftovers } from './state/files.ts';
import { Journal } from './state/journal.ts';
import { whenReadable } from './state/read-again.ts';
import { SettingsStore } from './state/settings-store.ts';

/**
 * Everything the daemon needs from outside. `main.ts` opens the real parts; the simulator and the tests pass simulated
 * ones and run the same firmware without devices, disk or real time.
 */
export interface DaemonParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** The state directory. The caller holds its lock. */
  readonly files: Files;
  readonly backend: Backend;
  /** Opened by their families' drivers, not started. The first is the session `panel`, the others `panel-2`... */
  readonly panels: readonly Panel[];
  /** Status LEDs that are not on the panel. */
  readonly leds: readonly LedBeside[];
  readonly power: MachinePower;
  /** Cryptographic random bytes: salts and transaction ids. */
  readonly random: (count: number) => Uint8Array;
  /** Seconds since the machine started. */
  readonly uptime_s: () => number;
  /** The kernel's boot id: distinguishes a restart of the daemon from a reboot or power loss. */
  readonly boot: string;
  /** Version of the software, as VERSION INFO shows it. */
  readonly version: string;
}

/** A running appliance. */
export interface Daemon {
  /** Resolves when the boot is over: the network recovered, compared and corrected. Never rejects. */
  readonly booted: Promise<void>;
  /**
   * Resolves when what could not be read at the start can be read, and no change runs: the daemon should be started
   * anew. Pending for ever when all was read.
   */
  readonly readable: Promise<void>;
  /** The appliance as it is now. */
  appliance(): Appliance;
  /** Calls `listener` after every change; returns the function that unsubscribes. */
  watch(listener: (appliance: Appliance) => void): () => void;
  /** Software updates as reported by their source: lease, S2, status page. */
  readonly updates: Updates;
  /** Resolves when an update that is over holds nobody back any more. */
  updateReleased(): Promise<void>;
  /** Refused while an update or a network change runs. */
  power(request: PowerRequest): Promise<PowerVerdict>;
  /** A change without an operator: applied and verified, then kept if verification passes, else rolled back. */
  changeNetwork(wanted: Settings, title: ChangeTitle): Promise<NetworkOutcome>;
  /** A request of the platform's agent: its report is shown, its VLANs and routes are applied like any change. */
  applyPlatform(request: PlatformRequest): Promise<NetworkOutcome>;
  /** One more operator, at a console: keys go in, views come out. */
  openSession(options: SessionOptions): OperatorSession;
  /** Every open session, panels first. */
  sessions(): readonly OperatorSession[];
  /** Called when a session opens or closes or a panel's link changes; returns the function that unsubscribes. */
  watchSessions(listener: () => void): () => void;
  /**
   * Shuts down cleanly: undoes a running change, shows a goodbye on every panel, closes the devices.
   * Resolves within 2 s. Idempotent.
   */
  stop(): Promise<void>;
}

/** Time to undo a running change at the end, in milliseconds; after that, the next start undoes it by its journal. */
const UNDO_GRACE_ms = 1000;

/**
 * Assembles the daemon and starts it. The panels show the menus at once; the network follows (`booted`).
 * If the state directory cannot be read or written, a notice says so: the panel works, but changes are refused.
 */
export function startDaemon(parts: DaemonParts): Daemon {
  const { config, clock, log, files, backend } = parts;
  const store = SettingsStore.open(files, clock.wallTime(), log.child('state'));
  const documents = openDocuments(files, clock.wallTime(), log.child('state'));
  const appliance = new ApplianceModel(
    firstAppliance({ ...parts, time: timeStatus(clock, parts.uptime_s()) }, store.settings, documents),
  );
  const notices = new Notices(appliance);
  reportDamage(store, documents, notices);
  try {
    removeLeftovers(files);
  } catch (error) {
    log.error('the state directory cannot be used', { why: reasonOf(error) });
    notices.add('fault', message('store-failed'));
  }
  redactSecrets(appliance, log);

  const lamps = new Lamps(appliance, parts.leds);
  const pin = new Pin({
    appliance,
    document: documents.pin,
    clock,
    random: parts.random,
    boot: parts.boot,
    log: log.child('pin'),
  });
  const platform = new Platform(appliance, documents.platform);
  const updates = new Updates({
    appliance,
    notices,
    clock,
    log: log.child('update'),
    document: documents.update,
    lease_s: config.update.lease_s,
  });
  const journal = new Journal(files, log.child('state'));
  const hold = new UpdateHold(appliance, parts.power);
  const power = new Power({
    appliance,
    machine: parts.power,
    updates,
    hold,
    clock,
    log: log.child('power'),
  });
  const network = new Network({
    appliance,
    notices,
    backend,
    clock,
    store,
    log: log.child('network'),
    lastUsed: new LastUsedValues(appliance, documents.lastUsed),
    journal,
    lastChanges: new LastChanges(appliance, documents.lastChange, clock),
    boot: parts.boot,
    keepTimeout_s: config.network.keep_timeout_s,
    newId: () => Buffer.from(parts.random(CHANGE_ID_bytes)).toString('hex'),
  });
  const timekeeper = new Timekeeper(appliance, clock, parts.uptime_s);
  const languages = new Languages(appliance, config.panel.language);
  void languages.start(log.child('language'));
  const sessions = new Sessions({
    appliance,
    clock,
    log: log.child('session'),
    idle: config.idle,
    languages,
    services: { network, pin, power, notices, lamps },
    preferences: documents.preferences,
  });
  updates.resume();
  for (const panel of parts.panels) sessions.openPanel(panel);
  const booted = network.start();
  const isUnreadable = store.origin === 'unreadable' || journal.isUnreadable || hasUnreadable(documents);
  const isIdle = () => appliance.value.transaction.phase === 'none' && !isUnderWay(appliance.value.update);
  const readable = isUnreadable ? whenReadable(files, clock, isIdle) : new Promise<void>(() => undefined);

  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    log.info('stopping');
    updates.stop();
    timekeeper.stop();
    await Promise.all([
      hold.suspend(),
      sessions.close(power.accepted),
      Promise.race([network.stop(), pause(clock, UNDO_GRACE_ms)]),
    ]);
    lamps.close();
  };
  return {
    booted,
    readable,
    appliance: () => appliance.value,
    watch: (listener) => appliance.watch(listener),
    updates,
    updateReleased: () => hold.released,
    power: (request) => power.request(request),
    changeNetwork: (wanted, title) => network.changeUnattended(wanted, title),
    applyPlatform: (request) => applyPlatform(request, { appliance, platform, network }),
    openSession: (options) => sessions.openConsole(options),
    sessions: () => sessions.all,
    watchSessions: (listener) => sessions.watch(listener),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Long enough that no two changes in an appliance's life share an id. */
const CHANGE_ID_bytes = 8;

function pause(clock: Clock, delay_ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimeout(resolve, delay_ms));
}

/** Keeps the settings' passwords out of the log: error messages of other software may quote them. */
function redactSecrets(appliance: ApplianceModel, log: Log): void {
  const redact = ({ wanted }: Appliance) => {
    for (const secret of secretsOf(wanted)) log.redact(secret);
  };
  redact(appliance.value);
  appliance.watch(redact);
}
