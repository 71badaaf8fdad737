import { CFA635_MODELS, type Cfa635ModelName } from '../drivers/cfa635/models.ts';
import { VirtualCfa635, type VirtualPanelFrame } from '../drivers/cfa635/virtual-panel.ts';
import type { StatusLed } from '../drivers/status-led.ts';
import type { Config } from '../firmware/config/load.ts';
import type { Daemon } from '../firmware/daemon.ts';
import { NETWORK_SWITCHES } from '../firmware/network/backends/simulated/switches.ts';
import { SimulatedWorld } from '../firmware/network/backends/simulated/world.ts';
import { StateError } from '../firmware/state/files.ts';
import { peekSettings } from '../firmware/state/settings-store.ts';
import type { Appliance } from '../menus/appliance.ts';
import type { Geometry } from '../menus/frame.ts';
import type { KeyEvent, PanelKey } from '../menus/keys.ts';
import type { PowerAction } from '../menus/power-action.ts';
import type { Bench, BenchOptions } from './bench.ts';
import { benchConfig } from './bench-config.ts';
import { SocketPlace } from './control-socket.ts';
import { type DaemonRun, PANEL_LEDS, startRun } from './daemon-run.ts';
import { FaultyDisk, MemoryDisk } from './disk.ts';
import { drawFrontPanel } from './screenshot/front-panel.ts';
import type { Lamp } from './script/command.ts';
import type { PrintedPanel } from './script/frame-box.ts';
import { benchSwitch, type SwitchedParts } from './switches.ts';
import { type BenchTime, simulatedTime } from './time.ts';
import { typedKey } from './typed-key.ts';

/** Sunday, 1 March 2026, 08:00 UTC: simulated days begin at work. */
const START_MS = Date.UTC(2026, 2, 1, 8);

/** A finger on a key, in milliseconds: well over any debounce, well under the first repeat at 500 ms. */
const PRESS_MS = 60;
/** And off it again, before the next press. */
const PAUSE_MS = 60;

/** A boot with every wait of the network in it takes seconds; longer means that something hangs. */
const BOOT_LIMIT_MS = 120_000;

/** From the daemon's end to its next start over a reboot, in milliseconds. */
const REBOOT_MS = 8000;

/** A bench with everything on it, set up without power. */
export class RunningBench implements Bench {
  readonly geometry: Geometry;
  readonly time: BenchTime;
  readonly world: SimulatedWorld;
  readonly disk: FaultyDisk;
  readonly virtualPanel: VirtualCfa635;
  readonly parts: SwitchedParts;
  readonly #options: BenchOptions;
  readonly #model: Cfa635ModelName;
  readonly #config: Config;
  readonly #memory: MemoryDisk | null;
  readonly #socket: SocketPlace | null;
  readonly #listeners = new Set<() => void>();
  /** LEDs beside the panel's own, for models without. */
  readonly #ownLights = { S1: false, S2: false };
  #run: DaemonRun | null = null;
  #runs = 0;
  #boots = 1;
  #hasPower = false;
  #lastAppliance: Appliance | null = null;

  constructor(options: BenchOptions) {
    this.#options = options;
    this.#model = options.model ?? 'cfa635';
    this.geometry = CFA635_MODELS[this.#model].geometry;
    this.time = options.time ?? simulatedTime(START_MS);
    this.#config = benchConfig(options.config ?? '');
    this.#socket = options.socket === undefined ? null : new SocketPlace(options.socket);
    this.#memory = options.files === undefined ? new MemoryDisk() : null;
    this.disk = new FaultyDisk(options.files ?? this.#memory?.files ?? new MemoryDisk().files);
    const { lan, wan = null } = this.#config.network;
    this.world = new SimulatedWorld({
      clock: this.time.clock,
      settings: peekSettings(this.disk.files),
      lan,
      wan,
    });
    this.world.onChange(() => this.#changed());
    this.virtualPanel = new VirtualCfa635({ model: this.#model, clock: this.time.clock });
    this.virtualPanel.onChange(() => this.#changed());
    this.parts = this.#switchedParts();
  }

  get daemon(): Daemon | null {
    return this.#run?.daemon ?? null;
  }

  appliance(): Appliance {
    this.#lastAppliance = this.daemon?.appliance() ?? this.#lastAppliance;
    if (this.#lastAppliance === null) {
      throw new Error('the appliance was never switched on');
    }
    return this.#lastAppliance;
  }

  frame(): VirtualPanelFrame {
    const frame = this.virtualPanel.frame();
    return this.#hasPower ? frame : unlit(frame);
  }

  panel(): PrintedPanel {
    const { rows, cursor } = this.frame();
    return { rows, cursor, lamps: this.lamps() };
  }

  lamps(): Readonly<Record<Lamp, boolean>> {
    const { leds } = this.frame();
    const isLit = (lamp: 'S1' | 'S2'): boolean =>
      leds.length > 0 ? (leds[PANEL_LEDS[lamp]] ?? 'off') !== 'off' : this.#ownLights[lamp];
    return { PWR: this.#hasPower, S1: isLit('S1'), S2: isLit('S2') };
  }

  keyDown(key: PanelKey): void {
    this.virtualPanel.press(key);
    this.#changed();
  }

  keyUp(key: PanelKey): void {
    this.virtualPanel.release(key);
    this.#changed();
  }

  typeKey(event: KeyEvent): void {
    this.daemon?.sessions()[0]?.press(event);
  }

  async press(key: PanelKey): Promise<void> {
    await this.hold(key, PRESS_MS);
  }

  async hold(key: PanelKey, duration_ms: number): Promise<void> {
    this.keyDown(key);
    await this.time.pass(duration_ms);
    this.keyUp(key);
    await this.time.pass(PAUSE_MS);
  }

  async type(text: string): Promise<void> {
    for (const character of text) {
      this.typeKey(typedKey(character));
      await this.time.settle();
    }
    await this.time.pass(PAUSE_MS);
  }

  async wait(duration_ms: number): Promise<void> {
    await this.time.pass(duration_ms);
  }

  waitUntil(condition: () => boolean, within_ms: number): Promise<boolean> {
    return this.time.pass(within_ms, condition);
  }

  async fault(name: string, value: string): Promise<void> {
    await benchSwitch(name).set(this.parts, value);
    this.#changed();
    // What follows from it at once is on the glass before the next command.
    await this.time.pass(PAUSE_MS);
  }

  screenshot(): Buffer {
    const { rows, cursor, backlight } = this.frame();
    const { contrast_percent } = this.appliance().preferences;
    const { geometry } = this;
    const image = { geometry, rows, cursor, contrast_percent, brightness_percent: backlight };
    return drawFrontPanel({ ...image, lamps: this.lamps() }, this.#options.glass ?? 'green');
  }

  kill(): void {
    if (this.#run === null) {
      return;
    }
    this.appliance();
    this.#run.supply.cut();
    this.#run = null;
    this.#changed();
  }

  cutPower(): void {
    this.kill();
    this.#hasPower = false;
    this.#boots += 1;
    this.#memory?.losePower();
    this.world.losePower();
    this.virtualPanel.faults.reset();
    this.#ownLights.S1 = false;
    this.#ownLights.S2 = false;
    this.#changed();
  }

  async restart(): Promise<void> {
    this.kill();
    await this.powerOn();
  }

  async powerOn(): Promise<void> {
    const daemon = this.#start();
    let isBooted = false;
    void daemon?.booted.then(() => {
      isBooted = true;
    });
    if (daemon !== null) {
      await this.time.pass(BOOT_LIMIT_MS, () => isBooted);
    }
    await this.time.pass(PAUSE_MS);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    let isOver = this.#run === null;
    this.#shutDown(() => {
      isOver = true;
    });
    await this.time.pass(STOP_LIMIT_MS, () => isOver);
    this.kill();
  }

  /** null: one runs already, or it refuses to start. */
  #start(): Daemon | null {
    this.#hasPower = true;
    if (this.#run !== null) {
      return null;
    }
    this.#runs += 1;
    try {
      this.#run = startRun({
        config: this.#config,
        clock: this.time.clock,
        files: this.disk.files,
        world: this.world,
        panel: this.virtualPanel,
        model: this.#model,
        light: (led) => this.#light(led),
        socket: this.#socket,
        onPower: (action) => this.#obey(action),
        onLogLine: (line) => this.#options.onLogLine?.(line),
        boot: `boot-${this.#boots}`,
        seed: (this.#options.seed ?? 1) * 1000 + this.#runs,
      });
    } catch (error) {
      if (!(error instanceof StateError)) {
        throw error;
      }
      const time = new Date(this.time.clock.wallTime()).toISOString();
      this.#options.onLogLine?.(
        `time=${time} level=error msg=${JSON.stringify(`cannot start: ${error.message}`)}`,
      );
      return null;
    }
    const { daemon, supply } = this.#run;
    daemon.watch(supply.output(() => this.#changed()));
    this.#changed();
    return daemon;
  }

  /** What the machine does when the daemon asks for it: ends in order and, for a reboot, starts again. */
  #obey(action: PowerAction): void {
    const off = (): void => {
      if (action === 'shutdown') {
        this.cutPower();
        return;
      }
      this.time.clock.setTimeout(() => void this.#start(), REBOOT_MS);
    };
    this.time.clock.setTimeout(() => this.#shutDown(off), SYSTEM_STOP_MS);
  }

  #shutDown(done: () => void): void {
    const run = this.#run;
    void run?.daemon.stop().then(() => {
      if (this.#run === run) {
        this.kill();
        done();
      }
    });
  }

  #light(led: 'S1' | 'S2'): StatusLed {
    const set = (isLit: boolean): void => {
      this.#ownLights[led] = isLit;
      this.#changed();
    };
    return { name: `${led} (virtual)`, set, close: () => set(false) };
  }

  #switchedParts(): SwitchedParts {
    const bench = this;
    return {
      panel: this.virtualPanel,
      disk: this.disk,
      isPanelPlugged: true,
      get daemon() {
        return bench.daemon;
      },
      tell: async (...request) => await bench.#run?.tell(...request),
      get hasPower() {
        return bench.#hasPower;
      },
      networkState: (name) =>
        NETWORK_SWITCHES.find((each) => each.name === name)?.get(this.world.switches) ?? '',
      setNetwork: (name, value) => void this.world.set(name, value),
      cutPower: () => this.cutPower(),
      powerOn: () => this.powerOn(),
    };
  }

  #changed(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** The glass of a panel without power. */
function unlit(frame: VirtualPanelFrame): VirtualPanelFrame {
  return {
    ...frame,
    rows: frame.rows.map((row) => ' '.repeat(row.length)),
    cursor: null,
    leds: frame.leds.map(() => 'off'),
    backlight: 0,
  };
}

/** The daemon promises 2 s; one more and it is cut off. */
const STOP_LIMIT_MS = 3000;

/** From the daemon's wish until the system begins to stop it, in milliseconds. */
const SYSTEM_STOP_MS = 200;
