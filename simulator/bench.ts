import type { VirtualPanel } from '../drivers/virtual/virtual-panel.ts';
import type { Daemon } from '../firmware/daemon.ts';
import type { SimulatedWorld } from '../firmware/network/backends/simulated/world.ts';
import type { Appliance } from '../menus/appliance.ts';
import type { Cursor, Geometry } from '../menus/frame.ts';
import type { KeyEvent, PanelKey } from '../menus/keys.ts';
import { LANGUAGE_IDS, LANGUAGES } from '../menus/words/languages.ts';
import type { BenchOptions } from './bench-options.ts';
import { loadBenchPanel } from './bench-panel.ts';
import type { FaultyDisk } from './disk.ts';
import { choosePanel } from './panel-choice.ts';
import { RunningBench } from './running-bench.ts';
import type { Lamp } from './script/command.ts';
import type { ScriptedBench } from './script/run.ts';
import type { SwitchedParts } from './switches.ts';
import type { BenchTime } from './time.ts';

/**
 * The QA bench: the real firmware between a virtual panel and a simulated network, in one object. Keys are
 * pressed on the panel, frames are read back as the panel decoded them; faults can be set on everything between.
 *
 * Methods that take time use the bench's clock; in simulated time they return without waiting.
 */
export interface Bench extends ScriptedBench {
  /** Maker and model of the panel. */
  readonly title: string;
  readonly geometry: Geometry;
  /** Whether the status LEDs are the panel's own; otherwise they are the board's, beside it. */
  readonly hasOwnLeds: boolean;
  readonly time: BenchTime;
  readonly world: SimulatedWorld;
  readonly disk: FaultyDisk;
  readonly virtualPanel: VirtualPanel;
  /** The running daemon; null while there is none. */
  readonly daemon: Daemon | null;
  /** What the switches act on. */
  readonly parts: SwitchedParts;
  /** The appliance now, or as it was when the power was cut. */
  appliance(): Appliance;
  /** The glass as the panel decoded it, dark without power. */
  frame(): { readonly rows: readonly string[]; readonly cursor: Cursor | null };
  /** The light behind the glass, 0-100. */
  readonly brightness_percent: number;
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
  /** Calls back after any visible change on the bench. Returns the unsubscribe function. */
  onChange(listener: () => void): () => void;
  /** Stops the daemon and closes the bench. */
  stop(): Promise<void>;
}

/** Sets up a bench and starts the appliance on it. */
export async function createBench(options: BenchOptions = {}): Promise<Bench> {
  const bench = await setUpBench(options);
  await bench.powerOn();
  return bench;
}

/**
 * Sets up a bench without power.
 * @throws Error when there is no such panel
 */
export async function setUpBench(options: BenchOptions = {}): Promise<Bench> {
  const chosen = choosePanel(options.panel, options.geometry);
  if (!chosen.ok) throw new Error(chosen.why);
  // Languages loaded while simulated time runs would arrive at a different moment in each run.
  await Promise.all(LANGUAGE_IDS.map((id) => LANGUAGES[id].load()));
  return new RunningBench(await loadBenchPanel(chosen.choice), options);
}
