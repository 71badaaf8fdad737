import { Alarm } from '../../menus/alarm.ts';
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
}

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
  readonly #onDue = (): void => {
    this.#due_ms = Number.POSITIVE_INFINITY;
    this.#dispatch({ kind: 'due' }, this.clock.now());
  };

  constructor(options: LinkOptions, rules: CommandRules<Command, Answer>) {
    super(options);
    this.#rules = rules;
    this.#alarm = new Alarm(options.clock);
  }

  /** The first command of a handshake. */
  protected abstract handshake(): Command;

  /** The next command of a session; null: none. Never null when a check of the session is due. */
  protected abstract next(isCheckDue: boolean): Command | null;

  /** Reads the answer to a command. */
  protected abstract answered(command: Command, answer: Answer): Outcome<Command>;

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
    this.#dispatch({ kind: 'lost' }, this.clock.now());
    this.settled();
  }

  protected override get isSettled(): boolean {
    return !isBusy(this.#rules, this.#exchange);
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
        this.#dispatch({ kind: 'send', command: this.handshake() }, now_ms);
        break;
      case 'next':
        this.#sendNext(effect.isCheckDue, now_ms);
        break;
      case 'answered':
        this.#dispatch(this.answered(effect.command, effect.answer), now_ms);
        break;
      case 'failed':
        this.failed(effect.command);
        break;
      case 'report':
        this.report(effect.link);
        if (effect.link.state !== 'connected') this.settled();
        break;
      case 'reconnect':
        this.connection.reopen();
        break;
    }
  }

  #sendNext(isCheckDue: boolean, now_ms: number): void {
    const command = this.next(isCheckDue);
    if (command === null) this.settled();
    else this.#dispatch({ kind: 'send', command }, now_ms);
  }

  #setAlarm(due_ms: number, now_ms: number): void {
    if (due_ms === this.#due_ms) return;
    this.#due_ms = due_ms;
    if (due_ms === Number.POSITIVE_INFINITY) this.#alarm.cancel();
    else this.#alarm.after(due_ms - now_ms, this.#onDue);
  }
}
