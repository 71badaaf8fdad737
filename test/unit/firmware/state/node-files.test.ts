import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { StateError, writeAtomically } from '../../../../firmware/state/files.ts';
import { lockStateDirectory } from '../../../../firmware/state/lock.ts';
import { openStateDirectory } from '../../../../firmware/state/node-files.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

let directory = '';
beforeEach(() => {
  directory = temporaryDirectory();
});

describe('a state directory on a real disk', () => {
  it('is made where it is missing, for its user alone', () => {
    const made = join(directory, 'lib', 'bezel');
    openStateDirectory(made);
    expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  it('holds what was written, for its user alone', () => {
    const files = openStateDirectory(directory);
    writeAtomically(files, 'settings.json', 'text');
    expect(files.read('settings.json')).toBe('text');
    expect(files.list()).toEqual(['settings.json']);
    expect(statSync(join(directory, 'settings.json')).mode & 0o777).toBe(0o600);
    files.remove('settings.json');
    expect(files.read('settings.json')).toBeNull();
  });

  it('says which file cannot be read', () => {
    mkdirSync(join(directory, 'pin.json'));
    expect(() => openStateDirectory(directory).read('pin.json')).toThrow(/pin\.json cannot be read: EISDIR/);
  });

  it('says in one sentence that the directory is a file', () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    expect(() => openStateDirectory(file)).toThrow(StateError);
    expect(() => openStateDirectory(file)).toThrow(`state directory ${file} cannot be used`);
  });

  it('that can never be made is refused at once: /proc and a file as parent once kept it trying for ever', () => {
    expect(() => openStateDirectory('/proc/bezel/state')).toThrow(
      /state directory .* cannot be used: ENOENT/,
    );
    expect(() => openStateDirectory('/proc/bezel')).toThrow(
      'state directory /proc/bezel cannot be used: ENOENT',
    );
  });
});

describe('the lock of a state directory', () => {
  it('is refused to a second daemon, whatever path it uses, until the first lets go', async () => {
    const link = `${directory}-link`;
    symlinkSync(directory, link);
    try {
      const lock = await lockStateDirectory(directory);
      await expect(lockStateDirectory(link)).rejects.toThrow('another bezel is running on it');
      lock.release();
      (await lockStateDirectory(link)).release();
    } finally {
      rmSync(link);
    }
  });

  it('leaves no file behind', async () => {
    const lock = await lockStateDirectory(directory);
    expect(existsSync(join(directory, 'lock'))).toBe(false);
    expect(openStateDirectory(directory).list()).toEqual([]);
    lock.release();
  });
});
