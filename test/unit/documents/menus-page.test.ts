import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { menusPage } from '../../documents/menus-page.ts';
import { isUpdating } from '../../support/updating.ts';

const PAGE = join(import.meta.dirname, '../../../menus/README.md');

describe('menus/README.md', () => {
  it('is what the code makes it', () => {
    if (isUpdating(process.env)) writeFileSync(PAGE, menusPage());
    expect(readFileSync(PAGE, 'utf8')).toBe(menusPage());
  });

  it('draws every screen of the session', () => {
    const page = menusPage();
    for (const screen of ['status', 'gate', 'menus', 'wizards', 'changing', 'changed', 'test', 'lampTest']) {
      expect(page).toContain(`screens_${screen} : `);
    }
  });
});
