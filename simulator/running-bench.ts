import type { StatusLed } from '../drivers/status-led.ts';
import type { VirtualPanel } from '../drivers/virtual/virtual-panel.ts';
import type { Config } from '../firmware/config-file/load.ts';
import type { Daemon } from '../firmware/daemon.ts';
import { NETWORK_SWITCHES } from '../firmware/network/backends/simulated/switches.ts';
import { SimulatedWorld } from '../firmware/network/backends/simulated/world.ts';
import { StateError } from '../firmware/state/files.ts';
import { peekSettings } from '../firmware/state/settings-store.ts';
import type { Appliance } from '../menus/appliance.ts';
import type { Clock } from '../menus/clock.ts';
import type { Cursor, Geometry } from '../menus/frame.ts';
import type { KeyEvent, PanelKey, PanelKeys } from '../menus/keys.ts';
import { eachLed, LED_NAMES, type LedName } from '../menus/leds.ts';
import type { PowerAction } from '../menus/power-action.ts';
import { benchConfig } from './bench-config.ts';
import type { BenchOptions } from './bench-options.ts';
import { type BenchPanel, litOn } from './bench-panel.ts';
import { SocketPlace } from './control-socket.ts';
import { type DaemonRun, startRun } from './daemon-run.ts';
import { FaultyDisk, MemoryDisk } from './disk.ts';
import { drawFrontPanel } from './screenshot/front-panel.ts';
import type { Lamp } from './script/command.ts';
import type { PrintedPanel } from './script/frame-box.ts';
import { benchSwitch, type SwitchedParts } from './switches.ts';
import { type BenchTime, simulatedTime } from './time.ts';
import { typedKey } from './typed-key.ts';

/** Sunday, 1 March 2026, 08:00 UTC: simulated time starts in working hours. */
const START_ms = Date.UTC(2026, 2, 1, 8);

/** Pause between presses, in milliseconds: the first is fully handled by then, and no operator is faster. */
const PAUSE_ms = 60;

/** On a slow panel, the pause in which an operator looks before the next press, in milliseconds. */
const LOOK_ms = 600;
/** At 2400 baud a byte takes 4.2 ms and a whole screen 0.25 s: a glass unchanged for this long is fully painted. */
const STILL_ms = 100;
const PAINTED_LIMIT_ms = 5000;
/** Setting up the slowest panel and painting it for the first time, in milliseconds. */
const START_UP_ms = 2000;

/** A boot with all network waits takes seconds; longer means that something hangs. */
const BOOT_LIMIT_ms = 120_000;

/** From the daemon's end to its next start over a reboot, in milliseconds. */
const REBOOT_ms = 8000;

/** The daemon stops within 2 s; after one more second it is killed. */
const STOP_LIMIT_ms = 3000;

/** From the daemon's request until the system begins to stop it, in milliseconds. */
const SYSTEM_STOP_ms = 200;

/** A complete bench, set up without power. */
export class RunningBench {
  readonly title: string;
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly time: BenchTime;
  readonly world: SimulatedWorld;
  readonly disk: FaultyDisk;
  readonly virtualPanel: VirtualPanel;
  readonly parts: SwitchedParts;
  readonly #options: BenchOptions;
  readonly #panel: BenchPanel;
  readonly #config: Config;
  readonly #memory: MemoryDisk | null;
  readonly #socket: SocketPlace | null;
  readonly #listeners = new Set<() => void>();
  /** The board's LEDs, for the status LEDs that the panel lacks. */
  readonly #boardLeds: Record<LedName, boolean> = { ...eachLed(() => false) };
  #run: DaemonRun | null = null;
  #runs = 0;
  #boots = 1;
  #hasPower = false;
  #lastAppliance: Appliance | null = null;

  constructor(makePanel: (clock: Clock) => BenchPanel, options: BenchOptions) {
    this.#options = options;
    this.time = options.time ?? simulatedTime(START_ms);
    this.#panel = makePanel(this.time.clock);
    this.title = this.#panel.title;
    this.virtualPanel = this.#panel.virtual;
    this.geometry = this.virtualPanel.geometry;
    this.keys = this.virtualPanel.keys;
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
    this.virtualPanel.onChange(() => this.#changed());
    this.parts = this.#switchedParts();
  }

  get hasOwnLeds(): boolean {
    return Object.keys(this.#panel.places).length > 0;
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

  frame(): { readonly rows: readonly string[]; readonly cursor: Cursor | null } {
    const { rows, cursor } = this.virtualPanel.frame();
    return this.#hasPower
      ? { rows, cursor }
      : { rows: rows.map((row) => ' '.repeat(row.length)), cursor: null };
  }

  get brightness_percent(): number {
    return this.#hasPower ? this.virtualPanel.brightness_percent : 0;
  }

  panel(): PrintedPanel {
    return { ...this.frame(), lamps: this.lamps() };
  }

  lamps(): Readonly<Record<Lamp, boolean>> {
    const onPanel = litOn(this.#panel);
    const isLit = (led: LedName): boolean => this.#hasPower && (onPanel[led] || this.#boardLeds[led]);
    return { PWR: this.#hasPower, ...eachLed(isLit) };
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
    await this.hold(key, this.#panel.press_ms);
  }

  async hold(key: PanelKey, duration_ms: number): Promise<void> {
    this.keyDown(key);
    await this.time.pass(duration_ms);
    this.keyUp(key);
    await this.time.pass(PAUSE_ms);
    await this.#painted();
  }

  async type(text: string): Promise<void> {
    for (const character of text) {
      this.typeKey(typedKey(character));
      await this.time.settle();
    }
    await this.time.pass(PAUSE_ms);
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
    // The glass has to show the direct result before the next command.
    await this.time.pass(PAUSE_ms);
  }

  screenshot(): Buffer {
    const { geometry, brightness_percent, keys } = this;
    const { contrast_percent } = this.appliance().preferences;
    const image = { ...this.panel(), geometry, keys, contrast_percent, brightness_percent };
    return drawFrontPanel(image, this.#options.glass ?? 'green');
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
    for (const led of LED_NAMES) this.#boardLeds[led] = false;
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
      await this.time.pass(BOOT_LIMIT_ms, () => isBooted);
    }
    await this.time.pass(PAUSE_ms);
    await this.#painted(START_UP_ms);
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
    await this.time.pass(STOP_LIMIT_ms, () => isOver);
    this.kill();
  }

  /** Waits until a panel on a slow line has painted everything, at least `least_ms`. */
  async #painted(least_ms = LOOK_ms): Promise<void> {
    if (this.virtualPanel.baud === null) return;
    await this.time.pass(least_ms);
    let seen = '';
    let since_ms = 0;
    await this.time.pass(PAINTED_LIMIT_ms, () => {
      const now = JSON.stringify(this.frame());
      if (now !== seen) since_ms = this.time.clock.now();
      seen = now;
      return this.time.clock.now() - since_ms >= STILL_ms;
    });
  }

  /** Starts the daemon; null: one runs already, or it refuses to start. */
  #start(): Daemon | null {
    this.#hasPower = true;
    if (this.#run !== null) {
      return null;
    }
    this.#runs += 1;
    const { process } = this.#options;
    try {
      this.#run = startRun({
        config: this.#config,
        clock: process?.clock(this.time.clock) ?? this.time.clock,
        line: process?.line(this.virtualPanel.connect) ?? this.virtualPanel.connect,
        files: this.disk.files,
        world: this.world,
        panel: this.#panel,
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

  /** Carries out the daemon's power request: an orderly stop and, for a reboot, a new start. */
  #obey(action: PowerAction): void {
    const off = (): void => {
      if (action === 'shutdown') {
        this.cutPower();
        return;
      }
      this.time.clock.setTimeout(() => void this.#start(), REBOOT_ms);
    };
    this.time.clock.setTimeout(() => this.#shutDown(off), SYSTEM_STOP_ms);
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

  #light(led: LedName): StatusLed {
    const set = (isLit: boolean): void => {
      this.#boardLeds[led] = isLit;
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
      send: async (...request) => await bench.#run?.send(...request),
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
