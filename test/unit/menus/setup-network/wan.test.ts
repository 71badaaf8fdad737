import { describe, expect, it } from 'vitest';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { testAppliance } from '../../../support/appliance.ts';
import { FIVE_KEYS } from '../../../support/operator.ts';
import { everythingOn, expectOneQuestion, field, open } from './hands.ts';

describe('ENABLE WAN INTERFACE', () => {
  it('with DHCP asks for nothing more', () => {
    const operator = open('ENABLE WAN INTERFACE').press('ENTER');
    expect(field(operator)).toEqual(['WAN MODE', 'DHCP']);
    const { screen } = operator.view;
    expect(screen.kind === 'field' && screen.form?.fields).toHaveLength(1);
    operator.press('ENTER');
    expect(operator.text).toContain('WAN MODE 1/1 NOW OFF NEW DHCP');
    operator.press('ENTER');
    expect(operator.text).toBe('APPLY NEW WAN SETTINGS? →NO YES ↕ CHOOSE ↵ OK');
    operator.press('DOWN ENTER');
    expect(operator.applied[0]).toEqual({
      title: 'wan',
      wanted: { ...FACTORY_SETTINGS, wan: { method: 'dhcp' } },
    });
  });

  it('with STATIC goes on as LAN does', () => {
    const operator = open('ENABLE WAN INTERFACE').press('ENTER DOWN ENTER');
    expect(field(operator)).toEqual(['WAN IP ADDRESS', '000.000.000.000']);
    operator
      .type('10.9.8.7')
      .press('ENTERx2')
      .type('10.9.8.1')
      .press('ENTER')
      .type('10.9.8.1')
      .press('ENTERx2');
    expect(operator.view.screen.kind).toBe('review');
    operator.press('ENTER DOWN ENTER');
    expect(operator.applied[0]?.wanted.wan).toEqual({
      method: 'static',
      address: '10.9.8.7',
      prefixLength: 24,
      gateway: '10.9.8.1',
      dns: ['10.9.8.1'],
    });
  });

  it('refuses the network LAN is in', () => {
    const operator = open('ENABLE WAN INTERFACE')
      .press('ENTER DOWN ENTER')
      .type('192.168.1.5')
      .press('ENTERx2');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND WAN');
  });

  it('LEFT from the review of DHCP leads to the one field there is', () => {
    const operator = open('ENABLE WAN INTERFACE').press('ENTERx2 LEFT');
    expect(field(operator)).toEqual(['WAN MODE', 'DHCP']);
  });

  it('TAB stays where there is one field', () => {
    expect(field(open('ENABLE WAN INTERFACE').press('ENTER TAB'))[0]).toBe('WAN MODE');
    expect(field(open('ENABLE WAN INTERFACE').press('ENTER BACKTAB'))[0]).toBe('WAN MODE');
  });

  it('TAB shows the fields of STATIC before it is accepted', () => {
    expect(field(open('ENABLE WAN INTERFACE').press('ENTER DOWN TAB'))[0]).toBe('WAN IP ADDRESS');
  });

  it('is CHANGE once enabled, filled with what is set', () => {
    const appliance = testAppliance({ wanted: { wan: { method: 'dhcp' } } });
    const operator = open('CHANGE WAN INTERFACE', { appliance }).press('ENTERx2');
    expect(operator.text).toContain('NOTHING TO CHANGE');
  });

  it('LEFT leaves the choice where there is no EXIT', () => {
    const operator = open('ENABLE WAN INTERFACE', { keys: FIVE_KEYS }).press('ENTER LEFT');
    expect(operator.view.screen.kind).toBe('menu');
  });
});

it('DISABLE WAN INTERFACE asks once and leaves the rest', () => {
  expectOneQuestion('DISABLE WAN INTERFACE', everythingOn, { wan: null });
});
