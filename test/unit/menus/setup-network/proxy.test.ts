import { describe, expect, it } from 'vitest';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { ip, linkStatus, staticAppliance, staticIpv4, testAppliance } from '../../../support/appliance.ts';
import { edit, everythingOn, expectOneKey, field, list, open, proxy, selected } from './hands.ts';

describe('ENABLE PROXY', () => {
  it('offers the gateway and port 443, and starts at the host, which is a guess', () => {
    const operator = open('ENABLE PROXY');
    expect(list(operator)).toEqual([
      'PROXY HOST 192.168.1.1 !',
      'PROXY PORT 443',
      'PROXY USER NONE',
      'PROXY PASSWORD NONE',
    ]);
    expect(selected(operator)).toBe('PROXY HOST');
  });

  it('offers the gateway that is set on a static LAN', () => {
    const lan = { ipv4: staticIpv4({ gateway: ip('192.168.1.254') }), ipv6: false };
    const operator = open('ENABLE PROXY', { appliance: staticAppliance({ wanted: { lan } }) });
    expect(list(operator)[0]).toBe('PROXY HOST 192.168.1.254 !');
  });

  it('offers the usual name in the domain that the lease names', () => {
    const appliance = testAppliance({ network: { lan: linkStatus({ domain: 'example.com' }) } });
    expect(list(open('ENABLE PROXY', { appliance }))[0]).toBe('PROXY HOST PROXY.EXAMPLE.COM !');
  });

  it('offers the gateway where the domain is no name', () => {
    const appliance = testAppliance({ network: { lan: linkStatus({ domain: 'no such domain' }) } });
    expect(list(open('ENABLE PROXY', { appliance }))[0]).toBe('PROXY HOST 192.168.1.1 !');
  });

  it('offers nothing where there is no gateway', () => {
    const appliance = testAppliance({ network: { lan: linkStatus({ gateway: null }) } });
    expect(list(open('ENABLE PROXY', { appliance }))[0]).toBe('PROXY HOST NONE !');
  });

  it('takes host, port, user and password, and never shows the password', () => {
    const operator = open('ENABLE PROXY').type('proxy.example.com').press('ENTER');
    edit(operator, 'PROXY PORT').type('3128').press('ENTER');
    edit(operator, 'PROXY USER').type('scanner').press('ENTER');
    edit(operator, 'PROXY PASSWORD').type('secret');
    expect(field(operator)).toEqual(['PROXY PASSWORD', '******']);
    operator.press('ENTER');
    expect(JSON.stringify(operator.view)).not.toContain('secret');
    expect(list(operator)[3]).toBe('PROXY PASSWORD ********');
    operator.press('ENTER');
    expect(operator.applied[0]).toEqual({ title: 'proxy', wanted: { ...FACTORY_SETTINGS, proxy } });
  });

  it('refuses a password without a user', () => {
    const operator = edit(open('ENABLE PROXY'), 'PROXY PASSWORD').type('secret').press('ENTER');
    expect(operator.text).toContain('PASSWORD NEEDS A USER NAME');
  });

  it('asks before an entered password is discarded', () => {
    const operator = edit(open('ENABLE PROXY'), 'PROXY PASSWORD').type('s').press('EXITx2');
    expect(operator.text).toContain('DISCARD CHANGES?');
  });

  it('is filled with what is set once enabled, and says so when a password replaces another', () => {
    const appliance = testAppliance({ wanted: { proxy } });
    const operator = open('CHANGE PROXY', { appliance });
    expect(list(operator)).toEqual([
      'PROXY HOST PROXY.EXAMPLE.COM',
      'PROXY PORT 3128',
      'PROXY USER scanner',
      'PROXY PASSWORD ********',
    ]);
    edit(operator, 'PROXY PASSWORD').type('other').press('ENTER');
    expect(list(operator)[3]).toBe('PROXY PASSWORD ******** CHANGED');
  });

  it('is filled with what was set before it was disabled, but for the password, which is asked for', () => {
    const { password: _password, ...used } = proxy;
    const appliance = testAppliance({ lastUsed: { wan: null, vlan: null, proxy: used } });
    const operator = open('ENABLE PROXY', { appliance });
    expect(list(operator)).toEqual([
      'PROXY HOST PROXY.EXAMPLE.COM',
      'PROXY PORT 3128',
      'PROXY USER scanner',
      'PROXY PASSWORD NONE !',
    ]);
    expect(selected(operator)).toBe('PROXY PASSWORD');
  });

  it('keeps a character being scrolled when EXIT goes back to the list', () => {
    const operator = edit(open('ENABLE PROXY'), 'PROXY USER').press('UP');
    const [, scrolled] = field(operator);
    expect(scrolled).not.toBe('');
    expect(list(operator.press('EXIT'))[2]).toBe(`PROXY USER ${scrolled}`);
  });
});

it('DISABLE PROXY needs one key and leaves the rest', () => {
  expectOneKey('DISABLE PROXY', everythingOn, { proxy: null });
});
