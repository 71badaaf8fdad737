import { describe, expect, it } from 'vitest';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { staticAppliance, staticIpv4 } from '../../../support/appliance.ts';
import { FIVE_KEYS, FOUR_KEYS } from '../../../support/operator.ts';
import { list, open, proxy, selected, vlan } from './hands.ts';

describe('RESET NETWORK CONFIG', () => {
  const platform = { vlans: [{ ...vlan, name: 'printers' }], routes: [] };
  const appliance = staticAppliance({
    wanted: { lan: { ipv4: staticIpv4(), ipv6: true }, wan: { method: 'dhcp' }, proxy, platform },
  });

  it('shows what goes, asks, and leaves what the platform defines', () => {
    const operator = open('RESET NETWORK CONFIG', { appliance });
    expect(list(operator)).toContain('PROXY HOST NONE');
    operator.press('ENTER');
    expect(operator.text).toBe('RESET NETWORK CONFIG? →NO YES ↕ CHOOSE ↵ OK');
    operator.press('DOWN ENTER');
    expect(operator.applied[0]).toEqual({
      title: 'resetNetwork',
      wanted: { ...FACTORY_SETTINGS, platform },
    });
  });

  it('of a new appliance has nothing to change', () => {
    expect(open('RESET NETWORK CONFIG').press('ENTER').text).toContain('NOTHING TO CHANGE');
  });

  it.each(['ENTER', 'EXIT'])('%s on NO goes back to the list', (key) => {
    const operator = open('RESET NETWORK CONFIG', { appliance }).press(`ENTER ${key}`);
    expect(selected(operator)).toBe('APPLY');
    expect(operator.applied).toEqual([]);
  });

  it('a held ENTER never gets past the question', () => {
    const operator = open('RESET NETWORK CONFIG', { appliance }).hold('ENTER', 50);
    expect(operator.view.screen.kind).toBe('confirmation');
    expect(operator.applied).toEqual([]);
  });

  it('says YES to what is impossible meanwhile in vain', () => {
    const operator = open('RESET NETWORK CONFIG', { appliance }).press('ENTER DOWN');
    operator.changes(staticAppliance({ wanted: FACTORY_SETTINGS })).press('ENTER');
    expect(operator.text).toContain('NOTHING CHANGED');
    expect(operator.applied).toEqual([]);
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', FIVE_KEYS],
    ['EXIT', FOUR_KEYS],
  ] as const)('%s leaves the list', (key, keys) => {
    const operator = open('RESET NETWORK CONFIG', { appliance, ...(keys === undefined ? {} : { keys }) });
    expect(operator.press(key).view.screen.kind).toBe('menu');
  });
});
