/** An operator at a panel: a session on simulated time, pressed by name, read as an LCD. */
import { createActor, fromCallback, fromPromise } from 'xstate';
import type { Appliance, PanelPreferences } from '../../menus/appliance.ts';
import type {
  ApplyNetworkInput,
  ChangeCommand,
  ChangeEvent,
  PinVerdict,
  PowerAction,
  PowerVerdict,
  TestEvent,
} from '../../menus/effects.ts';
import { type Frame, GEOMETRY_20X4, type Geometry, LEDS_OFF } from '../../menus/frame.ts';
import { type KeyEvent, PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { layoutFrame } from '../../menus/layout/layout.ts';
import type { SessionInput } from '../../menus/session/input.ts';
import { type SessionSnapshot, sessionMachine } from '../../menus/session/machine.ts';
import { SimulatedClock } from '../../menus/simulated-clock.ts';
import type { View } from '../../menus/view.ts';
import { displayOf } from '../../menus/views/display.ts';
import { viewOf } from '../../menus/views/view-of.ts';
import { testAppliance } from './appliance.ts';

/** What the effects do; replaced one by one by tests that need more than success. */
export interface Effects {
  verifyPin: (pin: string) => Promise<PinVerdict>;
  setPin: (pin: string | null) => Promise<void>;
  setPreferences: (preferences: PanelPreferences) => Promise<void>;
  power: (action: PowerAction) => Promise<PowerVerdict>;
  dismissNotice: (id: number) => Promise<void>;
}

export interface OperatorOptions extends Partial<Omit<SessionInput, 'keys'>> {
  readonly keys?: readonly PanelKey[];
  readonly effects?: Partial<Effects>;
}

export const FIVE_KEYS = ['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER'] as const;
export const FOUR_KEYS = ['UP', 'DOWN', 'ENTER', 'EXIT'] as const;

/** A session with everything around it replaced by what the test says. */
export class Operator {
  readonly clock = new SimulatedClock();
  /** What was asked of the appliance, in order. */
  readonly asked: string[] = [];
  /** The changes applied for. */
  readonly applied: ApplyNetworkInput[] = [];
  /** What the session answered a change that waits. */
  readonly answers: ChangeCommand['type'][] = [];
  /** Errors of the session machine itself. */
  readonly errors: unknown[] = [];
  readonly geometry: Geometry;
  readonly #actor;
  #tellChange: (event: ChangeEvent) => void = () => undefined;
  #tellTest: (event: TestEvent) => void = () => undefined;

  constructor(options: OperatorOptions = {}) {
    const { keys = PANEL_KEYS, effects = {}, ...input } = options;
    this.geometry = input.geometry ?? GEOMETRY_20X4;
    const machine = sessionMachine.provide({
      actors: {
        applyNetwork: fromCallback<ChangeCommand, ApplyNetworkInput>(
          ({ input: wanted, sendBack, receive }) => {
            this.applied.push(wanted);
            this.#tellChange = sendBack;
            receive((command) => this.answers.push(command.type));
          },
        ),
        testNetwork: fromCallback(({ sendBack }) => {
          this.asked.push('testNetwork');
          this.#tellTest = sendBack;
          return () => this.asked.push('testNetwork ended');
        }),
        lampTest: fromCallback(() => {
          this.asked.push('lampTest');
          return () => this.asked.push('lampTest ended');
        }),
        verifyPin: fromPromise<PinVerdict, { readonly pin: string }>(async ({ input: { pin } }) => {
          this.asked.push(`verifyPin ${pin}`);
          return (await effects.verifyPin?.(pin)) ?? { ok: true };
        }),
        setPin: fromPromise<void, { readonly pin: string | null }>(async ({ input: { pin } }) => {
          this.asked.push(`setPin ${pin}`);
          await effects.setPin?.(pin);
        }),
        setPreferences: fromPromise<void, PanelPreferences>(async ({ input: preferences }) => {
          this.asked.push(`setPreferences ${preferences.contrast_percent} ${preferences.brightness_percent}`);
          await effects.setPreferences?.(preferences);
        }),
        power: fromPromise<PowerVerdict, { readonly action: PowerAction }>(async ({ input: { action } }) => {
          this.asked.push(`power ${action}`);
          return (await effects.power?.(action)) ?? { ok: true };
        }),
        dismissNotice: fromPromise<void, { readonly id: number }>(async ({ input: { id } }) => {
          this.asked.push(`dismissNotice ${id}`);
          await effects.dismissNotice?.(id);
        }),
      },
    });
    this.#actor = createActor(machine, {
      clock: this.clock,
      input: {
        appliance: testAppliance(),
        geometry: this.geometry,
        idle: { menu_s: 180, edit_s: 600 },
        ...input,
        keys: new Set(keys),
      },
    });
    this.#actor.subscribe({ error: (error) => this.errors.push(error) });
    this.#actor.start();
  }

  /** Presses keys by name, one after the other: `press('ENTER DOWN DOWN ENTER')`; `UPx3` presses UP three times. */
  press(names: string): this {
    for (const name of names.split(/\s+/).filter((each) => each !== '')) {
      const [, key = '', count = '1'] = /^([A-Z]+?)(?:x(\d+))?$/.exec(name) ?? [];
      for (let times = Number(count); times > 0; times--) {
        this.send(keyNamed(key));
      }
    }
    return this;
  }

  /** Holds a key for as many repeats, after the press. */
  hold(name: PanelKey, repeats: number): this {
    this.press(name);
    for (let times = 0; times < repeats; times++) {
      this.send({ type: `KEY.${name}`, repeat: true });
    }
    return this;
  }

  type(text: string): this {
    for (const character of text) {
      this.send({ type: 'KEY.CHARACTER', character });
    }
    return this;
  }

  send(key: KeyEvent): void {
    this.#actor.send(key);
  }

  /** The appliance is another one now. */
  changes(appliance: Appliance): this {
    this.#actor.send({ type: 'APPLIANCE.CHANGED', appliance });
    return this;
  }

  /** The running change, or the running test, tells something. */
  hears(...events: readonly (ChangeEvent | TestEvent)[]): this {
    for (const event of events) {
      if (event.type === 'TEST.CHECK' || event.type === 'TEST.DONE') {
        this.#tellTest(event);
      } else {
        this.#tellChange(event);
      }
    }
    return this;
  }

  /** Time passes. */
  waits(seconds: number): this {
    this.clock.advance(seconds * 1000);
    return this;
  }

  /** Lets promises of effects end. */
  async settled(): Promise<this> {
    for (let turn = 0; turn < 8; turn++) {
      await Promise.resolve();
    }
    return this;
  }

  get snapshot(): SessionSnapshot {
    return this.#actor.getSnapshot();
  }
  get view(): View {
    return viewOf(this.snapshot);
  }
  get display(): PanelPreferences {
    return displayOf(this.snapshot);
  }
  frame(geometry: Geometry = this.geometry): Frame {
    return layoutFrame(this.view, geometry, LEDS_OFF);
  }
  /** The rows of the LCD without the blanks at their ends. */
  get rows(): readonly string[] {
    return this.frame().rows.map((row) => row.trimEnd());
  }
  /** The LCD as one text: rows joined, spaces made one. */
  get text(): string {
    return this.frame().rows.join(' ').replaceAll(/\s+/g, ' ').trim();
  }
}

/** The event of a key by its name; also TAB, BACKTAB and BACKSPACE. */
export function keyNamed(name: string): KeyEvent {
  for (const key of [...PANEL_KEYS, 'TAB', 'BACKTAB', 'BACKSPACE'] as const) {
    if (key === name) {
      return { type: `KEY.${key}` };
    }
  }
  throw new Error(`no key is called ${name}`);
}
