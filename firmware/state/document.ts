import { reasonOf } from '../../drivers/reason.ts';
import type { Log } from '../log/log.ts';
import { decodeSealed, sealed } from './checksum.ts';
import type { Codec, Decoded } from './codec.ts';
import { type Files, StateError, setAside, writeAtomically } from './files.ts';

/** The outcome of reading a file. */
export type Reading<Value> =
  | { readonly state: 'absent' }
  | Decoded<Value>
  /** The disk did not give it. It may be in order, so it stays where it is and nothing is written over it. */
  | { readonly state: 'unreadable'; readonly why: string };

/** Attempts to read a file: an error of the moment must not count as one. */
const READ_ATTEMPTS = 3;

/** Reads a JSON file and changes nothing on the disk. Never throws. */
export function lookIntoDocument<Value>(files: Files, name: string, codec: Codec<Value>): Reading<Value> {
  const found = readPatiently(files, name);
  if ('why' in found) return { state: 'unreadable', why: found.why };
  if (found.text === null) return { state: 'absent' };
  try {
    return decodeSealed(JSON.parse(found.text), codec);
  } catch (error) {
    return { state: 'damaged', why: reasonOf(error) };
  }
}

function readPatiently(
  files: Files,
  name: string,
): { readonly text: string | null } | { readonly why: string } {
  let why = '';
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
    try {
      return { text: files.read(name) };
    } catch (error) {
      why = reasonOf(error);
    }
  }
  return { why };
}

/**
 * Renames a damaged file, if the disk allows it. A file of later software stays where it is, for that software to find.
 * Never throws.
 */
export function setAsideDamaged(
  files: Files,
  name: string,
  reading: Reading<unknown>,
  now_ms: number,
  log: Log,
): void {
  if (reading.state === 'newer') {
    const { version } = reading;
    log.error('state file is of later software; left as it is', { file: name, version });
  }
  if (reading.state === 'unreadable')
    log.error('state file cannot be read; left as it is', { file: name, why: reading.why });
  if (reading.state !== 'damaged') return;
  const { why } = reading;
  try {
    const aside = setAside(files, name, 'bad', now_ms);
    log.error('state file is damaged; set aside', { file: name, aside, why });
  } catch (refused) {
    // A full or failing disk: the next write will replace the file.
    log.error('state file is damaged, and cannot be set aside', { file: name, why, disk: reasonOf(refused) });
  }
}

/** Reads a JSON file and renames it if it is damaged. Never throws. */
export function readDocument<Value>(
  files: Files,
  name: string,
  codec: Codec<Value>,
  now_ms: number,
  log: Log,
): Reading<Value> {
  const reading = lookIntoDocument(files, name, codec);
  setAsideDamaged(files, name, reading, now_ms, log);
  return reading;
}

export function writeDocument<Value>(files: Files, name: string, codec: Codec<Value>, value: Value): void {
  writeAtomically(files, name, `${JSON.stringify(sealed(codec.encode(value)), null, 2)}\n`);
}

/** A small persistent value: in memory, and in one file that always holds the last one saved. */
export interface StateDocument<Value> {
  readonly value: Value;
  /** Why the file made no sense at start; null when it did, or there was none. */
  readonly damage: string | null;
  /** Why the disk did not give the file at start; null when it did. `value` is then the initial one, and stays. */
  readonly unreadable: string | null;
  /** Changes the value even if it cannot be written, which is logged: a full disk must not stop a panel. */
  save(value: Value): void;
  /**
   * Writes to the disk first, then changes the value: for what an operator asked to keep.
   * @throws Error when it cannot be written, which is logged; the value stays unchanged
   */
  store(value: Value): void;
}

export function openDocument<Value>(options: {
  readonly files: Files;
  readonly name: string;
  readonly codec: Codec<Value>;
  /** The value if there is no file, or it cannot be read. */
  readonly initial: Value;
  readonly now_ms: number;
  readonly log: Log;
}): StateDocument<Value> {
  const { files, name, codec, log } = options;
  const reading = readDocument(files, name, codec, options.now_ms, log);
  let value = reading.state === 'good' ? reading.value : options.initial;
  let isOfLaterSoftware = reading.state === 'newer';
  const unreadable = reading.state === 'unreadable' ? reading.why : null;
  const write = (next: Value): void => {
    try {
      if (unreadable !== null) throw new StateError(`${name} could not be read and stays as it is`);
      // Keep the newer file, in case that software is installed again.
      if (isOfLaterSoftware) setAside(files, name, 'newer', options.now_ms);
      isOfLaterSoftware = false;
      writeDocument(files, name, codec, next);
    } catch (error) {
      log.error('state cannot be saved', { file: name, why: reasonOf(error) });
      throw error;
    }
  };
  return {
    get value() {
      return value;
    },
    damage: reading.state === 'damaged' ? reading.why : null,
    unreadable,
    save(next) {
      value = next;
      try {
        write(next);
      } catch {
        // `write` has logged it; the value in memory holds until the daemon ends.
      }
    },
    store(next) {
      write(next);
      value = next;
    },
  };
}
