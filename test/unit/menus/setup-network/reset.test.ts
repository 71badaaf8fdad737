import { describe, expect, it } from 'vitest';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { staticAppliance, staticIpv4 } from '../../../support/appliance.ts';
import { FIVE_KEYS, FOUR_KEYS } from '../../../support/operator.ts';
import { open, proxy, vlan } from './hands.ts';

describe('RESET NETWORK CONFIG', () => {
  const platform = { vlans: [{ ...vlan, name: 'printers' }], routes: [] };
  const appliance = staticAppliance({
    wanted: { lan: { ipv4: staticIpv4(), ipv6: true }, wan: { method: 'dhcp' }, proxy, platform },
  });

  it('shows what goes, asks, and leaves what the platform defines', () => {
    const operator = open('RESET NETWORK CONFIG', { appliance });
    const { screen } = operator.view;
    expect(screen.kind === 'review' && screen.changes.map(({ label }) => label)).toContain('PROXY HOST');
    operator.press('ENTER');
    expect(operator.text).toBe('RESET NETWORK CONFIG? →NO YES ↕ CHOOSE ↵ OK');
    operator.press('DOWN ENTER');
    expect(operator.applied[0]).toEqual({
      title: 'resetNetwork',
      wanted: { ...FACTORY_SETTINGS, platform },
    });
  });

  it('of a new appliance has nothing to change', () => {
    expect(open('RESET NETWORK CONFIG').text).toContain('NOTHING TO CHANGE');
  });

  it.each([
    ['EXIT', undefined],
    ['LEFT', FIVE_KEYS],
    ['EXIT', FOUR_KEYS],
  ] as const)('%s leaves the review', (key, keys) => {
    const operator = open('RESET NETWORK CONFIG', { appliance, ...(keys === undefined ? {} : { keys }) });
    expect(operator.press(key).view.screen.kind).toBe('menu');
  });
});
