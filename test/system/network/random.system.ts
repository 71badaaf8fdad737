import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan, recoveryPlan } from '../../../firmware/network/plan.ts';
import { decodeSettings, encodeSettings } from '../../../menus/settings/codec.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../menus/settings/types.ts';
import { proxy, staticIpv4 } from '../../unit/firmware/samples.ts';
import { WORLD } from './lab/addresses.ts';
import { inKernel } from './lab/judge.ts';
import { createLab, type Lab } from './lab/lab.ts';
import { RemoteBackend } from './lab/remote-backend.ts';

const { lan, wan } = WORLD;
const DHCP = { method: 'dhcp' } as const;
const PLATFORM = '203.0.113.0/24';
/** Far longer than any sequence takes: only what is told to undo is undone. */
const UNDO_AFTER_S = 600;

const anySettings: fc.Arbitrary<Settings> = fc.record({
  lan: fc.record({
    ipv4: fc.constantFrom(
      DHCP,
      staticIpv4(lan.free, lan.gateway, [lan.dns]),
      staticIpv4(lan.otherFree, lan.nobody, [lan.dns, lan.gateway]),
    ),
    ipv6: fc.boolean(),
  }),
  wan: fc.constantFrom(null, DHCP, staticIpv4(wan.free, wan.gateway, [wan.dns])),
  vlan: fc.constant(null),
  proxy: fc.constantFrom(null, proxy('10.77.0.9', 3128), proxy('proxy.example', 8080, 'box', 'sesame')),
  platform: fc.constant(FACTORY_SETTINGS.platform),
});

/** One change and how it ends. */
const anyOperation = fc.record({ wanted: anySettings, keep: fc.boolean() });
const anySequence = fc.array(anyOperation, { minLength: 1, maxLength: 4 });

/** What the kernel must have, told from the settings alone; leases are whatever the server gave. */
function expected(settings: Settings, found: Awaited<ReturnType<typeof inKernel>>) {
  const lease = (name: string) =>
    found.addresses[name]?.find((address) => address.includes('.')) ?? 'a lease';
  const own = (name: string, ipv4: Settings['lan']['ipv4']) =>
    ipv4.method === 'static' ? `${ipv4.address}/${ipv4.prefixLength}` : lease(name);
  const router = settings.lan.ipv4.method === 'static' ? settings.lan.ipv4.gateway : lan.gateway;
  const wanAddress = settings.wan === null ? null : own('wan0', settings.wan);
  return {
    lan: own('lan0', settings.lan.ipv4),
    ipv6: settings.lan.ipv6,
    wan: wanAddress === null ? [] : [wanAddress],
    routes: [
      `default via ${router} dev lan0 table main`,
      ...(wanAddress === null ? [] : [`default via ${wan.gateway} dev wan0 table 6350`]),
    ],
    rules:
      wanAddress === null
        ? []
        : [
            `from ${wanAddress.replace('/24', '')} to all table 6350`,
            'from all to 10.88.0.0/24 table 6350',
            `from all to ${wan.dns} table 6350`,
            `from all to ${PLATFORM} table 6350`,
          ].sort(),
    profiles: settings.wan === null ? ['bezel-lan'] : ['bezel-lan', 'bezel-wan'],
    proxy: settings.proxy === null ? null : `${settings.proxy.host}:${settings.proxy.port}`,
  };
}

async function inForce(lab: Lab, settings: Settings) {
  const found = await inKernel(lab.box);
  const addresses = found.addresses.lan0 ?? [];
  const actual = {
    lan: addresses.find((address) => address.includes('.')),
    ipv6: addresses.some((address) => address.includes(':')),
    wan: found.addresses.wan0 ?? [],
    routes: found.routes,
    rules: found.rules,
    profiles: found.profiles,
    proxy: found.proxy === null ? null : (/https_proxy=http:\/\/(?:.*@)?(.*)/.exec(found.proxy)?.[1] ?? ''),
  };
  return { actual, expected: expected(settings, found) };
}

describe('random sequences of changes', () => {
  let lab: Lab;
  let backend: RemoteBackend;
  let now: Settings = FACTORY_SETTINGS;
  beforeAll(async () => {
    lab = await createLab();
    backend = await RemoteBackend.start(lab, [PLATFORM]);
    for (const step of recoveryPlan(now)) await backend.execute(step);
  });
  afterAll(async () => {
    await backend.stop();
    await lab.close();
  });

  const asExpected = async () => {
    await expect
      .poll(
        async () => {
          const { actual, expected: wanted } = await inForce(lab, now);
          return JSON.stringify(actual) === JSON.stringify(wanted) || { actual, wanted };
        },
        { timeout: 20_000, interval: 50 },
      )
      .toBe(true);
  };

  it('leave the kernel as the settings say after each of them, kept or undone', {
    timeout: 400_000,
  }, async () => {
    const sequences = fc.asyncProperty(anySequence, async (sequence) => {
      for (const { wanted, keep } of sequence) {
        // What a store or a journal would give back is what is put in force.
        expect(decodeSettings(encodeSettings(wanted))).toMatchObject({ ok: true });
        const undo = await backend.arm(UNDO_AFTER_S);
        for (const step of plan(now, wanted)) await backend.execute(step);
        expect(await backend.compare(wanted)).toEqual([]);
        if (keep) {
          await backend.disarm(undo);
          now = wanted;
        } else {
          await backend.undo(undo);
          // The proxy is no part of NetworkManager's undo.
          await backend.execute({ kind: 'write-proxy', proxy: now.proxy });
          expect(await backend.compare(now)).toEqual([]);
        }
        await asExpected();
      }
    });
    // A failure costs seconds to try again, and shrinking would start from another network.
    await fc.assert(sequences, { numRuns: 50, endOnFailure: true });
  });
});

describe('an undo that nobody waits for', () => {
  it('fires by itself when the daemon is gone for good', async () => {
    const lab = await createLab();
    try {
      const backend = await RemoteBackend.start(lab);
      for (const step of recoveryPlan(FACTORY_SETTINGS)) await backend.execute(step);
      const before = await inKernel(lab.box);
      await backend.arm(2);
      const ipv4 = staticIpv4(lan.free, lan.gateway, [lan.dns]);
      await backend.execute({ kind: 'configure-lan', ipv4, ipv6: false, routes: [] });
      await backend.execute({ kind: 'configure-wan', ipv4: staticIpv4(wan.free, wan.gateway, [wan.dns]) });
      await backend.stop();
      expect((await inKernel(lab.box)).addresses.wan0).toEqual([`${wan.free}/24`]);
      await expect.poll(() => inKernel(lab.box), { timeout: 20_000 }).toEqual(before);
    } finally {
      await lab.close();
    }
  });
});
