/** Clients that leave, reset or stop reading at any moment. One half-finished upgrade once ended the daemon. */
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callControl } from '../../../../firmware/control/client.ts';
import { type Control, startControl } from '../../../../firmware/control/control.ts';
import {
  ANSWER_LIMIT_ms,
  CONSOLE_LIMIT,
  HEAD_LIMIT_ms,
  LINGER_ms,
  REQUEST_LIMIT_ms,
} from '../../../../firmware/control/limits.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { type FakeParts, fakeParts } from './fake-daemon.ts';

let path: string;
let parts: FakeParts;
let control: Control;

beforeEach(async () => {
  path = join(temporaryDirectory(), 'control.sock');
  parts = fakeParts();
  control = await startControl(parts, { path, group: 'root' });
});
afterEach(() => control.close());

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const waitUntil = async (condition: () => boolean) => {
  while (!condition()) await turn();
};

const openFiles = () => readdirSync('/proc/self/fd').length;

const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
/** A masked frame, its mask zero (RFC 6455, section 5.2). */
const frame = (opcode: number, text: string) =>
  Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);

/** Requests of every kind, in the pieces in which a client may send them. */
const REQUESTS: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  status: ['GET /v1/sta', 'tus HTTP/1.1\r\nHo', 'st: x\r\n', '\r\n'],
  events: ['GET /v1/events HTTP/1.1\r\n', 'Host: x\r\n\r\n'],
  update: [
    'PUT /v1/update HTTP/1.1\r\nHost: x\r\nContent-Length: 19\r\n\r\n',
    '{"state":',
    '"running"}',
    'GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n',
  ],
  'a chunked body': [
    'PUT /v1/platform HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
    '2\r\n{}\r\n',
    '0\r\n\r\n',
  ],
  'a body too large': [
    'PUT /v1/update HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n',
    'x'.repeat(5_000),
    'x'.repeat(50_000),
  ],
  'a body after 100-continue': [
    'PUT /v1/update HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n',
    '{}',
  ],
  session: [
    'GET /v1/session?name=x HTTP/1.1\r\nHost: x\r\n',
    UPGRADE,
    frame(1, '{"type":"key","event":{"type":"KEY.UP"}}'),
    frame(9, 'ping'),
    frame(1, 'nonsense'),
    frame(8, ''),
  ],
  'a session refused for its query': [
    `GET /v1/session?characters=x HTTP/1.1\r\nHost: x\r\n${UPGRADE}`,
    'more',
  ],
  'an upgrade elsewhere': [`GET /v1/status HTTP/1.1\r\nHost: x\r\n${UPGRADE}`, 'more'],
  'an upgrade of no path': [`GET //[ HTTP/1.1\r\nHost: x\r\n${UPGRADE}`, 'more'],
  'an upgrade to something else': [
    'GET /v1/session HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
    'more',
  ],
  connect: ['CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', 'more'],
  'no HTTP': ['\u0000\u0001\u0002\r\n\r\n', 'more'],
  'a head too long': ['GET / HTTP/1.1\r\n', `a: ${'x'.repeat(20_000)}\r\n\r\n`],
  'many at once': ['GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(200)],
};

/** Ways of leaving. On a Unix socket, closing while something is unread is a reset to the other side. */
const ENDINGS: Readonly<Record<string, (socket: Socket) => Promise<void>>> = {
  'closes unread': async (socket) => {
    socket.destroy();
  },
  'closes a moment later': async (socket) => {
    await turn();
    await turn();
    socket.destroy();
  },
  'reads and closes': async (socket) => {
    socket.resume();
    await turn();
    socket.destroy();
  },
  'ends its side, and closes later': async (socket) => {
    socket.end();
    await turn();
    await turn();
    socket.destroy();
  },
};

async function clientThat(leaves: (socket: Socket) => Promise<void>, pieces: readonly (string | Buffer)[]) {
  const socket = connect(path);
  socket.on('error', () => undefined);
  socket.pause();
  for (const piece of pieces) {
    socket.write(piece);
    await turn();
  }
  await leaves(socket);
}

/** Time passes until then: clients' turns take some of the real time as well. */
const waitMeanwhile = (condition: () => boolean) =>
  waitUntil(() => {
    parts.clock.advance(100);
    return condition();
  });

/** All limits of time pass. */
async function letTimePass() {
  for (const limit_ms of [HEAD_LIMIT_ms, REQUEST_LIMIT_ms, ANSWER_LIMIT_ms, LINGER_ms, LINGER_ms]) {
    for (let count = 0; count < 20; count++) await turn();
    parts.clock.advance(limit_ms);
  }
}

const ROUNDS = 4;

describe.each(Object.entries(REQUESTS))('a client of %s', (_request, pieces) => {
  it.each(Object.entries(ENDINGS))(
    'that leaves at any step (%s) leaves nothing behind',
    async (_ending, leave) => {
      await callControl(path, 'GET', '/v1/status');
      await letTimePass();
      const before = openFiles();
      for (let round = 0; round < ROUNDS; round++) {
        for (let step = 0; step <= pieces.length; step++) {
          await Promise.all(Array.from({ length: 5 }, () => clientThat(leave, pieces.slice(0, step))));
        }
      }
      await waitUntil(() => parts.daemon.open.slice(1).every(({ closed }) => closed));
      await letTimePass();
      await waitMeanwhile(() => openFiles() <= before);
      expect(parts.daemon.watchers.size).toBe(0);
      expect(await callControl(path, 'GET', '/v1/status')).toBeTypeOf('object');
    },
  );

  it('that never reads and never leaves is ended', async () => {
    await letTimePass();
    const before = openFiles();
    const sockets: Socket[] = [];
    for (let step = 0; step <= pieces.length; step++) {
      await clientThat(
        async (socket) => {
          // Held here, so that it is not collected; its end is the other side's to bring about.
          sockets.push(socket);
        },
        pieces.slice(0, step),
      );
    }
    await letTimePass();
    const mine = () => sockets.filter(({ destroyed }) => !destroyed).length;
    const streams = () => parts.daemon.watchers.size;
    // What stays is what may stay: streams and consoles that answer for themselves.
    await waitMeanwhile(() => openFiles() <= before + mine() + streams());
    for (const socket of sockets) socket.destroy();
    await waitUntil(() => parts.daemon.watchers.size === 0);
  });
});

it('consoles beyond the limit that send and leave unread leave nothing behind: each once kept a descriptor', async () => {
  const session = [`GET /v1/session HTTP/1.1\r\nHost: x\r\n${UPGRADE}`, frame(1, '{"type":"key"}')];
  const stay: Socket[] = [];
  for (let count = 0; count < CONSOLE_LIMIT; count++)
    await clientThat(async (socket) => void stay.push(socket.resume()), session.slice(0, 1));
  await waitUntil(() => parts.daemon.watchers.size === CONSOLE_LIMIT);
  const before = openFiles();
  for (let count = 0; count < 300; count++)
    await clientThat(async (socket) => void socket.destroy(), session);
  await letTimePass();
  await waitMeanwhile(() => openFiles() <= before);
  expect(await callControl(path, 'GET', '/v1/status')).toBeTypeOf('object');
  for (const socket of stay) socket.destroy();
});
