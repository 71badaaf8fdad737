/**
 * The exchange with a device that answers every command: one command in flight, time-outs, retries, silence,
 * resynchronisation, checks of an idle session. Pure: a state, an event and the time give the next state and what
 * is to be done. `command-panel.ts` runs it.
 */
import type { PanelLink } from '../panel.ts';

/** What follows the time-out of a command. */
export type Retry =
  /** The command is sent again. For answers that name their command: a late one is recognised. */
  | 'repeat'
  /**
   * The handshake starts over. For answers that only name the kind of command: a late one could be taken for the
   * next command's, so nothing else is sent before the handshake has been answered.
   */
  | 'handshake'
  /** Nothing is sent; the connection is opened again after a second wait. For streams that lose nothing (TCP). */
  | 'reconnect';

/** How one protocol is spoken. */
export interface ExchangeRules<Command, Answer> {
  readonly retry: Retry;
  /** The device answers within this many milliseconds or not at all. */
  readonly answerTimeout_ms: number;
  /** Time-outs in a row after which the device counts as silent. */
  readonly tries: number;
  /** Wait of a silent device until the next handshake, or for `reconnect` until the new connection. */
  readonly silentPause_ms: number;
  /** A session is checked when nothing has confirmed it for this many milliseconds. */
  readonly checkPeriod_ms: number;
  /** Whether this is the answer to that command, as far as the protocol can tell. */
  isAnswer(command: Command, answer: Answer): boolean;
}

export type Exchange<Command> =
  /** The connection is not open. */
  | { readonly phase: 'down' }
  /** Open, without a session: the next command of the handshake is about to be sent. */
  | { readonly phase: 'opening'; readonly timeouts: number }
  /** A command of the handshake is in flight, until `due_ms` at most. */
  | {
      readonly phase: 'greeting';
      readonly command: Command;
      readonly timeouts: number;
      readonly due_ms: number;
    }
  /** In session, nothing in flight. A check is due at `due_ms`. */
  | { readonly phase: 'idle'; readonly due_ms: number }
  /** In session, a command in flight until `due_ms` at most. */
  | {
      readonly phase: 'waiting';
      readonly command: Command;
      readonly timeouts: number;
      readonly due_ms: number;
      /** When the next check is due. */
      readonly check_ms: number;
    }
  /** The device is silent, or is not what was configured. The next handshake is due at `due_ms`. */
  | { readonly phase: 'resting'; readonly timeouts: number; readonly due_ms: number };

/** What an answer means for the session. */
export type Outcome<Command> =
  /** The handshake is not over: this command comes next. */
  | { readonly kind: 'continue'; readonly command: Command }
  /** The device is ready: a session begins, or goes on. `identity` is what it calls itself. */
  | { readonly kind: 'established'; readonly identity: string }
  /** The answer shows that the session still stands: the next check is a whole period away. */
  | { readonly kind: 'confirmed' }
  /** The command is done; the answer shows nothing about the session. */
  | { readonly kind: 'done' }
  /** The device has forgotten the session: the handshake starts over. */
  | { readonly kind: 'restart' }
  /** Not the device that was configured. It is asked again after `retry_ms`; null: not on this connection. */
  | { readonly kind: 'unfit'; readonly why: string; readonly retry_ms: number | null };

export type ExchangeEvent<Command, Answer> =
  /** The connection was opened. */
  | { readonly kind: 'opened' }
  /** The connection was lost or closed. */
  | { readonly kind: 'lost' }
  /** `due_ms` of the state has come. */
  | { readonly kind: 'due' }
  /** What the device is to show has changed. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'send'; readonly command: Command }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | Outcome<Command>;

export type Effect<Command, Answer> =
  /** Write this command, for the first time or again. */
  | { readonly kind: 'transmit'; readonly command: Command }
  /** Begin a handshake: nothing about the device is certain. Answered by the event `send`. */
  | { readonly kind: 'handshake' }
  /** The session is free for a command; answered by `send` if there is one. */
  | { readonly kind: 'next'; readonly isCheckDue: boolean }
  /** Read this answer; answered by an `Outcome`. */
  | { readonly kind: 'answered'; readonly command: Command; readonly answer: Answer }
  /** The command will not be answered any more. */
  | { readonly kind: 'failed'; readonly command: Command }
  | { readonly kind: 'report'; readonly link: PanelLink }
  /** Close the connection and open it again. */
  | { readonly kind: 'reconnect' };

export interface Step<Command, Answer> {
  readonly state: Exchange<Command>;
  /** In the order in which they are to be done. */
  readonly effects: readonly Effect<Command, Answer>[];
}

export const DOWN = { phase: 'down' } as const;
const NONE = [] as const;
const HANDSHAKE = [{ kind: 'handshake' }] as const;
const NEXT = [{ kind: 'next', isCheckDue: false }] as const;
const CHECK = [{ kind: 'next', isCheckDue: true }] as const;
const SILENT = { kind: 'report', link: { state: 'silent' } } as const;

/**
 * The one place where the state of an exchange changes. An event that the state has no use for changes nothing.
 * `now_ms` is the clock's time.
 */
export function step<Command, Answer>(
  rules: ExchangeRules<Command, Answer>,
  state: Exchange<Command>,
  event: ExchangeEvent<Command, Answer>,
  now_ms: number,
): Step<Command, Answer> {
  switch (event.kind) {
    case 'opened':
      return { state: { phase: 'opening', timeouts: 0 }, effects: HANDSHAKE };
    case 'lost':
      return { state: DOWN, effects: failureOf(state) };
    case 'due':
      return due(rules, state, now_ms);
    case 'changed':
      return { state, effects: state.phase === 'idle' ? nextAt(state.due_ms, now_ms) : NONE };
    case 'send':
    case 'continue':
      return send(rules, state, event.command, now_ms);
    case 'answer':
      return answer(rules, state, event.answer);
    case 'established': {
      if (state.phase !== 'opening' && state.phase !== 'idle') return unchanged(state);
      const link: PanelLink = { state: 'connected', identity: event.identity };
      return { ...confirmed(rules, now_ms), effects: [...NEXT, { kind: 'report', link }] };
    }
    case 'confirmed':
      return state.phase === 'idle' ? confirmed(rules, now_ms) : unchanged(state);
    case 'done':
      return { state, effects: state.phase === 'idle' ? nextAt(state.due_ms, now_ms) : NONE };
    case 'restart':
      return { state: { phase: 'opening', timeouts: 0 }, effects: [...failureOf(state), ...HANDSHAKE] };
    case 'unfit': {
      const due_ms = event.retry_ms === null ? Number.POSITIVE_INFINITY : now_ms + event.retry_ms;
      return {
        state: { phase: 'resting', timeouts: 0, due_ms },
        effects: [{ kind: 'report', link: { state: 'absent', why: event.why } }],
      };
    }
  }
}

/** When the event `due` is to come, in milliseconds of the clock; infinity: never. */
export function dueOf<Command>(state: Exchange<Command>): number {
  return state.phase === 'down' || state.phase === 'opening' ? Number.POSITIVE_INFINITY : state.due_ms;
}

/** Whether commands may still be answered or follow: what was asked for has not all been shown, but can be. */
export function isBusy<Command, Answer>(
  rules: ExchangeRules<Command, Answer>,
  state: Exchange<Command>,
): boolean {
  return 'timeouts' in state && state.phase !== 'resting' && state.timeouts < rules.tries;
}

function unchanged<Command, Answer>(state: Exchange<Command>): Step<Command, Answer> {
  return { state, effects: NONE };
}

function failureOf<Command>(state: Exchange<Command>): readonly Effect<Command, never>[] {
  return 'command' in state ? [{ kind: 'failed', command: state.command }] : NONE;
}

function nextAt(check_ms: number, now_ms: number): typeof NEXT | typeof CHECK {
  return now_ms >= check_ms ? CHECK : NEXT;
}

function confirmed<Command, Answer>(
  { checkPeriod_ms }: ExchangeRules<Command, Answer>,
  now_ms: number,
): Step<Command, Answer> {
  return { state: { phase: 'idle', due_ms: now_ms + checkPeriod_ms }, effects: NEXT };
}

function send<Command, Answer>(
  { answerTimeout_ms }: ExchangeRules<Command, Answer>,
  state: Exchange<Command>,
  command: Command,
  now_ms: number,
): Step<Command, Answer> {
  const due_ms = now_ms + answerTimeout_ms;
  const effects = [{ kind: 'transmit', command }] as const;
  if (state.phase === 'opening')
    return { state: { phase: 'greeting', command, timeouts: state.timeouts, due_ms }, effects };
  if (state.phase === 'idle')
    return { state: { phase: 'waiting', command, timeouts: 0, due_ms, check_ms: state.due_ms }, effects };
  return unchanged(state);
}

function answer<Command, Answer>(
  rules: ExchangeRules<Command, Answer>,
  state: Exchange<Command>,
  received: Answer,
): Step<Command, Answer> {
  if (state.phase !== 'waiting' && state.phase !== 'greeting') return unchanged(state);
  if (!rules.isAnswer(state.command, received)) return unchanged(state);
  const effects = [{ kind: 'answered', command: state.command, answer: received }] as const;
  return state.phase === 'greeting'
    ? { state: { phase: 'opening', timeouts: 0 }, effects }
    : { state: { phase: 'idle', due_ms: state.check_ms }, effects };
}

function due<Command, Answer>(
  rules: ExchangeRules<Command, Answer>,
  state: Exchange<Command>,
  now_ms: number,
): Step<Command, Answer> {
  switch (state.phase) {
    case 'down':
    case 'opening':
      return unchanged(state);
    case 'idle':
      return { state: { phase: 'idle', due_ms: now_ms + rules.checkPeriod_ms }, effects: CHECK };
    case 'resting':
      return { state: { phase: 'opening', timeouts: state.timeouts }, effects: HANDSHAKE };
    case 'greeting':
    case 'waiting':
      return timedOut(rules, state, now_ms);
  }
}

function timedOut<Command, Answer>(
  { retry, tries, answerTimeout_ms, silentPause_ms }: ExchangeRules<Command, Answer>,
  state: Extract<Exchange<Command>, { phase: 'greeting' | 'waiting' }>,
  now_ms: number,
): Step<Command, Answer> {
  const timeouts = state.timeouts + 1;
  // Counting goes on while the device is silent, so that silence is reported once.
  const silence = timeouts === tries ? [SILENT] : NONE;
  const { command } = state;
  if (retry === 'reconnect') {
    if (timeouts > tries) return { state: DOWN, effects: [...failureOf(state), { kind: 'reconnect' }] };
    const wait_ms = timeouts < tries ? answerTimeout_ms : silentPause_ms;
    return { state: { ...state, timeouts, due_ms: now_ms + wait_ms }, effects: silence };
  }
  if (timeouts >= tries) {
    const due_ms = now_ms + silentPause_ms;
    return { state: { phase: 'resting', timeouts, due_ms }, effects: [...failureOf(state), ...silence] };
  }
  if (retry === 'repeat') {
    const due_ms = now_ms + answerTimeout_ms;
    return { state: { ...state, timeouts, due_ms }, effects: [{ kind: 'transmit', command }] };
  }
  return { state: { phase: 'opening', timeouts }, effects: [...failureOf(state), ...HANDSHAKE] };
}
