import { describe, expect, it } from 'vitest';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { ip, linkStatus, staticAppliance, staticIpv4, testAppliance } from '../../../support/appliance.ts';
import { everythingOn, expectOneQuestion, field, open, proxy } from './hands.ts';

describe('ENABLE PROXY', () => {
  it('offers the gateway and port 443', () => {
    const operator = open('ENABLE PROXY').press('ENTER');
    expect(field(operator)).toEqual(['PROXY HOST', '192.168.1.1']);
    expect(field(operator.press('ENTER'))).toEqual(['PROXY PORT', '00443']);
  });

  it('offers the gateway that is set on a static LAN', () => {
    const lan = { ipv4: staticIpv4({ gateway: ip('192.168.1.254') }), ipv6: false };
    const operator = open('ENABLE PROXY', { appliance: staticAppliance({ wanted: { lan } }) }).press('ENTER');
    expect(field(operator)[1]).toBe('192.168.1.254');
  });

  it('offers nothing where there is no gateway', () => {
    const appliance = testAppliance({ network: { lan: linkStatus({ gateway: null }) } });
    expect(field(open('ENABLE PROXY', { appliance }).press('ENTER'))[1]).toBe('');
  });

  it('takes host, port, user and password, and never shows the password', () => {
    const operator = open('ENABLE PROXY').press('ENTER').type('proxy.example.com').press('ENTER');
    operator.type('3128').press('ENTER').type('scanner').press('ENTER').type('secret');
    expect(field(operator)).toEqual(['PROXY PASSWORD', '******']);
    operator.press('ENTER');
    expect(JSON.stringify(operator.view)).not.toContain('secret');
    operator.press('ENTER DOWN ENTER');
    expect(operator.applied[0]).toEqual({ title: 'proxy', wanted: { ...FACTORY_SETTINGS, proxy } });
  });

  it('refuses a password without a user', () => {
    const operator = open('ENABLE PROXY').press('ENTERx4').type('secret').press('ENTER');
    expect(operator.text).toContain('PASSWORD NEEDS A USER NAME');
  });

  it('asks before an entered password is discarded', () => {
    const operator = open('ENABLE PROXY').press('ENTERx4').type('s').press('EXIT');
    expect(operator.text).toContain('DISCARD CHANGES?');
  });

  it('is filled with what is set once enabled', () => {
    const operator = open('CHANGE PROXY', { appliance: testAppliance({ wanted: { proxy } }) }).press('ENTER');
    expect(field(operator)).toEqual(['PROXY HOST', 'PROXY.EXAMPLE.COM']);
    expect(field(operator.press('ENTERx2'))).toEqual(['PROXY USER', 'scanner']);
    expect(operator.press('ENTERx2').text).toContain('NOTHING TO CHANGE');
  });

  it('LEFT at the first position of a text goes back to the field before', () => {
    expect(field(open('ENABLE PROXY').press('ENTERx3 LEFT'))[0]).toBe('PROXY PORT');
  });

  it('keeps a character being scrolled when LEFT goes back', () => {
    const operator = open('ENABLE PROXY').press('ENTERx3 UP');
    const scrolled = field(operator)[1];
    expect(scrolled).not.toBe('');
    expect(field(operator.press('LEFT'))[0]).toBe('PROXY PORT');
    expect(field(operator.press('ENTER'))[1]).toBe(scrolled);
  });
});

it('DISABLE PROXY asks once and leaves the rest', () => {
  expectOneQuestion('DISABLE PROXY', everythingOn, { proxy: null });
});
