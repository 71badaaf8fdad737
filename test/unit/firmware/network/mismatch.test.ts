import { describe, expect, it } from 'vitest';
import {
  type Mismatch,
  mostImportant,
  describe as textOfAll,
} from '../../../../firmware/network/mismatch.ts';
import { LAN, vlanRole, WAN } from '../../../../firmware/network/roles.ts';
import type { Role } from '../../../../menus/role.ts';
import type { RolelessPart, RolePart } from '../../../../menus/words/messages.ts';
import { vlanId } from '../../../support/appliance.ts';

const of = (role: Role, part: RolePart, inForce = ''): Mismatch => ({
  role,
  part,
  wanted: 'wanted',
  inForce,
});
const ofNoRole = (part: RolelessPart): Mismatch => ({ role: null, part, wanted: 'wanted', inForce: '' });
const SEVEN = vlanRole(vlanId(7));

describe('of several differences', () => {
  it.each([
    [of(LAN, 'ipv6'), of(WAN, 'interface')],
    [of(WAN, 'rules'), of(SEVEN, 'interface')],
    [of(SEVEN, 'route'), ofNoRole('proxy')],
    [of(LAN, 'interface'), of(LAN, 'profile')],
    [of(LAN, 'profile'), of(LAN, 'address')],
    [of(LAN, 'address'), of(LAN, 'gateway')],
    [of(LAN, 'gateway'), of(LAN, 'dns')],
  ])('%j is told before %j, whichever was found first', (first, second) => {
    const { role, part, inForce } = first;
    expect(mostImportant([first, second])).toEqual({ role, part, inForce });
    expect(mostImportant([second, first])).toEqual({ role, part, inForce });
  });

  it('the one found first is told where they are alike', () => {
    expect(mostImportant([of(LAN, 'address', 'a'), of(LAN, 'address', 'b')])?.inForce).toBe('a');
  });

  it('none is told where there is none', () => {
    expect(mostImportant([])).toBeNull();
  });

  it('the log names the first, and how many more there are', () => {
    const all = Array.from({ length: 4094 }, (_, index) => of(vlanRole(vlanId(index + 1)), 'interface'));
    const text = textOfAll(all);
    expect(text).toMatch(/^VLAN 1 interface is none, not wanted; .*; and 4086 more$/);
    expect(text.length).toBeLessThan(500);
  });
});
