import { run } from './commands.ts';

/**
 * Names carry the process that made them, so that what a crashed run left behind can be told from what another
 * run is using.
 */
const NAME = /^bezel-lab-(\d+)-\d+/;
let count = 0;

/** A name nobody else uses. */
export function uniqueName(): string {
  count += 1;
  return `bezel-lab-${process.pid}-${count}`;
}

export async function addNamespace(name: string): Promise<void> {
  await run('ip', 'netns', 'add', name);
  await run('ip', '-n', name, 'link', 'set', 'lo', 'up');
}

/** Ends everything that runs in a namespace, then removes it; interfaces go with it. */
export async function removeNamespace(name: string): Promise<void> {
  const pids = (await run('ip', 'netns', 'pids', name)).split('\n').filter((pid) => pid !== '');
  for (const pid of pids) killQuietly(Number(pid));
  await run('ip', 'netns', 'delete', name);
}

/**
 * Removes what runs that have crashed left: namespaces, and the processes in them. Several tests may sweep at the same
 * time: what another one has removed meanwhile is gone.
 */
export async function sweep(): Promise<void> {
  for (const name of (await namespaces()).filter(isLeftover)) {
    await removeNamespace(name).catch(async (error: unknown) => {
      if ((await namespaces()).includes(name)) throw error;
    });
  }
}

async function namespaces(): Promise<readonly string[]> {
  return (await run('ip', 'netns', 'list')).split('\n').map((line) => line.split(' ')[0] ?? '');
}

function isLeftover(name: string): boolean {
  const maker = NAME.exec(name)?.[1];
  return maker !== undefined && !isRunning(Number(maker));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}
