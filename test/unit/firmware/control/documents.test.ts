import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { SECTIONS, SectionChanges, StatusTexts } from '../../../../firmware/control/documents.ts';
import type { Appliance, PlatformStatus } from '../../../../menus/appliance.ts';
import { anySettings } from '../../menus/settings/values.ts';
import { applianceWith, platformVlan, settings, vlan } from '../samples.ts';
import { FakeSession } from './fake-daemon.ts';

const anyPlatform: fc.Arbitrary<PlatformStatus> = fc.record({
  connected: fc.constantFrom(null, true, false),
  lastPoll_ms: fc.option(fc.nat()),
  pollInterval_s: fc.integer({ min: 60, max: 3600 }),
  heartbeatOk: fc.constantFrom(null, true, false),
  scanRunning: fc.boolean(),
});

const anyAppliance: fc.Arbitrary<Appliance> = fc
  .record({ wanted: anySettings, platform: anyPlatform, pinSet: fc.boolean(), name: fc.string() })
  .map(applianceWith);

const anySessions = fc
  .array(fc.constantFrom('absent', 'silent', 'connected'), { maxLength: 3 })
  .map((states) =>
    states.map((state, index) => {
      const session = new FakeSession(`panel-${index}`, 'a panel', 'panel');
      if (state === 'absent') session.shownLink = { state, why: 'No such file or directory' };
      if (state === 'connected') session.shownLink = { state, identity: 'CFA635' };
      return session;
    }),
  );

/** The parts of the status as one who asks for the first time gets them. */
const partsOf = (appliance: Appliance, sessions: readonly FakeSession[]): ReadonlyMap<string, string> => {
  const status: unknown = JSON.parse(new StatusTexts().status(appliance, sessions));
  return new Map(Object.entries(Object(status)).map(([name, part]) => [name, JSON.stringify(part)]));
};

test.prop([anyAppliance, anyAppliance, anySessions, anySessions])(
  'every part of the status that has changed is told',
  (before, after, sessionsBefore, sessionsAfter) => {
    const changes = new SectionChanges();
    expect(changes.next(before, sessionsBefore)).toEqual(SECTIONS);
    const told = changes.next(after, sessionsAfter);
    const [was, is] = [partsOf(before, sessionsBefore), partsOf(after, sessionsAfter)];
    const changed = SECTIONS.filter((section) => was.get(section) !== is.get(section));
    expect(told).toEqual(expect.arrayContaining(changed));
    expect(changes.next(after, sessionsAfter)).toEqual([]);
  },
);

test.prop([anyAppliance, anyAppliance, anySessions, anySessions])(
  'a status that was told before is told anew only as far as it has changed, and never wrong',
  (before, after, sessionsBefore, sessionsAfter) => {
    const texts = new StatusTexts();
    texts.status(before, sessionsBefore);
    expect(texts.status(after, sessionsAfter)).toBe(new StatusTexts().status(after, sessionsAfter));
  },
);

it('a platform VLAN that comes into force because the local one is gone is told', () => {
  const changes = new SectionChanges();
  const platform = { vlans: [platformVlan(7, '10.7.0.9')], routes: [] };
  const withLocal = applianceWith({ wanted: settings({ vlan: vlan(7, '10.7.0.2'), platform }) });
  changes.next(withLocal, []);
  expect(changes.next({ ...withLocal, wanted: { ...withLocal.wanted, vlan: null } }, [])).toEqual([
    'settings',
    'platform',
  ]);
});
