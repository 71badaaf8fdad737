import { Alarm } from '../../menus/alarm.ts';
import type { PanelLink } from '../panel.ts';
import {
  DOWN,
  dueOf,
  type Effect,
  type Exchange,
  type ExchangeEvent,
  type ExchangeRules,
  isBusy,
  type Outcome,
  step,
} from './exchange.ts';
import { LinkedPanel, type LinkOptions } from './linked-panel.ts';

/** How one family's commands are exchanged. */
export interface CommandRules<Command, Answer> extends ExchangeRules<Command, Answer> {
  /** Nothing is written while the stream still holds more bytes than this: it takes none any more. */
  readonly maximumUnsent_bytes: number;
  /** Between two commands to a panel that does not answer, in milliseconds: as long as a slow one takes for each. */
  readonly blindStep_ms: number;
  /** Whether the handshake blanks the glass: what was sent blindly is then sent again. */
  readonly handshakeBlanks: boolean;
}

/** A panel that does not answer is sent everything again this often, in milliseconds. */
const BLIND_PERIOD_ms = 4000;
/** Silence of a panel that takes no text counts after this, in milliseconds. */
const HIDDEN_SILENCE_ms = 5000;

const CHANGED = { kind: 'changed' } as const;

/**
 * A panel that answers every command. The family gives commands and reads answers; when what goes out is decided by
 * `exchange.ts`. Nothing is queued: the next command is made when the line is free, from the newest frame.
 */
export abstract class CommandPanel<Command, Answer> extends LinkedPanel {
  readonly #rules: CommandRules<Command, Answer>;
  readonly #alarm: Alarm;
  #exchange: Exchange<Command> = DOWN;
  /** What the alarm is set for, in milliseconds of the clock; infinity: it is not set. */
  #due_ms = Number.POSITIVE_INFINITY;
  readonly #nextBlind: Alarm;
  readonly #silence: Alarm;
  /** What is still to be sent blindly. */
  #blind: Command[] = [];
  /** Nothing but the handshake was answered since the panel was last silent: it may fall silent again at once. */
  #isDoubtful = false;
  /** The link that is told as soon as there is no doubt; null: none. */
  #doubted: PanelLink | null = null;
  readonly #onDue = (): void => {
    this.#due_ms = Number.POSITIVE_INFINITY;
    this.#dispatch({ kind: 'due' }, this.clock.now());
  };

  constructor(options: LinkOptions, rules: CommandRules<Command, Answer>) {
    super(options);
    this.#rules = rules;
    this.#alarm = new Alarm(options.clock);
    this.#nextBlind = new Alarm(options.clock);
    this.#silence = new Alarm(options.clock);
  }

  /** The first command of a handshake. */
  protected abstract handshake(): Command;

  /** The next command of a session; null: none. Never null when a check of the session is due. */
  protected abstract next(isCheckDue: boolean): Command | null;

  /** Reads the answer to a command. */
  protected abstract answered(command: Command, answer: Answer): Outcome<Command>;

  /**
   * What shows everything on a panel that hears and is not heard. Sent slowly and without waiting for answers while the
   * panel is silent: its return line may be broken, or it may be busy.
   */
  protected blind(): readonly Command[] {
    return [];
  }

  /** A command will not be answered any more. */
  protected failed(_command: Command): void {}

  protected abstract encode(command: Command): Uint8Array;

  /** Whether the panel has answered the handshake, and no later time-out has ended the session. */
  protected get hasSession(): boolean {
    return this.#exchange.phase === 'idle' || this.#exchange.phase === 'waiting';
  }

  /** What the panel is to show has changed. */
  protected changed(): void {
    this.#dispatch(CHANGED, this.clock.now());
    if (this.#isBlind) this.#beginBlind();
  }

  protected take(answer: Answer): void {
    this.#dispatch({ kind: 'answer', answer }, this.clock.now());
  }

  protected write(bytes: Uint8Array): void {
    if (this.connection.pending <= this.#rules.maximumUnsent_bytes) this.connection.write(bytes);
  }

  protected override opened(): void {
    this.#dispatch({ kind: 'opened' }, this.clock.now());
  }

  protected override stopped(): void {
    this.#endBlind();
    this.#silence.cancel();
    this.#isDoubtful = false;
    this.#dispatch({ kind: 'lost' }, this.clock.now());
    this.settled();
  }

  protected override get isSettled(): boolean {
    return !isBusy(this.#rules, this.#exchange) && !(this.#isBlind && this.#blind.length > 0);
  }

  /** What the effects lead to happens within this call, at the same `now_ms`. */
  #dispatch(event: ExchangeEvent<Command, Answer>, now_ms: number): void {
    const { state, effects } = step(this.#rules, this.#exchange, event, now_ms);
    this.#exchange = state;
    for (let index = 0; index < effects.length; index++) {
      const effect = effects[index];
      if (effect !== undefined) this.#perform(effect, now_ms);
    }
    // An effect that led to another state has set the alarm for that one.
    if (this.#exchange === state) this.#setAlarm(dueOf(state), now_ms);
  }

  #perform(effect: Effect<Command, Answer>, now_ms: number): void {
    switch (effect.kind) {
      case 'transmit':
        this.write(this.encode(effect.command));
        break;
      case 'handshake':
        this.nothingShown();
        this.#dispatch({ kind: 'send', command: this.handshake() }, now_ms);
        if (this.#rules.handshakeBlanks && this.#isBlind) this.#beginBlind();
        break;
      case 'next':
        this.#sendNext(effect.isCheckDue, now_ms);
        break;
      case 'answered':
        if (this.hasSession) this.#trust();
        this.#dispatch(this.answered(effect.command, effect.answer), now_ms);
        break;
      case 'failed':
        this.failed(effect.command);
        break;
      case 'report':
        this.#tell(effect.link);
        break;
      case 'reconnect':
        this.connection.reopen();
        break;
    }
  }

  /** A panel that falls silent whenever it is sent something would be told as connected and silent for ever. */
  #tell(link: PanelLink): void {
    if (link.state === 'connected') {
      this.#endBlind();
      if (this.#isDoubtful) this.#doubted = link;
      else this.report(link);
      return;
    }
    this.settled();
    if (link.state !== 'silent') {
      this.report(link);
      return;
    }
    this.#isDoubtful = true;
    this.#doubted = null;
    // A panel that shows nothing of what it is sent may be silent for a moment after each attempt.
    if (this.link === 'hidden')
      this.#silence.after(HIDDEN_SILENCE_ms, () => {
        if (!this.hasSession) this.#fallSilent();
      });
    else this.#fallSilent();
  }

  #fallSilent(): void {
    this.report({ state: 'silent' });
    this.#beginBlind();
  }

  #trust(): void {
    const link = this.#doubted;
    this.#isDoubtful = false;
    this.#doubted = null;
    if (link !== null) this.report(link);
  }

  get #isBlind(): boolean {
    return this.link === 'silent' && !this.hasSession;
  }

  #beginBlind(): void {
    this.#blind = [...this.blind()];
    if (this.#blind.length === 0) return;
    this.#nextBlind.after(this.#rules.blindStep_ms, () => this.#sendBlind());
  }

  #endBlind(): void {
    this.#blind = [];
    this.#nextBlind.cancel();
  }

  #sendBlind(): void {
    const command = this.#blind.shift();
    if (command !== undefined) this.write(this.encode(command));
    if (this.#blind.length === 0) this.settled();
    const wait_ms = this.#blind.length > 0 ? this.#rules.blindStep_ms : BLIND_PERIOD_ms;
    this.#nextBlind.after(wait_ms, () => {
      if (this.#blind.length === 0) this.#blind = [...this.blind()];
      this.#sendBlind();
    });
  }

  #sendNext(isCheckDue: boolean, now_ms: number): void {
    const command = this.next(isCheckDue);
    if (command === null) {
      this.allShown();
      this.settled();
    } else this.#dispatch({ kind: 'send', command }, now_ms);
  }

  #setAlarm(due_ms: number, now_ms: number): void {
    if (due_ms === this.#due_ms) return;
    this.#due_ms = due_ms;
    if (due_ms === Number.POSITIVE_INFINITY) this.#alarm.cancel();
    else this.#alarm.after(due_ms - now_ms, this.#onDue);
  }
}
