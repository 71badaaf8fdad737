import type { Cfa635ModelName } from '../drivers/cfa635/models.ts';
import type { VirtualCfa635, VirtualPanelFrame } from '../drivers/cfa635/virtual-panel.ts';
import type { Daemon } from '../firmware/daemon.ts';
import type { SimulatedWorld } from '../firmware/network/backends/simulated/world.ts';
import type { Files } from '../firmware/state/files.ts';
import type { Appliance } from '../menus/appliance.ts';
import type { Geometry } from '../menus/frame.ts';
import type { KeyEvent, PanelKey } from '../menus/keys.ts';
import type { FaultyDisk } from './disk.ts';
import { RunningBench } from './running-bench.ts';
import type { Glass } from './screenshot/glass.ts';
import type { Lamp } from './script/command.ts';
import type { ScriptedBench } from './script/run.ts';
import type { SwitchedParts } from './switches.ts';
import type { BenchTime } from './time.ts';

export interface BenchOptions {
  /** `cfa635` is 20x4, `cfa633` 16x2. */
  readonly model?: Cfa635ModelName;
  /** Simulated unless given. */
  readonly time?: BenchTime;
  /** The state directory; in memory unless given. */
  readonly files?: Files;
  /** Lines added to the configuration the bench runs with (TOML). */
  readonly config?: string;
  /** Path of the control socket; none unless given. */
  readonly socket?: string;
  /** Kind of glass in screenshots. */
  readonly glass?: Glass;
  /** Hears each line of the daemon's log. */
  readonly onLogLine?: (line: string) => void;
  /** Each run of the daemon gets other random bytes from this on; the same number gives the same run. */
  readonly seed?: number;
}

/**
 * The QA bench: the real firmware between a virtual panel and a simulated network, in one object. Keys go in as a
 * finger presses them, frames come out as the panel decoded them; everything between can be broken.
 *
 * All methods that take time let it pass on the bench's clock; in simulated time they take none.
 */
export interface Bench extends ScriptedBench {
  readonly geometry: Geometry;
  readonly time: BenchTime;
  readonly world: SimulatedWorld;
  readonly disk: FaultyDisk;
  readonly virtualPanel: VirtualCfa635;
  /** The running daemon; null while there is none. */
  readonly daemon: Daemon | null;
  /** Everything the switches turn. */
  readonly parts: SwitchedParts;
  /** The appliance as it is, or was when the power went. */
  appliance(): Appliance;
  /** The glass as the panel decoded it. */
  frame(): VirtualPanelFrame;
  lamps(): Readonly<Record<Lamp, boolean>>;
  /** A key going down or coming up, without letting time pass. */
  keyDown(key: PanelKey): void;
  keyUp(key: PanelKey): void;
  /** A key as a console sends it, without letting time pass. */
  typeKey(event: KeyEvent): void;
  /** Kills the daemon in the middle of whatever it does; the machine under it stays up. */
  kill(): void;
  /** The whole machine loses its power: the daemon, what was not synced to the disk, the undo timer of the network. */
  cutPower(): void;
  /** Gives power and starts the daemon where it is not running, and waits until it has booted. */
  powerOn(): Promise<void>;
  /** Called after anything a person at the bench could see has changed. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** The orderly end. */
  stop(): Promise<void>;
}

/** Sets up a bench and starts the appliance on it. */
export async function createBench(options: BenchOptions = {}): Promise<Bench> {
  const bench = setUpBench(options);
  await bench.powerOn();
  return bench;
}

/** Sets up a bench without power. */
export function setUpBench(options: BenchOptions = {}): Bench {
  return new RunningBench(options);
}
