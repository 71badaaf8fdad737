/**
 * One temporary directory for everything that a run of the tests or of the bench makes, its child processes' files
 * included: it is removed with everything that failed tests left behind.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Short: tests listen on Unix sockets below it, whose paths may have 107 bytes (unix(7)). */
const NAME = 'bezel-run-';

/** No run takes this long, so an older directory is left from a killed run. */
const LEFTOVER_ms = 24 * 3_600_000;

/** Makes the directory, sets it as TMPDIR for this process and its children, and removes it at exit. */
export default function ownTemporaryDirectory(): void {
  const system = tmpdir();
  for (const name of readdirSync(system).filter((name) => name.startsWith(NAME)))
    removeLeftover(join(system, name));
  const directory = mkdtempSync(join(system, NAME));
  // Lets a program under test that runs as another user reach its files below.
  chmodSync(directory, 0o711);
  process.env.TMPDIR = directory;
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
}

/** A new directory, which need not be removed. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'test-'));
}

/** Another user's run cleans up after itself. */
function removeLeftover(directory: string): void {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found === undefined || found.uid !== process.getuid?.()) return;
  if (Date.now() - found.mtimeMs > LEFTOVER_ms) rmSync(directory, { recursive: true, force: true });
}
