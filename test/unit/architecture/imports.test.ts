import { describe, expect, it } from 'vitest';
import { type Import, importsIn, importsOf } from './import-graph.ts';

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
      'menus/update.ts',
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

function violation({ file, specifier, target }: Import): string | null {
  const folder = file.split('/')[0] ?? '';
  const rule = RULES[folder];
  if (rule === undefined) return null;
  if (target === null) {
    const name = specifier.startsWith('@')
      ? specifier.split('/').slice(0, 2).join('/')
      : (specifier.split('/')[0] ?? '');
    return rule.packages && !rule.packages.includes(name) ? `${file} imports ${specifier}` : null;
  }
  const targetFolder = target.split('/')[0] ?? '';
  if (!rule.folders.includes(targetFolder)) return `${file} imports ${target}`;
  if (targetFolder === 'menus' && rule.menus && !rule.menus.includes(target))
    return `${file} imports ${target}`;
  return null;
}

describe('import directions', () => {
  const imports = Object.keys(RULES).flatMap((folder) => importsOf(folder));

  it.each(Object.keys(RULES))('checked imports in %s/', (folder) => {
    expect(imports.filter(({ file }) => file.startsWith(`${folder}/`)).length).toBeGreaterThan(5);
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
