import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PANEL_FAMILIES } from '../../../../firmware/panels/families.ts';
import { udevRules } from '../../../../firmware/service/udev-rules.ts';

const FILE = join(import.meta.dirname, '../../../../firmware/service/udev.rules');
if (process.env.BEZEL_UPDATE_GOLDEN === '1' && process.env.CI === undefined)
  writeFileSync(FILE, udevRules(PANEL_FAMILIES));

describe('the udev rules', () => {
  it('are those of the panel families', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(udevRules(PANEL_FAMILIES));
  });

  it.each(PANEL_FAMILIES.flatMap(({ driver, usb }) => usb.map((numbers) => ({ driver, ...numbers }))))(
    '$driver: $vendor $products are USB numbers as udev writes them',
    ({ vendor, products }) => {
      for (const number of [vendor, ...(products ?? [])]) expect(number).toMatch(/^[0-9a-f]{4}$/);
    },
  );
});
