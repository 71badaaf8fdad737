import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { ip, prefix, staticAppliance, staticIpv4, testAppliance } from '../../../support/appliance.ts';
import { edit, everythingOn, expectOneKey, field, list, open, selected, vlan } from './hands.ts';

describe('ENABLE VLAN ON LAN', () => {
  const appliance = staticAppliance();

  it('proposes the same host in the next subnet, and starts at the ID', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance });
    expect(list(operator)).toEqual([
      'VLAN ID 0 !',
      'VLAN IP ADDRESS 192.168.2.10 !',
      'VLAN NETMASK 255.255.255.0',
    ]);
    expect(selected(operator)).toBe('VLAN ID');
  });

  it('goes on by ENTER through what has to be seen', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTER');
    expect(field(operator)).toEqual(['VLAN ID', '0000']);
    operator.type('100').press('ENTER');
    expect(field(operator)).toEqual(['VLAN IP ADDRESS', '192.168.002.010']);
    expect(selected(operator.type('10.1.0.5').press('ENTER'))).toBe('APPLY');
    operator.press('ENTER');
    expect(operator.applied[0]).toEqual({ title: 'vlan', wanted: { ...appliance.wanted, vlan } });
  });

  it('proposes nothing past the last subnet there is', () => {
    const ipv4 = staticIpv4({ address: ip('223.255.255.10'), prefixLength: prefix(2) });
    const last = staticAppliance({ wanted: { lan: { ipv4, ipv6: false } } });
    expect(list(open('ENABLE VLAN ON LAN', { appliance: last }))[1]).toBe('VLAN IP ADDRESS NONE !');
  });

  it('explains ID 0 on the screen before it goes on', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance, geometry: GEOMETRY_16X2 }).press('ENTERx2');
    expect(operator.rows).toEqual(['ID 0: NO VLAN,', 'PRIORITY ONLY']);
    expect(field(operator.press('ENTER'))[0]).toBe('VLAN IP ADDRESS');
  });

  it.each(['EXIT', 'LEFT'])('%s goes back from that to the ID', (key) => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press(`ENTERx2 ${key}`);
    expect(field(operator)[0]).toBe('VLAN ID');
  });

  it('RIGHT goes on from that', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTERx2 RIGHT');
    expect(field(operator)[0]).toBe('VLAN IP ADDRESS');
  });

  it('refuses 4095', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTER').type('4095').press('ENTER');
    expect(operator.text).toContain('VLAN ID MUST BE 0 TO 4094');
  });

  it('refuses the network LAN is in', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTER').type('7').press('ENTER');
    operator.type('192.168.1.44').press('ENTERx2');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND VLAN');
  });

  it('is filled with what is set once enabled', () => {
    const set = staticAppliance({ wanted: { lan: { ipv4: staticIpv4(), ipv6: false }, vlan } });
    const operator = open('CHANGE VLAN ON LAN', { appliance: set });
    expect(list(operator)).toEqual(['VLAN ID 100', 'VLAN IP ADDRESS 10.1.0.5', 'VLAN NETMASK 255.255.255.0']);
    expect(field(edit(operator, 'VLAN ID'))).toEqual(['VLAN ID', '0100']);
  });

  it('is filled with what was set before it was disabled', () => {
    const before = staticAppliance({ lastUsed: { wan: null, vlan, proxy: null } });
    const operator = open('ENABLE VLAN ON LAN', { appliance: before });
    expect(operator.press('ENTER').applied[0]?.wanted.vlan).toEqual(vlan);
  });

  it('keeps its proposal while LAN loses its address under it', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).changes(testAppliance());
    expect(list(operator)[1]).toBe('VLAN IP ADDRESS NONE !');
  });
});

it('DISABLE VLAN ON LAN needs one key and leaves the rest', () => {
  expectOneKey('DISABLE VLAN ON LAN', everythingOn, { vlan: null });
});
