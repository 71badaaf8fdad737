import type { Panel } from '../drivers/panel.ts';
import { reasonOf } from '../drivers/reason.ts';
import type { Appliance } from '../menus/appliance.ts';
import type { Clock } from '../menus/clock.ts';
import type { PowerVerdict } from '../menus/effects.ts';
import type { PowerAction } from '../menus/power-action.ts';
import { type Settings, secretsOf } from '../menus/settings/settings.ts';
import { message } from '../menus/words/messages.ts';
import type { ChangeTitle } from '../menus/words/words.ts';
import { ApplianceModel } from './appliance/appliance.ts';
import { firstAppliance } from './appliance/first-appliance.ts';
import { Lamps } from './appliance/lamps.ts';
import { Languages } from './appliance/languages.ts';
import { Notices } from './appliance/notices.ts';
import { Pin } from './appliance/pin.ts';
import { Platform } from './appliance/platform.ts';
import { Power } from './appliance/power.ts';
import { Updates } from './appliance/updates.ts';
import type { Config } from './config-file/load.ts';
import type { LedBeside } from './leds/status-leds.ts';
import type { Log } from './log/log.ts';
import type { Backend } from './network/backend.ts';
import { Network, type NetworkOutcome } from './network/network.ts';
import { applyPlatform, type PlatformRequest } from './network/platform-change.ts';
import type { OperatorSession, SessionOptions } from './sessions/operator-session.ts';
import { Sessions } from './sessions/sessions.ts';
import { openDocuments, reportDamage } from './state/documents.ts';
import { type Files, removeLeftovers } from './state/files.ts';
import { Journal } from './state/journal.ts';
import { SettingsStore } from './state/settings-store.ts';

/**
 * All a running appliance is made of. On a real one `main.ts` opens the parts; the simulator and the tests hand in
 * simulated ones and run the very same firmware without a device, a disk or time.
 */
export interface DaemonParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** The state directory. Whoever starts the daemon holds its lock. */
  readonly files: Files;
  readonly backend: Backend;
  /** Opened by their families' drivers, not started. The first is the session `panel`, the others `panel-2`... */
  readonly panels: readonly Panel[];
  /** LEDs beside the panel's own, by what they show. */
  readonly leds: readonly LedBeside[];
  /** Reboots or shuts down the machine; rejects when it cannot. */
  readonly power: (action: PowerAction) => Promise<void>;
  /** Cryptographic random bytes: salts and transaction ids. */
  readonly random: (count: number) => Uint8Array;
  /** Which boot of the machine this is: tells a restart of the daemon from a power loss. */
  readonly boot: string;
  /** Version of the software, as VERSION INFO shows it. */
  readonly version: string;
}

/** A running appliance. */
export interface Daemon {
  /** Resolves when the boot is over: the network recovered, compared and mended. Never rejects. */
  readonly booted: Promise<void>;
  /** The appliance as it is now. */
  appliance(): Appliance;
  /** Hears every change; returns how to stop. */
  watch(listener: (appliance: Appliance) => void): () => void;
  /** Software updates as reported by their source: lease, S2, status page. */
  readonly updates: Updates;
  /** Refused while an update or a network change runs. */
  power(action: PowerAction): Promise<PowerVerdict>;
  /** A change without an operator: applied, verified, kept or rolled back by what verification finds. */
  changeNetwork(wanted: Settings, title: ChangeTitle): Promise<NetworkOutcome>;
  /** What the platform's agent sends: what it reports, and VLANs and routes that come into force like any change. */
  applyPlatform(request: PlatformRequest): Promise<NetworkOutcome>;
  /** One more operator, at a console: keys go in, views come out. */
  openSession(options: SessionOptions): OperatorSession;
  /** Every open session, panels first. */
  sessions(): readonly OperatorSession[];
  /** Called when a session was opened or closed, or the link of one's panel is another; returns how to stop. */
  watchSessions(listener: () => void): () => void;
  /**
   * The orderly end: goodbye on every panel, a running change undone, devices let go. Resolves within 2 s.
   * Idempotent.
   */
  stop(): Promise<void>;
}

/** How long a running change may take to be undone when the daemon ends, in milliseconds; then its journal has it. */
const UNDO_GRACE_ms = 1000;

/**
 * Puts an appliance together and starts it. The panels show the menus at once; the network follows (`booted`).
 * A state directory that cannot be read or written is told by notices: the panel shows, and nothing can be changed.
 */
export function startDaemon(parts: DaemonParts): Daemon {
  const { config, clock, log, files, backend } = parts;
  const store = SettingsStore.open(files, clock.wallTime(), log.child('state'));
  const documents = openDocuments(files, clock.wallTime(), log.child('state'));
  const appliance = new ApplianceModel(firstAppliance(parts, store.settings, documents));
  const notices = new Notices(appliance);
  reportDamage(store, documents, notices);
  try {
    removeLeftovers(files);
  } catch (error) {
    log.error('the state directory cannot be used', { why: reasonOf(error) });
    notices.add('fault', message('store-failed'));
  }
  hideSecrets(appliance, log);

  const lamps = new Lamps(appliance, parts.leds);
  const power = new Power(appliance, parts.power, log.child('power'));
  const pin = new Pin({
    appliance,
    document: documents.pin,
    clock,
    random: parts.random,
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
  const network = new Network({
    appliance,
    notices,
    backend,
    clock,
    store,
    log: log.child('network'),
    journal: new Journal(files, log.child('state')),
    boot: parts.boot,
    keepTimeout_s: config.network.keep_timeout_s,
    newId: () => Buffer.from(parts.random(CHANGE_ID_BYTES)).toString('hex'),
  });
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

  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    log.info('stopping');
    updates.stop();
    await Promise.all([
      sessions.close(power.accepted),
      Promise.race([network.stop(), pause(clock, UNDO_GRACE_ms)]),
    ]);
    lamps.close();
  };
  return {
    booted,
    appliance: () => appliance.value,
    watch: (listener) => appliance.watch(listener),
    updates,
    power: (action) => power.request(action),
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

/** Enough that no two changes of an appliance's life share one. */
const CHANGE_ID_BYTES = 8;

function pause(clock: Clock, delay_ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimeout(resolve, delay_ms));
}

/** A message from elsewhere may repeat a secret of the settings. */
function hideSecrets(appliance: ApplianceModel, log: Log): void {
  const hide = ({ wanted }: Appliance) => {
    for (const secret of secretsOf(wanted)) log.hide(secret);
  };
  hide(appliance.value);
  appliance.watch(hide);
}
