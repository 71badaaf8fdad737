import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { reasonOf } from '../../drivers/reason.ts';
import { type Files, StateError } from './files.ts';

/** Only the daemon's user may read: the settings hold the proxy password. */
const FILE_MODE = 0o600;
const DIRECTORY_MODE = 0o700;

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
const CREATE_ONLY = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;

/**
 * Opens the state directory on a real disk and creates it if it is missing.
 * @throws StateError when it cannot be created, read or written
 */
export function openStateDirectory(directory: string): Files {
  attempt(`state directory ${directory} cannot be used`, () => {
    makeDirectory(resolve(directory));
    readdirSync(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  });
  const pathOf = (name: string) => join(directory, name);
  return {
    read: (name) =>
      attempt(`${pathOf(name)} cannot be read`, () => {
        try {
          return readFileSync(pathOf(name), 'utf8');
        } catch (error) {
          if (codeOf(error) === 'ENOENT') return null;
          throw error;
        }
      }),
    write: (name, text) =>
      attempt(`${pathOf(name)} cannot be written`, () => {
        // What stands there is removed, not followed: a link could lead to a file of somebody else's.
        rmSync(pathOf(name), { force: true });
        const descriptor = openSync(pathOf(name), CREATE_ONLY, FILE_MODE);
        try {
          writeFileSync(descriptor, text);
        } finally {
          closeSync(descriptor);
        }
      }),
    sync: (name) => attempt(`${pathOf(name)} cannot be synced`, () => sync(pathOf(name), 'r+')),
    rename: (from, to) =>
      attempt(`${pathOf(from)} cannot be renamed`, () => {
        renameSync(pathOf(from), pathOf(to));
      }),
    remove: (name) =>
      attempt(`${pathOf(name)} cannot be removed`, () => {
        rmSync(pathOf(name), { force: true });
      }),
    list: () => attempt(`state directory ${directory} cannot be listed`, () => readdirSync(directory)),
    syncDirectory: () => attempt(`state directory ${directory} cannot be synced`, () => sync(directory, 'r')),
  };
}

/**
 * Creates a directory and its parents. Not with `recursive`: in Node 20 that `mkdirSync` never returns if a parent is a
 * file, or refuses new entries as /proc does.
 */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, DIRECTORY_MODE);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    makeDirectory(dirname(path));
    mkdirSync(path, DIRECTORY_MODE);
  }
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function attempt<Result>(what: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new StateError(`${what}: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
