import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { TERMINAL_REPERTOIRES, type TerminalCharacters } from '../../drivers/console/characters.ts';
import {
  type DownMessage,
  MESSAGE_LIMIT,
  type UpMessage,
  upMessageSchema,
} from '../../drivers/console/messages.ts';
import { Alarm } from '../../menus/alarm.ts';
import { PANEL_KEYS } from '../../menus/keys.ts';
import type { View } from '../../menus/view.ts';
import type { OperatorSession } from '../sessions/operator-session.ts';
import type { Connection } from './connection.ts';
import { headlineOf } from './headline.ts';
import { CONSOLE_LIMIT, HEARTBEAT_ms, HEARTBEATS_MISSED } from './limits.ts';
import type { ControlParts } from './ports.ts';
import { ControlProblem } from './problem.ts';

/** A console shows all parts of a screen at once, so the menus need no paging at this size. */
const CONSOLE_GEOMETRY = { columns: 80, rows: 24 };

/** Close codes of RFC 6455, section 7.4.1. */
const POLICY_VIOLATION = 1008;
const GOING_AWAY = 1001;

/** A requested protocol upgrade, as the HTTP server passes it on. */
export interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly connection: Connection;
  readonly head: Buffer;
}

/** The parameters of a console's request. */
export interface ConsoleRequest {
  /** For lists of sessions and the log. */
  readonly name: string;
  readonly characters: TerminalCharacters;
}

/** The WebSockets of all consoles. */
export interface ConsoleSockets {
  /** Opens a session for the console, or refuses. */
  accept(upgrade: UpgradeRequest, console: ConsoleRequest): void;
  /** Ends all of them; later ones are refused. */
  close(): void;
}

export function openConsoleSockets(parts: ControlParts): ConsoleSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_LIMIT,
    perMessageDeflate: false,
    // One answer to each ping would let a client that does not read fill the memory.
    autoPong: false,
  });
  return {
    accept({ request, connection, head }, console) {
      if (sockets.clients.size >= CONSOLE_LIMIT) {
        connection.refuse(new ControlProblem('too-many-consoles', `at most ${CONSOLE_LIMIT}`));
        return;
      }
      sockets.handleUpgrade(request, connection, head, (accepted) => {
        connection.serve('console');
        serveConsole(parts, { socket: accepted, connection }, console);
      });
    },
    close() {
      for (const socket of sockets.clients) {
        socket.close(GOING_AWAY);
        // Do not wait for the closing handshake: a stopped terminal never answers it.
        socket.terminate();
      }
      sockets.close();
    },
  };
}

function serveConsole(
  { daemon, clock, log }: ControlParts,
  { socket, connection }: { readonly socket: WebSocket; readonly connection: Connection },
  { name, characters }: ConsoleRequest,
): void {
  const repertoire = TERMINAL_REPERTOIRES[characters];
  const session = daemon.openSession({
    name,
    keys: new Set(PANEL_KEYS),
    geometry: CONSOLE_GEOMETRY,
    repertoire,
  });
  log.info('console attached', { session: session.id, name });

  const send = (message: DownMessage) => socket.send(JSON.stringify(message), sendWaiting);
  // Unsent views are replaced, not queued: a console on a serial line may be slower than a countdown.
  let waiting: { view?: View; headline?: true } = {};
  const sendWaiting = () => {
    if (connection.isBehind || socket.readyState !== WebSocket.OPEN) return;
    const { view, headline } = waiting;
    waiting = {};
    if (headline) send({ type: 'headline', headline: headlineOf(daemon.appliance(), repertoire) });
    if (view !== undefined) send({ type: 'view', view, asked: session.asked() });
  };

  send({ type: 'welcome', session: session.id, version: daemon.appliance().version });
  let shown = '';
  const sendHeadline = () => {
    const text = JSON.stringify(headlineOf(daemon.appliance(), repertoire));
    if (text === shown) return;
    shown = text;
    waiting.headline = true;
    sendWaiting();
  };
  const sendView = (view: View) => {
    waiting.view = view;
    sendWaiting();
  };
  sendHeadline();
  sendView(session.view());
  const stopWatchingAppliance = daemon.watch(sendHeadline);
  const stopWatchingView = session.watch(sendView);

  let missed = 0;
  const heartbeat = new Alarm(clock);
  const beat = () => {
    missed += 1;
    if (missed > HEARTBEATS_MISSED) {
      socket.terminate();
      return;
    }
    socket.ping();
    heartbeat.after(HEARTBEAT_ms, beat);
  };
  heartbeat.after(HEARTBEAT_ms, beat);

  socket.on('ping', (data) => {
    if (!connection.isBehind) socket.pong(data);
  });
  socket.on('pong', () => {
    missed = 0;
  });
  socket.on('message', (data) => {
    const message = parseUp(data);
    if (message === null) socket.close(POLICY_VIOLATION, 'neither a key nor a log message');
    else if (message.type === 'key') pressKey(session, message);
    else send({ type: 'log', lines: session.isLocked() ? null : log.tail() });
  });
  // The client broke the protocol; `close` follows.
  socket.on('error', (error) => log.debug('console socket', { session: session.id, why: error.message }));
  socket.on('close', () => {
    heartbeat.cancel();
    stopWatchingAppliance();
    stopWatchingView();
    session.close();
    log.info('console gone', { session: session.id });
  });
}

/** A text that is refused stays on the console, to be corrected: its key would lead away from it. */
function pressKey(
  session: OperatorSession,
  { event, seen, text }: Extract<UpMessage, { type: 'key' }>,
): void {
  if (text !== undefined) {
    session.press({ type: 'KEY.TEXT', text }, seen);
    const { screen } = session.view();
    if (screen.kind === 'field' && screen.error !== null) return;
  }
  session.press(event, seen);
}

function parseUp(data: RawData) {
  try {
    const result = v.safeParse(upMessageSchema, JSON.parse(data.toString()));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
