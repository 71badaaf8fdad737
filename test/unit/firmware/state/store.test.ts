import { describe, expect, it } from 'vitest';
import { createLog } from '../../../../firmware/log/log.ts';
import { type Files, removeLeftovers, writeAtomically } from '../../../../firmware/state/files.ts';
import { peekSettings, SettingsStore } from '../../../../firmware/state/settings-store.ts';
import { FACTORY_SETTINGS } from '../../../../menus/settings/settings.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { FaultyDisk, MemoryDisk } from '../../../../simulator/disk.ts';
import { proxy, STATIC_SETTINGS, settings } from '../samples.ts';

const NOW_ms = Date.UTC(2026, 10, 22, 8, 30, 0);
const lines: string[] = [];
const log = createLog({
  clock: new SimulatedClock(NOW_ms),
  write: (line) => lines.push(line),
  level: 'debug',
  levels: {},
});
const open = (files: Files) => SettingsStore.open(files, NOW_ms, log);

function diskWith(names: Readonly<Record<string, string>>): Files {
  const { files } = new MemoryDisk();
  for (const [name, text] of Object.entries(names)) files.write(name, text);
  return files;
}

function diskThatKept(): Files {
  const { files } = new MemoryDisk();
  open(files).keep(STATIC_SETTINGS, 'first');
  open(files).keep(settings({ proxy: proxy('a.example', 3128, 'u', 'p') }), 'second');
  return files;
}

const HERE = { backend: 'networkmanager', lan: '02:00:00:00:00:01' };

/** Kept on a machine, or before settings said on which. */
function keptOn(machine: typeof HERE | null): Files {
  const { files } = new MemoryDisk();
  const store = open(files);
  if (machine !== null) store.bindTo(machine);
  store.keep(STATIC_SETTINGS, 'first');
  return files;
}

describe('settings and the machine they were kept on', () => {
  it('belong together', () => {
    const store = open(keptOn(HERE));
    expect(store.bindTo(HERE)).toBe('made-for-it');
    expect(store.settings).toEqual(STATIC_SETTINGS);
  });

  it('of a simulated network were once set on the real one: another network service starts anew', () => {
    const store = open(keptOn({ backend: 'simulated', lan: '' }));
    expect(store.bindTo(HERE)).toBe('made-for-it');
    expect(store.origin).toBe('factory');
    expect(store.isKnown).toBe(false);
    expect(store.settings).toEqual(FACTORY_SETTINGS);
  });

  it('of other hardware are told', () => {
    expect(open(keptOn({ ...HERE, lan: '02:00:00:00:00:99' })).bindTo(HERE)).toBe('made-elsewhere');
  });

  it.each([
    ['kept', { ...HERE, lan: '' }, HERE],
    ['found', HERE, { ...HERE, lan: '' }],
  ])('are not doubted for a hardware address that is not known: %s', (_which, kept, found) => {
    expect(open(keptOn(kept)).bindTo(found)).toBe('made-for-it');
  });

  it('of software that did not say where are told, and say it once they are kept again', () => {
    const files = keptOn(null);
    const store = open(files);
    expect(store.bindTo(HERE)).toBe('not-told');
    store.keep(STATIC_SETTINGS, 'second');
    expect(open(files).bindTo(HERE)).toBe('made-for-it');
    expect(open(files).bindTo({ ...HERE, lan: '02:00:00:00:00:99' })).toBe('made-elsewhere');
  });

  it('say so in the file', () => {
    expect(JSON.parse(keptOn(HERE).read('settings.json') ?? '')).toMatchObject({ machine: HERE });
  });

  it('are in doubt until an operator keeps some', () => {
    const store = open(keptOn(HERE));
    store.doubt();
    expect(store.isKnown).toBe(false);
    store.keep(STATIC_SETTINGS, 'second');
    expect(store.isKnown).toBe(true);
  });
});

describe('the settings store', () => {
  it('gives a new appliance the factory settings', () => {
    const store = open(diskWith({}));
    expect(store.settings).toEqual(FACTORY_SETTINGS);
    expect(store.origin).toBe('factory');
  });

  it('finds what was kept, and by which change', () => {
    const store = open(diskThatKept());
    expect(store.settings).toEqual(settings({ proxy: proxy('a.example', 3128, 'u', 'p') }));
    expect(store.keptBy).toBe('second');
    expect(store.origin).toBe('stored');
  });

  it.each([
    ['is cut short', '{"keptBy":"second","sett'],
    ['is empty', ''],
    ['is zeros', '\0\0\0\0'],
    ['holds another kind of value', '[1,2,3]'],
    ['has a version that never was', JSON.stringify({ keptBy: '', settings: { version: 0 } })],
    ['has an unknown key', '{"keptBy":"","settings":null,"more":1}'],
  ])('sets a file aside that %s, and uses the settings before it', (_what, text) => {
    const files = diskThatKept();
    files.write('settings.json', text);
    const store = open(files);
    expect(store.origin).toBe('previous');
    expect(store.settings).toEqual(STATIC_SETTINGS);
    expect(files.read('settings.json.bad-2026-11-22T08-30-00Z')).toBe(text);
    expect(lines.at(-2)).toContain('settings.json.bad-2026-11-22T08-30-00Z');
    expect(open(files).origin).toBe('stored');
  });

  it('uses the settings before when the file is gone', () => {
    const files = diskThatKept();
    files.remove('settings.json');
    expect(open(files).settings).toEqual(STATIC_SETTINGS);
  });

  describe.each(['settings.json', 'settings.previous.json'])(
    'finding settings of later software in %s',
    (name) => {
      const LATER = JSON.stringify({ keptBy: 'x', settings: { version: 99, anything: true } });
      const found = () => {
        const files = diskThatKept();
        if (name === 'settings.previous.json') files.write('settings.json', 'damaged');
        files.write(name, LATER);
        return files;
      };
      const contents = (files: Files) => files.list().map((each) => [each, files.read(each)]);

      it('says so, knows none, and changes nothing on the disk', () => {
        const files = found();
        const before = contents(files);
        const store = open(files);
        expect([store.origin, store.newerVersion, store.isKnown]).toEqual(['newer', 99, false]);
        expect(() => store.keep(STATIC_SETTINGS, 'third')).toThrow('is of later software (version 99)');
        expect(peekSettings(files)).toBeNull();
        expect(contents(files)).toEqual(before);
      });
    },
  );

  it('admits that it lost the settings when both files are damaged', () => {
    const files = diskThatKept();
    files.write('settings.json', 'x');
    files.write('settings.previous.json', 'x');
    expect(open(files).origin).toBe('lost');
  });

  it('uses the settings before a damaged file also when the disk is full, which once ended the daemon', () => {
    const files = diskThatKept();
    files.write('settings.json', 'x');
    const disk = new FaultyDisk(files);
    disk.fault = 'full';
    const store = open(disk.files);
    expect(store.settings).toEqual(STATIC_SETTINGS);
    expect(store.origin).toBe('previous');
    expect(lines.join('\n')).toContain('cannot be set aside');
    expect(lines.at(-1)).toContain('cannot be written in the place of the damaged ones');
  });

  it('keeps every file it set aside, even two in one second', () => {
    const files = diskThatKept();
    for (const text of ['one', 'two', 'three']) {
      files.write('settings.json', text);
      open(files);
    }
    const aside = files.list().filter((name) => name.includes('.bad-'));
    expect(aside.map((name) => files.read(name)).sort()).toEqual(['one', 'three', 'two']);
  });

  it('can be looked into without changing anything', () => {
    const files = diskThatKept();
    files.write('settings.json', 'x');
    const before = [...files.list()];
    expect(peekSettings(files)).toEqual(STATIC_SETTINGS);
    expect(files.list()).toEqual(before);
    expect(peekSettings(diskWith({}))).toBeNull();
  });

  it('still has the old settings when new ones cannot be written', () => {
    const files = diskThatKept();
    const full: Files = {
      ...files,
      sync: () => {
        throw new Error('no space left on device');
      },
    };
    const store = open(full);
    expect(() => store.keep(STATIC_SETTINGS, 'third')).toThrow('no space left');
    expect(store.keptBy).toBe('second');
    expect(open(files).keptBy).toBe('second');
  });
});

describe('an atomic write', () => {
  it('leaves nothing behind that the next start does not remove', () => {
    const { files } = new MemoryDisk();
    const failing: Files = {
      ...files,
      rename: () => {
        throw new Error('cut');
      },
    };
    expect(() => writeAtomically(failing, 'a.json', '1')).toThrow('cut');
    removeLeftovers(files);
    expect(files.list()).toEqual([]);
  });
});
