import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { encodeSettingsMasked } from '../../../../menus/settings/codec.ts';
import type { ValueOf } from '../../../../menus/settings/parts/part.ts';
import type { PROXY } from '../../../../menus/settings/parts/proxy.ts';
import {
  checkParts,
  FACTORY_SETTINGS,
  PART_IDS,
  PARTS,
  type PartId,
  type PartValues,
  partValues,
  pointerOf,
  type Settings,
  secretsOf,
  settingsOf,
} from '../../../../menus/settings/settings.ts';
import { anySettings, fixed, host, ip, port, STATIC_LAN } from './values.ts';

describe('the parts of settings', () => {
  test.prop([anySettings])('put together again are the settings', (settings) => {
    expect(settingsOf(partValues(settings))).toEqual(settings);
  });

  test.prop([anySettings])('lie where their pointers say', (settings) => {
    const values = partValues(settings);
    for (const id of PART_IDS) {
      const keys = pointerOf(id).split('/').slice(1);
      const found = keys.reduce<unknown>((at, key) => Reflect.get(Object(at), key), settings);
      expect(found, id).toBe(values[id]);
    }
  });

  test('left out anywhere do not compile', () => {
    const { proxy: _proxy, ...values } = partValues(FACTORY_SETTINGS);
    const { proxy: _part, ...parts } = PARTS;
    // @ts-expect-error: settings without a part are none
    const settings: Settings = values;
    // @ts-expect-error: nor are their values
    const incomplete: PartValues = values;
    // @ts-expect-error: a table over the parts has them all
    const table: Readonly<Record<PartId, unknown>> = parts;
    // @ts-expect-error: the type of a part's value is that of the part
    const value: ValueOf<typeof PROXY> = { host: host('proxy'), port: port(443) };
    expect([settings, incomplete, table, value]).toHaveLength(4);
  });

  test.prop([anySettings])('tell their secrets apart, and mask them', (settings) => {
    const secret = 'Pa55-w0rd!Pa55-w0rd!';
    const proxy = settings.proxy && { ...settings.proxy, password: secret };
    const changed = { ...settings, proxy };
    expect(secretsOf(changed)).toEqual(proxy === null ? [] : [secret]);
    const masked = JSON.stringify(encodeSettingsMasked(changed));
    for (const each of secretsOf(changed)) expect(masked).not.toContain(each);
    expect(secretsOf(FACTORY_SETTINGS)).toEqual([]);
  });

  test('are each checked by themselves', () => {
    const proxy = { host: host('proxy'), port: port(443), user: '', password: 'p' };
    const wan = fixed('192.168.1.0/24', { gateway: ip('192.168.1.9') });
    const codes = checkParts({ ...STATIC_LAN, proxy, wan }).map(({ code }) => code);
    expect(codes).toEqual(['address-is-network', 'password-without-user']);
  });
});
