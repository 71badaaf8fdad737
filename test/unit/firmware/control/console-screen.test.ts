import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Terminal } from '@xterm/headless';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runConsole } from '../../../../drivers/console/run.tsx';
import { terminalOf } from '../../../../drivers/console/terminal.ts';
import { type Control, startControl } from '../../../../firmware/control/control.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';
import { BOARD, VIEWS } from '../../drivers/console/views.ts';
import { type FakeParts, type FakeSession, fakeParts, STATUS_VIEW } from './fake-daemon.ts';

const MINUTE_ms = 60_000;

/** A console on a terminal that answers what it is asked, as a real one. */
class Sitting {
  readonly terminal: Terminal;
  readonly keyboard = Object.assign(new PassThrough(), { setRawMode: () => undefined });
  readonly stop: () => void;
  sent = '';
  left = 0;

  constructor(socket: string, parts: FakeParts, size: { columns: number; rows: number }, tellsSize = true) {
    this.terminal = new Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
    this.terminal.onData((answer) => this.keyboard.write(answer));
    const screen = Object.assign(new PassThrough(), tellsSize ? size : { columns: 0, rows: 0 });
    screen.on('data', (bytes: Buffer) => {
      this.sent += bytes.toString();
      this.terminal.write(bytes);
    });
    this.stop = runConsole({
      socket,
      name: 'console',
      clock: parts.clock,
      terminal: terminalOf({ TERM: 'vt220' }),
      stdin: this.keyboard as unknown as NodeJS.ReadStream,
      stdout: screen as unknown as NodeJS.WriteStream,
      onLeave: () => {
        this.left += 1;
      },
    });
  }

  get text(): string {
    const { active } = this.terminal.buffer;
    return Array.from(
      { length: this.terminal.rows },
      (_, row) => active.getLine(row)?.translateToString(true) ?? '',
    ).join('\n');
  }
}

let socket: string;
let parts: FakeParts;
let control: Control;
const sittings: Sitting[] = [];

beforeEach(async () => {
  socket = join(temporaryDirectory(), 'control.sock');
  parts = fakeParts();
  control = await startControl(parts, { path: socket, group: 'root' });
});

afterEach(async () => {
  for (const sitting of sittings.splice(0)) sitting.stop();
  await control.close();
});

async function sit(size = { columns: 80, rows: 24 }, tellsSize = true): Promise<Sitting> {
  const sitting = new Sitting(socket, parts, size, tellsSize);
  sittings.push(sitting);
  await shows(sitting, 'is_acme');
  return sitting;
}

const lastSession = (): FakeSession => {
  const session = parts.daemon.open.at(-1);
  if (session === undefined) throw new Error('no session');
  return session;
};

async function shows(sitting: Sitting, text: string): Promise<void> {
  await until(`the terminal shows ${text}`, () => {
    parts.clock.advance(20);
    return sitting.text.includes(text);
  });
}

describe('a console on a terminal', () => {
  const board = { ...STATUS_VIEW, screen: { ...VIEWS.status.screen, board: BOARD } };

  it('had to be killed from another shell: Ctrl-] leaves', async () => {
    const sitting = await sit();
    sitting.keyboard.write('\x03\x1a\x1c\x04');
    sitting.keyboard.write('\x1d');
    await until('it is left', () => sitting.left === 1);
    expect(lastSession().pressed).toEqual([]);
  });

  it('shows the log, and the code, until a key is pressed, which goes no further', async () => {
    const sitting = await sit();
    lastSession().show(board);
    await shows(sitting, 'Last contact');
    sitting.keyboard.write('l');
    await shows(sitting, 'bezel starts');
    parts.clock.advance(2_000);
    sitting.keyboard.write('x');
    await shows(sitting, 'Last contact');
    sitting.keyboard.write('q');
    await shows(sitting, 'SN:30123');
    lastSession().show(VIEWS.menu);
    await shows(sitting, 'Set up network');
    expect(lastSession().pressed).toEqual([]);
  });

  it('keeps the log from someone who has not entered the PIN', async () => {
    const sitting = await sit();
    lastSession().locked = true;
    lastSession().show(board);
    await shows(sitting, 'Last contact');
    sitting.keyboard.write('L');
    await shows(sitting, 'Enter the PIN in the menu');
  });

  it('opens a menu item by its digit', async () => {
    const sitting = await sit();
    lastSession().show(VIEWS.menu);
    await shows(sitting, '4 > Enable VLAN on LAN');
    sitting.keyboard.write('2');
    await until('the keys have arrived', () => lastSession().pressed.length === 3);
    expect(lastSession().pressed.map(({ type }) => type)).toEqual(['KEY.UP', 'KEY.UP', 'KEY.ENTER']);
  });

  it('left whoever joined a serial line late with an empty screen: Enter and each minute paint it whole', async () => {
    const sitting = await sit();
    lastSession().show(VIEWS.menu);
    await shows(sitting, 'Reset network settings');
    sitting.terminal.write('\x1b[2J');
    sitting.keyboard.write('\r');
    await shows(sitting, 'Reset network settings');
    await until('the terminal is wiped', () => {
      sitting.terminal.write('\x1b[2J');
      return !sitting.text.includes('Reset');
    });
    parts.clock.advance(MINUTE_ms);
    await shows(sitting, 'Reset network settings');
  });

  it('asks a serial line for its size, which it does not tell by itself', async () => {
    const sitting = await sit({ columns: 100, rows: 30 }, false);
    lastSession().show(board);
    await until('the board is as wide as the terminal', () => {
      parts.clock.advance(20);
      return sitting.text.split('\n').some((row) => /^-{99}$/.test(row));
    });
  });

  it('edits a field by itself, and sends it whole with the key that leaves it', async () => {
    const sitting = await sit();
    const good = { ...VIEWS.field, screen: { ...VIEWS.field.screen, error: null } };
    lastSession().show(good);
    await shows(sitting, 'VLAN netmask');
    sitting.keyboard.write('/1');
    sitting.keyboard.write('\x1b[200~6\r\n\x1b[201~');
    await shows(sitting, '/16');
    expect(lastSession().pressed).toEqual([]);
    sitting.keyboard.write('\t');
    await until('the keys have arrived', () => lastSession().pressed.length === 2);
    expect(lastSession().pressed).toEqual([{ type: 'KEY.TEXT', text: '/16' }, { type: 'KEY.TAB' }]);
    lastSession().show(VIEWS.field);
    await shows(sitting, '/16');
  });

  it('takes an edit back by Esc, and leaves by a second one', async () => {
    const sitting = await sit();
    lastSession().show(VIEWS.field);
    await shows(sitting, 'VLAN netmask');
    sitting.keyboard.write('xyz');
    await shows(sitting, 'xyz');
    for (const count of [0, 1]) {
      sitting.keyboard.write('\x1b');
      await until('Esc is heard', () => {
        parts.clock.advance(60);
        return count === 0 ? !sitting.text.includes('xyz') : lastSession().pressed.length === 1;
      });
    }
    expect(lastSession().pressed).toEqual([{ type: 'KEY.EXIT' }]);
  });

  it('leaves every key to the notice that the screen closes', async () => {
    const sitting = await sit();
    lastSession().show({ ...VIEWS.field, leavingIn_s: 20 });
    await shows(sitting, 'closes in 20 s');
    sitting.keyboard.write('x');
    await until('the key has arrived', () => lastSession().pressed.length === 1);
  });

  it('said nothing of a form that was gone with the service', async () => {
    const sitting = await sit();
    lastSession().show(VIEWS.field);
    await shows(sitting, 'VLAN netmask');
    await control.close();
    await shows(sitting, 'Cannot reach the Bezel service.');
    control = await startControl(parts, { path: socket, group: 'root' });
    await shows(sitting, 'Entries that were not applied are');
    sitting.keyboard.write('x');
    await until('it is told once', () => {
      parts.clock.advance(20);
      return !sitting.text.includes('Connected again');
    });
  });
});
