import { statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { StateError } from './files.ts';

/**
 * Makes sure that one daemon at a time uses a state directory.
 *
 * The lock is a socket in Linux's abstract namespace, named by the directory's device and inode: two paths to one
 * directory are one lock. The kernel frees it with the process however that ends, so there is no stale lock to judge
 * after SIGKILL or a power loss, and no moment between judging and taking. It does not reach over network
 * namespaces: two daemons in two of them must not share a state directory. The name is open to every local user, so
 * one who means harm can take it before the daemon starts; an appliance has no such users.
 */
export interface StateLock {
  release(): void;
}

/**
 * Holding the lock also keeps the process alive, whatever else it waits for.
 * @throws StateError when another daemon has it
 */
export async function lockStateDirectory(directory: string): Promise<StateLock> {
  const { dev, ino } = statSync(directory);
  // Nobody is meant to connect; whoever does is hung up on.
  const server = createServer((socket) => socket.destroy());
  // Elsewhere there is no abstract namespace; Bezel serves appliances on Linux, the rest is for looking at it.
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
