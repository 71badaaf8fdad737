/** A model of one part of what the operator is promised: where each key leads, and what the glass then shows. */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { PanelKey } from '../../menus/keys.ts';
import type { Bench } from '../../simulator/bench.ts';
import { placeOf } from './cover.ts';
import type { Screen } from './screens.ts';

/** What hands do at the bench for one event of a model. */
export type Hands = (bench: Bench) => Promise<void>;

/** The two panels a model can be walked on. */
export const GLASSES = { '20x4': 'cfa635', '16x2': 'cfa633' } as const;
export type Glass = keyof typeof GLASSES;

export interface Model {
  readonly name: string;
  readonly machine: AnyStateMachine;
  readonly glasses: readonly Glass[];
  /** From the status page of a new appliance to the model's first state. */
  readonly prepare: Hands;
  /** By event. The six keys need none. */
  readonly hands: Readonly<Record<string, Hands>>;
  /** @throws Error where the model says nothing about a state it has */
  screen(snapshot: AnyMachineSnapshot): Screen;
}

export interface ModelDefinition<Context> extends Partial<Pick<Model, 'glasses' | 'prepare' | 'hands'>> {
  readonly name: string;
  /** Without `invoke` and `after`: time is an event. */
  readonly machine: AnyStateMachine;
  readonly screens: Readonly<Record<string, Screen | ((context: Context) => Screen)>>;
}

export function defineModel<Context>({ screens, ...rest }: ModelDefinition<Context>): Model {
  return {
    glasses: ['20x4'],
    prepare: async () => {},
    hands: {},
    ...rest,
    screen({ value, context }) {
      const screen = screens[placeOf(value)];
      if (screen === undefined) {
        throw new Error(`the model ${rest.name} does not say what ${placeOf(value)} shows`);
      }
      return typeof screen === 'function' ? screen(context) : screen;
    },
  };
}

/** Keys one after the other: `keys('ENTER', 'DOWN', 'ENTER')`. */
export function keys(...pressed: readonly PanelKey[]): Hands {
  return async (bench) => {
    for (const key of pressed) {
      await bench.press(key);
    }
  };
}

export function type(text: string): Hands {
  return (bench) => bench.type(text);
}

export function hold(key: PanelKey, duration_ms: number): Hands {
  return (bench) => bench.hold(key, duration_ms);
}

export function wait(duration_s: number): Hands {
  return (bench) => bench.wait(duration_s * 1000);
}

export function fault(name: string, value: string): Hands {
  return (bench) => bench.fault(name, value);
}

/** One after the other. */
export function all(...parts: readonly Hands[]): Hands {
  return async (bench) => {
    for (const part of parts) {
      await part(bench);
    }
  };
}
