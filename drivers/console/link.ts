import * as v from 'valibot';
import WebSocket from 'ws';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { KeyEvent } from '../../menus/keys.ts';
import type { TerminalCharacters } from './characters.ts';
import { type DownMessage, downMessageSchema, MESSAGE_LIMIT, type UpMessage } from './messages.ts';

export interface LinkEvents {
  /** A checked message of the daemon; after a reconnection it begins with `welcome` again. */
  onMessage(message: DownMessage): void;
  /** Called once for each loss, and once when the first attempt fails. `why` is a sentence for the operator. */
  onLost(why: string): void;
}

export interface ConsoleLink {
  /** Sends a key, and before it the text of its field where that was edited here. Dropped while disconnected: the screen that the key would act on is not shown. */
  send(event: KeyEvent, seen: number, text?: string | null): void;
  /** Asks for the log once; dropped while disconnected. */
  askLog(): void;
  close(): void;
}

/** First and longest delay before reconnecting, in milliseconds: a restarted daemon is on screen within 2 s. */
const FIRST_RETRY_ms = 250;
const LONGEST_RETRY_ms = 2_000;

/** The daemon pings every 10 s; after three missed pings it counts as hung. In milliseconds. */
const SILENCE_LIMIT_ms = 30_000;

/** Time for the WebSocket handshake, in milliseconds; a hung daemon never answers it. */
const HANDSHAKE_LIMIT_ms = 5_000;

/**
 * Attaches to the daemon as one more operator session and stays attached until closed.
 * @param options.socket path of the control socket
 * @param options.name the session's name in the daemon's list: `console tty1`
 */
export function openConsoleLink(
  options: {
    readonly socket: string;
    readonly name: string;
    readonly characters: TerminalCharacters;
    readonly clock: Clock;
  },
  events: LinkEvents,
): ConsoleLink {
  const { clock } = options;
  let socket: WebSocket | null = null;
  /** The time limit of the connection; while disconnected, the next attempt. */
  const alarm = new Alarm(clock);
  let retry_ms = FIRST_RETRY_ms;
  let isLost = false;
  let isClosed = false;

  const open = () => {
    const attempt = new WebSocket(
      `ws+unix:${options.socket}:/v1/session?name=${encodeURIComponent(options.name)}&characters=${options.characters}`,
      {
        perMessageDeflate: false,
        maxPayload: MESSAGE_LIMIT,
      },
    );
    let why = 'The connection ended.';
    const fail = (reason: string) => {
      why = reason;
      attempt.terminate();
    };
    const restartSilenceLimit = () =>
      alarm.after(SILENCE_LIMIT_ms, () =>
        fail(`The service has sent nothing for ${SILENCE_LIMIT_ms / 1000} s.`),
      );
    alarm.after(HANDSHAKE_LIMIT_ms, () => fail('The service did not accept the connection in time.'));
    attempt.on('open', restartSilenceLimit);
    attempt.on('ping', restartSilenceLimit);
    attempt.on('message', (data) => {
      restartSilenceLimit();
      const message = parseMessage(data.toString());
      if (message === null) {
        fail('The service speaks another version of the console protocol.');
        return;
      }
      isLost = false;
      retry_ms = FIRST_RETRY_ms;
      events.onMessage(message);
    });
    attempt.on('error', (error) => {
      why = reasonOf(error, options.socket);
    });
    attempt.on('close', () => {
      socket = null;
      alarm.cancel();
      if (isClosed) {
        return;
      }
      if (!isLost) {
        isLost = true;
        events.onLost(why);
      }
      alarm.after(retry_ms, open);
      retry_ms = Math.min(LONGEST_RETRY_ms, retry_ms * 2);
    });
    socket = attempt;
  };
  open();

  const tell = (message: UpMessage) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  return {
    send: (event, seen, text = null) =>
      tell({ type: 'key', event, seen, ...(text === null ? {} : { text }) }),
    askLog: () => tell({ type: 'log' }),
    close() {
      isClosed = true;
      alarm.cancel();
      socket?.close();
    },
  };
}

function parseMessage(text: string): DownMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(downMessageSchema, value);
  return parsed.success ? parsed.output : null;
}

function reasonOf(error: Error & { code?: string }, socket: string): string {
  switch (error.code) {
    case 'ENOENT':
      return `There is no control socket at ${socket}.`;
    case 'ECONNREFUSED':
      return `Nothing is listening at ${socket}.`;
    case 'EACCES':
      return `This user may not open ${socket}.`;
    default:
      return error.message;
  }
}
