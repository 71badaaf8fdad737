/** The control socket as a file: who may open it, and what to do with one that a crash left behind. */

import { chmodSync, chownSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { reasonOf } from '../../drivers/reason.ts';

/** Read and write for owner and group: opening the socket is the only permission there is. */
const SOCKET_MODE = 0o660;

/** The socket cannot be had; the message is a sentence for the person who can mend it. */
export class SocketError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SocketError';
  }
}

/**
 * Listens on `path`, mode 0660, owned by `group` where there is one and this user may give it away. null: the group
 * stays as the directory gives it.
 * @returns why the group was not set, or null
 * @throws SocketError when another daemon answers there, or the path cannot be used
 */
export async function listenOnSocketFile(
  server: Server,
  path: string,
  group: string | null,
): Promise<string | null> {
  await makeWay(path);
  // Created with no permission for anybody else, so that nobody slips in before the mode is set.
  const before = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw new SocketError(`cannot listen at ${path}: ${reasonOf(error)}`, { cause: error });
  } finally {
    process.umask(before);
  }
  const trouble = group === null ? null : giveToGroup(path, group);
  chmodSync(path, SOCKET_MODE);
  return trouble;
}

function giveToGroup(path: string, group: string): string | null {
  const id = groupId(group);
  if (id === null) return `there is no group ${group}`;
  // Changing nothing may be forbidden as well, under a service manager that filters system calls.
  if (statSync(path).gid === id) return null;
  try {
    chownSync(path, process.getuid?.() ?? 0, id);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** null: no such group, or the table cannot be read. Node has no call for this; names from directories are not found. */
function groupId(name: string): number | null {
  try {
    const line = readFileSync('/etc/group', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    const id = Number(line?.split(':')[2]);
    return line === undefined || !Number.isInteger(id) ? null : id;
  } catch {
    return null;
  }
}

/** Removes what a crash left: a socket at which nobody listens, and nothing else. */
async function makeWay(path: string): Promise<void> {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isSocket()) throw new SocketError(`${path} is not a socket: it is left as it is`);
  const refusal = await connectionRefusal(path);
  if (refusal === null) throw new SocketError(`another daemon answers at ${path}`);
  if (refusal !== NOBODY_LISTENS) throw new SocketError(`cannot tell who listens at ${path}: ${refusal}`);
  rmSync(path, { force: true });
}

const NOBODY_LISTENS = 'ECONNREFUSED';

/** Why nobody can connect, as an errno name; null: somebody listens. */
function connectionRefusal(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    const attempt = connect(path);
    attempt.on('connect', () => {
      attempt.destroy();
      resolve(null);
    });
    attempt.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });
}
