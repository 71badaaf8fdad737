import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../../firmware/log/log.ts';
import { type Codec, openDocument, schemaCodec } from '../../../../firmware/state/document.ts';
import type { Files } from '../../../../firmware/state/files.ts';
import { decodeStoredSettings } from '../../../../firmware/state/settings-codec.ts';
import { encodeSettings } from '../../../../menus/settings/codec.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { MemoryDisk } from '../../../../simulator/disk.ts';
import { proxy, settings } from '../samples.ts';

const NOW_ms = Date.UTC(2026, 10, 22, 8, 30, 0);
const log = createLog({
  clock: new SimulatedClock(NOW_ms),
  write: () => undefined,
  level: 'error',
  levels: {},
});

/** Made up: a panel's volume, to which the second version added a melody. */
const FIRST = schemaCodec(v.strictObject({ volume: v.number() }));
const SECOND = schemaCodec(v.strictObject({ volume: v.number(), melody: v.nullable(v.string()) }), [
  (stored) => ({ ...stored, melody: null }),
]);

function open<Value>(files: Files, codec: Codec<Value>, initial: Value) {
  return openDocument({ files, name: 'sound.json', codec, initial, now_ms: NOW_ms, log });
}

function diskWith(text: string): Files {
  const { files } = new MemoryDisk();
  files.write('sound.json', text);
  return files;
}

describe('a document of an earlier version', () => {
  it('is read as the present one, and written as such with the next change', () => {
    const files = diskWith('{"volume":3}');
    const sound = open(files, SECOND, { volume: 5, melody: 'chime' });
    expect(sound.value).toEqual({ volume: 3, melody: null });
    expect(files.read('sound.json')).toBe('{"volume":3}');
    sound.save({ volume: 3, melody: 'gong' });
    expect(JSON.parse(files.read('sound.json') ?? '')).toEqual({ version: 2, volume: 3, melody: 'gong' });
    expect(open(files, SECOND, { volume: 5, melody: null }).value).toEqual({ volume: 3, melody: 'gong' });
  });

  it('is read as strictly as the present one', () => {
    const files = diskWith('{"volume":"loud"}');
    const sound = open(files, SECOND, { volume: 5, melody: null });
    expect(sound.damage).toContain('volume');
    expect(files.list()).toEqual(['sound.json.bad-2026-11-22T08-30-00Z']);
  });

  it('is damaged where it is no object', () => {
    expect(SECOND.decode([])).toMatchObject({ state: 'damaged' });
  });
});

describe('a document of a later version', () => {
  const LATER = '{"version":2,"volume":3,"melody":"gong"}';

  it('leaves its file as it is while nothing is changed', () => {
    const files = diskWith(LATER);
    const sound = open(files, FIRST, { volume: 5 });
    expect(sound.value).toEqual({ volume: 5 });
    expect(sound.damage).toBeNull();
    expect(files.list()).toEqual(['sound.json']);
    expect(files.read('sound.json')).toBe(LATER);
  });

  it('is set aside by the first change, so that the later software can have it back', () => {
    const files = diskWith(LATER);
    const sound = open(files, FIRST, { volume: 5 });
    sound.save({ volume: 6 });
    sound.save({ volume: 7 });
    expect(files.read('sound.json.newer-2026-11-22T08-30-00Z')).toBe(LATER);
    expect(open(files, FIRST, { volume: 5 }).value).toEqual({ volume: 7 });
    expect(files.list()).toHaveLength(2);
  });
});

describe('settings of an earlier version', () => {
  it('are upgraded before they are read', () => {
    const wanted = settings({ proxy: proxy('a.example', 3128) });
    const { version: _version, proxy: stored, ...rest } = encodeSettings(wanted);
    // Made up: a version that called the proxy a relay and had no VLAN.
    const { vlan: _vlan, ...early } = rest;
    const read = decodeStoredSettings({ version: 1, ...early, relay: stored }, [
      ({ relay, ...others }) => ({ ...others, proxy: relay, vlan: null }),
    ]);
    expect(read).toEqual({ state: 'good', value: wanted });
  });
});
