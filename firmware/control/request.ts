import * as v from 'valibot';
import type { Problem } from '../../menus/values/problems.ts';
import { ControlProblem } from './problem.ts';

/** One request, from the socket or from a caller in the same process. */
export interface ControlRequest {
  readonly method: string;
  /** Without the query: `/v1/status`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The body as JSON; undefined when there was none. */
  readonly body: unknown;
}

export interface ControlReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or the text of it. */
  readonly body: unknown;
}

/** JSON that is text already, because making it is dear. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Answers every request, faulty ones included; never rejects. */
export type ControlHandler = (request: ControlRequest) => Promise<ControlReply>;

/** @throws ControlProblem with what is wrong with the body */
export function bodyOf<Body>(request: ControlRequest, schema: v.GenericSchema<unknown, Body>): Body {
  const result = v.safeParse(schema, request.body);
  if (result.success) return result.output;
  throw new ControlProblem('invalid-body', undefined, { errors: result.issues.map(problemOf) });
}

export function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const path = (issue.path ?? []).map((item) => String(item.key).replaceAll('~', '~0').replaceAll('/', '~1'));
  return { pointer: path.map((key) => `/${key}`).join(''), expected: sentenceOf(issue) };
}

/** Missing keys, unknown keys and wrong types have the same words for every key; ranges bring their own message. */
function sentenceOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'expected no such key';
  if (issue.received === 'undefined') return 'expected a value; the key is missing';
  if (issue.kind === 'schema') return `expected ${issue.expected ?? 'another value'}`;
  return issue.message;
}
