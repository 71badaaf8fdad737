import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DownMessage } from '../../../../drivers/console/messages.ts';
import { FRIENDLY_NAME } from '../../../../firmware/config/values.ts';
import { type Control, startControl } from '../../../../firmware/control/control.ts';
import { ROUTES } from '../../../../firmware/control/handler.ts';
import { PROBLEM_TYPES } from '../../../../firmware/control/problem.ts';
import type { Check, TransactionStatus } from '../../../../menus/appliance.ts';
import { en } from '../../../../menus/words/en.ts';
import { message } from '../../../../menus/words/messages.ts';
import { textOf } from '../../../../menus/words/words.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { UPDATING, VIEWS } from '../../drivers/console/views.ts';
import { type FakeParts, fakeParts } from './fake-daemon.ts';
import { mismatches, resolve } from './json-schema.ts';

const content = v.record(v.string(), v.object({ schema: v.unknown() }));
const response = v.union([
  v.object({ $ref: v.string() }),
  v.object({ description: v.string(), content: v.optional(content) }),
]);
const operation = v.object({
  operationId: v.string(),
  requestBody: v.optional(v.object({ content })),
  responses: v.record(v.string(), response),
});
const file: Record<string, unknown> = v.parse(
  v.record(v.string(), v.unknown()),
  JSON.parse(readFileSync(new URL('../../../../firmware/control/openapi.json', import.meta.url), 'utf8')),
);
const paths = v.parse(v.record(v.string(), v.record(v.string(), operation)), file.paths);

let directory: string;
let path: string;
let parts: FakeParts;
let control: Control;

beforeEach(async () => {
  directory = temporaryDirectory();
  path = join(directory, 'control.sock');
  parts = fakeParts({ remoteKeys: true });
  control = await startControl(parts, { path, group: 'root' });
});

afterEach(async () => {
  await control.close();
});

interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly document: unknown;
}

function ask(method: string, target: string, body?: unknown): Promise<Answer> {
  return new Promise((settle, reject) => {
    const sent = body === undefined ? '' : JSON.stringify(body);
    const headers = { 'content-length': Buffer.byteLength(sent) };
    const call = request({ socketPath: path, method, path: target, headers }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (chunk) => {
        text += String(chunk);
      });
      reply.on('end', () => {
        const document: unknown = JSON.parse(text);
        settle({ status: reply.statusCode ?? 0, mediaType: reply.headers['content-type'] ?? '', document });
      });
    });
    call.on('error', reject);
    call.end(sent);
  });
}

/** What the file promises for this answer, and where the answer differs. */
function differences(target: string, method: string, answer: Answer): readonly string[] {
  const found = paths[new URL(target, 'http://x').pathname]?.[method.toLowerCase()];
  const promised = found?.responses[String(answer.status)] ?? found?.responses.default;
  if (promised === undefined) return [`${method} ${target}: ${answer.status} is not described`];
  const whole = '$ref' in promised ? resolve(file, promised.$ref) : promised;
  const body = v.parse(v.object({ content }), whole).content[answer.mediaType];
  if (body === undefined) return [`${method} ${target}: ${answer.mediaType} is not described`];
  return mismatches(body.schema, answer.document, file);
}

const VLAN = { id: 10, address: '10.0.10.2', netmask: '255.255.255.0', name: 'printers' };
const ROUTE = { target: '10.20.0.0/16', gateway: '192.168.1.254', name: 'lab' };

const CHECKS: readonly Check[] = [
  { name: 'link', result: 'ok', problem: null, log: 'ok' },
  {
    name: 'gateway',
    result: 'failed',
    problem: message('gateway-silent', { gateway: '192.168.1.1' }),
    log: 'no answer to ARP',
  },
];

/** Requests that are taken, in an order in which they make sense. */
const TAKEN: readonly (readonly [method: string, target: string, body?: unknown])[] = [
  ['GET', '/v1/status'],
  ['GET', '/v1/frame'],
  ['GET', '/v1/frame?session=panel'],
  ['POST', '/v1/keys', { keys: ['UP', '7'] }],
  ['PUT', '/v1/update', { state: 'running', percent: 18, message: 'Downloading' }],
  ['PUT', '/v1/update', { state: 'running' }],
  ['GET', '/v1/status'],
  ['DELETE', '/v1/update', { result: 'done' }],
  ['PUT', '/v1/platform', {}],
  [
    'PUT',
    '/v1/platform',
    { connected: true, lastPoll: '2026-11-22T08:00:00Z', vlans: [VLAN], routes: [ROUTE] },
  ],
  ['PUT', '/v1/platform', { vlans: [{ ...VLAN, id: 7 }] }],
  ['GET', '/v1/status'],
  ['POST', '/v1/power', { action: 'reboot' }],
];

const WITH_BODY = TAKEN.flatMap(([method, target, body]) =>
  body === undefined ? [] : [[method, target, body] as const],
);

/** Bodies that are refused; the file must refuse them as well. */
const REFUSED: readonly (readonly [method: string, target: string, body: unknown])[] = [
  ['POST', '/v1/keys', {}],
  ['POST', '/v1/keys', { keys: [] }],
  ['POST', '/v1/keys', { keys: 'UP' }],
  ['PUT', '/v1/update', {}],
  ['PUT', '/v1/update', { state: 'none' }],
  ['PUT', '/v1/update', { state: 'running', percent: 100.5 }],
  ['PUT', '/v1/update', { state: 'running', message: 'x'.repeat(201) }],
  ['DELETE', '/v1/update', { result: 'maybe' }],
  ['PUT', '/v1/platform', []],
  ['PUT', '/v1/platform', { pollInterval_s: 59 }],
  ['PUT', '/v1/platform', { pollInterval_s: 60.5 }],
  ['PUT', '/v1/platform', { name: 'x'.repeat(33) }],
  ['PUT', '/v1/platform', { features: { ipv6: true } }],
  ['PUT', '/v1/platform', { scan: true }],
  ['PUT', '/v1/platform', { vlans: [{ ...VLAN, id: 4095 }] }],
  ['PUT', '/v1/platform', { vlans: [{ ...VLAN, colour: 'red' }] }],
  ['PUT', '/v1/platform', { routes: [{ ...ROUTE, name: '' }] }],
  ['POST', '/v1/power', { action: 'explode' }],
];

describe('the OpenAPI file', () => {
  it('allows an appliance the names that the configuration does', () => {
    const schemas = v.parse(v.object({ schemas: v.object({ FriendlyName: v.unknown() }) }), file.components);
    expect(schemas.schemas.FriendlyName).toEqual({ type: 'string', pattern: FRIENDLY_NAME.source });
  });

  it('describes exactly the resources and methods there are', () => {
    const described = Object.entries(paths).flatMap(([resource, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${resource}`),
    );
    const served = Object.entries(ROUTES).flatMap(([resource, methods]) =>
      Object.keys(methods).map((method) => `${method} ${resource}`),
    );
    expect(described.sort()).toEqual([...served, 'GET /v1/events', 'GET /v1/session'].sort());
  });

  it('describes every answer of the running daemon', async () => {
    const seen = new Set<string>();
    for (const [method, target, body] of TAKEN) {
      const answer = await ask(method, target, body);
      expect([target, answer.status < 300]).toEqual([target, true]);
      expect(differences(target, method, answer)).toEqual([]);
      seen.add(`${method} ${new URL(target, 'http://x').pathname}`);
    }
    const served = Object.entries(ROUTES).flatMap(([resource, methods]) =>
      Object.keys(methods).map((method) => `${method} ${resource}`),
    );
    expect([...seen].sort()).toEqual(served.sort());
  });

  it.each(WITH_BODY)('takes the body of %s %s %j as the daemon does', (method, target, body) => {
    expect(requestMismatches(method, target, body)).toEqual([]);
  });

  it.each(REFUSED)('refuses the body of %s %s %j as the daemon does', async (method, target, body) => {
    const answer = await ask(method, target, body);
    expect(answer.status).toBe(422);
    expect(differences(target, method, answer)).toEqual([]);
    expect(requestMismatches(method, target, body)).not.toEqual([]);
  });

  it('describes refusals for other reasons', async () => {
    parts.daemon.powerVerdict = { ok: false, reason: message('update-running') };
    const answers = [
      ['POST', '/v1/power', { action: 'reboot' }],
      ['DELETE', '/v1/update', { result: 'done' }],
      ['GET', '/v1/frame?session=nobody'],
      ['PATCH', '/v1/status'],
    ] as const;
    for (const [method, target, body] of answers) {
      const answer = await ask(method, target, body);
      expect(mismatches(resolve(file, '#/components/schemas/Problem'), answer.document, file)).toEqual([]);
      expect(answer.mediaType).toBe('application/problem+json');
    }
  });

  it('describes the messages the appliance has for its operator, in notices, steps and checks', async () => {
    const notices = [
      message('change-undone', { cause: 'power-lost' }),
      message('settings-newer', { version: 2 }),
    ];
    parts.daemon.change({
      notices: notices.map((each, id) => ({ id, severity: 'fault', message: each })),
    });
    const transactions: readonly TransactionStatus[] = [
      { phase: 'applying', percent: 40, step: message('step-add-vlan', { id: 7 }) },
      { phase: 'keep', remaining_s: 118, checks: CHECKS },
    ];
    for (const transaction of transactions) {
      parts.daemon.change({ transaction });
      const answer = await ask('GET', '/v1/status');
      expect(differences('/v1/status', 'GET', answer)).toEqual([]);
      expect(answer.document).toMatchObject({
        notices: notices.map((each) => ({ ...each, text: textOf(en.console, each) })),
      });
    }
  });

  it('describes what comes down the socket of a session', () => {
    const schema = resolve(file, '#/components/schemas/DownMessage');
    const messages: readonly DownMessage[] = [
      { type: 'welcome', session: 'console-1', version: '1.2.3' },
      { type: 'headline', headline: UPDATING },
      ...Object.values(VIEWS).map((view): DownMessage => ({ type: 'view', view, asked: null })),
    ];
    for (const each of messages) expect(mismatches(schema, each, file)).toEqual([]);
    expect(mismatches(schema, { type: 'view', view: { ...VIEWS.menu, tip: 7 } }, file)).not.toEqual([]);
  });

  it('has a status for every problem that a client can meet', () => {
    for (const { status } of Object.values(PROBLEM_TYPES)) expect(status).toBeGreaterThanOrEqual(400);
  });
});

function requestMismatches(method: string, target: string, body?: unknown): readonly string[] {
  const described = paths[target]?.[method.toLowerCase()]?.requestBody?.content['application/json'];
  return mismatches(described?.schema, body, file);
}
