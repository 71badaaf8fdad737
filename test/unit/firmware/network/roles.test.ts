import { describe, expect, it } from 'vitest';
import {
  interfaceOf,
  isOwned,
  LAN,
  linkOf,
  nameOf,
  roleOf,
  uuidOf,
  vlanOfInterface,
  vlanRole,
  WAN,
} from '../../../../firmware/network/roles.ts';
import { vlanId } from '../../../support/appliance.ts';

const VLANS = Array.from({ length: 4095 }, (_, id) => vlanRole(vlanId(id)));

describe('a role', () => {
  it('has a name that leads back to it, and a UUID of its own', () => {
    const roles = [LAN, WAN, ...VLANS];
    for (const role of roles) {
      expect(roleOf(nameOf(role))).toEqual(role);
      expect(isOwned(nameOf(role))).toBe(true);
      expect(uuidOf(role)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
    expect(new Set(roles.map(uuidOf)).size).toBe(4097);
  });

  it.each(['bezel-', 'bezel-lan2', 'bezel-vlan', 'bezel-vlan-', 'bezel-vlan-07', 'bezel-vlan-4095'])(
    'is none by the name %s, which is Bezel’s all the same',
    (name) => {
      expect(roleOf(name)).toBeNull();
      expect(isOwned(name)).toBe(true);
    },
  );

  it.each(['lan', 'Bezel-lan', 'eth0', ''])('is none by the name %j, which is another’s', (name) => {
    expect(roleOf(name)).toBeNull();
    expect(isOwned(name)).toBe(false);
  });

  it('of a VLAN has an interface whose name the kernel takes, and which leads back to it', () => {
    for (const role of VLANS) {
      expect(interfaceOf(role).length).toBeLessThanOrEqual(15);
      expect(vlanOfInterface(interfaceOf(role))).toEqual(role);
    }
    for (const name of ['bezel-vlan', 'bezel-vlan-7', 'bezel-vlan07', 'bezel-vlan4095', 'lan0', 'eth0.7'])
      expect(vlanOfInterface(name)).toBeNull();
  });

  it('needs the cable of LAN, or WAN’s own', () => {
    expect([LAN, WAN, ...VLANS.slice(0, 1)].map(linkOf)).toEqual(['lan', 'wan', 'lan']);
  });
});
