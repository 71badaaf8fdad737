/** An operator at a panel: a session in simulated time, whose keys are pressed by name and whose LCD is read. */
import { createActor, fromCallback, fromPromise } from 'xstate';
import type { Appliance, PanelPreferences } from '../../menus/appliance.ts';
import type { Display } from '../../menus/display.ts';
import type {
  ApplyNetworkInput,
  ChangeCommand,
  ChangeEvent,
  OperatorChangeInput,
  PinDelayEvent,
  PinVerdict,
  PowerRequest,
  PowerVerdict,
  TestEvent,
} from '../../menus/effects.ts';
import {
  BASIC_REPERTOIRE,
  type Frame,
  GEOMETRY_20X4,
  type Geometry,
  WHOLE_REPERTOIRE,
} from '../../menus/frame.ts';
import { type KeyEvent, PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { layoutFrame } from '../../menus/layout/layout.ts';
import { LEDS_OFF } from '../../menus/leds.ts';
import type { PowerAction } from '../../menus/power-action.ts';
import { type SessionSnapshot, sessionMachine } from '../../menus/session/machine.ts';
import { SimulatedClock } from '../../menus/simulated-clock.ts';
import type { SessionInput } from '../../menus/state/session-input.ts';
import type { View } from '../../menus/view.ts';
import { displayOf } from '../../menus/views/display.ts';
import { viewOf } from '../../menus/views/view-of.ts';
import { type Audience, wordsOf } from '../../menus/words/audience.ts';
import type { RegisterWords } from '../../menus/words/words.ts';
import { testAppliance } from './appliance.ts';

/** What the effects do; replaced one by one by tests that need more than success. */
export interface Effects {
  /** Seconds for which no PIN is taken when the PIN is asked for. */
  pinDelay_s: number;
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

/** A glass with the characters that every panel has, and no others. */
export const PLAIN_GLASS: Audience = { register: 'glass', repertoire: BASIC_REPERTOIRE };

export const CONSOLE: Audience = { register: 'console', repertoire: WHOLE_REPERTOIRE };

export const FIVE_KEYS = ['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER'] as const;
export const FOUR_KEYS = ['UP', 'DOWN', 'ENTER', 'EXIT'] as const;

/** Providing effects rebuilds the whole chart; one machine for all operators keeps tests fast. */
const operators = new WeakMap<object, Operator>();

function operatorOf(system: object): Operator {
  const operator = operators.get(system);
  if (operator === undefined) {
    throw new Error('this session belongs to no operator');
  }
  return operator;
}

const machine = sessionMachine.provide({
  actors: {
    applyNetwork: fromCallback<ChangeCommand, OperatorChangeInput>(({ input, sendBack, receive, system }) =>
      operatorOf(system).beginChange(input, sendBack, receive),
    ),
    testNetwork: fromCallback(({ sendBack, system }) => operatorOf(system).beginTest(sendBack)),
    lampTest: fromCallback(({ system }) => {
      const { asked } = operatorOf(system);
      asked.push('lampTest');
      return () => asked.push('lampTest ended');
    }),
    verifyPin: fromPromise<PinVerdict, { readonly pin: string }>(async ({ input: { pin }, system }) =>
      operatorOf(system).effect(`verifyPin ${pin}`, (effects) => effects.verifyPin(pin)),
    ),
    pinDelay: fromCallback(({ sendBack, system }) => operatorOf(system).beginPinDelay(sendBack)),
    setPin: fromPromise<void, { readonly pin: string | null }>(async ({ input: { pin }, system }) =>
      operatorOf(system).effect(`setPin ${pin}`, (effects) => effects.setPin(pin)),
    ),
    setPreferences: fromPromise<void, PanelPreferences>(async ({ input, system }) =>
      operatorOf(system).effect(
        ['setPreferences', input.contrast_percent, input.brightness_percent, input.language ?? '']
          .join(' ')
          .trim(),
        (effects) => effects.setPreferences(input),
      ),
    ),
    power: fromPromise<PowerVerdict, PowerRequest>(async ({ input: { action, despiteSilence }, system }) =>
      operatorOf(system).effect(`power ${action}${despiteSilence ? ' despite silence' : ''}`, (effects) =>
        effects.power(action),
      ),
    ),
    dismissNotice: fromPromise<void, { readonly id: number }>(async ({ input: { id }, system }) =>
      operatorOf(system).effect(`dismissNotice ${id}`, (effects) => effects.dismissNotice(id)),
    ),
  },
});

const WILLING: Effects = {
  pinDelay_s: 0,
  verifyPin: async () => ({ ok: true }),
  setPin: async () => undefined,
  setPreferences: async () => undefined,
  power: async () => ({ ok: true }),
  dismissNotice: async () => undefined,
};

/** A session whose effects are all set by the test. */
export class Operator {
  readonly clock = new SimulatedClock();
  /** The effects requested from the appliance, in order. */
  readonly asked: string[] = [];
  /** The changes that were to be applied. */
  readonly applied: ApplyNetworkInput[] = [];
  /** The session's answers to a waiting change. */
  readonly answers: ChangeCommand['type'][] = [];
  /** Errors of the session machine itself. */
  readonly errors: unknown[] = [];
  readonly geometry: Geometry;
  readonly #effects: Effects;
  readonly #actor;
  #sendChange: (event: ChangeEvent) => void = () => undefined;
  #sendPinDelay: (event: PinDelayEvent) => void = () => undefined;
  #sendTest: (event: TestEvent) => void = () => undefined;

  constructor(options: OperatorOptions = {}) {
    const { keys = PANEL_KEYS, effects = {}, ...input } = options;
    this.geometry = input.geometry ?? GEOMETRY_20X4;
    this.#effects = { ...WILLING, ...effects };
    this.#actor = createActor(machine, {
      clock: this.clock,
      input: {
        appliance: testAppliance(),
        operator: 'panel',
        geometry: this.geometry,
        audience: PLAIN_GLASS,
        idle: { menu_s: 180, edit_s: 600 },
        ...input,
        keys: new Set(keys),
      },
    });
    operators.set(this.#actor.system, this);
    this.#actor.subscribe({ error: (error) => this.errors.push(error) });
    this.#actor.start();
  }

  beginChange(
    { wanted, title }: OperatorChangeInput,
    send: (event: ChangeEvent) => void,
    onCommand: (listener: (command: ChangeCommand) => void) => void,
  ): void {
    this.applied.push({ wanted, title });
    this.#sendChange = send;
    onCommand((command) => this.answers.push(command.type));
  }

  beginTest(send: (event: TestEvent) => void): () => void {
    this.asked.push('testNetwork');
    this.#sendTest = send;
    return () => this.asked.push('testNetwork ended');
  }

  beginPinDelay(send: (event: PinDelayEvent) => void): void {
    this.#sendPinDelay = send;
    this.delaysPin(this.#effects.pinDelay_s);
  }

  /** A wrong PIN somewhere else has begun a delay. */
  delaysPin(seconds: number): this {
    if (seconds > 0) {
      this.#sendPinDelay({ type: 'PIN.DELAY', seconds });
    }
    return this;
  }

  effect<Result>(name: string, run: (effects: Effects) => Promise<Result>): Promise<Result> {
    this.asked.push(name);
    return run(this.#effects);
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

  /** The appliance changes. */
  changes(appliance: Appliance): this {
    this.#actor.send({ type: 'APPLIANCE.CHANGED', appliance });
    return this;
  }

  /** The running change, or the running test, reports something. */
  receives(...events: readonly (ChangeEvent | TestEvent)[]): this {
    for (const event of events) {
      if (event.type === 'TEST.CHECK' || event.type === 'TEST.DONE') {
        this.#sendTest(event);
      } else {
        this.#sendChange(event);
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
  /** Whether something was entered that is neither kept nor discarded. */
  get isDraftKept(): boolean {
    return Object.keys(this.snapshot.context.drafts).length > 0;
  }
  get display(): Display {
    return displayOf(this.snapshot);
  }
  /** The words this operator reads. */
  get words(): RegisterWords {
    return wordsOf(this.snapshot.context);
  }
  frame(geometry: Geometry = this.geometry): Frame {
    return layoutFrame(this.view, geometry, this.words, LEDS_OFF);
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
