import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Which folder may import which, and from `menus/` which files; packages only where a folder is restricted. */
const RULES: Readonly<
  Record<string, { folders: readonly string[]; packages?: readonly string[]; menus?: readonly string[] }>
> = {
  menus: { folders: ['menus'], packages: ['xstate', 'ipaddr.js'] },
  drivers: {
    folders: ['drivers', 'menus'],
    menus: [
      'menus/frame.ts',
      'menus/leds.ts',
      'menus/keys.ts',
      'menus/view.ts',
      'menus/clock.ts',
      'menus/alarm.ts',
      'menus/display.ts',
      'menus/appliance.ts',
      'menus/words/audience.ts',
      'menus/words/en.ts',
      'menus/words/languages.ts',
      'menus/words/words.ts',
    ],
  },
  // The version stands in package.json only.
  firmware: { folders: ['firmware', 'drivers', 'menus', 'package.json'] },
  simulator: { folders: ['simulator', 'firmware', 'drivers', 'menus'] },
};

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function importsIn(file: string, source: string): Import[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...withoutComments.matchAll(pattern)].map((match) => ({
    file,
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
  }));
}

function violation({ file, specifier }: Import): string | null {
  const folder = file.split('/')[0] ?? '';
  const rule = RULES[folder];
  if (rule === undefined) return null;
  if (!specifier.startsWith('.')) {
    const name = specifier.startsWith('@')
      ? specifier.split('/').slice(0, 2).join('/')
      : (specifier.split('/')[0] ?? '');
    return rule.packages && !rule.packages.includes(name) ? `${file} imports ${specifier}` : null;
  }
  const target = normalize(join(dirname(file), specifier));
  const targetFolder = target.split('/')[0] ?? '';
  if (!rule.folders.includes(targetFolder)) return `${file} imports ${target}`;
  if (targetFolder === 'menus' && rule.menus && !rule.menus.includes(target))
    return `${file} imports ${target}`;
  return null;
}

/** What several folders of `drivers/` need. Every other one stands alone: it can be taken out without another noticing. */
const SHARED = ['charset', 'keys', 'link', 'screen', 'serial', 'terminal', 'text-lines', 'virtual'];
const FAMILIES = readdirSync(join(ROOT, 'drivers'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !SHARED.includes(entry.name))
  .map(({ name }) => name);

function familyOf(path: string): string | null {
  const [top, folder = ''] = path.split('/');
  return top === 'drivers' && FAMILIES.includes(folder) ? folder : null;
}

/** A family that lives on another. */
function leaning({ file, specifier }: Import): string | null {
  const target = specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier;
  const [family, other] = [familyOf(file), familyOf(target)];
  return family !== null && other !== null && other !== family ? `${file} imports ${target}` : null;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

describe('import directions', () => {
  const imports = Object.keys(RULES).flatMap((folder) =>
    sources(folder).flatMap((file) => importsIn(file, readFileSync(join(ROOT, file), 'utf8'))),
  );

  it.each(Object.keys(RULES))('checked imports in %s/', (folder) => {
    expect(imports.filter(({ file }) => file.startsWith(`${folder}/`)).length).toBeGreaterThan(5);
  });

  it('never go from one panel family to another', () => {
    expect(FAMILIES.filter((family) => !imports.some(({ file }) => familyOf(file) === family))).toEqual([]);
    expect(imports.map(leaning).filter((found) => found !== null)).toEqual([]);
    expect(leaning({ file: 'drivers/gpio/a.ts', specifier: '../leds/b.ts' })).not.toBeNull();
  });

  it('go firmware -> menus, drivers; simulator -> firmware, menus, drivers; drivers -> the frame, key and view types and the words; menus -> xstate, ipaddr.js', () => {
    expect(imports.map(violation).filter((found) => found !== null)).toEqual([]);
  });

  it.each([
    ['menus/a.ts', "import { readFile } from 'node:fs';"],
    ['menus/a.ts', "import type { Panel } from '../drivers/panel.ts';"],
    ['drivers/a/b.ts', "import { labels } from '../../menus/labels.ts';"],
    ['drivers/a.ts', "const x = await import('../firmware/daemon.ts');"],
    ['firmware/a.ts', "export * from '../simulator/bench.ts';"],
    ['menus/a.ts', "import {\n  a,\n  b,\n} from 'ink';"],
  ])('a wrong import in %s is seen: %s', (file, source) => {
    expect(importsIn(file, source).map(violation)).toEqual([expect.stringContaining(`${file} imports`)]);
  });
});
