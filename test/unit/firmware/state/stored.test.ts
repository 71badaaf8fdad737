/**
 * The state files of every version, as the software of that version wrote them: `stored/KIND/VERSION/`. They are read
 * for ever and never change. Software with a new version writes its own once, with `BEZEL_UPDATE_GOLDEN=1`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { openDocuments } from '../../../../firmware/appliance/documents.ts';
import { Pin } from '../../../../firmware/appliance/pin.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import type { Files } from '../../../../firmware/state/files.ts';
import { Journal, type JournalEntry } from '../../../../firmware/state/journal.ts';
import { SETTINGS_FILE_VERSION, SettingsStore } from '../../../../firmware/state/settings-store.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { MemoryDisk } from '../../../../simulator/disk.ts';
import { isUpdating } from '../../../support/updating.ts';
import {
  applianceWith,
  ipv4,
  LAN_STATIC,
  platformVlan,
  prefix,
  proxy,
  settings,
  staticIpv4,
  vlan,
  WAN_STATIC,
} from '../samples.ts';

const STORED = join(import.meta.dirname, 'stored');
const WRITTEN_ms = Date.UTC(2026, 10, 29, 8);
const log = createLog({
  clock: new SimulatedClock(WRITTEN_ms),
  write: () => undefined,
  level: 'error',
  levels: {},
});

type Kind = 'settings' | 'journal' | 'pin' | 'platform' | 'preferences' | 'last-change' | 'update';

const pathOf = (kind: Kind, version: number, file: string) => join(STORED, kind, String(version), file);
const versionsOf = (kind: Kind) => readdirSync(join(STORED, kind)).map(Number);

/** A disk with one stored file under the name it had. */
function diskWith(path: string, name: string): Files {
  const { files } = new MemoryDisk();
  files.write(name, readFileSync(path, 'utf8'));
  return files;
}

const LAN_WITH_TWO_SERVERS = staticIpv4('192.168.1.10', '192.168.1.1', ['192.168.1.1', '9.9.9.9']);

/** What the files say, in the settings of today. */
const SETTINGS: Readonly<Record<string, Settings>> = {
  factory: FACTORY_SETTINGS,
  'lan-static': { ...FACTORY_SETTINGS, lan: { ipv4: LAN_WITH_TWO_SERVERS, ipv6: true } },
  'wan-dhcp': settings({
    lanIpv4: LAN_STATIC,
    wan: { method: 'dhcp' },
    vlan: vlan(0, '172.16.0.7'),
    proxy: proxy('10.20.30.1', 3128),
  }),
  everything: settings({
    lanIpv4: LAN_STATIC,
    wan: WAN_STATIC,
    vlan: vlan(7, '172.16.0.7'),
    proxy: proxy('proxy.example.com', 443, 'scanner', 'pass word!'),
    platform: {
      vlans: [platformVlan(8, '172.17.0.7', 'printers'), platformVlan(4094, '172.18.0.7', 'Büro 2')],
      routes: [
        {
          target: { address: ipv4('10.20.0.0'), prefixLength: prefix(16) },
          gateway: ipv4('192.168.1.254'),
          name: 'lab',
        },
        {
          target: { address: ipv4('10.99.1.1'), prefixLength: prefix(32) },
          gateway: ipv4('192.168.1.253'),
          name: 'one host',
        },
      ],
    },
  }),
};

const changeOf = (kind: string) => (kind === 'factory' ? '' : '0123456789abcdef');

/** What this software writes. */
function textOf(kind: string, value: Settings): string {
  const { files } = new MemoryDisk();
  SettingsStore.open(files, 0, log).keep(value, changeOf(kind));
  return files.read('settings.json') ?? '';
}

function writeMissing(kind: string, value: Settings): void {
  const path = pathOf('settings', SETTINGS_FILE_VERSION, `${kind}.json`);
  if (existsSync(path) || !isUpdating(process.env)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, textOf(kind, value));
}

for (const [kind, value] of Object.entries(SETTINGS)) writeMissing(kind, value);

describe('settings as they are written today', () => {
  it.each(Object.entries(SETTINGS))('are those of the newest version: %s', (kind, value) => {
    const path = pathOf('settings', SETTINGS_FILE_VERSION, `${kind}.json`);
    const advice = 'a new shape of settings needs a new version: menus/settings/migrations.ts';
    expect(existsSync(path), advice).toBe(true);
    expect(textOf(kind, value), advice).toBe(readFileSync(path, 'utf8'));
  });
});

describe.each(versionsOf('settings'))('settings stored in version %i', (version) => {
  it.each(Object.entries(SETTINGS))('are read: %s', (kind, expected) => {
    const store = SettingsStore.open(
      diskWith(pathOf('settings', version, `${kind}.json`), 'settings.json'),
      0,
      log,
    );
    expect(store.origin).toBe('stored');
    expect(store.settings).toEqual(expected);
    expect(store.keptBy).toBe(changeOf(kind));
  });
});

describe.each(versionsOf('journal'))('a journal stored in version %i', (version) => {
  const entry = (file: string): JournalEntry | null => {
    const found = new Journal(diskWith(pathOf('journal', version, file), 'journal.json'), log).find(0);
    return found.state === 'open' ? found.entry : null;
  };
  const common = {
    id: '00112233445566aa',
    boot: 'c0ffee00-0000-4000-8000-000000000001',
    opened_ms: WRITTEN_ms,
    deadline_ms: WRITTEN_ms + 271_000,
  };

  it('is read before its undo was armed', () => {
    expect(entry('unarmed.json')).toEqual({
      ...common,
      title: 'LAN STATIC',
      undo: null,
      before: SETTINGS.factory,
      wanted: SETTINGS['lan-static'],
    });
  });

  it('is read with the handle of its undo', () => {
    expect(entry('armed.json')).toEqual({
      ...common,
      title: 'PROXY',
      undo: '/org/freedesktop/NetworkManager/Checkpoint/7',
      before: SETTINGS['wan-dhcp'],
      wanted: SETTINGS.everything,
    });
  });
});

/** What else is remembered, from one stored file. */
const remembered = (
  kind: Exclude<Kind, 'settings' | 'journal' | 'last-change'>,
  version: number,
  file: string,
) => openDocuments(diskWith(pathOf(kind, version, file), `${kind}.json`), 0, log)[kind];

describe.each(versionsOf('pin'))('a PIN stored in version %i', (version) => {
  it.each([
    ['set.json', 0],
    ['with-failures.json', 3],
  ])('still opens the menu: %s', (file, failures) => {
    const { pin: document } = openDocuments(diskWith(pathOf('pin', version, file), 'pin.json'), 0, log);
    expect(document.damage).toBeNull();
    expect(document.value.failures).toBe(failures);
    const clock = new SimulatedClock(WRITTEN_ms + 3_600_000);
    const pin = new Pin({
      appliance: new ApplianceModel(applianceWith({})),
      document,
      clock,
      boot: 'another boot',
      random: (count) => new Uint8Array(count),
      log,
    });
    // In another boot the wait begins anew.
    clock.advance(300_000);
    expect(pin.verify('4711')).toEqual({ ok: true });
    expect(pin.verify('4712').ok).toBe(false);
  });

  it('is none once it was cleared', () => {
    expect(remembered('pin', version, 'cleared.json').value).toMatchObject({ pin: null });
  });
});

describe.each(versionsOf('platform'))('what the platform decided, stored in version %i', (version) => {
  it('is name and features', () => {
    expect(remembered('platform', version, 'named.json').value).toEqual({
      name: 'is_office-2.example',
      features: { ipv6: true, vlan: false },
    });
  });
});

describe('preferences', () => {
  const LEVELS = { contrast_percent: 35, brightness_percent: 80 };

  it.each([
    [1, 'levels.json', { ...LEVELS, language: null }],
    [2, 'language.json', { ...LEVELS, language: 'de' }],
    [3, 'language.json', { ...LEVELS, language: 'de' }],
  ])('stored in version %i are read: %s', (version, file, expected) => {
    expect(remembered('preferences', version, file).value).toEqual(expected);
  });

  it('are written in the newest version', () => {
    const { files } = new MemoryDisk();
    openDocuments(files, 0, log).preferences.save({ ...LEVELS, language: 'de' });
    const path = pathOf('preferences', Math.max(...versionsOf('preferences')), 'language.json');
    expect(files.read('preferences.json')).toBe(readFileSync(path, 'utf8'));
  });
});

describe.each(versionsOf('last-change'))('the last change stored in version %i', (version) => {
  it('is title, time and place', () => {
    const files = diskWith(pathOf('last-change', version, 'kept.json'), 'last-change.json');
    expect(openDocuments(files, 0, log).lastChange.value.change).toEqual({
      title: 'wan',
      at_ms: 1_795_939_200_000,
      by: 'console tty1',
    });
  });
});

describe.each(versionsOf('update'))('an update stored in version %i', (version) => {
  it.each([
    ['running.json', { running: true, message: 'Downloading 3.15' }],
    ['done.json', { running: false, message: '' }],
  ])('runs or does not: %s', (file, expected) => {
    expect(remembered('update', version, file).value).toEqual(expected);
  });
});
