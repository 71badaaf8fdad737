import { describe, expect, it } from 'vitest';
import { FLOORS, floorOf } from './floors.ts';
import { circlesIn, type Import, importsIn, importsOf } from './import-graph.ts';

/** An import of something that does not stand below; null: it is as it should be. */
function upward({ file, target }: Import): string | null {
  if (target === null || target.split('/')[0] !== file.split('/')[0]) return null;
  const [from, to] = [floorOf(file), floorOf(target)];
  if (from === null || to === null) return `${from === null ? file : target} stands on no floor`;
  return to.floor > from.floor || (to.floor === from.floor && to.room !== from.room)
    ? `${file} imports ${target}, which does not stand below`
    : null;
}

const FOLDERS = Object.keys(FLOORS);

describe('the inner walls', () => {
  const imports = FOLDERS.flatMap((folder) => importsOf(folder));

  it.each(FOLDERS)('of %s/ are straight: a file imports from its own floor and from below', (folder) => {
    const inside = imports.filter(({ file }) => file.startsWith(`${folder}/`));
    expect(inside.length).toBeGreaterThan(20);
    expect(inside.map(upward).filter((found) => found !== null)).toEqual([]);
  });

  it.each(FOLDERS)('of %s/ are there: each floor has files, and they import', (folder) => {
    const used = new Set(imports.flatMap(({ file, target }) => [file, ...(target === null ? [] : [target])]));
    const empty = FLOORS[folder]
      ?.flat()
      .filter((room) => ![...used].some((file) => floorOf(file)?.room === room));
    expect(empty).toEqual([]);
  });

  it('hold no circle', () => {
    expect(circlesIn(imports)).toEqual([]);
  });

  it('would show a circle, and an arrow that runs up', () => {
    const circle = [
      ...importsIn('menus/a.ts', "import './b.ts';"),
      ...importsIn('menus/b.ts', "import './a.ts';"),
    ];
    expect(circlesIn(circle)).toEqual([['menus/a.ts', 'menus/b.ts', 'menus/a.ts']]);
    const [up] = importsIn('menus/clock.ts', "import { viewOf } from './views/view-of.ts';");
    expect(up && upward(up)).toContain('does not stand below');
    const [unknown] = importsIn('menus/nowhere/a.ts', "import { clock } from '../clock.ts';");
    expect(unknown && upward(unknown)).toContain('stands on no floor');
  });
});
