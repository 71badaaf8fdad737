import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../firmware/config-file/load.ts';
import { createBench } from '../../../simulator/bench.ts';
import { parseScript } from '../../../simulator/script/parse.ts';
import { runScript, type ScriptOutcome } from '../../../simulator/script/run.ts';
import { BENCH_SWITCHES } from '../../../simulator/switches.ts';

const ROOT = join(import.meta.dirname, '../../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const PICTURE = 'simulator/pictures/front-panel.png';

/** The README's fenced blocks of one language. */
function blocks(language: string): readonly string[] {
  const pattern = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g');
  return [...README.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** Runs a script on a fresh bench; the pictures it takes come back by file. */
async function play(
  text: string,
): Promise<{ outcome: ScriptOutcome; pictures: ReadonlyMap<string, Buffer> }> {
  const script = parseScript(text, BENCH_SWITCHES);
  if (!script.ok) throw new Error(script.errors.map(({ line, why }) => `line ${line}: ${why}`).join('\n'));
  const pictures = new Map<string, Buffer>();
  const bench = await createBench();
  const outcome = await runScript(script.lines, bench, {
    frame: () => undefined,
    screenshot: (file, png) => pictures.set(file, png),
  });
  await bench.stop();
  return { outcome, pictures };
}

function packageFile(): {
  scripts: object;
  dependencies: object;
  optionalDependencies: object;
  devDependencies: object;
} {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
}

describe('README.md', () => {
  it('shows the picture that its script takes', async () => {
    const { outcome, pictures } = await play(
      readFileSync(join(ROOT, 'simulator/pictures/front-panel.script'), 'utf8'),
    );
    expect(outcome).toEqual({ ok: true });
    expect(README).toContain(`](${PICTURE})`);
    // Pixels, not bytes: how well zlib packs them differs between versions of Node.
    const taken = PNG.sync.read(pictures.get(PICTURE) ?? Buffer.alloc(0));
    const shown = PNG.sync.read(readFileSync(join(ROOT, PICTURE)));
    expect(taken.data.equals(shown.data)).toBe(true);
  });

  it('holds scripts that run', async () => {
    const scripts = blocks('script');
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect((await play(script)).outcome).toEqual({ ok: true });
  });

  it('holds configuration that loads', () => {
    const configurations = blocks('toml');
    expect(configurations.length).toBeGreaterThan(0);
    for (const text of configurations) {
      expect(parseConfig(text, 'README.md').network.backend).toBe('networkmanager');
    }
  });

  it('names only npm scripts and bezel commands that exist', () => {
    const { scripts } = packageFile();
    const known = new Set(['ci', 'start', 'test', ...Object.keys(scripts).map((name) => `run ${name}`)]);
    const commands = blocks('sh').join('\n');
    const called = [...commands.matchAll(/npm (run [\w:]+|\w+)/g)].map((match) => match[1] ?? '');
    expect(called.length).toBeGreaterThan(3);
    expect(called.filter((name) => !known.has(name))).toEqual([]);

    const table = readFileSync(join(ROOT, 'firmware/cli.ts'), 'utf8');
    const named = [...README.matchAll(/`bezel (\w+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !new RegExp(`^ {2}${name}: \\{`, 'm').test(table))).toEqual([]);
  });

  it('links to files that exist', () => {
    const links = [...README.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !/^https?:/.test(link) && !existsSync(join(ROOT, link)))).toEqual([]);
  });

  it('says where each package the product runs on is used', () => {
    const { dependencies, optionalDependencies } = packageFile();
    const names = [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
    expect(names.filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
  });
});
