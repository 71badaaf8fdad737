import { describe, expect, it } from 'vitest';
import type { Entries } from '../../../../menus/forms/form.ts';
import { offered } from '../../../../menus/forms/offered.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { WIZARDS } from '../../../../menus/setup-network/setup-network.ts';
import { settingsError } from '../../../../menus/values/messages.ts';
import { staticAppliance, testAppliance } from '../../../support/appliance.ts';

const keys = new Set(PANEL_KEYS);
const scene = { appliance: staticAppliance(), keys };

/** The entries of a form with some texts as only a slip could make them. */
function slipped(entries: Entries, texts: Readonly<Record<string, string>>): Entries {
  return Object.fromEntries(
    Object.entries(entries).map(([id, state]) => [id, { ...state, text: texts[id] ?? state.text }]),
  );
}

describe('settings from a form', () => {
  it.each([
    ['lan', 'address', '000.000.000.000'],
    ['lan', 'prefixLength', '255.000.255.000'],
    ['lan', 'gateway', '999.000.000.001'],
    ['vlan', 'id', '9999'],
    ['vlan', 'address', '000.000.000.000'],
    ['vlan', 'prefixLength', '000.000.000.000'],
    ['proxy', 'host', '-'],
    ['proxy', 'port', '00000'],
    ['proxy', 'user', 'a:b'],
    ['proxy', 'password', '\u0007'],
  ] as const)('of the %s wizard are those in force while its %s is wrong', (id, field, text) => {
    const { form, wanted } = WIZARDS[id];
    const entries = slipped(form.open(scene), { [field]: text });
    expect(wanted(entries, scene.appliance)).toBe(scene.appliance.wanted);
    expect(Object.keys(form.errors(entries, scene))).toContain(field);
  });

  it('of WAN start from nothing where there is no such interface', () => {
    const appliance = testAppliance({ hasWan: false, network: { wan: null } });
    const { form } = WIZARDS.wan;
    expect(form.show(form.open({ appliance, keys }), 'gateway').text).toBe('000.000.000.000');
  });
});

describe('a form', () => {
  it('knows its fields and no others', () => {
    const { form } = WIZARDS.lan;
    expect(form.describe('gateway').label).toBe('lanGateway');
    expect(() => form.describe('colour')).toThrow('the form has no field colour');
    expect(() => form.show(form.open(scene), 'colour')).toThrow('colour');
    expect(() => form.show({}, 'gateway')).toThrow('gateway');
  });

  it.each(['lan', 'vlan'] as const)('took an address with its prefix length apart: %s', (id) => {
    const { form } = WIZARDS[id];
    const write = (text: string) =>
      form.press(form.open(scene), 'address', { type: 'KEY.TEXT', text }, scene);
    const { entries, kind } = write('10.9.8.7/16');
    expect(kind).toBe('editing');
    expect(form.show(entries, 'address').natural.rest).toBe('10.9.8.7');
    expect(form.show(entries, 'prefixLength').natural.rest).toBe('255.255.0.0');
    const narrow = write('10.9.8.7/31');
    expect(narrow).toMatchObject({ kind: 'refused', error: { code: 'netmask-too-narrow' } });
    expect(write('10.9.8/16')).toMatchObject({ kind: 'refused', error: { code: 'address-syntax' } });
    const gateway = id === 'lan' ? 'gateway' : 'prefixLength';
    expect(form.press(entries, gateway, { type: 'KEY.TEXT', text: '10.9.0.1/16' }, scene).kind).toBe(
      'refused',
    );
  });

  it('has something to say of a field, or not', () => {
    const vlan = WIZARDS.vlan.form;
    const { appliance } = scene;
    expect(vlan.note(vlan.open(scene), 'id', appliance)).toBe('priorityTagged');
    expect(vlan.note(vlan.open(scene), 'address', appliance)).toBeNull();
  });

  it('gives the first error of a field', () => {
    const { form } = WIZARDS.lan;
    const entries = slipped(form.open(scene), { address: '192.168.001.000', gateway: '192.168.001.000' });
    expect(form.errors(entries, scene).prefixLength?.code).toBe('address-is-network');
  });
});

describe('an offer', () => {
  it('is a value that parses, or none', () => {
    expect(offered({ ok: true, value: 7 })).toBe(7);
    expect(offered({ ok: false, error: settingsError('port-range') })).toBeNull();
  });
});
