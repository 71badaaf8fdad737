import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';
import { Terminal, type TerminalOptions } from '../appliance/lab/terminal.ts';

const BEZEL = 'dist/bezel.cjs';

/** `bezel simulate` under a shell that prints a line before and after it, so that what it leaves behind is seen. */
class Simulator extends Terminal {
  readonly #pidFile: string;

  constructor(directory: string, options: Omit<TerminalOptions, 'command'> = {}) {
    const pidFile = join(directory, 'pid');
    const shell = [
      'before=$(stty -g)',
      'echo BEFORE',
      `sh -c 'echo $$ >${pidFile}; exec ${process.execPath} ${BEZEL} simulate'`,
      'echo "AFTER $?"',
      'test "$before" = "$(stty -g)" && echo SAME LINE',
    ].join('; ');
    super({ ...options, command: `sh -c ${JSON.stringify(shell).replaceAll('$', '\\$')}` });
    this.#pidFile = pidFile;
  }

  signal(name: 'SIGTERM' | 'SIGHUP'): void {
    process.kill(Number(readFileSync(this.#pidFile, 'utf8')), name);
  }

  async ends(): Promise<void> {
    await until(
      'the simulator ends',
      () => this.hasEnded,
      () => this.screen,
    );
  }
}

const simulators: Simulator[] = [];

function open(options: Omit<TerminalOptions, 'command'> = {}): Simulator {
  const directory = temporaryDirectory();
  const simulator = new Simulator(directory, options);
  simulators.push(simulator);
  return simulator;
}

afterEach(async () => {
  for (const simulator of simulators.splice(0)) {
    await simulator.close();
  }
});

const CTRL_C = '\x03';

/** Main screen, visible cursor, no paste brackets, the line's settings as before, both lines of the shell in place. */
async function givesBack(simulator: Simulator, status: number): Promise<void> {
  await simulator.ends();
  await simulator.shows(new RegExp(`^BEFORE\\n(?:.*\\n)*AFTER ${status}\\nSAME LINE`));
  const { output } = simulator;
  const last = (sequence: string): number => output.lastIndexOf(`\x1b[?${sequence}`);
  expect(last('1049l')).toBeGreaterThan(last('1049h'));
  expect(last('2004l')).toBeGreaterThan(last('2004h'));
  expect(last('25h')).toBeGreaterThan(last('25l'));
}

describe('the simulator in a terminal', () => {
  it('shows the front panel, hears keys, and gives the terminal back on Ctrl-C', async () => {
    const simulator = open();
    await simulator.shows('scanner-1');
    simulator.type('\r');
    await simulator.shows('→SETUP NETWORK');
    simulator.type('\x1b[B');
    await simulator.shows('→PANEL SETTINGS');
    simulator.type(CTRL_C);
    await givesBack(simulator, 0);
  });

  it('tells where its control socket is; commands find the daemon there, and it is gone afterwards', async () => {
    const simulator = open();
    await simulator.shows('scanner-1');
    simulator.type('?');
    await simulator.shows(/\/\S+\/control\.sock/);
    const [socket = ''] = /\/\S+\/control\.sock/.exec(simulator.screen.join('\n')) ?? [];
    const bezel = (...args: readonly string[]) =>
      spawnSync(process.execPath, [BEZEL, ...args, '--socket', socket], { encoding: 'utf8' });
    expect(bezel('status').stdout).toContain('scanner-1');
    expect(bezel('update', 'start').status).toBe(0);
    simulator.type('x');
    await simulator.shows('DO NOT POWER OFF');
    simulator.type(CTRL_C);
    await givesBack(simulator, 0);
    expect(existsSync(dirname(socket))).toBe(false);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('gives the terminal back on %s', async (signal, status) => {
    const simulator = open();
    await simulator.shows('scanner-1');
    simulator.signal(signal);
    await givesBack(simulator, status);
  });

  it('draws although CI is set', async () => {
    const simulator = open({ environment: { CI: 'true' } });
    await simulator.shows('scanner-1');
    simulator.type(CTRL_C);
    await givesBack(simulator, 0);
  });

  it('uses no colour where NO_COLOR is set', async () => {
    const simulator = open({ environment: { NO_COLOR: '1' } });
    await simulator.shows('scanner-1');
    simulator.type('\r\r\r');
    await simulator.shows('APPLY');
    simulator.type('\x1b[B\r');
    await simulator.shows('cursor 2:1');
    simulator.type(CTRL_C);
    await givesBack(simulator, 0);
    // Attributes end in m; only "none", which ends every line, is sent.
    const attributes = simulator.output.split('\x1b[').flatMap((part) => /^[\d;]*m/.exec(part) ?? []);
    expect(new Set(attributes)).toEqual(new Set(['0m']));
  });

  it('says so in a terminal that is too small', async () => {
    const simulator = open({ columns: 60, rows: 10 });
    await simulator.shows('The terminal is 60x10; the simulator needs 80x24.');
    simulator.type(CTRL_C);
    await givesBack(simulator, 0);
  });

  it('refuses a terminal that cannot place characters', async () => {
    const simulator = open({ environment: { TERM: 'dumb' } });
    await simulator.ends();
    await simulator.shows('this terminal cannot show a front panel');
    await simulator.shows('AFTER 2');
  });
});

describe('the simulator without a terminal', () => {
  const run = (input: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, [BEZEL, 'simulate', ...args], { input, encoding: 'utf8' });

  it('runs the script on standard input', () => {
    const { status, stdout } = run('press ENTER\nexpect "SETUP NETWORK"\nframe\n');
    expect(stdout).toContain('→SETUP NETWORK');
    expect(status).toBe(0);
  });

  it('ends with 1 and the frame that differed', () => {
    const { status, stderr } = run('expect "SETUP NETWORK"\n');
    expect(stderr).toContain('standard input:1: expected "SETUP NETWORK" within 2 s, the panel shows\n┌');
    expect(status).toBe(1);
  });

  it('keeps settings in a state directory', () => {
    const directory = temporaryDirectory();
    const change = 'press ENTER x3\npress DOWN\ntype 192.168.1.10\npress ENTER x2\nwait 3s\n';
    expect(run(`${change}press ENTER\nexpect "KEPT"\n`, '--state', directory).status).toBe(0);
    expect(run('expect "192.168.1.10"\n', '--state', directory).status).toBe(0);
  });

  it('ends with 2 for what it does not understand', () => {
    expect(run('dance\n').status).toBe(2);
    expect(run('', '--geometry', '40x4').status).toBe(2);
    expect(run('', '--script', '/nonexistent').status).toBe(2);
  });
});
