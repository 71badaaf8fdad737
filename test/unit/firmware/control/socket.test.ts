import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ControlClientError, callControl, followControl } from '../../../../firmware/control/client.ts';
import { type Control, startControl } from '../../../../firmware/control/control.ts';
import {
  EVENTS_LIMIT,
  HEAD_LIMIT_ms,
  HEARTBEAT_ms,
  HEARTBEATS_MISSED,
  REQUEST_CONNECTION_LIMIT,
} from '../../../../firmware/control/limits.ts';
import { SocketError } from '../../../../firmware/control/socket-file.ts';
import { lit } from '../../../support/leds.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { type FakeParts, fakeParts } from './fake-daemon.ts';

let directory: string;
let path: string;
let parts: FakeParts;
let control: Control;
const open: Socket[] = [];

beforeEach(async () => {
  directory = temporaryDirectory();
  path = join(directory, 'control.sock');
  parts = fakeParts();
  control = await startControl(parts, { path, group: 'no-such-group' });
});

afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await control.close();
});

/** A connection on which the test writes what it likes. */
function rawConnection(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    open.push(socket);
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Everything the daemon says until it closes the connection. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (data) => {
      text += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

const waitUntil = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

describe('the socket file', () => {
  it('is for owner and group only', () => {
    expect(statSync(path).mode & 0o777).toBe(0o660);
  });

  it('is gone when the daemon has ended', async () => {
    await control.close();
    expect(() => statSync(path)).toThrow();
  });

  it('left behind by a crash is taken over', async () => {
    // Closing removes the name it listens under; under another one the socket stays, as after SIGKILL.
    renameSync(path, `${path}.left`);
    await control.close();
    renameSync(`${path}.left`, path);
    control = await startControl(parts, { path, group: 'root' });
    expect(await callControl(path, 'GET', '/v1/status')).toMatchObject({ update: { state: 'none' } });
  });

  it('is not made where another file stands: that file was once deleted', async () => {
    const file = join(directory, 'settings.json');
    writeFileSync(file, '{}');
    await expect(startControl(parts, { path: file, group: 'root' })).rejects.toThrow(SocketError);
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });

  it('of a living daemon is not taken', async () => {
    await expect(startControl(parts, { path, group: 'root' })).rejects.toThrow(SocketError);
    expect(await callControl(path, 'GET', '/v1/status')).toMatchObject({ update: { state: 'none' } });
  });
});

describe('requests', () => {
  it('are taken as curl sends them, with its own content type', async () => {
    const socket = await rawConnection();
    const body = '{"state":"running","percent":18}';
    socket.write(
      `PUT /v1/update HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(await answerOf(socket)).toContain('HTTP/1.1 200 OK');
    expect(parts.daemon.value.update).toMatchObject({ percent: 18 });
  });

  it('with malformed JSON are refused without quoting them', async () => {
    const socket = await rawConnection();
    socket.write(
      'PUT /v1/update HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{"secret"',
    );
    const answer = await answerOf(socket);
    expect(answer).toContain('HTTP/1.1 400');
    expect(answer).toContain('application/problem+json');
    expect(answer).not.toContain('secret');
  });

  it('over 1 MiB are refused, and the next connection is served', async () => {
    const socket = await rawConnection();
    const answer = answerOf(socket);
    socket.write('PUT /v1/platform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    for (let sent = 0; sent <= 1_048_576; sent += 65_536) {
      socket.write(`10000\r\n${' '.repeat(65_536)}\r\n`);
    }
    expect(await answer).toContain('HTTP/1.1 413');
    expect(await callControl(path, 'GET', '/v1/status')).toBeTypeOf('object');
  });

  it('that are not HTTP get a problem and the door', async () => {
    const socket = await rawConnection();
    socket.write('HELLO\r\n\r\n');
    expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 400 .*\/problems\/bad-request/s);
  });

  it('to the session without an upgrade are told to upgrade', async () => {
    const socket = await rawConnection();
    socket.write('GET /v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await answerOf(socket)).toContain('HTTP/1.1 426');
  });
});

describe('many and slow clients', () => {
  it('that only hold connections make room for the next, oldest first, and are told why', async () => {
    const idle = await rawConnection();
    const told = answerOf(idle);
    for (let count = 0; count < REQUEST_CONNECTION_LIMIT; count++) await rawConnection();
    expect(await told).toMatch(/^HTTP\/1\.1 503 .*\/problems\/too-many-connections/s);
    for (let count = 0; count < 2 * REQUEST_CONNECTION_LIMIT; count++) {
      expect(await callControl(path, 'GET', '/v1/status')).toBeTypeOf('object');
      await rawConnection();
    }
  });

  it('that follow events leave room for requests, and are refused beyond their own', async () => {
    for (let count = 0; count < EVENTS_LIMIT; count++)
      (await rawConnection()).write('GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n');
    await waitUntil(() => parts.daemon.watchers.size === EVENTS_LIMIT);
    const refused = await rawConnection();
    refused.write('GET /v1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await answerOf(refused)).toMatch(/^HTTP\/1\.1 503 .*\/problems\/too-many-connections/s);
    expect(await callControl(path, 'GET', '/v1/status')).toBeTypeOf('object');
  });

  it('that are too slow are told so', async () => {
    const slow = await rawConnection();
    slow.write('GET /v1/status HTTP/1.1\r\n');
    // A later request is answered: the slow one has been seen by then.
    await callControl(path, 'GET', '/v1/status');
    parts.clock.advance(HEAD_LIMIT_ms);
    expect(await answerOf(slow)).toMatch(/^HTTP\/1\.1 408 .*\/problems\/too-slow/s);
  });

  it('that send half a request keep nobody waiting', async () => {
    for (let count = 0; count < 20; count++) {
      (await rawConnection()).write('PUT /v1/update HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"st');
    }
    expect(await callControl(path, 'GET', '/v1/status')).toBeTypeOf('object');
  });

  it('of events that do not read are let go; what they miss meanwhile is replaced, not kept', async () => {
    const stream = await rawConnection();
    stream.pause();
    stream.write('GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n');
    await waitUntil(() => parts.daemon.watchers.size === 1);
    for (let count = 0; count < 2_000; count++) {
      parts.daemon.change({
        update: { state: 'running', percent: count % 100, message: 'x'.repeat(10_000) },
      });
      if (count % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    for (let beat = 0; beat <= HEARTBEATS_MISSED; beat++) parts.clock.advance(HEARTBEAT_ms);
    await waitUntil(() => parts.daemon.watchers.size === 0);
  });
});

describe('GET /v1/events', () => {
  it('begins with the whole status and goes on with what changes', async () => {
    const events: [string, unknown][] = [];
    const stream = followControl(path, (name, document) => events.push([name, document]));
    await waitUntil(() => events.length === 1);
    parts.daemon.updates.running(40, 'Installing');
    await waitUntil(() => events.length === 3);
    await control.close();
    await stream.catch(() => undefined);
    expect(events[0]).toMatchObject(['status', { update: { state: 'none' } }]);
    expect(events.slice(1)).toEqual([
      ['update', { state: 'running', percent: 40, message: 'Installing' }],
      ['leds', lit('S2')],
    ]);
  });

  it('tells that the panel is lost and that it is back', async () => {
    const events: [string, unknown][] = [];
    const stream = followControl(path, (name, document) => events.push([name, document]));
    await waitUntil(() => events.length === 1);
    const [panel] = parts.daemon.open;
    for (const link of [{ state: 'absent', why: 'unplugged' } as const, { state: 'silent' } as const]) {
      if (panel !== undefined) panel.shownLink = link;
      for (const tell of parts.daemon.sessionWatchers) tell();
    }
    await waitUntil(() => events.length === 3);
    await control.close();
    await stream.catch(() => undefined);
    expect(events.slice(1)).toMatchObject([
      ['sessions', [{ id: 'panel', link: { state: 'absent', why: 'unplugged' } }]],
      ['sessions', [{ id: 'panel', link: { state: 'silent' } }]],
    ]);
  });

  it('shows signs of life, and leaves neither watcher nor timer when the client goes', async () => {
    const stream = await rawConnection();
    let heard = '';
    stream.on('data', (data) => {
      heard += data.toString();
    });
    stream.write('GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n');
    await waitUntil(() => heard.includes('event: status'));
    parts.clock.advance(HEARTBEAT_ms);
    await waitUntil(() => heard.includes(': alive'));
    stream.destroy();
    await waitUntil(() => parts.daemon.watchers.size === 0);
    expect(parts.daemon.sessionWatchers.size).toBe(0);
    await waitUntil(() => parts.clock.pendingCount === 0);
  });
});

describe('the client of the commands', () => {
  it('makes a sentence of a problem', async () => {
    await expect(callControl(path, 'PUT', '/v1/update', { state: 'running', percent: 200 })).rejects.toThrow(
      'The body is not what this request takes: /percent expected a number from 0 to 100',
    );
  });

  it('says that nobody answers', async () => {
    await control.close();
    await expect(callControl(path, 'GET', '/v1/status')).rejects.toThrow(ControlClientError);
    await expect(callControl(path, 'GET', '/v1/status')).rejects.toThrow(/no daemon answers at/);
  });
});

it('keeps a connection open for the next request', async () => {
  const get = () =>
    new Promise<string>((resolve, reject) => {
      const call = request(
        { socketPath: path, path: '/v1/status', headers: { connection: 'keep-alive' } },
        (reply) => {
          reply.resume().on('end', () => resolve(reply.headers.connection ?? ''));
        },
      );
      call.on('error', reject).end();
    });
  expect(await get()).toBe('keep-alive');
});
