import { statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { StateError } from './files.ts';

/**
 * Ensures that only one daemon at a time uses a state directory.
 *
 * The lock is a socket in Linux's abstract namespace, named by the directory's device and inode: two paths to one
 * directory are one lock. The kernel releases it however the process ends, so SIGKILL or a power loss leaves no stale
 * lock, and there is no race between checking and taking it. It is local to a network namespace: daemons in
 * different namespaces must not share a state directory. Any local user can bind the name first and so block the
 * daemon; an appliance has no untrusted local users.
 */
export interface StateLock {
  release(): void;
}

/**
 * Holding the lock also keeps the process alive.
 * @throws StateError when another daemon has it
 */
export async function lockStateDirectory(directory: string): Promise<StateLock> {
  const { dev, ino } = statSync(directory);
  // The socket is only a lock: every connection is closed at once.
  const server = createServer((socket) => socket.destroy());
  // Only Linux has the abstract namespace. Other systems are for development and go without the lock.
  if (process.platform !== 'linux') return { release: () => undefined };
  await listen(server, `\0bezel-state-${dev}-${ino}`, directory);
  return { release: () => server.close() };
}

function listen(server: Server, name: string, directory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      const why = taken ? 'another bezel is running on it' : error.message;
      reject(new StateError(`state directory ${directory} cannot be locked: ${why}`, { cause: error }));
    });
    server.listen(name, resolve);
  });
}
