/** `bezel console` on a real pseudo-terminal, attached to a real daemon. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callControl } from '../../../firmware/control/client.ts';
import { until } from '../../support/until.ts';
import { BEZEL, DaemonProcess } from './lab/daemon.ts';
import { Terminal, type TerminalOptions } from './lab/terminal.ts';

let daemon: DaemonProcess;
const terminals: Terminal[] = [];

beforeAll(async () => {
  daemon = await DaemonProcess.start();
});
afterAll(async () => daemon.close());
afterEach(async () => {
  for (const terminal of terminals.splice(0)) await terminal.close();
});

function openConsole(options: Omit<TerminalOptions, 'command'> = {}, ...switches: string[]): Terminal {
  const command = [process.execPath, BEZEL, 'console', '--socket', daemon.socket, ...switches].join(' ');
  const terminal = new Terminal({ ...options, command });
  terminals.push(terminal);
  return terminal;
}

/** A console whose main menu is open. */
async function openMenu(options: Omit<TerminalOptions, 'command'> = {}): Promise<Terminal> {
  const terminal = openConsole(options);
  await terminal.shows('is_lab');
  terminal.type('\r');
  await terminal.shows('> Set up network');
  return terminal;
}

/** A console in the first field of the static LAN wizard. */
async function openLanForm(): Promise<Terminal> {
  const terminal = await openMenu();
  terminal.type('\r');
  await terminal.shows('> Enable static IP on LAN');
  terminal.type('\r');
  await terminal.shows('> Apply');
  terminal.type('\x1b[B');
  await terminal.shows(/> LAN IP address/);
  terminal.type('\r');
  await terminal.shows('Type a value.');
  return terminal;
}

describe('a console in a terminal', () => {
  it('shows the appliance, and the whole menu with its selection', async () => {
    const terminal = await openMenu();
    await terminal.shows('Back');
    expect(terminal.looksOf('> Set up network').inverse).toBe(true);
    expect(terminal.looksOf('  Reboot').inverse).toBe(false);
    expect(terminal.text).toContain('┌');
  });

  it('goes in with RIGHT and back with LEFT', async () => {
    const terminal = await openMenu();
    terminal.type('\x1b[C');
    await terminal.shows('> Enable static IP on LAN');
    terminal.type('\x1b[D');
    await terminal.shows('> Set up network');
  });

  it('hears keys that arrive together', async () => {
    const terminal = openConsole();
    await terminal.shows('is_lab');
    terminal.type('\r\r\r');
    await terminal.shows('> Apply');
  });

  it('hears an arrow whose bytes arrive apart, and does not take it for Esc', async () => {
    const terminal = await openMenu();
    for (const byte of '\x1b[B') {
      terminal.type(byte);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await terminal.shows('> Panel settings');
  });

  it('takes a typed address, and Backspace by both of its codes', async () => {
    const terminal = await openLanForm();
    terminal.type('10.20.30.49\x7f0');
    await terminal.shows(/10\.20\.30\._?40/);
    terminal.type('\x0852');
    await terminal.shows(/10\.20\.30\._?(4|5)/);
  });

  it('takes a pasted address whose line end presses nothing', async () => {
    const terminal = await openLanForm();
    terminal.type('\x1b[200~10.20.30.44\r\n\x1b[201~');
    await terminal.shows(/10\.20\.30\._?44/);
    expect(terminal.text).toMatch(/> LAN IP address/);
  });

  it('goes through the fields with Tab and back with Shift-Tab', async () => {
    const terminal = await openLanForm();
    terminal.type('\t');
    await terminal.shows('> LAN netmask');
    terminal.type('\x1b[Z');
    await terminal.shows('> LAN IP address');
  });

  it('draws everything anew on Ctrl-L', async () => {
    const terminal = await openMenu();
    terminal.output = '';
    terminal.type('\x0c');
    await terminal.shows('> Set up network');
    await until('the whole screen was sent again', () => terminal.output.includes('Shut down'));
    expect(terminal.output).toContain('\x1b[2J');
  });

  it('is left by Ctrl-] and by no other key', async () => {
    const terminal = await openMenu();
    terminal.type('\x03\x1a\x1c\x04q');
    terminal.type('\x1b[B');
    await terminal.shows('> Panel settings');
    expect(terminal.hasEnded).toBe(false);
    terminal.type('\x1d');
    await until('the console has ended', () => terminal.hasEnded);
    expect(terminal.output).toContain('\x1b[?1049l');
    expect(terminal.output).not.toContain('Warning');
  });

  it('cannot be left with --no-exit', async () => {
    const terminal = openConsole({}, '--no-exit');
    await terminal.shows('is_lab');
    terminal.type('\x1d\r');
    await terminal.shows('> Set up network');
    expect(terminal.hasEnded).toBe(false);
  });

  it('shows the log and the QR code from the status page', async () => {
    const terminal = openConsole();
    await terminal.shows('LAN gateway');
    terminal.type('l');
    await terminal.shows('console attached');
    terminal.type('\x1b');
    await terminal.shows('LAN gateway');
    terminal.type('q');
    await terminal.shows('SN:');
  });

  it('shows a software update and its progress', async () => {
    const terminal = await openMenu();
    await callControl(daemon.socket, 'PUT', '/v1/update', {
      state: 'running',
      percent: 18,
      message: 'Downloading',
    });
    await terminal.shows('18 % Downloading');
    await terminal.shows('S2 on');
    await callControl(daemon.socket, 'DELETE', '/v1/update', { result: 'done' });
    await terminal.shows('S2 off');
  });

  it('gives the terminal back when it is told to end', async () => {
    const terminal = await openMenu();
    await terminal.close();
    terminals.length = 0;
    expect(terminal.output).toContain('\x1b[?1049l');
    expect(terminal.output).toContain('\x1b[?25h');
  });

  it('says that the daemon is gone, and goes on when it is back', async () => {
    const terminal = await openMenu();
    await daemon.crash();
    await terminal.shows('Cannot reach the Bezel service.');
    await daemon.powerOn();
    await terminal.shows('is_lab');
    terminal.type('\r');
    await terminal.shows('> Set up network');
  });
});

describe('terminals of all kinds', () => {
  it.each(['linux', 'xterm', 'vt100', 'vt220'])('TERM=%s shows the menu', async (term) => {
    const terminal = await openMenu({ environment: { TERM: term } });
    expect(terminal.text).toContain(term.startsWith('vt') ? '+---' : '┌───');
  });

  it('uses no colour and no other attribute with NO_COLOR', async () => {
    const terminal = await openMenu({ environment: { NO_COLOR: '1' } });
    expect(terminal.looksOf('> Set up network')).toEqual({ inverse: false, bold: false, coloured: false });
    expect(terminal.output.split('\x1b[').filter((part) => /^[1-9][0-9;]*m/.test(part))).toEqual([]);
  });

  it('writes plain lines without any control sequence on TERM=dumb', async () => {
    const terminal = await openMenu({ environment: { TERM: 'dumb' } });
    expect(terminal.output).not.toContain('\x1b');
    terminal.type('\x1b[B');
    await terminal.shows('> Panel settings');
  });

  it('draws 80 by 24 on a serial line that has no size', async () => {
    const terminal = await openMenu({ tellsSize: false, environment: { TERM: 'vt220' } });
    expect(terminal.screen[20]).toMatch(/^-{79}$/);
    expect(terminal.screen.at(-1)).toBe('');
  });

  it('learns the size of a serial line from a terminal that answers', async () => {
    const terminal = openConsole({
      columns: 100,
      rows: 30,
      tellsSize: false,
      answers: true,
      environment: { TERM: 'vt220' },
    });
    await terminal.shows(/^-{99}$/m);
  });

  it('says so in a terminal that is too small', async () => {
    const terminal = openConsole({ columns: 40, rows: 10 });
    await terminal.shows('The terminal is 40x10');
  });
});
