import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type ConsoleLink, openConsoleLink } from '../../../../drivers/console/link.ts';
import type { DownMessage } from '../../../../drivers/console/messages.ts';
import { type Control, startControl } from '../../../../firmware/control/control.ts';
import { CONSOLE_LIMIT, HEARTBEAT_ms } from '../../../../firmware/control/limits.ts';
import { lit } from '../../../support/leds.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { VIEWS } from '../../drivers/console/views.ts';
import { type FakeParts, type FakeSession, fakeParts, STATUS_VIEW } from './fake-daemon.ts';

let directory: string;
let path: string;
let parts: FakeParts;
let control: Control;
let heard: DownMessage[];
let lost: string[];
const links: ConsoleLink[] = [];
const sockets: WebSocket[] = [];

beforeEach(async () => {
  directory = temporaryDirectory();
  path = join(directory, 'control.sock');
  parts = fakeParts();
  control = await startControl(parts, { path, group: 'root' });
  heard = [];
  lost = [];
});

afterEach(async () => {
  for (const link of links.splice(0)) link.close();
  for (const socket of sockets.splice(0)) socket.terminate();
  await control.close();
});

const waitUntil = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

function attach(): ConsoleLink {
  const link = openConsoleLink(
    { socket: path, name: 'console tty1', characters: 'all', clock: parts.clock },
    { onMessage: (message) => heard.push(message), onLost: (why) => lost.push(why) },
  );
  links.push(link);
  return link;
}

/** A client of the test's own making. */
function dial(query = ''): WebSocket {
  const socket = new WebSocket(`ws+unix:${path}:/v1/session${query}`);
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

const closeCode = (socket: WebSocket) => new Promise<number>((resolve) => socket.on('close', resolve));

const lastSession = (): FakeSession => {
  const session = parts.daemon.open.at(-1);
  if (session === undefined) throw new Error('no session was opened');
  return session;
};

describe('a console on the control socket', () => {
  it('is welcomed, then shown the headline and the view', async () => {
    attach();
    await waitUntil(() => heard.length === 3);
    expect(heard).toEqual([
      { type: 'welcome', session: 'console-1', version: '1.2.3' },
      {
        type: 'headline',
        headline: expect.objectContaining({ name: 'is_acme', leds: lit() }),
      },
      { type: 'view', view: STATUS_VIEW, asked: null },
    ]);
    expect(lastSession().name).toBe('console tty1');
  });

  it('sends its keys up, in order', async () => {
    const link = attach();
    await waitUntil(() => heard.length === 3);
    link.send({ type: 'KEY.DOWN' }, 3);
    link.send({ type: 'KEY.CHARACTER', character: '7' }, 0);
    link.send({ type: 'KEY.ENTER' }, 3);
    await waitUntil(() => lastSession().pressed.length === 3);
    expect(lastSession().pressed.map((key) => key.type)).toEqual(['KEY.DOWN', 'KEY.CHARACTER', 'KEY.ENTER']);
    expect(lastSession().seen).toEqual([3, 0, 3]);
  });

  it('sends the text of a field with the key that leaves it, which is dropped when the text is refused', async () => {
    const link = attach();
    await waitUntil(() => heard.length === 3);
    const session = lastSession();
    link.send({ type: 'KEY.ENTER' }, 0, '10.9.8.7');
    await waitUntil(() => session.pressed.length === 2);
    expect(session.pressed).toEqual([{ type: 'KEY.TEXT', text: '10.9.8.7' }, { type: 'KEY.ENTER' }]);
    session.show(VIEWS.field);
    link.send({ type: 'KEY.ENTER' }, 0, 'x');
    link.send({ type: 'KEY.UP' }, 0);
    await waitUntil(() => session.pressed.length === 4);
    expect(session.pressed.slice(2)).toEqual([{ type: 'KEY.TEXT', text: 'x' }, { type: 'KEY.UP' }]);
  });

  it('hears of changes of view and appliance', async () => {
    attach();
    await waitUntil(() => heard.length === 3);
    lastSession().show({ ...STATUS_VIEW, tip: 'another' });
    parts.daemon.updates.running(18, 'Downloading');
    await waitUntil(() => heard.length === 5);
    expect(heard.slice(3)).toMatchObject([
      { type: 'view', view: { tip: 'another' } },
      { type: 'headline', headline: { leds: { S2: true }, update: { percent: 18 } } },
    ]);
  });

  it('is not told of changes it does not show', async () => {
    attach();
    await waitUntil(() => heard.length === 3);
    parts.daemon.change({ notices: [] });
    lastSession().show({ ...STATUS_VIEW, tip: 'later' });
    await waitUntil(() => heard.length === 4);
    expect(heard[3]).toMatchObject({ type: 'view' });
  });

  it('ends its session when it goes, and leaves no timer', async () => {
    const link = attach();
    await waitUntil(() => heard.length === 3);
    link.close();
    await waitUntil(() => lastSession().closed);
    expect(lastSession().listeners.size).toBe(0);
    expect(parts.daemon.watchers.size).toBe(0);
    await waitUntil(() => parts.clock.pendingCount === 0);
  });

  it('that does not answer heartbeats is let go', async () => {
    const socket = new WebSocket(`ws+unix:${path}:/v1/session`, { autoPong: false });
    sockets.push(socket);
    const gone = closeCode(socket);
    await waitUntil(() => parts.daemon.open.length === 2);
    parts.clock.advance(4 * HEARTBEAT_ms);
    await gone;
    expect(lastSession().closed).toBe(true);
  });

  it('is refused beyond the limit, and the panel is served', async () => {
    for (let count = 0; count < CONSOLE_LIMIT; count++) dial();
    await waitUntil(() => parts.daemon.open.length === CONSOLE_LIMIT + 1);
    const refused = dial();
    const status = await new Promise<number | undefined>((resolve) =>
      refused.on('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect(status).toBe(503);
  });
});

describe('a client that is no console', () => {
  it.each([
    ['nonsense', 'not JSON'],
    ['another message', '{"type":"shell"}'],
    ['a key that is none', '{"type":"key","event":{"type":"KEY.FIRE"}}'],
    [
      'a character that is a control character',
      '{"type":"key","event":{"type":"KEY.CHARACTER","character":"\\u0007"}}',
    ],
  ])('is shown the door for %s', async (_what, text) => {
    const socket = dial();
    socket.on('open', () => socket.send(text));
    expect(await closeCode(socket)).toBe(1008);
    expect(lastSession().pressed).toEqual([]);
  });

  it('is shown the door for a message over 64 KiB', async () => {
    const socket = dial();
    socket.on('open', () => socket.send('x'.repeat(65_537)));
    expect(await closeCode(socket)).toBe(1009);
  });

  it('that floods keys is read as fast as they can be handled: none is lost', async () => {
    const socket = dial();
    const flood = 3_000;
    socket.on('open', () => {
      for (let count = 0; count < flood; count++) socket.send('{"type":"key","event":{"type":"KEY.UP"}}');
    });
    await waitUntil(() => parts.daemon.open[1]?.pressed.length === flood);
  });

  it('is shown by name with panel characters only, at most 40', async () => {
    dial(`?name=${encodeURIComponent(`tty\u001b[31m${'x'.repeat(100)}`)}`);
    await waitUntil(() => parts.daemon.open.length === 2);
    expect(lastSession().name).toMatch(/^tty\?\[31mx{32}$/);
  });
});

describe('a console whose daemon goes away', () => {
  it('says so once, and attaches again when the daemon is back', async () => {
    attach();
    await waitUntil(() => heard.length === 3);
    await control.close();
    await waitUntil(() => lost.length === 1);
    // An attempt under way is given 5 s; once it has failed, the next one is due within 2 s.
    const hasFailed = () => (parts.clock.nextDue() ?? Infinity) - parts.clock.now() <= 2_000;
    for (let tries = 0; tries < 3; tries++) {
      parts.clock.advance(2_000);
      await waitUntil(hasFailed);
    }
    expect(lost).toHaveLength(1);
    control = await startControl(parts, { path, group: 'root' });
    parts.clock.advance(2_000);
    await waitUntil(() => heard.length === 6);
    expect(heard[3]).toMatchObject({ type: 'welcome', session: 'console-2' });
  });

  it('sends no key that was pressed in between', async () => {
    const link = attach();
    await waitUntil(() => heard.length === 3);
    await control.close();
    await waitUntil(() => lost.length === 1);
    link.send({ type: 'KEY.ENTER' }, 3);
    control = await startControl(parts, { path, group: 'root' });
    parts.clock.advance(2_000);
    await waitUntil(() => heard.length === 6);
    expect(lastSession().pressed).toEqual([]);
  });

  it('says that there is no socket when there never was one', async () => {
    await control.close();
    attach();
    await waitUntil(() => lost.length === 1);
    expect(lost).toEqual([`There is no control socket at ${path}.`]);
  });

  it('takes a daemon that hangs for gone', async () => {
    attach();
    await waitUntil(() => heard.length === 3);
    // Time passes on the clock, and not one ping gets through meanwhile.
    parts.clock.advance(30_000);
    await waitUntil(() => lost.length === 1);
    expect(lost[0]).toMatch(/has sent nothing for 30 s/);
  });
});
