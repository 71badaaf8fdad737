/** A client of the control socket, for the commands `status`, `update` and `watch`. */
import { type IncomingMessage, request } from 'node:http';

/** The daemon did not answer, or refused. The message is a sentence for the person at the shell. */
export class ControlClientError extends Error {
  /** The problem document, if the daemon answered with one. */
  readonly problem: unknown;

  constructor(message: string, problem?: unknown, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ControlClientError';
    this.problem = problem;
  }
}

/** The daemon sends no longer line in its event stream. In characters. */
const LONGEST_EVENT = 8_388_608;

/**
 * @param path the resource, `/v1/status`
 * @returns the answer's JSON
 * @throws ControlClientError
 */
export async function callControl(
  socket: string,
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await open(socket, method, path, body);
  let text = '';
  for await (const chunk of textOf(response)) text += chunk;
  const document = parse(text);
  if ((response.statusCode ?? 500) >= 300) throw new ControlClientError(problemText(document), document);
  return document;
}

/** Calls `onEvent` for each server-sent event until the daemon ends the stream. */
export async function followControl(
  socket: string,
  onEvent: (name: string, document: unknown) => void,
): Promise<void> {
  const response = await open(socket, 'GET', '/v1/events');
  let rest = '';
  for await (const chunk of textOf(response)) {
    rest += chunk;
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    if (rest.length > LONGEST_EVENT) throw new ControlClientError('the daemon sends events without end');
    for (const block of blocks) {
      const event = /^event: (.*)\ndata: (.*)$/s.exec(block);
      if (event?.[1] !== undefined && event[2] !== undefined) onEvent(event[1], parse(event[2]));
    }
  }
}

/** A daemon that ends during an answer is a `ControlClientError`, not a crash of this program. */
async function* textOf(response: IncomingMessage): AsyncGenerator<string> {
  try {
    for await (const chunk of response.setEncoding('utf8')) yield String(chunk);
  } catch (error) {
    throw new ControlClientError('the daemon has stopped', undefined, { cause: error });
  }
}

function open(socketPath: string, method: string, path: string, body?: unknown): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers =
      text === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    // One call, one connection: a kept one may be closed by the other side just as it is used again.
    const call = request({ socketPath, method, path, headers, agent: false }, resolve);
    call.on('error', (error: Error & { code?: string }) => {
      reject(new ControlClientError(unreachableText(socketPath, error), undefined, { cause: error }));
    });
    call.end(text);
  });
}

function unreachableText(socket: string, error: Error & { code?: string }): string {
  if (error.code === 'EACCES')
    return `no permission to open ${socket}: be root or in the group of the socket`;
  if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED')
    return `no daemon answers at ${socket}; is it running? (systemctl status bezel)`;
  return `${socket}: ${error.message}`;
}

function parse(text: string): unknown {
  try {
    const document: unknown = JSON.parse(text);
    return document;
  } catch (error) {
    throw new ControlClientError('the daemon answered with something that is not JSON', undefined, {
      cause: error,
    });
  }
}

/** `The body is not what this request takes: /percent expected a number from 0 to 100`. */
function problemText(problem: unknown): string {
  const title = textAt(problem, 'title') ?? 'the daemon refused';
  const detail = textAt(problem, 'detail');
  const errors = typeof problem === 'object' && problem !== null && 'errors' in problem ? problem.errors : [];
  const list = Array.isArray(errors) ? errors : [];
  const places = list.map(
    (error: unknown) => `${textAt(error, 'pointer') ?? ''} ${textAt(error, 'detail') ?? ''}`,
  );
  return [title, ...(detail === undefined ? [] : [detail]), ...places].join(': ');
}

function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : undefined;
}
