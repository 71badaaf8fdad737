/**
 * The files of the state directory, by name. Everything Bezel remembers goes through this, so that tests can run
 * without a disk and cut the power between any two operations.
 *
 * The calls are synchronous on purpose: a promise about what is on the disk before what happens to the network is
 * kept by order, a write is a few hundred bytes (about 1 ms with both fsyncs), and there are a handful per change.
 * All throw `StateError` on failure.
 */
export interface Files {
  /** The whole file as UTF-8, or null when there is none. */
  read(name: string): string | null;
  /** Creates or replaces the content, mode 0600. On the disk only after `sync`. */
  write(name: string, text: string): void;
  /** Waits until the content is on the disk. */
  sync(name: string): void;
  /** Replaces `to` in one step. On the disk only after `syncDirectory`. */
  rename(from: string, to: string): void;
  /** Removes the file; there need not be one. On the disk only after `syncDirectory`. */
  remove(name: string): void;
  /** Names of all files, in no order. */
  list(): readonly string[];
  /** Waits until creations, renames and removals are on the disk. */
  syncDirectory(): void;
}

/** The state directory, or a file in it, cannot be used. The message is a sentence for the person who can mend it. */
export class StateError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StateError';
  }
}

/** A state directory that cannot be used at all: every operation fails with the same reason. */
export function unusableFiles(why: StateError): Files {
  const refuse = (): never => {
    throw why;
  };
  return {
    read: refuse,
    write: refuse,
    sync: refuse,
    rename: refuse,
    remove: refuse,
    list: refuse,
    syncDirectory: refuse,
  };
}

const TEMPORARY = '.tmp';

/** Replaces a file so that after a power cut at any moment it holds the old text or the new one, whole. */
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
 * Moves a file that cannot be used out of the way, so that it can be looked at, or used, later.
 * @param why `bad`: it makes no sense; `newer`: later software wrote it
 * @returns the name it has now, `settings.json.bad-2026-11-22T08-00-00Z`
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
