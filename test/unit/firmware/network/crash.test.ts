import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetOf } from '../../../../firmware/network/target.ts';
import type { Settings } from '../../../../menus/settings/settings.ts';
import { equalSettings, FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { LAN_STATIC, proxy, STATIC_SETTINGS, settings, staticIpv4, vlan, WAN_STATIC } from '../samples.ts';
import { killAtOperation, Rig, type Run } from './rig.ts';

/** Settings that can be turned into each other, together touching every kind of step. */
const POOL: readonly Settings[] = [
  FACTORY_SETTINGS,
  STATIC_SETTINGS,
  settings({ lanIpv4: LAN_STATIC, vlan: vlan(7, '10.7.0.1') }),
  settings({
    lanIpv4: staticIpv4('192.168.1.11', '192.168.1.1'),
    vlan: vlan(8, '10.7.0.1'),
    wan: WAN_STATIC,
  }),
  settings({ wan: { method: 'dhcp' }, proxy: proxy('proxy.example', 3128, 'user', 'secret') }),
];

const AFTER_EVERY_UNDO_ms = 600_000;

const ANSWERS = ['keep', 'go back', null] as const;

/** What must hold after any crash and restart, now and after every timer that might still be running. */
async function expectOldOrKept(rig: Rig, run: Run, before: Settings, wanted: Settings): Promise<void> {
  const { settings: stored } = run.store;
  expect(equalSettings(stored, before) || equalSettings(stored, wanted)).toBe(true);
  expect(run.isBooted).toBe(true);
  if (run.noticed('change-undone')) expect(stored).toEqual(before);
  if (run.noticed('change-kept')) expect(stored).toEqual(wanted);
  expect(rig.world.configured).toEqual(targetOf(stored));
  expect(rig.memory.files.read('journal.json')).toBeNull();
  await rig.time.pass(AFTER_EVERY_UNDO_ms);
  expect(rig.world.configured).toEqual(targetOf(stored));
}

describe('a daemon killed at any moment of a change', () => {
  it('finds itself on the old settings or on the kept ones, and says which', async () => {
    const moments = fc.record({
      before: fc.nat(POOL.length - 1),
      wanted: fc.nat(POOL.length - 1),
      answer: fc.constantFrom(...ANSWERS),
      // Most moments in the seconds in which things happen, some in the countdown and after the end.
      kill_ms: fc.oneof({ weight: 4, arbitrary: fc.nat(5000) }, { weight: 1, arbitrary: fc.nat(140_000) }),
      away_ms: fc.constantFrom(0, 1000, 400_000),
    });
    const seen = { undone: 0, kept: 0 };
    await fc.assert(
      fc.asyncProperty(moments, async ({ before, wanted, answer, kill_ms, away_ms }) => {
        fc.pre(before !== wanted);
        const [old, next] = [POOL[before] ?? FACTORY_SETTINGS, POOL[wanted] ?? FACTORY_SETTINGS];
        const rig = new Rig(old);
        const run = await rig.booted();
        const change = run.begin(next, answer);
        await rig.time.pass(kill_ms);
        const wasOver = change.end();
        const wasOpen = rig.memory.files.read('journal.json') !== null;
        run.kill();
        await rig.time.pass(away_ms);
        const again = await rig.booted();
        await expectOldOrKept(rig, again, old, next);
        if (wasOver?.type === 'CHANGE.KEPT') expect(again.store.settings).toEqual(next);
        if (wasOver?.type === 'CHANGE.ROLLED_BACK') expect(again.store.settings).toEqual(old);
        const undone = again.noticed('change-undone');
        const kept = again.noticed('change-kept');
        expect(undone || kept).toBe(wasOpen);
        if (undone) expect(again.store.settings).toEqual(old);
        if (kept) expect(again.store.settings).toEqual(next);
        seen.undone += undone ? 1 : 0;
        seen.kept += wasOver?.type === 'CHANGE.KEPT' ? 1 : 0;
      }),
      { numRuns: 400 },
    );
    // The moments were not all too early or too late to prove anything.
    expect(seen.undone).toBeGreaterThan(50);
    expect(seen.kept).toBeGreaterThan(10);
  });

  it.each([
    ['at once', settings({ wan: { method: 'dhcp' } }), 0],
    ['after the address was asked for', STATIC_SETTINGS, 340],
  ])(
    'while it arms the undo, %s, leaves none behind that fires into what is kept next',
    async (_when, wanted, from_ms) => {
      let orphans = 0;
      for (let kill_ms = from_ms; kill_ms < from_ms + 40; kill_ms++) {
        const rig = new Rig(FACTORY_SETTINGS);
        const run = await rig.booted();
        run.begin(wanted, 'keep');
        await rig.time.pass(kill_ms);
        const journal = rig.memory.files.read('journal.json');
        run.kill();
        // What was asked of the network service is still carried out.
        await rig.time.pass(10);
        if (rig.world.undoArmed && journal?.includes('"undo": null')) orphans += 1;
        const again = await rig.booted();
        const next = settings({ lanIpv4: staticIpv4('192.168.1.11', '192.168.1.1') });
        await again.change(next, 'keep');
        expect(again.store.settings).toEqual(next);
        await rig.time.pass(AFTER_EVERY_UNDO_ms);
        expect(rig.world.configured).toEqual(targetOf(next));
      }
      expect(orphans).toBeGreaterThan(0);
    },
  );
});

/** What of the unsynced is on the disk after a power cut: a real disk may write any of it early. */
const SURVIVALS = ['nothing', 'names', 'everything'] as const;

function losePower(rig: Rig, survives: (typeof SURVIVALS)[number]): void {
  const { files } = rig.memory;
  if (survives !== 'nothing') files.syncDirectory();
  if (survives === 'everything') for (const name of files.list()) files.sync(name);
  rig.memory.losePower();
  rig.world.losePower();
}

async function operationsOf(before: Settings, wanted: Settings, answer: 'keep' | 'go back'): Promise<number> {
  const rig = new Rig(before);
  const run = await rig.booted();
  await run.change(wanted, answer);
  return rig.disk.operations;
}

describe.each(['keep', 'go back'] as const)(
  'power cut during a change that the operator answers with %s',
  (answer) => {
    const before = settings({ lanIpv4: LAN_STATIC, vlan: vlan(7, '10.7.0.1') });
    const wanted = settings({ lanIpv4: staticIpv4('192.168.1.11', '192.168.1.1'), wan: WAN_STATIC });

    it.each(SURVIVALS)(
      'at every single disk operation, when %s unsynced survives, leaves old or kept',
      async (survives) => {
        const count = await operationsOf(before, wanted, answer);
        expect(count).toBeGreaterThan(8);
        for (let operation = 1; operation <= count; operation++) {
          const rig = new Rig(before);
          const run = await rig.booted();
          killAtOperation(rig, () => run, operation);
          run.begin(wanted, answer);
          await rig.time.pass(300_000, () => !run.supply.isOn);
          expect(run.supply.isOn).toBe(false);
          losePower(rig, survives);
          // Also where the daemon does not come back, what nobody has kept is over.
          if (answer === 'go back') expect(rig.world.configured).toEqual(targetOf(before));
          rig.disk.beforeChange = () => undefined;
          const again = await rig.booted({ boot: 'boot-2' });
          await expectOldOrKept(rig, again, before, wanted);
          if (again.notices.length > 0)
            expect(JSON.stringify(again.notices)).toMatch(/power-lost|network-drifted/);
        }
      },
    );

    it('after the operator was told how it ended has nothing left to tell', async () => {
      const rig = new Rig(before);
      const run = await rig.booted();
      await run.change(wanted, answer);
      run.kill();
      losePower(rig, 'nothing');
      expect((await rig.booted({ boot: 'boot-2' })).notices).toEqual([]);
    });

    it('and again at every disk operation of the recovery, leaves old or kept', async () => {
      const count = await operationsOf(before, wanted, answer);
      for (let operation = 1; operation <= count; operation++) {
        for (let second = 1; second <= 4; second++) {
          const rig = new Rig(before);
          let run = await rig.booted();
          killAtOperation(rig, () => run, operation);
          run.begin(wanted, answer);
          await rig.time.pass(300_000, () => !run.supply.isOn);
          losePower(rig, 'nothing');
          const done = rig.disk.operations;
          killAtOperation(rig, () => run, done + second);
          try {
            run = rig.start({ boot: 'boot-2' });
            await rig.time.pass(300_000, () => run.isBooted || !run.supply.isOn);
          } catch {
            // The power went while the store was being opened.
          }
          run.kill();
          losePower(rig, 'nothing');
          rig.disk.beforeChange = () => undefined;
          await expectOldOrKept(rig, await rig.booted({ boot: 'boot-3' }), before, wanted);
        }
      }
    });
  },
);

describe('a disk that refuses one operation', () => {
  const before = settings({ lanIpv4: LAN_STATIC });
  const wanted = settings({ lanIpv4: staticIpv4('192.168.1.11', '192.168.1.1'), wan: WAN_STATIC });

  it('never leaves the operator told one thing and the next start finding another', async () => {
    const count = await operationsOf(before, wanted, 'keep');
    for (let operation = 1; operation <= count; operation++) {
      const rig = new Rig(before);
      const run = await rig.booted();
      rig.disk.beforeChange = (number) => {
        if (number === operation) throw new Error('input/output error');
      };
      const told = (await run.change(wanted, 'keep')).at(-1);
      const expected = told?.type === 'CHANGE.KEPT' ? wanted : before;
      expect(rig.world.configured).toEqual(targetOf(expected));
      run.kill();
      const again = await rig.booted();
      expect(again.store.settings).toEqual(expected);
      await expectOldOrKept(rig, again, before, wanted);
    }
  });
});
