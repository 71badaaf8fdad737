import type { IncomingMessage } from 'node:http';
import { JsonScan } from './json-scan.ts';
import { BODY_DEPTH_LIMIT, BODY_VALUES_LIMIT } from './limits.ts';
import { ControlProblem } from './problem.ts';

/**
 * The body as JSON, whatever its content type: curl sends a form type by default. Resolves to null when the client has
 * left, and to a problem as soon as there is one; the rest of the body is then not read.
 */
export function readBody(
  request: IncomingMessage,
  limit_bytes: number,
): Promise<{ readonly json: unknown } | ControlProblem | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const scan = new JsonScan();
    let size_bytes = 0;
    const finish = (result: { readonly json: unknown } | ControlProblem | null) => {
      request.off('data', take);
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size_bytes += chunk.length;
      chunks.push(chunk);
      if (size_bytes > limit_bytes)
        finish(new ControlProblem('body-too-large', `at most ${limit_bytes} bytes`));
      else if (!scan.accepts(chunk)) finish(new ControlProblem('body-too-complex', COMPLEXITY));
    };
    request.on('data', take);
    request.on('end', () => finish(parse(chunks)));
    request.on('error', () => finish(null));
    request.on('close', () => finish(null));
  });
}

const COMPLEXITY = `at most ${BODY_DEPTH_LIMIT} levels and ${BODY_VALUES_LIMIT} values`;

function parse(chunks: readonly Buffer[]): { readonly json: unknown } | ControlProblem {
  if (chunks.length === 0) return { json: undefined };
  try {
    const json: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return { json };
  } catch {
    // The parser's message quotes the body, which may hold a secret.
    return new ControlProblem('malformed-json');
  }
}
