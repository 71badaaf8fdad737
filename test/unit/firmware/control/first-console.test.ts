import { createServer, type Server } from 'node:http';
import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { Connections } from '../../../../firmware/control/connections.ts';
import { attachSessionSocket } from '../../../../firmware/control/session-socket.ts';
import { Turns } from '../../../../firmware/control/turns.ts';
import { type FakeParts, fakeParts } from './fake-daemon.ts';

let parts: FakeParts;
let server: Server;
let end: () => void;

beforeEach(() => {
  parts = fakeParts();
  server = createServer();
  end = attachSessionSocket(server, parts);
});

/** The first console asks; WebSockets are being loaded. */
function ask(): Socket {
  const socket = new Socket();
  const connections = new Connections({ clock: parts.clock, turns: new Turns() }, parts.log);
  server.emit('upgrade', { url: '/v1/session?name=tty1' }, connections.admit(socket, null), Buffer.alloc(0));
  return socket;
}

const ended = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

describe('the first console, while WebSockets are being loaded', () => {
  it('is let go of when the daemon ends', async () => {
    const sessions = [...parts.daemon.open];
    const socket = ask();
    end();
    await ended(socket);
    expect(parts.daemon.open).toEqual(sessions);
  });

  it('may break off without harm', async () => {
    const socket = ask();
    expect(() => socket.emit('error', new Error('read ECONNRESET'))).not.toThrow();
    end();
    await ended(socket);
  });
});
