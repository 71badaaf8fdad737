/**
 * One temporary directory for everything that a run of the tests or of the bench makes, its child processes' files
 * included: whatever a test that failed has not removed goes with it.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Carries the process that made it, so that what a killed run left can be told from what another run is using. Short:
 * tests listen on Unix sockets below it, whose paths may have 107 bytes (unix(7)).
 */
const NAME = /^bezel-(\d+)-/;

/** Makes the directory, has this process and its children take it for the system's, and removes it at their end. */
export default function ownTemporaryDirectory(): void {
  const system = tmpdir();
  for (const name of readdirSync(system).filter(isLeftover)) removeIfOurs(join(system, name));
  const directory = mkdtempSync(join(system, `bezel-${process.pid}-`));
  process.env.TMPDIR = directory;
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
}

/** A new directory, which need not be removed. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'test-'));
}

function isLeftover(name: string): boolean {
  const maker = NAME.exec(name)?.[1];
  return maker !== undefined && !isRunning(Number(maker));
}

/** Whether a process is there, whoever it belongs to. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Another user's run cleans up after itself. */
function removeIfOurs(directory: string): void {
  if (statSync(directory).uid === process.getuid?.()) rmSync(directory, { recursive: true, force: true });
}
