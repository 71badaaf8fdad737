/** `bezel run` as a process: what a person sees of wrong input, and how it begins and ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';

const BEZEL = join(import.meta.dirname, '../../../dist/bezel.cjs');

/** One process and all it said. */
class Bezel {
  readonly process: ChildProcess;
  said = '';
  code: number | null | undefined;

  constructor(...args: readonly string[]) {
    this.process = spawn(process.execPath, [BEZEL, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (bytes: Buffer) => {
        this.said += bytes.toString();
      });
    }
    this.process.on('close', (code) => {
      this.code = code;
    });
  }

  /** Resolves to the exit code; null: ended by a signal. */
  async ended(): Promise<number | null> {
    await until(
      'bezel ends',
      () => this.code !== undefined,
      () => this.said,
    );
    return this.code ?? null;
  }

  async says(text: string): Promise<void> {
    await until(
      `bezel says ${text}`,
      () => this.said.includes(text),
      () => this.said,
    );
  }
}

let directory = '';
let started: Bezel[] = [];
beforeEach(() => {
  directory = temporaryDirectory();
  started = [];
});
afterEach(async () => {
  for (const bezel of started) if (bezel.code === undefined) bezel.process.kill('SIGKILL');
  await Promise.all(started.map((bezel) => bezel.ended()));
});

function run(config: string, name = 'bezel.toml'): Bezel {
  const file = join(directory, name);
  writeFileSync(file, config);
  const bezel = new Bezel('run', '--config', file);
  started.push(bezel);
  return bezel;
}

const config = (more = '') => `
[state]
directory = "${join(directory, 'state')}"
[control]
socket = ""
${more}`;

describe('bezel run', () => {
  it('ends with code 2 and every line of the configuration that is wrong', async () => {
    const bezel = run('[appliance]\nnmae = "x"\n[idle]\nmenu_s = 0\n');
    expect(await bezel.ended()).toBe(2);
    const file = join(directory, 'bezel.toml');
    expect(bezel.said.trimEnd().split('\n')).toEqual([
      `${file}:2: appliance.nmae: unknown key; known are kind, serial, name`,
      `${file}:4: idle.menu_s: expected seconds from 1 to 86400, or "off", got 0`,
    ]);
  });

  it('ends with code 2 when there is no configuration, and with its usage when asked wrongly', async () => {
    const missing = new Bezel('run', '--config', join(directory, 'none.toml'));
    expect(await missing.ended()).toBe(2);
    expect(missing.said).toContain('none.toml: cannot be read');
    const wrong = new Bezel('run', '--confg', 'x');
    expect(await wrong.ended()).toBe(2);
    expect(wrong.said).toContain("bezel run: Unknown option '--confg'\nUsage: bezel run");
    const help = new Bezel('run', '--help');
    expect(await help.ended()).toBe(0);
  });

  it('lives when the state directory cannot be used, and says why', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const bezel = run(`[state]\ndirectory = "${file}"\n[control]\nsocket = ""\n`);
    await bezel.says('ready for changes');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bezel.code).toBeUndefined();
    expect(bezel.said).toMatch(/state directory .*file\/simulated cannot be used: ENOTDIR/);
    bezel.process.kill('SIGTERM');
    expect(await bezel.ended()).toBe(0);
  });

  it('refuses a state directory that another one uses, and has it at once when that was killed', async () => {
    const first = run(config());
    await first.says('ready for changes');
    const second = run(config(), 'second.toml');
    expect(await second.ended()).toBe(1);
    expect(second.said).toContain('another bezel is running on it');
    first.process.kill('SIGKILL');
    await first.ended();
    const third = run(config(), 'third.toml');
    await third.says('ready for changes');
  });

  it('says once that its panel is missing, and lives', async () => {
    const device = join(directory, 'no-such-device');
    const bezel = run(config(`[panel]\ndriver = "cfa635"\ndevice = "${device}"\n`));
    await bezel.says('panel absent');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(bezel.said.match(/panel absent/g)).toHaveLength(1);
    expect(bezel.code).toBeUndefined();
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends with code 0 on %s', async (signal) => {
    const bezel = run(config());
    await bezel.says('ready for changes');
    bezel.process.kill(signal);
    expect(await bezel.ended()).toBe(0);
    expect(bezel.said).toContain('bezel ends');
  });

  it('ends with code 0 on a signal in the middle of its start', async () => {
    const bezel = run(config());
    await bezel.says('bezel starts');
    bezel.process.kill('SIGTERM');
    expect(await bezel.ended()).toBe(0);
  });

  it('lives without a panel and without a control socket: it once ended when nothing was left to wait for', async () => {
    const bezel = run(config());
    await bezel.says('ready for changes');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bezel.code).toBeUndefined();
  });

  it('makes its state directory, and in it what the first start has decided', async () => {
    const bezel = run(config());
    await bezel.says('ready for changes');
    // What is tried out in a simulated network is never set on a real one.
    expect(existsSync(join(directory, 'state/settings.json'))).toBe(false);
    expect(existsSync(join(directory, 'state/simulated/settings.json'))).toBe(true);
  });
});

describe('bezel', () => {
  it.each([
    [['--version'], 0, /^bezel \d+\.\d+\.\d+\n$/],
    [['--help'], 0, /Usage: bezel COMMAND/],
    [[], 64, /Usage: bezel COMMAND/],
    [['frobnicate'], 64, /Usage: bezel COMMAND/],
    [['constructor'], 64, /Usage: bezel COMMAND/],
  ])('%j ends with code %i', async (args, code, said) => {
    const bezel = new Bezel(...args);
    expect(await bezel.ended()).toBe(code);
    expect(bezel.said).toMatch(said);
  });
});
