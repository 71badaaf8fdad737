import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { reasonOf } from '../../drivers/reason.ts';
import { handleEvents } from './events.ts';
import { createControlHandler, problemReply } from './handler.ts';
import { BODY_LIMIT, CONNECTION_LIMIT, HEADERS_LIMIT_ms, REQUEST_LIMIT_ms } from './limits.ts';
import type { ControlParts } from './ports.ts';
import { ControlProblem, PROBLEM_MEDIA_TYPE } from './problem.ts';
import type { ControlHandler, ControlReply } from './request.ts';

/** Base for parsing request targets, which are paths, as URLs. */
const BASE = 'http://localhost';

/** The HTTP server, not yet listening. The session socket handles upgrades. */
export function createHttpServer(parts: ControlParts): Server {
  const handle = createControlHandler(parts);
  const server = createServer((request, response) => {
    answer(parts, handle, request, response).catch((error: unknown) => {
      parts.log.debug('answer not delivered', {
        why: reasonOf(error),
      });
      response.destroy();
    });
  });
  // Node enforces these limits with its own timers, not with `Clock`: they protect the socket only.
  server.headersTimeout = HEADERS_LIMIT_ms;
  server.requestTimeout = REQUEST_LIMIT_ms;
  server.on('connection', (socket: Socket) => limitConnections(server, socket, parts));
  server.on('clientError', answerClientError);
  return server;
}

async function answer(
  parts: ControlParts,
  handle: ControlHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  if (url === null) return send(response, problemReply(new ControlProblem('not-found')));
  if (url.pathname === '/v1/events' && request.method === 'GET') return handleEvents(parts, response);
  if (url.pathname === '/v1/session') {
    const problem = new ControlProblem('upgrade-required', undefined, { headers: { upgrade: 'websocket' } });
    return send(response, problemReply(problem));
  }
  const body = await readBody(request);
  if (body instanceof ControlProblem) {
    // The rest of the body is not read, so the connection cannot be reused.
    response.setHeader('connection', 'close');
    return send(response, problemReply(body));
  }
  const { pathname, searchParams } = url;
  send(
    response,
    await handle({ method: request.method ?? '', path: pathname, query: searchParams, body: body.json }),
  );
}

export function urlOf(request: IncomingMessage): URL | null {
  try {
    return new URL(request.url ?? '', BASE);
  } catch {
    return null;
  }
}

/** The body as JSON, whatever its content type: curl sends a form type by default. */
async function readBody(request: IncomingMessage): Promise<{ readonly json: unknown } | ControlProblem> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT) return new ControlProblem('body-too-large', `at most ${BODY_LIMIT} bytes`);
    chunks.push(bytes);
  }
  if (size === 0) return { json: undefined };
  try {
    const json: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return { json };
  } catch {
    // The parser's message quotes the body, which may hold a secret.
    return new ControlProblem('malformed-json');
  }
}

function send(response: ServerResponse, { status, headers, body }: ControlReply): void {
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' });
  response.end(body === undefined ? undefined : `${JSON.stringify(body)}\n`);
}

function limitConnections(server: Server, socket: Socket, { log }: ControlParts): void {
  server.getConnections((_error, count) => {
    if (count <= CONNECTION_LIMIT) return;
    log.warn('connection refused: too many', { limit: CONNECTION_LIMIT });
    refuseRaw(socket, new ControlProblem('too-many-connections', `at most ${CONNECTION_LIMIT}`));
  });
}

function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  refuseRaw(socket, new ControlProblem(isSlow ? 'too-slow' : 'bad-request'));
}

/** An answer without a response object: to a request that could not be parsed, or to a refused upgrade. */
export function refuseRaw(socket: Socket, { document }: ControlProblem): void {
  const body = `${JSON.stringify(document)}\n`;
  socket.end(
    [
      `HTTP/1.1 ${document.status} ${document.title}`,
      `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
