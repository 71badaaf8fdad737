import type { Connect } from '../../drivers/transport.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { type FoundPanel, type Inquiry, REPEAT_ms } from './probes.ts';

/** The result of examining one serial port. */
export type PortFinding =
  | { readonly kind: 'panel'; readonly panel: FoundPanel }
  /** It was not opened: others use it. */
  | { readonly kind: 'spared'; readonly why: string }
  /** It could not be opened; `why` is what the system said. */
  | { readonly kind: 'unusable'; readonly why: string }
  /** Data arrived, but at none of these speeds was it a supported panel's. */
  | { readonly kind: 'unknown'; readonly speeds: readonly number[] }
  | { readonly kind: 'no-answer'; readonly speeds: readonly number[] };

/** Opens a port at a speed. */
export type ConnectAt = (device: string, baud: number) => Connect;

/** A port is listened to for this long before it is asked anything, in milliseconds: a panel speaks when asked. */
const LISTEN_ms = 300;
/** Of a protocol without a checksum: so many answers in a row must be the same, and nothing else may come between. */
const SAME_ANSWERS = 3;
/** One question more: the first may be lost in a command that another program left unfinished. */
const MOST_QUESTIONS = SAME_ANSWERS + 1;
/** Time for the answer to each, in milliseconds. */
const ANSWER_ms = 250;

/** Sends every inquiry to one port in turn, until one is answered. Never throws. */
export async function examinePort(
  device: string,
  questions: readonly Inquiry[],
  connect: ConnectAt,
  clock: Clock,
): Promise<PortFinding> {
  let hasReceivedData = false;
  for (const inquiry of questions) {
    const outcome = await ask(inquiry, connect(device, inquiry.baud), clock);
    if (outcome.kind !== 'nothing') return outcome;
    hasReceivedData ||= outcome.hasReceivedData;
  }
  const speeds = [...new Set(questions.map(({ baud }) => baud))];
  return { kind: hasReceivedData ? 'unknown' : 'no-answer', speeds };
}

type Outcome =
  | Extract<PortFinding, { kind: 'panel' | 'unusable' }>
  | { readonly kind: 'nothing'; readonly hasReceivedData: boolean };

/** What is made of the bytes that arrive; `end` closes the port with what was found, null: nothing. */
interface Examiner {
  take(bytes: Uint8Array): void;
  stop(): void;
}

/** Resolves only when the port is closed again, so that the next inquiry can open it. */
function ask(inquiry: Inquiry, connect: Connect, clock: Clock): Promise<Outcome> {
  return new Promise((resolve) => {
    let hasReceivedData = false;
    let found: FoundPanel | null = null;
    let examiner: Examiner | null = null;
    let isOpen = false;
    const listening = new Alarm(clock);
    const end = (panel: FoundPanel | null): void => {
      found = panel;
      transport.close();
    };
    const begin = (): void => {
      // What speaks unasked is no panel that could be told from it.
      if (hasReceivedData && inquiry.kind === 'unchecked') end(null);
      else examiner = examinerFor(inquiry, clock, (bytes) => transport.write(bytes), end);
    };
    const transport = connect({
      onOpen() {
        isOpen = true;
        listening.after(LISTEN_ms, begin);
      },
      onData(bytes) {
        hasReceivedData = true;
        examiner?.take(bytes);
      },
      onClose(why) {
        listening.cancel();
        examiner?.stop();
        if (!isOpen) resolve({ kind: 'unusable', why });
        else resolve(found === null ? { kind: 'nothing', hasReceivedData } : { kind: 'panel', panel: found });
      },
    });
  });
}

function examinerFor(
  inquiry: Inquiry,
  clock: Clock,
  write: (bytes: Uint8Array) => void,
  end: (panel: FoundPanel | null) => void,
): Examiner {
  return inquiry.kind === 'checked'
    ? believeOnce(inquiry, clock, write, end)
    : believeThrice(inquiry, clock, write, end);
}

/** An answer with a checksum is believed. */
function believeOnce(
  { question, patience_ms, listen }: Extract<Inquiry, { kind: 'checked' }>,
  clock: Clock,
  write: (bytes: Uint8Array) => void,
  end: (panel: FoundPanel | null) => void,
): Examiner {
  const take = listen();
  const patience = new Alarm(clock);
  const repeat = new Alarm(clock);
  const send = (): void => {
    write(question);
    repeat.after(REPEAT_ms, send);
  };
  patience.after(patience_ms, () => end(null));
  send();
  return {
    take(bytes) {
      const panel = take(bytes);
      if (panel !== null) end(panel);
    },
    stop() {
      patience.cancel();
      repeat.cancel();
    },
  };
}

/** Without a checksum, two bytes of a log or a satellite receiver look like an answer, but not three times. */
function believeThrice(
  { question, whole }: Extract<Inquiry, { kind: 'unchecked' }>,
  clock: Clock,
  write: (bytes: Uint8Array) => void,
  end: (panel: FoundPanel | null) => void,
): Examiner {
  const answer = new Alarm(clock);
  let heard: number[] = [];
  let last = '';
  let same = 0;
  let asked = 0;
  const next = (): void => {
    asked += 1;
    heard = [];
    write(question);
    answer.after(ANSWER_ms, judge);
  };
  const judge = (): void => {
    const panel = whole(Uint8Array.from(heard));
    const text = heard.join(' ');
    same = panel !== null && text === last ? same + 1 : panel === null ? 0 : 1;
    last = text;
    if (panel !== null && same >= SAME_ANSWERS) end(panel);
    else if (asked >= MOST_QUESTIONS || (panel === null && asked > 1)) end(null);
    else next();
  };
  next();
  return {
    take(bytes) {
      heard.push(...bytes);
    },
    stop: () => answer.cancel(),
  };
}
