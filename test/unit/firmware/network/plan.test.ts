import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { afterStep } from '../../../../firmware/network/backends/simulated/parts/parts.ts';
import { plan as planOf, recoveryPlan } from '../../../../firmware/network/plan.ts';
import { labelOf, type Step } from '../../../../firmware/network/step.ts';
import { type Target, targetOf } from '../../../../firmware/network/target.ts';
import { equalSettings, FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import {
  LAN_STATIC,
  platformVlan,
  proxy,
  STATIC_SETTINGS,
  settings,
  staticIpv4,
  vlan,
  WAN_STATIC,
} from '../samples.ts';

const plan = (now: Settings, wanted: Settings) => planOf(targetOf(now), targetOf(wanted)).steps;
const kinds = (steps: readonly Step[]) =>
  steps.map((step) => ('vlan' in step ? `${step.kind} ${step.vlan.id}` : step.kind));

const ipv4Of = fc.constantFrom<Settings['lan']['ipv4']>(
  { method: 'dhcp' },
  LAN_STATIC,
  staticIpv4('192.168.1.11', '192.168.1.1'),
);
const vlanOf = fc.constantFrom(
  null,
  vlan(0, '10.7.0.1'),
  vlan(7, '10.7.0.1'),
  vlan(7, '10.8.0.1'),
  vlan(4094, '10.9.0.1'),
);
const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    lan: fc.record({ ipv4: ipv4Of, ipv6: fc.boolean() }),
    wan: fc.constantFrom<Settings['wan']>(null, { method: 'dhcp' }, WAN_STATIC),
    vlan: vlanOf,
    proxy: fc.constantFrom(null, proxy('10.0.0.1', 3128), proxy('10.0.0.1', 3128, 'user', 'word')),
    vlans: fc.subarray([
      platformVlan(7, '10.1.0.1'),
      platformVlan(9, '10.7.0.1'),
      platformVlan(10, '10.2.0.1'),
    ]),
  })
  .map(({ vlans, ...rest }) => ({ ...rest, platform: { vlans, routes: [] } }));

const carriedOut = (from: Target, steps: readonly Step[]) => steps.reduce(afterStep, from);

/** The order in which VLANs were added does not matter. */
const sorted = (configured: Target) => ({
  ...configured,
  vlans: configured.vlans
    .map(({ id, address, prefixLength }) => ({ id, address, prefixLength }))
    .sort((a, b) => a.id - b.id),
});

describe('a plan', () => {
  property.prop([anySettings, anySettings])('leads from any settings to any others', (now, wanted) => {
    expect(sorted(carriedOut(targetOf(now), plan(now, wanted)))).toEqual(sorted(targetOf(wanted)));
  });

  property.prop([anySettings, anySettings])('carried out twice leads to the same', (now, wanted) => {
    const steps = plan(now, wanted).flatMap((step) => [step, step]);
    expect(sorted(carriedOut(targetOf(now), steps))).toEqual(sorted(targetOf(wanted)));
  });

  property.prop([anySettings, anySettings])('leaves out no part of the settings', (now, wanted) => {
    // What the platform defines may be covered by the local VLAN, and its names do not reach the network.
    const { platform, ...own } = FACTORY_SETTINGS;
    for (const part of Object.keys(own) as (keyof typeof own)[]) {
      const before: Settings = { ...now, platform };
      const after: Settings = { ...before, [part]: wanted[part] };
      expect(plan(before, after).length === 0, part).toBe(equalSettings(before, after));
    }
  });

  property.prop([anySettings])('is empty where nothing changes', (same) => {
    expect(plan(same, structuredClone(same))).toEqual([]);
  });

  property.prop([anySettings, anySettings])(
    'of recovery leads from anywhere to the settings',
    (anywhere, wanted) => {
      const steps = recoveryPlan(targetOf(wanted));
      expect(sorted(carriedOut(targetOf(anywhere), steps))).toEqual(sorted(targetOf(wanted)));
    },
  );

  property.prop([anySettings, anySettings])('has a label for every step', (now, wanted) => {
    for (const step of [...plan(now, wanted), ...recoveryPlan(targetOf(wanted))]) {
      expect(labelOf(step).code).toMatch(/^step-/);
    }
  });

  it('removes first, then sets LAN and WAN, then adds', () => {
    const now = settings({ lanIpv4: LAN_STATIC, vlan: vlan(7, '10.7.0.1') });
    const wanted = settings({
      lanIpv4: staticIpv4('192.168.1.11', '192.168.1.1'),
      wan: WAN_STATIC,
      vlan: vlan(8, '10.7.0.1'),
      proxy: proxy('10.0.0.1', 3128),
    });
    expect(kinds(plan(now, wanted))).toEqual([
      'remove-vlan 7',
      'configure-lan',
      'configure-wan',
      'add-vlan 8',
      'write-proxy',
    ]);
  });

  it('leaves alone what stays: a WAN is added without touching LAN', () => {
    expect(kinds(plan(STATIC_SETTINGS, { ...STATIC_SETTINGS, wan: WAN_STATIC }))).toEqual(['configure-wan']);
  });

  it('removes and adds a VLAN whose address changes, never edits it', () => {
    const now = settings({ lanIpv4: LAN_STATIC, vlan: vlan(7, '10.7.0.1') });
    const wanted = settings({ lanIpv4: LAN_STATIC, vlan: vlan(7, '10.8.0.1') });
    expect(kinds(plan(now, wanted))).toEqual(['remove-vlan 7', 'add-vlan 7']);
  });

  it('brings a platform VLAN into force when the local one it lost to is removed', () => {
    const platform = { vlans: [platformVlan(7, '10.1.0.1')], routes: [] };
    const now = settings({ lanIpv4: LAN_STATIC, vlan: vlan(7, '10.7.0.1'), platform });
    expect(kinds(plan(now, { ...now, vlan: null }))).toEqual(['remove-vlan 7', 'add-vlan 7']);
  });

  it('does not touch the network for a platform VLAN that is only renamed', () => {
    const named = (name: string) =>
      settings({ platform: { vlans: [platformVlan(7, '10.1.0.1', name)], routes: [] } });
    expect(plan(named('old'), named('new'))).toEqual([]);
  });

  it('of a reset takes everything back', () => {
    const now = settings({
      lanIpv4: LAN_STATIC,
      wan: WAN_STATIC,
      vlan: vlan(7, '10.7.0.1'),
      proxy: proxy('a.example', 1),
    });
    expect(kinds(plan(now, FACTORY_SETTINGS))).toEqual([
      'remove-vlan 7',
      'remove-wan',
      'configure-lan',
      'write-proxy',
    ]);
  });
});
