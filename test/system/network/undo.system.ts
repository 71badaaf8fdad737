import { describe, expect, it } from 'vitest';
import { recoveryPlan } from '../../../firmware/network/plan.ts';
import { targetOf } from '../../../firmware/network/target.ts';
import { FACTORY_SETTINGS } from '../../../menus/settings/settings.ts';
import { ip, staticIpv4 } from '../../support/appliance.ts';
import { WORLD } from './lab/addresses.ts';
import { inKernel } from './lab/judge.ts';
import { createLab } from './lab/lab.ts';
import { RemoteBackend } from './lab/remote-backend.ts';

const { lan, wan } = WORLD;

// The backend alone: the daemon's own undo is due only after all the time a change and its keeping may take.
describe('an undo that nobody waits for', () => {
  it('fires by itself when the daemon is gone for good', async () => {
    const lab = await createLab();
    try {
      const backend = await RemoteBackend.start(lab);
      for (const step of recoveryPlan(targetOf(FACTORY_SETTINGS))) await backend.execute(step);
      const before = await inKernel(lab.box);
      await backend.arm(2);
      const ipv4 = staticIpv4({ address: ip(lan.free), gateway: ip(lan.gateway), dns: [ip(lan.dns)] });
      await backend.execute({ kind: 'configure-lan', ipv4, ipv6: false, routes: [] });
      await backend.execute({
        kind: 'configure-wan',
        ipv4: staticIpv4({ address: ip(wan.free), gateway: ip(wan.gateway), dns: [ip(wan.dns)] }),
      });
      await backend.stop();
      expect((await inKernel(lab.box)).addresses.wan0).toEqual([`${wan.free}/24`]);
      await expect.poll(() => inKernel(lab.box), { timeout: 20_000 }).toEqual(before);
    } finally {
      await lab.close();
    }
  });
});
