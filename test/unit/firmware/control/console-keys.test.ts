import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runConsole } from '../../../../drivers/console/run.tsx';
import { terminalOf } from '../../../../drivers/console/terminal.ts';
import { type Control, startControl } from '../../../../firmware/control/control.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';
import { type FakeParts, type FakeSession, fakeParts, STATUS_VIEW } from './fake-daemon.ts';

let parts: FakeParts;
let control: Control;
let stop: () => void;
let keyboard: PassThrough;
let printed: string;
let session: FakeSession;

/** Changes are drawn together within 16 ms. */
const DRAWN_ms = 20;

beforeEach(async () => {
  const socket = join(temporaryDirectory(), 'control.sock');
  parts = fakeParts();
  control = await startControl(parts, { path: socket, group: 'root' });
  keyboard = Object.assign(new PassThrough(), { setRawMode: () => undefined });
  printed = '';
  const screen = Object.assign(new PassThrough(), { columns: 80, rows: 24 });
  screen.on('data', (bytes: Buffer) => {
    printed += bytes.toString();
  });
  stop = runConsole({
    socket,
    name: 'console',
    clock: parts.clock,
    terminal: terminalOf({ TERM: 'dumb' }),
    stdin: keyboard as unknown as NodeJS.ReadStream,
    stdout: screen as unknown as NodeJS.WriteStream,
    onLeave: null,
  });
  await until('a session is open', () => parts.daemon.open.some(({ kind }) => kind === 'console'));
  const opened = parts.daemon.open.at(-1);
  if (opened === undefined) throw new Error('no session');
  session = opened;
});

afterEach(async () => {
  stop();
  await control.close();
});

async function asks(number: number): Promise<void> {
  session.questions = { question: number, answer: number, mustBeRead: true };
  session.show({ ...STATUS_VIEW, tip: `Question ${number}` });
  await until('the question is on the terminal', () => {
    parts.clock.advance(DRAWN_ms);
    return printed.includes(`Question ${number}`);
  });
  // What was written is known to be on the terminal a few turns later.
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  parts.clock.advance(100);
}

async function types(text: string): Promise<readonly (number | undefined)[]> {
  const before = session.pressed.length;
  keyboard.write(text);
  await until('the keys have arrived', () => session.pressed.length >= before + text.length);
  return session.seen.slice(before);
}

describe('keys of a console', () => {
  it('say which question was on the terminal when they were pressed', async () => {
    await asks(5);
    expect(await types('y')).toEqual([5]);
  });

  it('that arrive together say so of the first only', async () => {
    await asks(5);
    expect(await types('yyy')).toEqual([5, 0, 0]);
  });

  it('that were typed before the question came say what was there', async () => {
    await asks(5);
    session.questions = { question: 7, answer: 7, mustBeRead: true };
    session.show({ ...STATUS_VIEW, tip: 'Question 7' });
    expect(await types('y')).toEqual([5]);
  });
});
