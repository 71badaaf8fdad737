import { test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { verificationOf } from '../../../../firmware/network/backends/simulated/parts/parts.ts';
import { checksOf } from '../../../../firmware/network/plan.ts';
import { targetOf } from '../../../../firmware/network/target.ts';
import { message } from '../../../../menus/words/messages.ts';
import { anySettings } from '../../menus/settings/values.ts';
import { STATIC_SETTINGS } from '../samples.ts';
import { Rig } from './rig.ts';

describe('the progress of a change', () => {
  it('names the check that is awaited, not the one that is over', async () => {
    const rig = new Rig();
    rig.world.set('gateway', 'silent');
    const run = await rig.booted();
    const progress = (await run.change(STATIC_SETTINGS, 'keep')).filter(
      (event) => event.type === 'CHANGE.PROGRESS' && event.phase === 'verifying',
    );
    expect(progress.map((event) => 'step' in event && event.step)).toEqual([
      message('step-read-back'),
      ...(['link', 'address', 'gateway', 'dns', 'dns'] as const).map((check) =>
        message('step-verify', { check }),
      ),
    ]);
  });

  it('moves while an address is asked for, and stops moving then', async () => {
    const rig = new Rig();
    const run = rig.start({
      wrap: (backend): Backend => ({
        ...backend,
        findOwner: (...asked) =>
          new Promise((resolve) => {
            rig.time.clock.setTimeout(() => void backend.findOwner(...asked).then(resolve), 20_000);
          }),
      }),
    });
    await rig.time.pass(60_000, () => run.isBooted);
    const checking = (await run.change(STATIC_SETTINGS, 'keep')).flatMap((event) =>
      event.type === 'CHANGE.PROGRESS' && event.phase === 'checking' ? [event.percent] : [],
    );
    expect(checking).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test.prop([anySettings])('expects the checks that are made, in their order', (wanted) => {
    const { world } = new Rig();
    const target = targetOf(wanted);
    expect(checksOf(target)).toEqual(verificationOf(world, target).map(({ name }) => name));
  });
});
