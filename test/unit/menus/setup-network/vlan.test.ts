import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { staticAppliance, staticIpv4 } from '../../../support/appliance.ts';
import { everythingOn, expectOneQuestion, field, open, vlan } from './hands.ts';

describe('ENABLE VLAN ON LAN', () => {
  const appliance = staticAppliance();

  it('asks for ID, address and netmask', () => {
    const operator = open('ENABLE VLAN ON LAN', { appliance }).press('ENTER');
    expect(field(operator)).toEqual(['VLAN ID', '0000']);
    operator.type('100').press('ENTER').type('10.1.0.5').press('ENTER');
    expect(field(operator)).toEqual(['VLAN NETMASK', '255.255.255.000']);
    operator.press('ENTERx2 DOWN ENTER');
    expect(operator.applied[0]).toEqual({ title: 'vlan', wanted: { ...appliance.wanted, vlan } });
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
    const operator = open('CHANGE VLAN ON LAN', { appliance: set }).press('ENTER');
    expect(field(operator)).toEqual(['VLAN ID', '0100']);
    expect(operator.press('ENTERx3').text).toContain('NOTHING TO CHANGE');
  });
});

it('DISABLE VLAN ON LAN asks once and leaves the rest', () => {
  expectOneQuestion('DISABLE VLAN ON LAN', everythingOn, { vlan: null });
});
