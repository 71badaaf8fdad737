import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plan, recoveryPlan } from '../../../firmware/network/plan.ts';
import type { Target } from '../../../firmware/network/target.ts';
import type { Check } from '../../../menus/appliance.ts';
import {
  ADD_VLAN,
  carryOut,
  DHCP,
  establish,
  FACTORY,
  PROVOCATIONS,
  signal,
  staticLan,
  target,
  withPlatformVlan,
} from './provocations.ts';
import type { BackendBench, BackendRig } from './rig.ts';

/** Seconds until an unattended undo fires. */
const UNDO_AFTER_s = 4;

/** The contract of every backend, tested on one of them. */
export function backendContract(rig: BackendRig): void {
  describe(`the ${rig.name} backend`, () => {
    let bench: BackendBench;
    beforeEach(async () => {
      bench = await rig.setUp();
    });
    afterEach(() => bench.close());

    const differences = (wanted: Target) => bench.done(bench.backend.compare(wanted, signal));
    const change = (now: Target, wanted: Target) => carryOut(bench, plan(now, wanted).steps);
    const arm = async (timeout_s: number) => {
      const handle = await bench.done(bench.backend.arm(timeout_s, signal));
      if (handle === null) throw new Error('no undo was armed');
      return handle;
    };
    const verify = async (wanted: Target): Promise<readonly Check[]> => {
      const reported: Check[] = [];
      const checks = await bench.done(bench.backend.verify(wanted, (check) => reported.push(check), signal));
      expect(checks).toEqual(reported);
      return checks;
    };
    const split = () => target({ lanIpv4: bench.places.otherLan, wan: bench.places.wan });

    it('knows a new appliance from one that Bezel has set up', async () => {
      expect(await bench.done(bench.backend.holdsOurs(signal))).toBe(false);
      await establish(bench, FACTORY);
      expect(await bench.done(bench.backend.holdsOurs(signal))).toBe(true);
    });

    it('brings targets into force one after the other, each as planned, and reads back what is in force', async () => {
      const proxy = await bench.proxyThat('answers');
      const targets = [
        staticLan(bench),
        target({ lanIpv4: bench.places.lan, wan: { method: 'dhcp' } }),
        { ...split(), proxy },
        FACTORY,
      ];
      await establish(bench, FACTORY);
      let now = FACTORY;
      for (const wanted of targets) {
        expect(await differences(wanted)).not.toEqual([]);
        await change(now, wanted);
        expect(await differences(wanted)).toEqual([]);
        now = wanted;
      }
    });

    it('reaches a target from whatever there is, and takes what it does not name away', async () => {
      await establish(bench, { ...split(), proxy: await bench.proxyThat('answers') });
      await carryOut(bench, recoveryPlan(FACTORY));
      expect(await differences(FACTORY)).toEqual([]);
    });

    it('carries out a step twice as once', async () => {
      const wanted = split();
      for (const step of recoveryPlan(wanted)) await carryOut(bench, [step, step]);
      expect(await differences(wanted)).toEqual([]);
      for (const step of plan(wanted, FACTORY).steps) await carryOut(bench, [step, step]);
      expect(await differences(FACTORY)).toEqual([]);
    });

    it('names what differs by role and part, what is missing as nothing, and no secret', async () => {
      const proxy = { ...(await bench.proxyThat('answers')), user: 'user', password: 'hunter2' };
      await establish(bench, FACTORY);
      const found = await differences({ ...split(), proxy });
      expect(found).toContainEqual(expect.objectContaining({ role: { kind: 'lan' }, part: 'address' }));
      const missing = { role: { kind: 'wan' }, part: 'profile', inForce: '' };
      expect(found).toContainEqual(expect.objectContaining(missing));
      expect(found).toContainEqual(expect.objectContaining({ role: null, part: 'proxy', inForce: '' }));
      expect(JSON.stringify(found)).not.toContain('hunter2');
    });

    it('reports the status after a change, until no one listens any more', async () => {
      await establish(bench, FACTORY);
      let isHeard = false;
      const stop = bench.backend.onStatus(({ lan }) => {
        isHeard ||= lan.ipv4?.address === bench.places.lan.address;
      });
      await establish(bench, staticLan(bench));
      await bench.until('the status is reported', () => isHeard);
      expect(bench.backend.status().lan).toMatchObject({
        carrier: true,
        ipv4: { address: bench.places.lan.address, origin: 'static' },
        gateway: bench.places.lan.gateway,
      });
      stop();
      isHeard = false;
      await establish(bench, FACTORY);
      await establish(bench, staticLan(bench));
      expect(isHeard).toBe(false);
    });

    describe('the world', () => {
      it('that is in order passes every check of a target, in the plan’s order', async () => {
        const wanted = split();
        await establish(bench, wanted);
        const checks = await verify(wanted);
        expect(checks.map(({ name, result, problem }) => [name, result, problem])).toEqual(
          ['link', 'address', 'gateway', 'dns', 'wan'].map((name) => [name, 'ok', null]),
        );
      });

      it('is asked for the owner of an address: another machine’s MAC, or none', async () => {
        const { neighbour, lan } = bench.places;
        const owner = await bench.done(bench.backend.findOwner('lan', neighbour.address, signal));
        expect(owner).toMatch(neighbour.mac);
        expect(await bench.done(bench.backend.findOwner('lan', lan.address, signal))).toBeNull();
      });

      it('cannot be asked for it without a cable', async () => {
        await bench.fault('lan-cable-out');
        const asked = bench.backend.findOwner('lan', bench.places.lan.address, signal);
        await expect(bench.done(asked)).rejects.toMatchObject({ code: 'no-carrier' });
      });

      it('without a platform VLAN fails its check: one backend once looked at the local one only', async () => {
        await establish(bench, staticLan(bench));
        const [check] = (await verify(withPlatformVlan(staticLan(bench)))).slice(-1);
        expect(check).toMatchObject({
          name: 'vlan',
          result: 'failed',
          problem: { code: 'not-in-force', values: { role: { kind: 'vlan', id: 10 } } },
        });
      });

      it.runIf(rig.hasVlans)('with a platform VLAN in force passes its check', async () => {
        const wanted = withPlatformVlan(staticLan(bench));
        await establish(bench, wanted);
        expect(await differences(wanted)).toEqual([]);
        expect((await verify(wanted)).at(-1)).toMatchObject({ name: 'vlan', result: 'ok' });
        await change(wanted, staticLan(bench));
        expect(await differences(staticLan(bench))).toEqual([]);
      });
    });

    describe('an undo', () => {
      beforeEach(() => establish(bench, staticLan(bench)));

      it('brings back what was in force when it was armed', async () => {
        const handle = await arm(60);
        await change(staticLan(bench), split());
        await bench.done(bench.backend.undo(handle));
        expect(await differences(staticLan(bench))).toEqual([]);
      });

      it('fires by itself when the process is gone', async () => {
        await arm(UNDO_AFTER_s);
        await change(staticLan(bench), split());
        await bench.kill();
        await bench.pass(UNDO_AFTER_s * 1000);
        await bench.start();
        await bench.until('the old target is back', async () => {
          const found = await differences(staticLan(bench));
          return found.length === 0;
        });
      });

      it('that is disarmed does not fire', async () => {
        const handle = await arm(UNDO_AFTER_s);
        await change(staticLan(bench), split());
        await bench.done(bench.backend.commit(signal));
        await bench.done(bench.backend.disarm(handle));
        await bench.pass(UNDO_AFTER_s * 1000 + 2000);
        expect(await differences(split())).toEqual([]);
      });

      it('that another process armed is disarmed with all others', async () => {
        await arm(UNDO_AFTER_s);
        await bench.kill();
        await bench.start();
        await bench.done(bench.backend.disarmAll(signal));
        await change(staticLan(bench), split());
        await bench.pass(UNDO_AFTER_s * 1000 + 2000);
        expect(await differences(split())).toEqual([]);
      });

      it('that fired already is nothing to fire again', async () => {
        const handle = await arm(60);
        await bench.done(bench.backend.undo(handle));
        await bench.done(bench.backend.undo(handle));
        expect(await differences(staticLan(bench))).toEqual([]);
      });
    });

    describe('a power cut', () => {
      beforeEach(() => establish(bench, split()));

      it('before the commit takes back what was set and what was removed', async () => {
        await arm(60);
        await change(split(), staticLan(bench));
        await bench.kill();
        await bench.cutPower();
        await bench.start();
        await bench.until('it is as it was', async () => (await differences(split())).length === 0);
      });

      it('after the commit leaves what was set, and leaves out what was removed', async () => {
        const handle = await arm(60);
        await change(split(), staticLan(bench));
        await bench.done(bench.backend.commit(signal));
        await bench.done(bench.backend.disarm(handle));
        await bench.kill();
        await bench.cutPower();
        await bench.start();
        await bench.until('it is as kept', async () => (await differences(staticLan(bench))).length === 0);
      });
    });

    it('notices that other software has taken LAN, and can take it back', async () => {
      await establish(bench, staticLan(bench));
      const noticed: string[] = [];
      bench.backend.onForeignChange((why) => noticed.push(why));
      await bench.interfere();
      await bench.until('it is noticed', () => noticed.length > 0);
      expect(await differences(staticLan(bench))).not.toEqual([]);
      await carryOut(bench, recoveryPlan(staticLan(bench)));
      expect(await differences(staticLan(bench))).toEqual([]);
    });

    it('gives up a step that is cancelled, and can be asked for another at once', async () => {
      await establish(bench, staticLan(bench));
      await bench.fault('no-dhcp');
      const controller = new AbortController();
      const waiting = bench.backend.execute(DHCP, controller.signal).then(
        () => 'done',
        () => 'given up',
      );
      await bench.pass(1000);
      controller.abort();
      expect(await bench.done(waiting)).toBe('given up');
      await carryOut(bench, recoveryPlan(staticLan(bench)));
      expect(await differences(staticLan(bench))).toEqual([]);
    });

    it('leaves nothing of a VLAN that is refused', async () => {
      await establish(bench, staticLan(bench));
      await bench.fault('vlan-refused');
      await expect(bench.done(bench.backend.execute(ADD_VLAN, signal))).rejects.toBeDefined();
      const found = await differences(staticLan(bench));
      expect(found.filter(({ part }) => part === 'profile')).toEqual([]);
    });

    describe('a failure', () => {
      for (const [code, provoke] of Object.entries(PROVOCATIONS)) {
        if (provoke === null) continue;
        it(`comes as ${code}`, async () => {
          expect(await provoke(bench)).toBe(code);
        });
      }
    });
  });
}
