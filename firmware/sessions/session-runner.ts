import { type Actor, createActor } from 'xstate';
import { type AskedNumbers, Sight } from '../../drivers/keys/sight.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Display } from '../../menus/display.ts';
import type { Geometry } from '../../menus/frame.ts';
import type { KeyEvent, PanelKeys } from '../../menus/keys.ts';
import { type Drafts, NO_DRAFTS, withoutSecrets } from '../../menus/state/drafts.ts';
import { isLocked } from '../../menus/state/session-context.ts';
import type { View } from '../../menus/view.ts';
import { type Asked, answers, askedOf } from '../../menus/views/asked.ts';
import { displayOf } from '../../menus/views/display.ts';
import { viewOf } from '../../menus/views/view-of.ts';
import { type Audience, type Reader, tipsOf, wordsOf } from '../../menus/words/audience.ts';
import { message } from '../../menus/words/messages.ts';
import { type RegisterWords, textOf } from '../../menus/words/words.ts';
import type { ApplianceModel } from '../appliance/appliance.ts';
import type { Log } from '../log/log.ts';
import type { machineWith } from './effects.ts';

type Machine = ReturnType<typeof machineWith>;
type Snapshot = ReturnType<Actor<Machine>['getSnapshot']>;

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
  /** What was entered in a session that was lost; absent: nothing. */
  readonly drafts?: Drafts;
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
  #asked: Asked | null = null;
  #number = 1;
  /** Number of the first screen with this question. */
  #question = 1;
  #drafts: Drafts;
  #startedAt_ms = 0;
  #failures = 0;
  readonly #restart: Alarm;
  /** What the operator sees; whoever shows the views tells it. */
  readonly sight: Sight;
  #closed = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#drafts = options.drafts ?? NO_DRAFTS;
    this.#view = failedView(this.#reader);
    this.sight = new Sight(options.clock);
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

  /** What was entered and is neither kept nor discarded, for the next session. */
  get drafts(): Drafts {
    return withoutSecrets(this.#drafts);
  }

  /** Whether the menu opens only after the PIN. Without a running machine it is not known, which counts as locked. */
  get isLocked(): boolean {
    return this.#actor === null || isLocked(this.#actor.getSnapshot().context);
  }

  /** Called with each view that differs from the last, or has another number. Returns the function that unsubscribes. */
  watch(listener: (view: View) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The number of this view: it grows whenever something else is asked, or another answer is selected. */
  get number(): number {
    return this.#number;
  }

  /** What this view asks, in numbers; null: nothing that a key could answer for good. */
  get asked(): AskedNumbers | null {
    if (this.#asked === null) return null;
    const { answeredBy } = this.#asked;
    return { question: this.#question, answer: this.#number, mustBeRead: answeredBy !== 'any' };
  }

  /**
   * A key. It answers a question for good only if the screen that was seen when it was pressed showed the question;
   * if not, the question stays.
   * @param seen number of that screen, as `sight.seen()` gave it when the key was pressed; left out: now
   */
  press(key: KeyEvent, seen: number = this.sight.seen()): void {
    // Never log which key: the keys of a PIN or password would reveal it.
    this.#options.log.debug('key');
    if (this.#asked !== null && seen < this.#number && answers(this.#asked, key))
      this.#options.log.info('a key pressed before the question could be seen answers nothing');
    else this.#send(key);
  }

  close(): void {
    this.#closed = true;
    this.#stopWatching();
    this.#listeners.clear();
    this.#restart.cancel();
    this.sight.close();
    this.#actor?.stop();
    this.#actor = null;
  }

  #start(startedAfterFault: boolean): void {
    const { machine, appliance, clock, operator, keys, geometry, audience, idle } = this.#options;
    this.#startedAt_ms = clock.now();
    try {
      const actor = createActor(machine, {
        clock,
        input: {
          appliance: appliance.value,
          operator,
          keys,
          geometry,
          audience,
          idle,
          startedAfterFault,
          drafts: this.drafts,
        },
      });
      this.#actor = actor;
      actor.subscribe({
        next: (snapshot) => {
          this.#drafts = snapshot.context.drafts;
          this.#follow(snapshot);
        },
        error: (error) => this.#fail(error),
      });
      actor.start();
      this.#follow(actor.getSnapshot());
    } catch (error) {
      this.#fail(error);
    }
  }

  #send(event: Parameters<Actor<Machine>['send']>[0]): void {
    this.#actor?.send(event);
  }

  #follow(snapshot: Snapshot): void {
    if (this.#actor === null) return;
    try {
      this.#show(viewOf(snapshot), askedOf(snapshot));
    } catch (error) {
      this.#fail(error);
    }
  }

  #show(view: View, asked: Asked | null): void {
    this.#ask(asked);
    const text = JSON.stringify([this.#number, view]);
    if (text === this.#viewText) return;
    this.#viewText = text;
    this.#view = view;
    for (const listener of [...this.#listeners]) listener(view);
  }

  #ask(asked: Asked | null): void {
    const before = this.#asked;
    this.#asked = asked;
    const isSame = (part: keyof Asked) => asked?.[part] === before?.[part];
    if (isSame('question') && isSame('answer') && isSame('answeredBy')) return;
    this.#number += 1;
    if (!isSame('question')) this.#question = this.#number;
    this.sight.ask(this.asked);
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
    this.#show(failedView(this.#reader), null);
    this.#failures = clock.now() - this.#startedAt_ms > RECOVERED_ms ? 1 : this.#failures + 1;
    const delay_ms = Math.min(LONGEST_RESTART_ms, RESTART_ms * 2 ** (this.#failures - 1));
    this.#restart.after(delay_ms, () => this.#start(true));
  }
}
