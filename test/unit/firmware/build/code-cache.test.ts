import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCodeCache } from '../../../../firmware/build/code-cache.mjs';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const require = createRequire(import.meta.url);
const TEXT = '(function answer() { return 42; })';
const AN_HOUR_ms = 3_600_000;

let directory = '';
const file = () => join(directory, 'code');

/** A start of the program: compiles its one part, with the byte code that was kept. */
function start(build = 'one build', text = TEXT): Script {
  const cache = openCodeCache(require, directory, build);
  const script = new Script(text, { cachedData: cache.of('part') });
  cache.compiled('part', script);
  expect(script.runInThisContext()()).toBe(42);
  return script;
}

/** What `cachedDataRejected` is when there was no byte code to reject. */
const COMPILED = undefined;
const TAKEN = false;

beforeEach(() => {
  directory = temporaryDirectory();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('The byte code of an earlier start', () => {
  it('is kept once the start is over, readable by the service alone', () => {
    start();
    expect(existsSync(file())).toBe(false);
    vi.advanceTimersByTime(AN_HOUR_ms);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('is taken by the next start, which leaves the file as it is', () => {
    start();
    vi.advanceTimersByTime(AN_HOUR_ms);
    const kept = statSync(file()).ino;
    expect(start().cachedDataRejected).toBe(TAKEN);
    vi.advanceTimersByTime(AN_HOUR_ms);
    expect(statSync(file()).ino).toBe(kept);
  });

  it('is of no use to another build, which replaces it', () => {
    start();
    vi.advanceTimersByTime(AN_HOUR_ms);
    expect(start('another build').cachedDataRejected).toBe(COMPILED);
    vi.advanceTimersByTime(AN_HOUR_ms);
    expect(start('another build').cachedDataRejected).toBe(TAKEN);
  });

  it('is not taken with a single bit flipped, at any place of the file', () => {
    start();
    vi.advanceTimersByTime(AN_HOUR_ms);
    const whole = readFileSync(file());
    for (let place = 0; place < whole.length; place += 7) {
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(whole.readUInt8(place) ^ 1, place);
      writeFileSync(file(), flipped);
      expect(start().cachedDataRejected).toBe(COMPILED);
      vi.clearAllTimers();
    }
  });

  it('is not taken from a file that others may write', () => {
    start();
    vi.advanceTimersByTime(AN_HOUR_ms);
    chmodSync(file(), 0o620);
    expect(start().cachedDataRejected).toBe(COMPILED);
  });

  it('is neither read nor written through a link', () => {
    start();
    vi.advanceTimersByTime(AN_HOUR_ms);
    const target = join(directory, 'target');
    const kept = readFileSync(file());
    writeFileSync(target, kept, { mode: 0o600 });
    directory = join(directory, 'linked');
    mkdirSync(directory);
    symlinkSync(target, file());
    symlinkSync(target, `${file()}.new`);
    expect(start().cachedDataRejected).toBe(COMPILED);
    vi.advanceTimersByTime(AN_HOUR_ms);
    expect(readFileSync(target)).toEqual(kept);
    expect(start().cachedDataRejected).toBe(TAKEN);
  });

  it.each([
    ['an empty file', () => writeFileSync(file(), '')],
    ['a directory in its place', () => mkdirSync(file())],
    ['a directory that does not exist', () => (directory = join(directory, 'absent'))],
    ['no directory', () => (directory = '')],
  ])('is done without: %s', (_, arrange) => {
    arrange();
    expect(start().cachedDataRejected).toBe(COMPILED);
    vi.advanceTimersByTime(AN_HOUR_ms);
  });
});
