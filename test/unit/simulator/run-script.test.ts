import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { runScriptText } from '../../../simulator/run-script.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

async function run(text: string) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const status = await runScriptText({
    name: 'walk.scenario',
    text,
    bench: {},
    print: (box) => printed.push(box),
    complain: (line) => complaints.push(line),
  });
  return { status, printed, complaint: complaints.join('\n') };
}

describe('running a script from the command line', () => {
  it('ends with 0 when every expectation held', async () => {
    const { status, printed } = await run('press ENTER\nexpect "SETUP NETWORK"\nframe');
    expect(status).toBe(0);
    expect(printed.join('')).toContain('SETUP NETWORK');
  });

  it('ends with 1 and the frame that differed', async () => {
    const { status, complaint } = await run('press ENTER\nexpect "SETUP NETWERK"');
    expect(status).toBe(1);
    expect(complaint).toMatch(/^walk\.scenario:2: expected "SETUP NETWERK" within 2 s/);
    expect(complaint).toContain('│→SETUP NETWORK');
    expect(complaint).toContain('^');
  });

  it('ends with 2 for a script that is wrong, before anything is pressed', async () => {
    const { status, complaint, printed } = await run('frame\nfault gateway loud\npress FIRE');
    expect(status).toBe(2);
    expect(printed).toEqual([]);
    expect(complaint).toContain('walk.scenario:2: expected gateway followed by answers | silent');
    expect(complaint).toContain('walk.scenario:3: expected one of UP DOWN');
  });

  it('saves screenshots, the same bytes each time', async () => {
    const directory = temporaryDirectory();
    const [one, two] = [join(directory, 'one.png'), join(directory, 'two.png')];
    await run(`screenshot "${one}"`);
    await run(`screenshot "${two}"`);
    const bytes = readFileSync(one);
    expect(PNG.sync.read(bytes).width).toBeGreaterThan(500);
    expect(bytes.equals(readFileSync(two))).toBe(true);
  });

  it('lets an hour pass', async () => {
    const { status } = await run('press ENTER\nwait 1h\nexpect "scanner-1"');
    expect(status).toBe(0);
  });
});
