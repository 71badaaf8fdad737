import * as v from 'valibot';
import WebSocket from 'ws';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { KeyEvent } from '../../menus/keys.ts';
import type { TerminalCharacters } from './characters.ts';
import { type DownMessage, downMessageSchema, MESSAGE_LIMIT } from './messages.ts';

export interface LinkEvents {
  /** A checked message of the daemon; after a reconnection it begins with `welcome` again. */
  onMessage(message: DownMessage): void;
  /** Called once for each loss, and once when the first attempt fails. `why` is a sentence for the operator. */
  onLost(why: string): void;
}

export interface ConsoleLink {
  /** A key for the daemon. Dropped while there is no connection: what it was meant for is not on the screen. */
  send(event: KeyEvent): void;
  close(): void;
}

/** First and longest wait before trying again, in milliseconds: a restarted daemon is back on screen within 2 s. */
const FIRST_RETRY_ms = 250;
const LONGEST_RETRY_ms = 2_000;

/** The daemon pings every 10 s; three missed ones mean it hangs. In milliseconds. */
const SILENCE_LIMIT_ms = 30_000;

/** Time for the socket to be accepted, in milliseconds; a daemon that hangs accepts nothing. */
const HANDSHAKE_LIMIT_ms = 5_000;

/**
 * Attaches to the daemon as one more operator session and stays attached until closed.
 * @param options.socket path of the control socket
 * @param options.name what the daemon lists the session by: `console tty1`
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
  /** Goes off when the daemon has been quiet for too long, or is to be tried again. */
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
    const heard = () =>
      alarm.after(SILENCE_LIMIT_ms, () => fail(`Nothing heard for ${SILENCE_LIMIT_ms / 1000} s.`));
    alarm.after(HANDSHAKE_LIMIT_ms, () => fail('The connection was not accepted in time.'));
    attempt.on('open', heard);
    attempt.on('ping', heard);
    attempt.on('message', (data) => {
      heard();
      const message = parseMessage(data.toString());
      if (message === null) {
        fail('It speaks another version of the console protocol.');
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

  return {
    send(event) {
      if (socket?.readyState === WebSocket.OPEN) {
        socket.send(JSON.stringify({ type: 'key', event }));
      }
    },
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
      return `Nobody listens at ${socket}.`;
    case 'EACCES':
      return `This user may not open ${socket}.`;
    default:
      return error.message;
  }
}
