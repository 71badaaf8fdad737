import { chmodSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { Box, type BoxOptions } from './box.ts';
import { run } from './commands.ts';
import { addNamespace, removeNamespace, sweep, uniqueName } from './namespaces.ts';
import { World } from './world.ts';

/** A machine with NetworkManager, and the world at the other ends of its two cables. */
export interface Lab {
  readonly box: Box;
  readonly world: World;
  /** For files of the test. */
  readonly directory: string;
  close(): Promise<void>;
}

/**
 * Builds a lab of its own; what a crashed run left behind is removed first.
 * `BEZEL_LAB_LOGS=DIRECTORY` keeps what its programs wrote when it is closed.
 */
export async function createLab(options: BoxOptions = {}): Promise<Lab> {
  await sweep();
  const name = uniqueName();
  const directory = temporaryDirectory();
  // The daemon may run as a user of its own.
  chmodSync(directory, 0o755);
  const namespaces = { box: `${name}-box`, world: `${name}-world` };
  const box = new Box(namespaces.box, directory, options);
  const world = new World(namespaces.world, directory);
  const close = async () => {
    await box.stop();
    await world.stop();
    for (const namespace of Object.values(namespaces)) await removeNamespace(namespace).catch(() => {});
    const logs = process.env.BEZEL_LAB_LOGS;
    if (logs !== undefined) keepLogs(directory, join(logs, name));
  };
  try {
    for (const namespace of Object.values(namespaces)) await addNamespace(namespace);
    for (const side of ['lan', 'wan']) {
      await run(
        'ip',
        ...['link', 'add', `${side}0`, 'netns', namespaces.box, 'type', 'veth'],
        ...['peer', 'name', `${side}0p`, 'netns', namespaces.world],
      );
    }
    await Promise.all([world.start(), box.start()]);
  } catch (error) {
    await close();
    throw error;
  }
  return { box, world, directory, close };
}

function keepLogs(directory: string, kept: string): void {
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(directory)) {
    if (name.endsWith('.log')) cpSync(join(directory, name), join(kept, name));
  }
}
