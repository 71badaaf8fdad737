import { type Actor, createActor } from 'xstate';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Display } from '../../menus/display.ts';
import type { Geometry } from '../../menus/frame.ts';
import type { KeyEvent, PanelKeys } from '../../menus/keys.ts';
import type { View } from '../../menus/view.ts';
import { displayOf } from '../../menus/views/display.ts';
import { viewOf } from '../../menus/views/view-of.ts';
import { type Audience, type Reader, tipsOf, wordsOf } from '../../menus/words/audience.ts';
import { message } from '../../menus/words/messages.ts';
import { type RegisterWords, textOf } from '../../menus/words/words.ts';
import type { ApplianceModel } from '../appliance/appliance.ts';
import type { Log } from '../log/log.ts';
import type { machineWith } from './effects.ts';

type Machine = ReturnType<typeof machineWith>;

export interface RunnerOptions {
  readonly machine: Machine;
  readonly appliance: ApplianceModel;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the operator is, for other operators to read. */
  readonly operator: string;
  readonly keys: PanelKeys;
  readonly geometry: Geometry;
  readonly audience: Audience;
  readonly idle: { readonly menu_s: number | null; readonly edit_s: number | null };
}

/** Delay before a failed machine is restarted, in milliseconds; doubled with each failure that follows soon. */
const RESTART_ms = 100;
const LONGEST_RESTART_ms = 10_000;
/** A machine that ran this long counts as recovered: the next failure starts with the shortest delay again. */
const RECOVERED_ms = 60_000;

/** The view while no machine runs. */
function failedView(reader: Reader): View {
  const lines = textOf(wordsOf(reader), message('menus-failed')).split('\n');
  return {
    screen: { kind: 'message', tone: 'fault', lines, hint: '', part: 0 },
    menu: null,
    tip: tipsOf(reader)?.tips.failed ?? '',
    leavingIn_s: null,
  };
}

/**
 * Runs one session machine and keeps its current view. If the machine throws, or its view cannot be built, the error is
 * logged and the machine restarted on the status screen, which shows that the menus failed.
 */
export class SessionRunner {
  readonly #options: RunnerOptions;
  readonly #listeners = new Set<(view: View) => void>();
  readonly #stopWatching: () => void;
  #actor: Actor<Machine> | null = null;
  #view: View;
  #viewText = '';
  #startedAt_ms = 0;
  #failures = 0;
  readonly #restart: Alarm;
  #closed = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#view = failedView(this.#reader);
    this.#restart = new Alarm(options.clock);
    this.#stopWatching = options.appliance.watch((appliance) =>
      this.#send({ type: 'APPLIANCE.CHANGED', appliance }),
    );
    this.#start(false);
  }

  /** The words in this operator's current language and register. */
  get words(): RegisterWords {
    return wordsOf(this.#reader);
  }

  get #reader(): Reader {
    const { appliance, audience } = this.#options;
    return { appliance: appliance.value, audience };
  }

  get view(): View {
    return this.#view;
  }

  /** Contrast and brightness: the tentative values while the operator edits them, else the stored ones. */
  get display(): Display {
    const { appliance } = this.#options;
    return this.#actor === null ? appliance.value.preferences : displayOf(this.#actor.getSnapshot());
  }

  /** Called with each view that differs from the last. Returns the function that unsubscribes. */
  watch(listener: (view: View) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  press(key: KeyEvent): void {
    // Never log which key: the keys of a PIN or password would reveal it.
    this.#options.log.debug('key');
    this.#send(key);
  }

  close(): void {
    this.#closed = true;
    this.#stopWatching();
    this.#listeners.clear();
    this.#restart.cancel();
    this.#actor?.stop();
    this.#actor = null;
  }

  #start(startedAfterFault: boolean): void {
    const { machine, appliance, clock, operator, keys, geometry, audience, idle } = this.#options;
    this.#startedAt_ms = clock.now();
    try {
      const actor = createActor(machine, {
        clock,
        input: { appliance: appliance.value, operator, keys, geometry, audience, idle, startedAfterFault },
      });
      this.#actor = actor;
      actor.subscribe({
        next: (snapshot) => this.#follow(() => viewOf(snapshot)),
        error: (error) => this.#fail(error),
      });
      actor.start();
      this.#follow(() => viewOf(actor.getSnapshot()));
    } catch (error) {
      this.#fail(error);
    }
  }

  #send(event: Parameters<Actor<Machine>['send']>[0]): void {
    this.#actor?.send(event);
  }

  #follow(make: () => View): void {
    if (this.#actor === null) return;
    try {
      this.#show(make());
    } catch (error) {
      this.#fail(error);
    }
  }

  #show(view: View): void {
    const text = JSON.stringify(view);
    if (text === this.#viewText) return;
    this.#viewText = text;
    this.#view = view;
    for (const listener of [...this.#listeners]) listener(view);
  }

  #fail(error: unknown): void {
    const { clock, log } = this.#options;
    if (this.#closed || this.#restart.isSet) return;
    log.error('the menus failed and are started again', {
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    const failed = this.#actor;
    this.#actor = null;
    failed?.stop();
    this.#show(failedView(this.#reader));
    this.#failures = clock.now() - this.#startedAt_ms > RECOVERED_ms ? 1 : this.#failures + 1;
    const delay_ms = Math.min(LONGEST_RESTART_ms, RESTART_ms * 2 ** (this.#failures - 1));
    this.#restart.after(delay_ms, () => this.#start(true));
  }
}
