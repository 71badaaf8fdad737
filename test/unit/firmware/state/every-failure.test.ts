/**
 * Disks that fail at any call of any start, and files in which anything may have changed: what was kept is not lost, the
 * PIN does not open the menu to those who do not know it, and the panel says what is the matter.
 * `BEZEL_PROPERTY_RUNS=20` mutates twenty times as much.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { openDocuments, reportDamage } from '../../../../firmware/appliance/documents.ts';
import { firstAppliance } from '../../../../firmware/appliance/first-appliance.ts';
import { Notices } from '../../../../firmware/appliance/notices.ts';
import { Pin } from '../../../../firmware/appliance/pin.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { type Files, removeLeftovers } from '../../../../firmware/state/files.ts';
import { Journal } from '../../../../firmware/state/journal.ts';
import { SettingsStore } from '../../../../firmware/state/settings-store.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { MemoryDisk } from '../../../../simulator/disk.ts';
import { applianceWith, LAN_STATIC, proxy, settings } from '../samples.ts';

const KEPT = settings({
  lanIpv4: LAN_STATIC,
  proxy: proxy('proxy.example.com', 3128, 'scanner', 'hunter22'),
});
const BEFORE = settings({ lanIpv4: LAN_STATIC });
const log = createLog({ clock: new SimulatedClock(), write: () => undefined, level: 'error', levels: {} });
const CONFIG = {
  appliance: { name: 'is_lab', kind: 'virtual', serial: '' },
  features: { ipv6: true, vlan: true },
  network: { lan: 'lan0' },
} as const;

/** A disk as a day leaves it: settings kept twice, a PIN, a name, preferences. */
function aDay(): Files {
  const { files } = new MemoryDisk();
  const store = SettingsStore.open(files, 0, log);
  store.keep(BEFORE, 'a');
  store.keep(KEPT, 'b');
  const documents = openDocuments(files, 0, log);
  pinOf(documents).set('4711');
  documents.platform.store({ name: 'is_acme', features: null });
  documents.preferences.store({ contrast_percent: 40, brightness_percent: 90, language: 'de' });
  return files;
}

function pinOf(documents: ReturnType<typeof openDocuments>): Pin {
  const appliance = new ApplianceModel(applianceWith({}));
  const random = (count: number) => new Uint8Array(count).fill(1);
  return new Pin({ appliance, document: documents.pin, clock: new SimulatedClock(), boot: 'b', random, log });
}

/** What a start makes of a disk. */
function start(files: Files) {
  const store = SettingsStore.open(files, 0, log);
  const documents = openDocuments(files, 0, log);
  const appliance = new ApplianceModel(
    firstAppliance(
      { config: CONFIG, version: '1', time: { now_ms: 0, uptime_s: 0, isSet: true } },
      store.settings,
      documents,
    ),
  );
  reportDamage(store, documents, new Notices(appliance));
  const journal = new Journal(files, log);
  const found = journal.find(0);
  try {
    removeLeftovers(files);
  } catch {
    // The daemon says so and goes on.
  }
  return { store, documents, appliance: appliance.value, found };
}

const whole = (files: Files) => Object.fromEntries(files.list().map((name) => [name, files.read(name)]));

/** Fails from one call on, for as many as it says. */
function failing(inner: Files, from: number, count: number): Files {
  let calls = 0;
  const guard = <Args extends unknown[], Result>(run: (...args: Args) => Result) => {
    return (...args: Args): Result => {
      calls += 1;
      if (calls > from && calls <= from + count) throw new Error('EIO: i/o error');
      return run(...args);
    };
  };
  return {
    read: guard((name: string) => inner.read(name)),
    list: guard(() => inner.list()),
    write: guard((name: string, text: string) => inner.write(name, text)),
    sync: guard((name: string) => inner.sync(name)),
    rename: guard((from: string, to: string) => inner.rename(from, to)),
    remove: guard((name: string) => inner.remove(name)),
    syncDirectory: guard(() => inner.syncDirectory()),
  };
}

describe('a disk that fails at one start', () => {
  const MOST_CALLS = 40;
  it.each([1, 2, 3, 4, 1000])('for %i calls, from any call on, loses nothing and opens no menu', (count) => {
    for (let from = 0; from < MOST_CALLS; from++) {
      const files = aDay();
      const before = whole(files);
      const { store, appliance, documents } = start(failing(files, from, count));
      expect(appliance.pinSet).toBe(true);
      if (documents.pin.unreadable !== null) {
        expect(() => pinOf(documents).verify('4711')).toThrow();
        expect(() => pinOf(documents).set('0000')).toThrow();
      }
      expect(['stored', 'unreadable']).toContain(store.origin);
      if (store.origin === 'unreadable') {
        expect(appliance.notices.map(({ message }) => message.code)).toContain('state-unreadable');
        expect(() => store.keep(BEFORE, 'c')).toThrow('could not be read and stays as it is');
      }
      expect(whole(files)).toEqual(before);
      const next = start(files);
      expect(next.store.settings).toEqual(KEPT);
      expect(next.documents.platform.value.name).toBe('is_acme');
      expect(pinOf(next.documents).verify('4711')).toEqual({ ok: true });
    }
  });

  it('is no first start where something was set aside', () => {
    const files = aDay();
    files.write('settings.json', 'x');
    files.write('settings.previous.json', 'x');
    expect(start(files).store.origin).toBe('lost');
    expect(start(files).store.origin).toBe('lost');
  });
});

type Mutation = (bytes: Buffer) => Buffer;

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.nat().chain((at) =>
    fc.nat({ max: 7 }).map(
      (bit): Mutation =>
        (bytes) =>
          flipped(bytes, at, bit),
    ),
  ),
  fc.nat().map(
    (at): Mutation =>
      (bytes) =>
        bytes.subarray(0, at % (bytes.length + 1)),
  ),
  fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 20 })).map(
    ([at, more]): Mutation =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, at % bytes.length), more, bytes.subarray(at % bytes.length)]),
  ),
  fc.tuple(fc.nat(), fc.nat({ max: 64 })).map(
    ([at, length]): Mutation =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, at % bytes.length), bytes.subarray((at % bytes.length) + length)]),
  ),
  fc.uint8Array({ maxLength: 64 }).map(
    (noise): Mutation =>
      () =>
        Buffer.from(noise),
  ),
);

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = at % bytes.length;
  copy.writeUInt8(copy.readUInt8(index) ^ (1 << bit), index);
  return copy;
}

const RUNS = 500 * Number(process.env.BEZEL_PROPERTY_RUNS ?? 1);

const NAMES = ['settings.json', 'settings.previous.json', 'pin.json', 'platform.json', 'preferences.json'];

test.prop([fc.constantFrom(...NAMES), mutation], { numRuns: RUNS })(
  'stored files in which anything has changed are damaged or as they were, and it is told',
  (name, mutate) => {
    const files = aDay();
    files.write(name, mutate(Buffer.from(files.read(name) ?? '')).toString('utf8'));
    const { store, documents, appliance } = start(files);
    const told = appliance.notices.map(({ message }) => message.code);
    if (store.origin === 'stored') expect(store.settings).toEqual(KEPT);
    else
      expect([store.origin, told.includes('settings-damaged'), store.settings]).toEqual([
        'previous',
        true,
        BEFORE,
      ]);
    if (documents.pin.damage === null) expect(pinOf(documents).verify('4711')).toEqual({ ok: true });
    else expect(told).toContain('pin-damaged');
    if (documents.platform.damage === null) expect(documents.platform.value.name).toBe('is_acme');
  },
);
