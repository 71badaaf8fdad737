import { describe, expect, it } from 'vitest';
import { hasSettled } from '../../../../../../firmware/network/backends/networkmanager/devices.ts';

/** NMDeviceState of NetworkManager's D-Bus API. */
const STATE = {
  unavailable: 20,
  disconnected: 30,
  ipConfig: 70,
  activated: 100,
  deactivating: 110,
  failed: 120,
};

describe('an interface that is put back has settled', () => {
  it('when it is active, has failed, or has no cable', () => {
    for (const state of [STATE.activated, STATE.failed, STATE.unavailable]) {
      expect(hasSettled('lan', state)).toBe(true);
      expect(hasSettled('wan', state)).toBe(true);
    }
  });

  it('not while its old profile goes and the other has not come: rolled back was told before the lease was back', () => {
    for (const state of [STATE.disconnected, STATE.ipConfig, STATE.deactivating]) {
      expect(hasSettled('lan', state)).toBe(false);
    }
    expect(hasSettled('wan', STATE.deactivating)).toBe(false);
  });

  it('when WAN is not used', () => {
    expect(hasSettled('wan', STATE.disconnected)).toBe(true);
  });
});
