import { describe, expect, it } from 'vitest';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { LastUsedValues, lastUsedCodec, NOTHING_USED } from '../../../../firmware/appliance/last-used.ts';
import type { StateDocument } from '../../../../firmware/state/document.ts';
import type { LastUsed } from '../../../../menus/appliance.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { host, ip, port, prefix, staticIpv4, vlanId } from '../../../support/appliance.ts';
import { applianceWith } from '../samples.ts';

const wan = staticIpv4({ address: ip('10.0.0.2'), gateway: ip('10.0.0.1'), dns: [ip('10.0.0.1')] });
const vlan = { id: vlanId(7), address: ip('10.7.0.2'), prefixLength: prefix(24) };
const used = { host: host('proxy.example.com'), port: port(3128), user: 'scanner' };
const everything: Settings = { ...FACTORY_SETTINGS, wan, vlan, proxy: { ...used, password: 'secret' } };

function remembering() {
  let value: LastUsed = NOTHING_USED;
  const saved: LastUsed[] = [];
  const document: StateDocument<LastUsed> = {
    get value() {
      return value;
    },
    save(next) {
      value = next;
      saved.push(next);
    },
    store(next) {
      value = next;
    },
  } as StateDocument<LastUsed>;
  const appliance = new ApplianceModel(applianceWith({}));
  return { appliance, saved, values: new LastUsedValues(appliance, document) };
}

describe('what was used last', () => {
  it('is what was disabled, but for the password', () => {
    const { appliance, values, saved } = remembering();
    values.follow(everything, FACTORY_SETTINGS, 'switchOff');
    expect(appliance.value.lastUsed).toEqual({ wan, vlan, proxy: used });
    expect(JSON.stringify(saved)).not.toContain('secret');
  });

  it('stays while other things change, and goes when it is enabled again', () => {
    const { appliance, values, saved } = remembering();
    values.follow(everything, { ...everything, wan: null }, 'disableWan');
    values.follow({ ...everything, wan: null }, { ...everything, wan: null, vlan: null }, 'disableVlan');
    expect(appliance.value.lastUsed).toEqual({ wan, vlan, proxy: null });
    values.follow({ ...everything, wan: null, vlan: null }, { ...everything, vlan: null }, 'wan');
    expect(appliance.value.lastUsed).toEqual({ wan: null, vlan, proxy: null });
    const writes = saved.length;
    values.follow(everything, everything, 'platform');
    expect(saved.length).toBe(writes + 1);
  });

  it('is forgotten by a reset, after which the appliance may go to another place', () => {
    const { appliance, values } = remembering();
    values.follow(everything, { ...everything, wan: null }, 'disableWan');
    values.follow({ ...everything, wan: null }, FACTORY_SETTINGS, 'resetNetwork');
    expect(appliance.value.lastUsed).toEqual(NOTHING_USED);
  });
});

describe('its file', () => {
  it('is read as it was written', () => {
    const value: LastUsed = { wan, vlan, proxy: used };
    expect(lastUsedCodec.decode(JSON.parse(JSON.stringify(lastUsedCodec.encode(value))))).toEqual({
      state: 'good',
      value,
    });
    expect(lastUsedCodec.decode(lastUsedCodec.encode(NOTHING_USED))).toEqual({
      state: 'good',
      value: NOTHING_USED,
    });
  });

  it.each([
    ['no object', 7],
    ['a missing part', { wan: null, vlan: null }],
    ['a wrong value', { wan: null, vlan: { ...vlan, id: 9999 }, proxy: null }],
    ['a proxy that is none', { wan: null, vlan: null, proxy: 'proxy' }],
  ])('is damaged with %s', (_name, json) => {
    expect(lastUsedCodec.decode(json).state).toBe('damaged');
  });

  it('of later software is left alone', () => {
    expect(lastUsedCodec.decode({ version: 2 })).toEqual({ state: 'newer', version: 2 });
  });
});
