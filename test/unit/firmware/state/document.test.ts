import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../../firmware/log/log.ts';
import { type Codec, SEALED, schemaCodec } from '../../../../firmware/state/codec.ts';
import { openDocument, writeDocument } from '../../../../firmware/state/document.ts';
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

/** Made up: a panel's volume, which got a checksum, and then a melody. */
const FIRST = schemaCodec(v.strictObject({ volume: v.number() }), [SEALED]);
const SECOND = schemaCodec(v.strictObject({ volume: v.number(), melody: v.nullable(v.string()) }), [
  SEALED,
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

/** As software with this codec writes it. */
function textOf<Value>(codec: Codec<Value>, value: Value): string {
  const { files } = new MemoryDisk();
  writeDocument(files, 'sound.json', codec, value);
  return files.read('sound.json') ?? '';
}

describe('a document of an earlier version', () => {
  it('is read as the present one, and written as such with the next change', () => {
    const files = diskWith('{"volume":3}');
    const sound = open(files, SECOND, { volume: 5, melody: 'chime' });
    expect(sound.value).toEqual({ volume: 3, melody: null });
    expect(files.read('sound.json')).toBe('{"volume":3}');
    sound.save({ volume: 3, melody: 'gong' });
    expect(JSON.parse(files.read('sound.json') ?? '')).toEqual({
      version: 3,
      volume: 3,
      melody: 'gong',
      checksum: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
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
  const LATER = textOf(SECOND, { volume: 3, melody: 'gong' });

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

describe('a document with a checksum', () => {
  const text = textOf(SECOND, { volume: 3, melody: 'gong' });

  it('of which a bit has flipped is damaged or as it was, never another', () => {
    const bytes = Buffer.from(text);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const sound = open(diskWith(flipped.toString('utf8')), SECOND, { volume: 5, melody: null });
      if (sound.damage === null) expect(sound.value).toEqual({ volume: 3, melody: 'gong' });
    }
  });

  it('is damaged without it', () => {
    const { checksum: _checksum, ...rest } = JSON.parse(text);
    expect(open(diskWith(JSON.stringify(rest)), SECOND, { volume: 5, melody: null }).damage).toBe(
      'the checksum is missing',
    );
  });
});

describe('a document that the disk does not give', () => {
  const text = textOf(FIRST, { volume: 3 });
  /** A disk whose next reads fail. */
  function failing(times: number): Files {
    const files = diskWith(text);
    let left = times;
    return {
      ...files,
      read(name) {
        left -= 1;
        if (left >= 0) throw new Error('EIO: i/o error, read');
        return files.read(name);
      },
    };
  }

  it('for a moment is read all the same', () => {
    const sound = open(failing(2), FIRST, { volume: 5 });
    expect(sound.value).toEqual({ volume: 3 });
    expect(sound.unreadable).toBeNull();
  });

  it('stays where it is and as it is: it was once set aside, and its content gone with the next start', () => {
    const files = failing(3);
    const sound = open(files, FIRST, { volume: 5 });
    expect(sound.unreadable).toContain('EIO');
    expect(sound.damage).toBeNull();
    sound.save({ volume: 6 });
    expect(() => sound.store({ volume: 7 })).toThrow('could not be read and stays as it is');
    expect(files.list()).toEqual(['sound.json']);
    expect(open(files, FIRST, { volume: 5 }).value).toEqual({ volume: 3 });
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
