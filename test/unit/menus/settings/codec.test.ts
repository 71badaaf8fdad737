import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  decodeSettings,
  encodeSettings,
  encodeSettingsMasked,
  SETTINGS_VERSION,
} from '../../../../menus/settings/codec.ts';
import { SETTINGS_MIGRATIONS } from '../../../../menus/settings/migrations.ts';
import { equalSettings, FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { upgrade } from '../../../../menus/settings/versions.ts';
import type { Decoded } from '../../../../menus/values/problems.ts';
import { anySettings, fixed, host, ip, network, port, STATIC_LAN, vlanId } from './values.ts';

const FULL: Settings = {
  ...STATIC_LAN,
  wan: fixed('10.1.0.2/16'),
  vlan: { id: vlanId(7), ...network('172.16.0.7/24') },
  proxy: { host: host('proxy'), port: port(443), user: 'u', password: 'secret' },
  platform: {
    vlans: [{ id: vlanId(8), ...network('172.17.0.7/24'), name: 'printers' }],
    routes: [{ target: network('10.20.0.0/16'), gateway: ip('192.168.1.254'), name: 'lab' }],
  },
};

/** Settings from stored JSON; a later version counts as refused. */
function decode(json: unknown): Decoded<Settings> {
  const upgraded = upgrade(json, SETTINGS_MIGRATIONS);
  if (upgraded.state === 'newer') {
    return { ok: false, problems: [{ pointer: '/version', expected: `at most ${SETTINGS_VERSION}` }] };
  }
  return decodeSettings(upgraded.json);
}

/** The JSON of `FULL` with one value put in place of another. */
function broken(pointer: string, value: unknown): unknown {
  const encoded: unknown = JSON.parse(JSON.stringify(encodeSettings(FULL)));
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>(
    (at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined),
    encoded,
  );
  if (parent instanceof Object) Reflect.set(parent, last, value);
  return encoded;
}

function pointers(value: unknown): readonly string[] {
  const decoded = decode(value);
  return decoded.ok ? [] : decoded.problems.map(({ pointer }) => pointer);
}

test.prop([anySettings])('settings come back from JSON text as they went', (settings) => {
  const decoded = decode(JSON.parse(JSON.stringify(encodeSettings(settings))));
  expect(decoded).toEqual({ ok: true, value: settings });
});

test.prop([fc.jsonValue()])('decoding never throws, whatever the JSON', (value) => {
  const decoded = decode(value);
  if (!decoded.ok) expect(decoded.problems.length).toBeGreaterThan(0);
});

const anyPlace = fc.constantFrom(
  ...['/version', '/lan', '/lan/ipv4', '/lan/ipv4/dns', '/wan', '/vlan', '/vlan/id', '/proxy', '/proxy/host'],
  ...['/platform', '/platform/vlans', '/platform/vlans/0', '/platform/routes/0/target'],
);
test.prop([anyPlace, fc.jsonValue()])(
  'decoding never throws, whichever part is replaced by what',
  (pointer, value) => {
    const decoded = decode(broken(pointer, value));
    if (decoded.ok) expect(decode(encodeSettings(decoded.value))).toEqual(decoded);
  },
);

describe('a refused value is named', () => {
  test.each<readonly [string, unknown]>([
    ['/version', 0],
    ['/version', 1000],
    ['/version', '1'],
    ['/lan', null],
    ['/lan', []],
    ['/lan/ipv4', 'dhcp'],
    ['/lan/ipv4', null],
    ['/lan/ipv4/method', 'bootp'],
    ['/lan/ipv4/address', '192.168.001.010'],
    ['/lan/ipv4/address', 7],
    ['/lan/ipv4/prefixLength', 31],
    ['/lan/ipv4/prefixLength', '24'],
    ['/lan/ipv4/gateway', '0.0.0.0'],
    ['/lan/ipv4/dns', []],
    ['/lan/ipv4/dns', '9.9.9.9'],
    ['/lan/ipv4/dns/0', '127.0.0.53'],
    ['/lan/ipv6', 1],
    ['/wan/address', ''],
    ['/vlan', 7],
    ['/vlan/id', 4095],
    ['/vlan/address', '224.0.0.1'],
    ['/vlan/prefixLength', 0],
    ['/proxy', false],
    ['/proxy/host', 'PROXY'],
    ['/proxy/host', 'a_b'],
    ['/proxy/port', 0],
    ['/proxy/user', 'a:b'],
    ['/proxy/password', 'ä'],
    ['/platform', null],
    ['/platform/vlans/0', null],
    ['/platform/vlans/0/name', ''],
    ['/platform/vlans/0/name', 'a\nb'],
    ['/platform/routes', {}],
    ['/platform/routes/0', 1],
    ['/platform/routes/0/target', '10.20.0.0/16'],
    ['/platform/routes/0/target/address', '10.20.0'],
    ['/platform/routes/0/gateway', null],
    ['/lan/extra', 1],
  ])('%s: %j', (pointer, value) => expect(pointers(broken(pointer, value))).toEqual([pointer]));

  test('with its pointer escaped', () => {
    expect(pointers(broken('/lan/a', 1))).toEqual(['/lan/a']);
    expect(pointers({ ...encodeSettings(FULL), 'a/b~c': 1 })).toEqual(['/a~1b~0c']);
  });

  test('when a third DNS server stands there', () => {
    expect(pointers(broken('/lan/ipv4/dns', ['1.1.1.1', '9.9.9.9', '8.8.8.8']))).toEqual(['/lan/ipv4/dns/2']);
  });

  test('when a route does not start at its network, or is the default route', () => {
    expect(pointers(broken('/platform/routes/0/target/address', '10.20.0.1'))).toEqual([
      '/platform/routes/0/target',
    ]);
    expect(pointers(broken('/platform/routes/0/target/prefixLength', 0))).toEqual([
      '/platform/routes/0/target',
    ]);
  });

  test('together with all the others', () => {
    expect(
      pointers({ version: 1, lan: { ipv4: { method: 'dhcp', address: '1.2.3.4' } }, wan: null }),
    ).toEqual(['/vlan', '/proxy', '/platform']);
    const value = { ...encodeSettings(FULL), version: '9', vlan: { id: -1, address: 'x' }, proxy: {} };
    expect(pointers(value)).toEqual([
      '/version',
      '/vlan/prefixLength',
      '/proxy/host',
      '/proxy/port',
      '/proxy/user',
      '/proxy/password',
    ]);
    expect(pointers({ ...encodeSettings(FULL), lan: { ipv4: { method: 'dhcp', dns: 1 }, ipv6: 0 } })).toEqual(
      ['/lan/ipv4/dns', '/lan/ipv6'],
    );
  });

  test('and a key that objects inherit is not taken for one that is there', () => {
    expect(pointers(JSON.parse('{"__proto__": {"lan": {}}}'))).toContain('/lan');
  });
});

test('a masked encoding has no password, and no sign of its length', () => {
  expect(encodeSettingsMasked(FULL).proxy?.password).toBe('********');
  expect(JSON.stringify(encodeSettingsMasked(FULL))).not.toContain('secret');
  expect(encodeSettingsMasked(FACTORY_SETTINGS)).toEqual(encodeSettings(FACTORY_SETTINGS));
  const withoutPassword = { ...FULL, proxy: FULL.proxy && { ...FULL.proxy, password: '' } };
  expect(encodeSettingsMasked(withoutPassword)).toEqual(encodeSettings(withoutPassword));
});

test('a refused password is not in the problem', () => {
  expect(JSON.stringify(decode(broken('/proxy/password', 'gehéim')))).not.toContain('geh');
});

test('settings are equal by what they say, whatever the order of their keys', () => {
  const { lan, ...rest } = FULL;
  expect(equalSettings(FULL, { ...rest, lan: { ipv6: lan.ipv6, ipv4: lan.ipv4 } })).toBe(true);
  expect(equalSettings(FULL, STATIC_LAN)).toBe(false);
});
