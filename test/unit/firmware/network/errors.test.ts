import { describe, expect, it } from 'vitest';
import { notRestored } from '../../../../firmware/network/drift.ts';
import { NETWORK_ERROR_MEANING } from '../../../../firmware/network/errors.ts';

describe('network errors', () => {
  it.each(Object.entries(NETWORK_ERROR_MEANING))('%s is explained in a sentence', (_code, meaning) => {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
  });

  it('say what is in force instead of the old settings, or that it is unknown', () => {
    expect(notRestored([]).values.found).toBeNull();
    expect(
      notRestored([{ what: 'LAN', wanted: 'DHCP', inForce: '192.168.1.10/24' }]).values.found,
    ).toMatchObject({ role: { kind: 'lan' }, inForce: '192.168.1.10/24' });
  });
});
