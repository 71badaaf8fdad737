import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DOWN,
  dueOf,
  type Effect,
  type Exchange,
  type ExchangeEvent,
  type ExchangeRules,
  isBusy,
  type Outcome,
  type Retry,
  step,
} from '../../../../drivers/link/exchange.ts';

const TIMEOUT_ms = 100;
const PAUSE_ms = 300;
const CHECK_ms = 1000;

/** A command of the made-up protocol; answers carry `name`, and `number` where they name their command. */
interface Command {
  readonly name: string;
  readonly number: number;
}
type Answer = Command;
type State = Exchange<Command>;

/** `numbered`: an answer names its command; otherwise only greetings are told apart, as with a numbered ping. */
function rules(retry: Retry, numbered = retry !== 'handshake'): ExchangeRules<Command, Answer> {
  return {
    retry,
    answerTimeout_ms: TIMEOUT_ms,
    tries: retry === 'reconnect' ? 1 : 3,
    silentPause_ms: PAUSE_ms,
    checkPeriod_ms: CHECK_ms,
    isAnswer: (command, answer) =>
      command.name === answer.name &&
      (command.number === answer.number || (!numbered && command.name !== 'hello')),
  };
}

/** Runs one exchange by hand: every event by name, what came of it in words. */
function exchange(retry: Retry) {
  const spoken = rules(retry);
  let state: State = DOWN;
  let now_ms = 0;
  const on = (event: ExchangeEvent<Command, Answer>): string[] => {
    const next = step(spoken, state, event, now_ms);
    state = next.state;
    return next.effects.map(inWords);
  };
  return {
    on,
    phase: () => state.phase,
    busy: () => isBusy(spoken, state),
    /** Lets the time come that the state waits for. */
    due() {
      now_ms = dueOf(state);
      return on({ kind: 'due' });
    },
    dueIn_ms: () => dueOf(state) - now_ms,
    wait(ms: number) {
      now_ms += ms;
    },
    /** A session with nothing in flight. */
    established() {
      on({ kind: 'opened' });
      on({ kind: 'send', command: HELLO });
      on({ kind: 'answer', answer: HELLO });
      return on({ kind: 'established', identity: 'PANEL' });
    },
  };
}

function inWords(effect: Effect<Command, Answer>): string {
  switch (effect.kind) {
    case 'transmit':
    case 'failed':
      return `${effect.kind} ${effect.command.name}`;
    case 'answered':
      return `answered ${effect.command.name}`;
    case 'next':
      return effect.isCheckDue ? 'next, check' : 'next';
    case 'report':
      return effect.link.state;
    default:
      return effect.kind;
  }
}

const HELLO: Command = { name: 'hello', number: 1 };
const TEXT: Command = { name: 'text', number: 2 };

describe('a session', () => {
  it('begins with a handshake: command, answer, and the device is connected', () => {
    const { on, phase } = exchange('repeat');
    expect(on({ kind: 'opened' })).toEqual(['handshake']);
    expect(on({ kind: 'send', command: HELLO })).toEqual(['transmit hello']);
    expect(on({ kind: 'answer', answer: HELLO })).toEqual(['answered hello']);
    // The next command goes out before anything is reported: a key waits for nothing.
    expect(on({ kind: 'established', identity: 'PANEL' })).toEqual(['next', 'connected']);
    expect(phase()).toBe('idle');
  });

  it('may take several commands to begin', () => {
    const { on, phase } = exchange('repeat');
    on({ kind: 'opened' });
    on({ kind: 'send', command: HELLO });
    on({ kind: 'answer', answer: HELLO });
    expect(on({ kind: 'continue', command: TEXT })).toEqual(['transmit text']);
    expect(phase()).toBe('greeting');
  });

  it('carries one command after the other, each when the one before is answered', () => {
    const { on, established } = exchange('repeat');
    established();
    expect(on({ kind: 'send', command: TEXT })).toEqual(['transmit text']);
    expect(on({ kind: 'changed' })).toEqual([]);
    expect(on({ kind: 'answer', answer: TEXT })).toEqual(['answered text']);
    expect(on({ kind: 'done' })).toEqual(['next']);
    expect(on({ kind: 'changed' })).toEqual(['next']);
  });

  it('is checked when nothing has confirmed it for a period', () => {
    const { due, dueIn_ms, established } = exchange('repeat');
    established();
    expect(dueIn_ms()).toBe(CHECK_ms);
    expect(due()).toEqual(['next, check']);
    expect(dueIn_ms()).toBe(CHECK_ms);
  });

  it('is checked between commands when the line is never free', () => {
    const { on, wait, established } = exchange('handshake');
    established();
    const wanted: string[] = [];
    for (let sent = 0; sent < 30; sent++) {
      on({ kind: 'send', command: TEXT });
      wait(50);
      on({ kind: 'answer', answer: TEXT });
      wanted.push(...on({ kind: 'done' }));
    }
    expect(wanted.indexOf('next, check')).toBe(CHECK_ms / 50 - 1);
  });

  it('needs no check for a period after an answer that confirms it', () => {
    const { on, wait, dueIn_ms, established } = exchange('repeat');
    established();
    wait(900);
    on({ kind: 'send', command: TEXT });
    on({ kind: 'answer', answer: TEXT });
    expect(on({ kind: 'confirmed' })).toEqual(['next']);
    expect(dueIn_ms()).toBe(CHECK_ms);
  });

  it('starts over when the device has forgotten it', () => {
    const { on, established, phase } = exchange('repeat');
    established();
    on({ kind: 'send', command: TEXT });
    on({ kind: 'answer', answer: TEXT });
    expect(on({ kind: 'restart' })).toEqual(['handshake']);
    expect(phase()).toBe('opening');
  });

  it('does not begin with a device that was not configured, which is asked again later', () => {
    const { on, due, dueIn_ms } = exchange('repeat');
    on({ kind: 'opened' });
    on({ kind: 'send', command: HELLO });
    on({ kind: 'answer', answer: HELLO });
    expect(on({ kind: 'unfit', why: 'too small', retry_ms: 500 })).toEqual(['absent']);
    expect(dueIn_ms()).toBe(500);
    expect(due()).toEqual(['handshake']);
  });

  it('never begins where the device is not to be asked again', () => {
    const { on, dueIn_ms } = exchange('repeat');
    on({ kind: 'opened' });
    on({ kind: 'unfit', why: 'too small', retry_ms: null });
    expect(dueIn_ms()).toBe(Number.POSITIVE_INFINITY);
  });

  it('ends with the connection, and the command in flight fails', () => {
    const { on, established, phase, busy } = exchange('repeat');
    established();
    on({ kind: 'send', command: TEXT });
    expect(on({ kind: 'lost' })).toEqual(['failed text']);
    expect(phase()).toBe('down');
    expect(busy()).toBe(false);
  });
});

describe('a command without an answer', () => {
  it('is repeated where a late answer is recognised, then fails', () => {
    const { on, due, established, phase, dueIn_ms } = exchange('repeat');
    established();
    on({ kind: 'send', command: TEXT });
    expect(due()).toEqual(['transmit text']);
    expect(due()).toEqual(['transmit text']);
    expect(due()).toEqual(['failed text', 'silent']);
    expect(phase()).toBe('resting');
    expect(dueIn_ms()).toBe(PAUSE_ms);
  });

  it('is answered by the answer to any of its repetitions', () => {
    const { on, due, established } = exchange('repeat');
    established();
    on({ kind: 'send', command: TEXT });
    due();
    expect(on({ kind: 'answer', answer: TEXT })).toEqual(['answered text']);
    expect(on({ kind: 'answer', answer: TEXT })).toEqual([]);
  });

  it('costs the session where a late answer could be another command’s', () => {
    const { on, due, established } = exchange('handshake');
    established();
    on({ kind: 'send', command: TEXT });
    expect(due()).toEqual(['failed text', 'handshake']);
    on({ kind: 'send', command: { name: 'hello', number: 7 } });
    expect(on({ kind: 'answer', answer: TEXT })).toEqual([]);
    expect(on({ kind: 'answer', answer: HELLO })).toEqual([]);
    expect(on({ kind: 'answer', answer: { name: 'hello', number: 7 } })).toEqual(['answered hello']);
  });

  it('is waited for once more where the stream loses nothing, then the connection is made anew', () => {
    const { on, due, dueIn_ms, established, phase } = exchange('reconnect');
    established();
    on({ kind: 'send', command: TEXT });
    expect(due()).toEqual(['silent']);
    expect(dueIn_ms()).toBe(PAUSE_ms);
    expect(due()).toEqual(['failed text', 'reconnect']);
    expect(phase()).toBe('down');
  });

  it('may still be answered by a device that was called silent, where the stream loses nothing', () => {
    const { on, due, established, phase } = exchange('reconnect');
    established();
    on({ kind: 'send', command: TEXT });
    due();
    expect(on({ kind: 'answer', answer: TEXT })).toEqual(['answered text']);
    expect(phase()).toBe('idle');
  });
});

describe('a silent device', () => {
  it.each(['repeat', 'handshake'] as const)('is greeted once a pause (%s), and reported once', (retry) => {
    const { on, due, dueIn_ms, busy } = exchange(retry);
    let silences = 0;
    const greetings_ms: number[] = [];
    let now_ms = 0;
    let number = 0;
    let effects = on({ kind: 'opened' });
    for (let times = 0; times < 20; times++) {
      silences += effects.filter((effect) => effect === 'silent').length;
      if (effects.includes('handshake'))
        effects = on({ kind: 'send', command: { name: 'hello', number: ++number } });
      if (effects.includes('transmit hello')) greetings_ms.push(now_ms);
      now_ms += dueIn_ms();
      effects = due();
    }
    expect(silences).toBe(1);
    expect(greetings_ms.slice(0, 5)).toEqual([0, 100, 200, 600, 1000]);
    expect(busy()).toBe(false);
  });
});

/**
 * A device that hears and answers in order, late and not always, and one host. Answers that were on their way when
 * a connection ended are gone with it.
 */
function converse(retry: Retry, script: readonly Turn[]) {
  const spoken = rules(retry);
  let state: State = DOWN;
  let now_ms = 0;
  let number = 0;
  let inFlight: Command | null = null;
  /** Answers on their way, oldest first. */
  let coming: Answer[] = [];
  const ended: string[] = [];
  const faults: string[] = [];
  let silences = 0;
  let outcome: Outcome<Command> = { kind: 'confirmed' };
  /** What the device does with the next command. */
  let answers = true;

  const on = (event: ExchangeEvent<Command, Answer>): void => {
    const { state: next, effects } = step(spoken, state, event, now_ms);
    state = next;
    for (const effect of effects) perform(effect);
  };
  const send = (name: string): void => {
    number += 1;
    on({ kind: 'send', command: { name, number } });
  };
  const perform = (effect: Effect<Command, Answer>): void => {
    switch (effect.kind) {
      case 'transmit':
        if (inFlight !== null && inFlight !== effect.command) faults.push('two commands in flight');
        inFlight = effect.command;
        if (answers) coming.push(effect.command);
        break;
      case 'answered':
        if (effect.command !== inFlight) faults.push('an answer to a command that is not in flight');
        if (effect.answer.number !== effect.command.number) faults.push('an answer to another command');
        ended.push(`${effect.command.number}`);
        inFlight = null;
        silences = 0;
        on(effect.command.name === 'hello' ? { kind: 'established', identity: '' } : outcome);
        break;
      case 'failed':
        if (effect.command !== inFlight) faults.push('a failure of a command that is not in flight');
        ended.push(`${effect.command.number}`);
        inFlight = null;
        break;
      case 'handshake':
        send('hello');
        break;
      case 'next':
        send(effect.isCheckDue ? 'check' : 'text');
        break;
      case 'report':
        if (effect.link.state !== 'silent') break;
        silences += 1;
        if (silences > 1) faults.push('silence reported twice');
        break;
      case 'reconnect':
        coming = [];
        silences = 0;
        on({ kind: 'opened' });
    }
  };
  const lose = (): void => {
    on({ kind: 'lost' });
    coming = [];
    if (inFlight !== null) faults.push('a command in flight on a lost connection');
  };

  on({ kind: 'opened' });
  for (const turn of script) {
    switch (turn.kind) {
      case 'answer': {
        const answer = coming.shift();
        if (answer !== undefined) on({ kind: 'answer', answer });
        break;
      }
      case 'wait':
        now_ms += turn.ms;
        while (now_ms >= dueOf(state)) on({ kind: 'due' });
        break;
      case 'hear':
        answers = turn.answers;
        break;
      case 'outcome':
        outcome = turn.outcome;
        break;
      case 'noise':
        on({ kind: 'answer', answer: { name: 'noise', number: turn.number } });
        break;
      case 'changed':
        on({ kind: 'changed' });
        break;
      case 'replug':
        lose();
        silences = 0;
        on({ kind: 'opened' });
    }
  }
  lose();
  const sent = Array.from({ length: number }, (_, index) => `${index + 1}`);
  return { faults, ended, sent };
}

type Turn =
  | { readonly kind: 'answer' | 'changed' | 'replug' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'hear'; readonly answers: boolean }
  | { readonly kind: 'noise'; readonly number: number }
  | { readonly kind: 'outcome'; readonly outcome: Outcome<Command> };

const turns = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Turn>({ kind: 'answer' }) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 400 }).map((ms): Turn => ({ kind: 'wait', ms })) },
    { weight: 2, arbitrary: fc.boolean().map((answers): Turn => ({ kind: 'hear', answers })) },
    { weight: 1, arbitrary: fc.nat(40).map((number): Turn => ({ kind: 'noise', number })) },
    { weight: 1, arbitrary: fc.constantFrom<Turn>({ kind: 'changed' }, { kind: 'replug' }) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<Outcome<Command>>(
          { kind: 'confirmed' },
          { kind: 'done' },
          { kind: 'restart' },
          { kind: 'unfit', why: '', retry_ms: 50 },
        )
        .map((outcome): Turn => ({ kind: 'outcome', outcome })),
    },
  ),
  { maxLength: 200 },
);

describe.each(['repeat', 'handshake', 'reconnect'] as const)('whatever happens when (%s)', (retry) => {
  it('one command is in flight, each is answered or fails, no late answer is another’s, silence comes once a connection', () => {
    fc.assert(
      fc.property(turns, (script) => {
        const { faults, ended, sent } = converse(retry, script);
        expect(faults).toEqual([]);
        expect(ended).toEqual(sent);
      }),
      { numRuns: 300 },
    );
  });
});
