import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Migration, upgrade, versionOf } from '../../../../menus/settings/versions.ts';

/** Made up: 2 gave a clock server, 3 put it into a list. */
const MIGRATIONS: readonly Migration[] = [
  (stored) => ({ ...stored, clock: null }),
  ({ clock, ...stored }) => ({ ...stored, clocks: clock === null ? [] : [clock] }),
];

describe('a stored value', () => {
  test('of the present version stays as it is', () => {
    expect(upgrade({ version: 3, clocks: [] }, MIGRATIONS)).toEqual({
      state: 'present',
      json: { clocks: [] },
    });
    expect(versionOf(MIGRATIONS)).toBe(3);
    expect(versionOf([])).toBe(1);
  });

  test('of an earlier version goes through every version after it', () => {
    expect(upgrade({ version: 1, name: 'a' }, MIGRATIONS)).toEqual({
      state: 'present',
      json: { name: 'a', clocks: [] },
    });
    expect(upgrade({ version: 2, clock: 'b' }, MIGRATIONS)).toEqual({
      state: 'present',
      json: { clocks: ['b'] },
    });
  });

  test('without a version is of the first', () => {
    expect(upgrade({ name: 'a' }, MIGRATIONS)).toEqual({
      state: 'present',
      json: { name: 'a', clocks: [] },
    });
    expect(upgrade({ name: 'a' }, [])).toEqual({ state: 'present', json: { name: 'a' } });
  });

  test('of a later version is not looked into', () => {
    expect(upgrade({ version: 4, clocks: 'who knows' }, MIGRATIONS)).toEqual({ state: 'newer', version: 4 });
  });

  test.each([0, -1, 1.5, '2', [], {}])('with the version %j is left to its strict reader', (version) => {
    const json = { version, clocks: [] };
    expect(upgrade(json, MIGRATIONS)).toEqual({ state: 'present', json });
  });

  test.prop([fc.jsonValue()])('can be any JSON', (json) => {
    expect(() => upgrade(json, MIGRATIONS)).not.toThrow();
  });
});
