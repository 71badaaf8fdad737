import { describe, expect, it } from 'vitest';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { ip, prefix, staticIpv4, testAppliance } from '../../../support/appliance.ts';
import { everythingOn, expectOneKey, field, list, open, selected } from './hands.ts';

describe('ENABLE WAN INTERFACE', () => {
  it('with DHCP needs nothing more than APPLY', () => {
    const operator = open('ENABLE WAN INTERFACE');
    expect(list(operator)).toEqual(['WAN MODE DHCP']);
    expect(selected(operator)).toBe('APPLY');
    operator.press('ENTER');
    expect(operator.applied[0]).toEqual({
      title: 'wan',
      wanted: { ...FACTORY_SETTINGS, wan: { method: 'dhcp' } },
    });
  });

  it('turns the mode in the list, and opens the address that STATIC needs', () => {
    const operator = open('ENABLE WAN INTERFACE').press('DOWN ENTER');
    expect(field(operator)).toEqual(['WAN IP ADDRESS', '000.000.000.000']);
  });

  it('with STATIC opens what has to be seen, and proposes the first address for the gateway', () => {
    const operator = open('ENABLE WAN INTERFACE').press('DOWN ENTER').type('203.0.113.10').press('ENTER');
    expect(field(operator)).toEqual(['WAN NETMASK', '255.255.255.000']);
    expect(field(operator.press('UPx5 ENTER'))).toEqual(['WAN GATEWAY', '203.000.113.009']);
    expect(field(operator.press('ENTER'))).toEqual(['WAN DNS 1', '000.000.000.000']);
    operator.type('9.9.9.9').press('ENTER');
    expect(selected(operator)).toBe('APPLY');
    operator.press('ENTER');
    expect(operator.applied[0]?.wanted.wan).toEqual({
      method: 'static',
      address: '203.0.113.10',
      prefixLength: 29,
      gateway: '203.0.113.9',
      dns: ['9.9.9.9'],
    });
  });

  it('refuses the network LAN is in', () => {
    const operator = open('ENABLE WAN INTERFACE').press('DOWN ENTER').type('192.168.1.5').press('ENTERx2');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND WAN');
  });

  it('no longer says that subnets overlap once the address has changed', () => {
    const operator = open('ENABLE WAN INTERFACE')
      .press('DOWN ENTER')
      .type('192.168.1.5')
      .press('ENTERx2 EXIT');
    expect(operator.press('UP ENTER').type('10.0.0.5').press('ENTER').text).not.toContain('OVERLAP');
  });

  it('a letter typed at a console turns no mode and opens nothing', () => {
    const operator = open('ENABLE WAN INTERFACE').press('DOWN').type('s');
    expect(list(operator)).toEqual(['WAN MODE DHCP']);
  });

  it('TAB passes over the mode: it opened it as a field, in words of no language', () => {
    const operator = open('ENABLE WAN INTERFACE').press('DOWN ENTER');
    expect(field(operator)[0]).toBe('WAN IP ADDRESS');
    expect(field(operator.press('BACKTAB'))[0]).toBe('WAN DNS 2');
    expect(field(operator.press('TAB'))[0]).toBe('WAN IP ADDRESS');
  });

  it('RIGHT turns the mode too', () => {
    const operator = open('ENABLE WAN INTERFACE').press('RIGHT');
    expect(selected(operator)).toBe('WAN MODE');
    expect(field(operator.press('RIGHT'))[0]).toBe('WAN IP ADDRESS');
  });

  it('is CHANGE once enabled, and starts on what can be changed', () => {
    const appliance = testAppliance({ wanted: { wan: { method: 'dhcp' } } });
    const operator = open('CHANGE WAN INTERFACE', { appliance });
    expect(selected(operator)).toBe('WAN MODE');
    expect(operator.press('UP ENTER').text).toContain('NOTHING TO CHANGE');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it('of a static WAN turns to DHCP and goes on to the next row', () => {
    const wan = staticIpv4({ address: ip('10.0.0.2'), prefixLength: prefix(24), gateway: ip('10.0.0.1') });
    const appliance = testAppliance({ wanted: { wan } });
    const operator = open('CHANGE WAN INTERFACE', { appliance }).press('ENTER');
    expect(selected(operator)).toBe('APPLY');
    // What cannot be changed stands between: what else goes.
    expect(list(operator).slice(0, 2)).toEqual(['WAN MODE DHCP', 'WAN IP FROM DHCP']);
    expect(selected(operator.press('DOWN ENTER'))).toBe('WAN IP ADDRESS');
  });
});

describe('WAN, once it was disabled', () => {
  it('is offered again with all its values', () => {
    const wan = staticIpv4({ address: ip('10.0.0.2'), gateway: ip('10.0.0.1'), dns: [ip('10.0.0.1')] });
    const appliance = testAppliance({ lastUsed: { wan, vlan: null, proxy: null } });
    const operator = open('ENABLE WAN INTERFACE', { appliance });
    expect(selected(operator)).toBe('APPLY');
    expect(operator.press('ENTER').applied[0]?.wanted.wan).toEqual(wan);
  });
});

it('DISABLE WAN INTERFACE needs one key and leaves the rest', () => {
  expectOneKey('DISABLE WAN INTERFACE', everythingOn, { wan: null });
});
