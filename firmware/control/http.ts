import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { reasonOf } from '../../drivers/reason.ts';
import { readBody } from './body.ts';
import { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { handleEvents } from './events.ts';
import { bodyLimit_bytes, createControlHandler, problemReply } from './handler.ts';
import { EVENTS_LIMIT, HEAD_LIMIT_bytes } from './limits.ts';
import type { RouteParts } from './ports.ts';
import { ControlProblem } from './problem.ts';
import { type ControlHandler, type ControlReply, JsonText } from './request.ts';
import { isAllowed } from './roles.ts';

/** Base for parsing request targets, which are paths, as URLs. */
const BASE = 'http://localhost';

interface ServerParts extends RouteParts {
  readonly connections: Connections;
}

/**
 * The HTTP server. It listens nowhere: connections are handed to it with `emit('connection')`, and they bound what it
 * takes in and how long. The session socket handles upgrades.
 */
export function createHttpServer(parts: ServerParts): Server {
  const handle = createControlHandler(parts, parts);
  const limits = { headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0 };
  const server = createServer({ ...limits, maxHeaderSize: HEAD_LIMIT_bytes }, (request, response) => {
    const connection = connectionOf(request.socket);
    // It has closed while its request was read.
    if (connection === null) return;
    connection.receive();
    response.on('close', () => {
      if (connection.use === 'events') connection.cutOff();
      else connection.wait();
    });
    answer(parts, handle, { request, response, connection }).catch((error: unknown) => {
      parts.log.debug('answer not delivered', { why: reasonOf(error) });
      connection.cutOff();
    });
  });
  server.on('clientError', (_error, stream) => {
    connectionOf(stream)?.refuse(new ControlProblem('bad-request'));
  });
  return server;
}

/** The connection that an HTTP server runs on; null when it is none of ours, which is then closed. */
export function connectionOf(stream: Duplex): Connection | null {
  if (stream instanceof Connection) return stream;
  stream.destroy();
  return null;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connection: Connection;
}

async function answer(parts: ServerParts, handle: ControlHandler, exchange: Exchange): Promise<void> {
  const { request, connection } = exchange;
  const url = urlOf(request);
  const refuse = (problem: ControlProblem) => send(parts, exchange, problemReply(problem));
  if (url === null) return refuse(new ControlProblem('not-found'));
  if (!isAllowed(connection.allowed, request.method ?? '', url.pathname))
    return refuse(new ControlProblem('not-for-this-socket'));
  if (url.pathname === '/v1/events' && request.method === 'GET') {
    if (!parts.connections.hasRoomForEvents)
      return refuse(new ControlProblem('too-many-connections', `at most ${EVENTS_LIMIT} event streams`));
    return handleEvents(parts, exchange);
  }
  if (url.pathname === '/v1/session') {
    return refuse(new ControlProblem('upgrade-required', undefined, { headers: { upgrade: 'websocket' } }));
  }
  const { pathname: path, searchParams: query } = url;
  const method = request.method ?? '';
  const body = await readBody(request, bodyLimit_bytes(path, method));
  if (body === null) return;
  if (body instanceof ControlProblem) return refuse(body);
  connection.answer();
  send(parts, exchange, await handle({ method, path, query, body: body.json }));
}

export function urlOf(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? '', BASE);
  } catch {
    return null;
  }
}

function send(
  { connections }: ServerParts,
  { request, response, connection }: Exchange,
  { status, headers, body }: ControlReply,
): void {
  // The rest of the request is not read, so the connection cannot be reused.
  if (!request.complete) response.setHeader('connection', 'close');
  connection.awaitReading();
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' });
  response.end(`${body instanceof JsonText ? body.text : JSON.stringify(body)}\n`);
  connections.boundBacklogs();
}
