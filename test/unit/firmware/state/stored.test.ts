/**
 * The state files of every released version, as the software of that version wrote them (`stored/VERSION/`). They are
 * read for ever. A new version of a file adds a folder here with files it writes; those that are here never change.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { Pin } from '../../../../firmware/appliance/pin.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { openDocuments } from '../../../../firmware/state/documents.ts';
import type { Files } from '../../../../firmware/state/files.ts';
import { Journal, type JournalEntry } from '../../../../firmware/state/journal.ts';
import { SettingsStore } from '../../../../firmware/state/settings-store.ts';
import { SETTINGS_VERSION } from '../../../../menus/settings/codec.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../../menus/settings/settings.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { MemoryDisk } from '../../../../simulator/disk.ts';
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

const textOf = (version: number, file: string) => readFileSync(join(STORED, String(version), file), 'utf8');

/** A disk with one stored file under the name it had. */
function diskWith(version: number, file: string, name: string): Files {
  const { files } = new MemoryDisk();
  files.write(name, textOf(version, file));
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

const VERSIONS = readdirSync(STORED).map(Number);

describe.each(VERSIONS)('settings stored in version %i', (version) => {
  it.each(Object.entries(SETTINGS))('are read: %s', (kind, expected) => {
    const files = diskWith(version, `settings-${kind}.json`, 'settings.json');
    const store = SettingsStore.open(files, 0, log);
    expect(store.origin).toBe('stored');
    expect(store.settings).toEqual(expected);
    expect(store.keptBy).toBe(kind === 'factory' ? '' : '0123456789abcdef');
  });
});

describe('settings', () => {
  it('have files of the version that is written today', () => {
    expect(VERSIONS).toContain(SETTINGS_VERSION);
  });

  it.each(Object.keys(SETTINGS))('that change their shape need a new version: %s', (kind) => {
    const files = diskWith(SETTINGS_VERSION, `settings-${kind}.json`, 'settings.json');
    const store = SettingsStore.open(files, 0, log);
    store.keep(store.settings, store.keptBy);
    expect(files.read('settings.json')).toBe(textOf(SETTINGS_VERSION, `settings-${kind}.json`));
  });
});

describe.each(VERSIONS)('a journal stored in version %i', (version) => {
  const entry = (file: string): JournalEntry | null => {
    const found = new Journal(diskWith(version, file, 'journal.json'), log).find(0);
    return found.state === 'open' ? found.entry : null;
  };
  const common = {
    id: '00112233445566aa',
    boot: 'c0ffee00-0000-4000-8000-000000000001',
    opened_ms: WRITTEN_ms,
    deadline_ms: WRITTEN_ms + 271_000,
  };

  it('is read before its undo was armed', () => {
    expect(entry('journal-unarmed.json')).toEqual({
      ...common,
      title: 'LAN STATIC',
      undo: null,
      before: SETTINGS.factory,
      wanted: SETTINGS['lan-static'],
    });
  });

  it('is read with the handle of its undo', () => {
    expect(entry('journal-armed.json')).toEqual({
      ...common,
      title: 'PROXY',
      undo: '/org/freedesktop/NetworkManager/Checkpoint/7',
      before: SETTINGS['wan-dhcp'],
      wanted: SETTINGS.everything,
    });
  });
});

describe.each(VERSIONS)('what else is remembered, stored in version %i', (version) => {
  const open = (file: string, name: string) => openDocuments(diskWith(version, file, name), 0, log);

  it.each([
    ['pin-set.json', 0],
    ['pin-with-failures.json', 3],
  ])('%s: the PIN still opens the menu', (file, failures) => {
    const { pin: document } = open(file, 'pin.json');
    expect(document.damage).toBeNull();
    expect(document.value.failures).toBe(failures);
    const pin = new Pin({
      appliance: new ApplianceModel(applianceWith({})),
      document,
      clock: new SimulatedClock(WRITTEN_ms + 3_600_000),
      random: (count) => new Uint8Array(count),
      log,
    });
    expect(pin.verify('4711')).toEqual({ ok: true });
    expect(pin.verify('4712').ok).toBe(false);
  });

  it('pin-cleared.json: there is no PIN', () => {
    expect(open('pin-cleared.json', 'pin.json').pin.value.pin).toBeNull();
  });

  it('platform.json: name and features', () => {
    expect(open('platform.json', 'platform.json').platform.value).toEqual({
      name: 'is_office-2.example',
      features: { ipv6: true, vlan: false },
    });
  });

  it('preferences.json: contrast and brightness', () => {
    expect(open('preferences.json', 'preferences.json').preferences.value).toMatchObject({
      contrast_percent: 35,
      brightness_percent: 80,
    });
  });

  it.each([
    ['update-running.json', { running: true, message: 'Downloading 3.15' }],
    ['update-done.json', { running: false, message: '' }],
  ])('%s: whether an update runs', (file, expected) => {
    expect(open(file, 'update.json').update.value).toEqual(expected);
  });
});
