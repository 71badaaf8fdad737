/** The control socket's file: its permissions, and the removal of one that a crash left behind. */

import { chmodSync, chownSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { reasonOf } from '../../drivers/reason.ts';

/** Read and write for owner and group: opening the socket is the only permission there is. */
const SOCKET_MODE = 0o660;

/** The socket cannot be opened; the message is a sentence for the administrator. */
export class SocketError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SocketError';
  }
}

/**
 * Listens on `path` with mode 0660, owned by `group` if that exists and this user may set it. null: the group is not
 * changed.
 * @returns why the group was not set, or null
 * @throws SocketError when another daemon answers there, or the path cannot be used
 */
export async function listenOnSocketFile(
  server: Server,
  path: string,
  group: string | null,
): Promise<string | null> {
  await removeStaleSocket(path);
  // Created for the owner only, so that no other user can connect before group and mode are set.
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
  // Skip a chown that changes nothing: systemd's system call filter may forbid it.
  if (statSync(path).gid === id) return null;
  try {
    chownSync(path, process.getuid?.() ?? 0, id);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

export function groupExists(name: string): boolean {
  return groupId(name) !== null;
}

/** null: not in /etc/group, or that cannot be read. Node has no getgrnam(3), so groups from LDAP are not found. */
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

/** Removes a socket that a crash left behind; anything else at `path` is left alone. @throws SocketError */
async function removeStaleSocket(path: string): Promise<void> {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isSocket()) throw new SocketError(`${path} is not a socket: it is left as it is`);
  const refusal = await connectionRefusal(path);
  if (refusal === null) throw new SocketError(`another daemon answers at ${path}`);
  if (refusal !== NO_LISTENER) throw new SocketError(`cannot find out what listens at ${path}: ${refusal}`);
  rmSync(path, { force: true });
}

/** The socket exists, but no process listens on it (`connect(2)`). */
const NO_LISTENER = 'ECONNREFUSED';

/** Why a connection is refused, as an errno name; null: a process accepted it. */
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
