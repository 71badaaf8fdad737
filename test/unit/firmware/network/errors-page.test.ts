import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorsPage } from '../../../../firmware/network/errors-page.ts';

const PAGE = join(import.meta.dirname, '../../../../firmware/network/ERRORS.md');
if (process.env.BEZEL_UPDATE_GOLDEN === '1' && process.env.CI === undefined)
  writeFileSync(PAGE, errorsPage());

describe('network errors', () => {
  it('are documented as they are', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(errorsPage());
  });
});
