import { StatusTexts } from './documents.ts';
import { BODY_LIMIT_bytes, PLATFORM_BODY_LIMIT_bytes } from './limits.ts';
import type { ControlParts, RouteParts } from './ports.ts';
import { ControlProblem, PROBLEM_MEDIA_TYPE } from './problem.ts';
import { type ControlHandler, type ControlReply, type ControlRequest, JsonText } from './request.ts';
import { putPlatform } from './routes/platform.ts';
import { postPower } from './routes/power.ts';
import { getFrame, postKeys } from './routes/remote-panel.ts';
import { deleteUpdate, putUpdate } from './routes/update.ts';
import { Turns } from './turns.ts';

/** The answer's JSON, or a `ControlProblem` thrown. */
type Route = (parts: RouteParts, request: ControlRequest) => unknown;

interface RouteEntry {
  readonly status: number;
  readonly route: Route;
  /** Limit of the body where it is not `BODY_LIMIT_bytes`. */
  readonly body_bytes?: number;
}

/**
 * Every resource that answers once. Those that stay open are served elsewhere: `/v1/events` (server-sent events) and
 * `/v1/session` (WebSocket). `openapi.json` describes all of them.
 */
export const ROUTES: Readonly<Record<string, Readonly<Record<string, RouteEntry>>>> = {
  '/v1/status': {
    GET: {
      status: 200,
      route: ({ daemon, texts }) => new JsonText(texts.status(daemon.appliance(), daemon.sessions())),
    },
  },
  '/v1/frame': { GET: { status: 200, route: getFrame } },
  '/v1/keys': { POST: { status: 200, route: postKeys } },
  '/v1/update': {
    PUT: { status: 200, route: putUpdate },
    DELETE: { status: 200, route: deleteUpdate },
  },
  '/v1/platform': { PUT: { status: 200, route: putPlatform, body_bytes: PLATFORM_BODY_LIMIT_bytes } },
  // Accepted: the machine goes down after the answer.
  '/v1/power': { POST: { status: 202, route: postPower } },
};

/** Answers requests, of the socket or of a caller in the same process. */
export function createControlHandler(
  control: ControlParts,
  shared: Pick<RouteParts, 'turns' | 'texts'> = { turns: new Turns(), texts: new StatusTexts() },
): ControlHandler {
  const parts: RouteParts = { ...control, ...shared };
  return async (request) => {
    try {
      const { status, route } = entryFor(request);
      refuseArray(request.body);
      return { status, headers: { 'content-type': 'application/json' }, body: await route(parts, request) };
    } catch (error) {
      if (error instanceof ControlProblem) return problemReply(error);
      // The message may quote the body, which may hold a secret: log only the error's name and place.
      parts.log.error('request failed', { method: request.method, path: request.path, why: nameOf(error) });
      return problemReply(new ControlProblem('internal'));
    }
  };
}

export function bodyLimit_bytes(path: string, method: string): number {
  const methods = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  const entry = methods !== undefined && Object.hasOwn(methods, method) ? methods[method] : undefined;
  return entry?.body_bytes ?? BODY_LIMIT_bytes;
}

export function problemReply({ document, headers }: ControlProblem): ControlReply {
  return {
    status: document.status,
    headers: { 'content-type': PROBLEM_MEDIA_TYPE, ...headers },
    body: document,
  };
}

function entryFor({ path, method }: ControlRequest): RouteEntry {
  const methods = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (methods === undefined) throw new ControlProblem('not-found', path);
  const entry = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (entry === undefined) {
    const allow = Object.keys(methods).join(', ');
    throw new ControlProblem('method-not-allowed', `${path} takes ${allow}`, { headers: { allow } });
  }
  return entry;
}

/** Every body is an object. A schema with only optional keys would accept an array as well. */
function refuseArray(body: unknown): void {
  if (!Array.isArray(body)) return;
  throw new ControlProblem('invalid-body', undefined, {
    errors: [{ pointer: '', expected: 'expected an object' }],
  });
}

const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'not an error';
