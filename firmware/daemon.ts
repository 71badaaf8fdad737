import type { Panel } from '../drivers/panel.ts';
import type { StatusLed } from '../drivers/status-led.ts';
import type { Appliance } from '../menus/appliance.ts';
import type { Clock } from '../menus/clock.ts';
import type { PowerAction, PowerVerdict } from '../menus/effects.ts';
import type { Leds } from '../menus/frame.ts';
import type { Settings } from '../menus/settings/types.ts';
import type { Platform } from './appliance/platform.ts';
import type { Updates } from './appliance/updates.ts';
import type { Config } from './config/load.ts';
import type { Log } from './log/log.ts';
import type { Backend } from './network/backend.ts';
import type { NetworkOutcome } from './network/network.ts';
import type { OperatorSession, SessionOptions } from './sessions/operator-session.ts';
import type { Files } from './state/files.ts';

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
  readonly leds: readonly { readonly led: keyof Leds; readonly light: StatusLed }[];
  /** Reboots or shuts down the machine; rejects when it cannot. */
  readonly power: (action: PowerAction) => Promise<void>;
  /** Cryptographic random bytes: salts and transaction ids. */
  readonly random: (count: number) => Uint8Array;
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
  /** What the platform's agent tells: connection, name, features, scan. */
  readonly platform: Platform;
  /** Refused while an update or a network change runs. */
  power(action: PowerAction): Promise<PowerVerdict>;
  /** A change without an operator: applied, verified, kept or rolled back by what verification finds. */
  changeNetwork(wanted: Settings, title: string): Promise<NetworkOutcome>;
  /** One more operator, at a console: keys go in, views come out. */
  openSession(options: SessionOptions): OperatorSession;
  /** Every open session, panels first. */
  sessions(): readonly OperatorSession[];
  /**
   * The orderly end: goodbye on every panel, a running change undone, devices let go. Resolves within 2 s.
   * Idempotent.
   */
  stop(): Promise<void>;
}
