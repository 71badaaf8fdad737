import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
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

  it('does not write through a link that was planted in the place of a temporary file', () => {
    const victim = join(directory, 'victim');
    writeFileSync(victim, 'untouched');
    const state = join(directory, 'state');
    const files = openStateDirectory(state);
    symlinkSync(victim, join(state, 'platform.json.tmp'));
    writeAtomically(files, 'platform.json', 'text');
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(files.read('platform.json')).toBe('text');
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

  it('left behind by a daemon that was killed is taken over', async () => {
    const program = `require('node:net').createServer().listen(${JSON.stringify(join(directory, 'lock'))}, () => process.kill(process.pid, 'SIGKILL'))`;
    spawnSync(process.execPath, ['-e', program]);
    expect(existsSync(join(directory, 'lock'))).toBe(true);
    const lock = await lockStateDirectory(directory);
    await expect(lockStateDirectory(directory)).rejects.toThrow('another bezel is running on it');
    lock.release();
  });

  it('goes to exactly one of many daemons that start at once, also where one was left behind', async () => {
    for (let round = 0; round < 20; round++) {
      const attempts = await Promise.allSettled(
        Array.from({ length: 8 }, () => lockStateDirectory(directory)),
      );
      const locks = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
      expect(locks).toHaveLength(1);
      const program = `require('node:net').createServer().listen(${JSON.stringify(join(directory, 'lock'))}, () => process.kill(process.pid, 'SIGKILL'))`;
      for (const lock of locks) lock.release();
      if (round % 10 === 0) spawnSync(process.execPath, ['-e', program]);
    }
  });

  it('cannot be taken from outside the directory: its name in the abstract namespace once could be', async () => {
    const { dev, ino } = statSync(directory);
    const stranger = createServer().listen(`\0bezel-state-${dev}-${ino}`);
    await once(stranger, 'listening');
    (await lockStateDirectory(directory)).release();
    stranger.close();
  });

  it('leaves no file behind, and is open to its user alone', async () => {
    const lock = await lockStateDirectory(directory);
    expect(statSync(join(directory, 'lock')).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['lock']);
    lock.release();
    expect(readdirSync(directory)).toEqual([]);
  });
});
