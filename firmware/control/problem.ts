/** Errors of the control socket as `application/problem+json` (RFC 9457). */
import { MOST_PROBLEMS, type Problem } from '../../menus/values/problems.ts';

export const PROBLEM_TYPES = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-body': { status: 422, title: 'The body is not what this request takes' },
  'invalid-query': { status: 400, title: 'The query is not what this request takes' },
  'not-found': { status: 404, title: 'There is no such resource' },
  'method-not-allowed': { status: 405, title: 'The resource does not take this method' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'body-too-complex': { status: 413, title: 'The body is nested too deeply or has too many values' },
  'too-slow': { status: 408, title: 'The request took too long to arrive' },
  'bad-request': { status: 400, title: 'The request is not HTTP' },
  'upgrade-required': { status: 426, title: 'The resource speaks WebSocket only' },
  'too-many-connections': { status: 503, title: 'Too many connections' },
  'too-many-consoles': { status: 503, title: 'Too many consoles' },
  'not-for-this-socket': { status: 403, title: 'This socket does not serve the resource' },
  'remote-keys-off': { status: 403, title: 'Remote keys are switched off' },
  'no-such-session': { status: 404, title: 'There is no such session' },
  'no-update-running': { status: 409, title: 'No software update is running' },
  'other-update-source': { status: 409, title: 'Software updates are told by another source' },
  'power-refused': { status: 409, title: 'Not now' },
  'change-refused': { status: 409, title: 'The network cannot be changed now' },
  'change-rolled-back': { status: 409, title: 'The network change was rolled back' },
  internal: { status: 500, title: 'The request failed inside the daemon' },
} as const;

export type ProblemType = keyof typeof PROBLEM_TYPES;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Characters of a text that may quote what the client sent. */
const LONGEST_QUOTE = 200;

/** The members of RFC 9457, and `errors`: what is wrong with the body, each with its JSON pointer, the first 20. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Thrown by a route; the handler turns it into the answer. */
export class ControlProblem extends Error {
  readonly document: ProblemDocument;
  /** `Retry-After`, `Allow`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    type: ProblemType,
    detail?: string,
    more: { readonly errors?: readonly Problem[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail ?? PROBLEM_TYPES[type].title);
    this.name = 'ControlProblem';
    this.headers = more.headers ?? {};
    this.document = {
      // A relative reference names the problem without promising a page behind it.
      type: `/problems/${type}`,
      ...PROBLEM_TYPES[type],
      ...(detail === undefined ? {} : { detail: shortened(detail) }),
      ...(more.errors === undefined ? {} : { errors: more.errors.slice(0, MOST_PROBLEMS).map(told) }),
    };
  }
}

const told = ({ pointer, expected }: Problem) => ({
  pointer: shortened(pointer),
  detail: shortened(expected),
});

function shortened(text: string): string {
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1)}…`;
}
