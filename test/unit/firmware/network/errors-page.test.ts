import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NETWORK_ERROR_TEXT } from '../../../../firmware/network/errors.ts';
import { errorsPage } from '../../../../firmware/network/errors-page.ts';

const PAGE = join(import.meta.dirname, '../../../../firmware/network/ERRORS.md');
if (process.env.BEZEL_UPDATE_GOLDEN === '1' && process.env.CI === undefined)
  writeFileSync(PAGE, errorsPage());

describe('network errors', () => {
  it('are documented as they are', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(errorsPage());
  });

  it.each(Object.entries(NETWORK_ERROR_TEXT))('%s fits two lines of 16', (_code, { panel }) => {
    expect(panel).toHaveLength(2);
    for (const line of panel) expect(line).toMatch(/^[ -_]{0,16}$/);
  });
});
