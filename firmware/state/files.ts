/**
 * The files of the state directory, by name. All persistent state goes through this interface, so that tests can run
 * without a disk and cut the power between any two operations.
 *
 * The calls are synchronous on purpose: the state must be on the disk before the network is changed, and plain
 * statement order guarantees that. A write is a few hundred bytes (about 1 ms with both fsyncs), a handful per change.
 * All throw `StateError` on failure.
 */
export interface Files {
  /** The whole file as UTF-8, or null when there is none. */
  read(name: string): string | null;
  /** Creates the file, mode 0600; one of this name, or a link, is removed before. On the disk only after `sync`. */
  write(name: string, text: string): void;
  /** Waits until the content is on the disk. */
  sync(name: string): void;
  /** Replaces `to` in one step. On the disk only after `syncDirectory`. */
  rename(from: string, to: string): void;
  /** Removes the file if there is one. On the disk only after `syncDirectory`. */
  remove(name: string): void;
  /** Names of all files, in no order. */
  list(): readonly string[];
  /** Waits until creations, renames and removals are on the disk. */
  syncDirectory(): void;
}

/** The state directory, or a file in it, cannot be used. The message is a sentence for the administrator. */
export class StateError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StateError';
  }
}

/**
 * Stands in for a state directory that cannot be used: every operation throws `why`. What is read is looked for with
 * `again`, so that it shows when the directory can be used.
 */
export function unusableFiles(why: StateError, again: () => Files): Files {
  const refuse = (): never => {
    throw why;
  };
  return {
    read: (name) => again().read(name),
    list: () => again().list(),
    write: refuse,
    sync: refuse,
    rename: refuse,
    remove: refuse,
    syncDirectory: refuse,
  };
}

const TEMPORARY = '.tmp';

/** Replaces a file atomically: after a power cut at any moment it holds either the old text or the new one. */
export function writeAtomically(files: Files, name: string, text: string): void {
  const temporary = name + TEMPORARY;
  files.write(temporary, text);
  files.sync(temporary);
  files.rename(temporary, name);
  files.syncDirectory();
}

/** Removes a file and waits until it is gone from the disk. */
export function removeDurably(files: Files, name: string): void {
  files.remove(name);
  files.syncDirectory();
}

/** Removes what an interrupted write left behind. @throws StateError */
export function removeLeftovers(files: Files): void {
  for (const name of files.list()) if (name.endsWith(TEMPORARY)) files.remove(name);
}

/**
 * Renames a file that cannot be used, so that it can be inspected or used later.
 * @param why `bad`: it makes no sense; `newer`: later software wrote it
 * @returns its new name, `settings.json.bad-2026-11-22T08-00-00Z`
 */
export function setAside(files: Files, name: string, why: 'bad' | 'newer', now_ms: number): string {
  const time = new Date(now_ms)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const taken = new Set(files.list());
  let aside = `${name}.${why}-${time}`;
  for (let count = 2; taken.has(aside); count++) aside = `${name}.${why}-${time}-${count}`;
  files.rename(name, aside);
  files.syncDirectory();
  return aside;
}

/**
 * Whether a file was set aside before: where one was, something was stored once. Also true while the directory cannot be
 * listed, because it might be.
 */
export function hasSetAside(files: Files): boolean {
  try {
    return files.list().some((name) => /\.json\.(?:bad|newer)-/.test(name));
  } catch {
    return true;
  }
}
