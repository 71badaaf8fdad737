import { linkSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { reasonOf } from '../../drivers/reason.ts';
import { StateError } from './files.ts';

/**
 * Ensures that only one daemon at a time uses a state directory.
 *
 * The lock is a socket in the directory: whoever may write there may take it, nobody else. The daemon that holds it
 * accepts connections, so one left behind by SIGKILL or a power cut refuses them and is taken over. `link(2)`
 * decides between daemons that start at the same moment.
 */
export interface StateLock {
  release(): void;
}

const NAME = 'lock';

/** Errors of a disk that takes no new file. A daemon that only reads is better than a dark panel. */
const NO_NEW_FILE: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO'];

let count = 0;

/**
 * Holding the lock also keeps the process alive.
 * @throws StateError when another daemon has it, or the directory takes none
 */
export async function lockStateDirectory(directory: string): Promise<StateLock> {
  count += 1;
  const own = `${NAME}-${process.pid}-${count}`;
  // The socket is only a lock: every connection is closed at once.
  const server = createServer((socket) => socket.on('error', () => undefined).destroy());
  try {
    await listen(server, join(directory, own));
    await take(directory, own);
  } catch (error) {
    rmSync(join(directory, own), { force: true });
    const code = codeOf(error);
    if (NO_NEW_FILE.includes(code) && server.listening) return { release: () => void server.close() };
    server.close();
    if (NO_NEW_FILE.includes(code)) return withoutLock();
    if (error instanceof StateError) throw error;
    const why = reasonOf(error);
    throw new StateError(`state directory ${directory} cannot be locked: ${why}`, { cause: error });
  }
  return {
    release() {
      rmSync(join(directory, NAME), { force: true });
      server.close();
    },
  };
}

/** Keeps the process alive all the same. */
function withoutLock(): StateLock {
  const timer = setInterval(() => undefined, 2 ** 30);
  return { release: () => clearInterval(timer) };
}

/** Gives the socket `own` the name of the lock. @throws StateError when another daemon has it */
async function take(directory: string, own: string): Promise<void> {
  const mine = join(directory, own);
  const lock = join(directory, NAME);
  const takeover = join(directory, `${NAME}-takeover`);
  for (;;) {
    if (linked(mine, lock)) break;
    if (await isHeld(lock)) throw taken(directory);
    // Left behind. One daemon at a time may remove it: another could already have put its own there.
    if (!linked(mine, takeover)) {
      if (await isHeld(takeover)) throw taken(directory);
      rmSync(takeover, { force: true });
      continue;
    }
    try {
      if (await isHeld(lock)) throw taken(directory);
      rmSync(lock, { force: true });
      if (linked(mine, lock)) break;
    } finally {
      rmSync(takeover, { force: true });
    }
  }
  rmSync(mine, { force: true });
}

function taken(directory: string): StateError {
  return new StateError(`state directory ${directory} cannot be locked: another bezel is running on it`);
}

/** Whether the file got this further name; false: something has it. */
function linked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const attempt = connect(path);
    attempt.on('connect', () => {
      attempt.destroy();
      resolve(true);
    });
    // ECONNREFUSED: nobody listens. ENOENT: gone meanwhile. Anything else could be a daemon that is too busy to answer.
    attempt.on('error', (error) => {
      const code = codeOf(error);
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT' && code !== 'ENOTSOCK');
    });
  });
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // For its user alone from the beginning.
    const before = process.umask(0o177);
    server.listen(path, resolve);
    process.umask(before);
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
