import * as v from 'valibot';
import { reasonOf } from '../../drivers/reason.ts';
import type { Log } from '../log/log.ts';
import { type Files, setAside, writeAtomically } from './files.ts';

/** How a value is written as JSON and read back. `decode` throws or returns; it trusts nothing. */
export interface Codec<Value> {
  readonly encode: (value: Value) => unknown;
  readonly decode: (json: unknown) => Value;
}

/** What became of a file when it was read. */
export type Reading<Value> =
  | { readonly state: 'absent' }
  | { readonly state: 'good'; readonly value: Value }
  /** It is there and makes no sense, or cannot be read. */
  | { readonly state: 'damaged'; readonly why: string };

/** Reads a JSON file; one that makes no sense is set aside if the disk allows it. Never an exception. */
export function readDocument<Value>(
  files: Files,
  name: string,
  codec: Codec<Value>,
  now_ms: number,
  log: Log,
): Reading<Value> {
  try {
    const text = files.read(name);
    if (text === null) return { state: 'absent' };
    return { state: 'good', value: codec.decode(JSON.parse(text)) };
  } catch (error) {
    const why = reasonOf(error);
    try {
      const aside = setAside(files, name, now_ms);
      log.error('state file cannot be read; set aside', { file: name, aside, why });
    } catch (refused) {
      // A full or failing disk: the next write will replace the file.
      log.error('state file cannot be read, nor set aside', { file: name, why, disk: reasonOf(refused) });
    }
    return { state: 'damaged', why };
  }
}

export function writeDocument<Value>(files: Files, name: string, codec: Codec<Value>, value: Value): void {
  writeAtomically(files, name, `${JSON.stringify(codec.encode(value), null, 2)}\n`);
}

/** A codec from a schema, for values that are JSON already. */
export function schemaCodec<Value>(schema: v.GenericSchema<unknown, Value>): Codec<Value> {
  return {
    encode: (value) => value,
    decode: (json) => {
      const result = v.safeParse(schema, json);
      if (result.success) return result.output;
      const [issue] = result.issues;
      throw new Error(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
    },
  };
}

/** A small value that lasts: in memory, and in one file that always holds the last one saved. */
export interface StateDocument<Value> {
  readonly value: Value;
  /** Why the file could not be read at start; null when it could, or there was none. */
  readonly damage: string | null;
  /** Keeps the value in memory even when it cannot be written, which is logged: a full disk must not stop a panel. */
  save(value: Value): void;
  /**
   * For what an operator asked to be kept: on the disk first, and only then the value.
   * @throws Error when it cannot be written, which is logged; the value is the one before
   */
  store(value: Value): void;
}

export function openDocument<Value>(options: {
  readonly files: Files;
  readonly name: string;
  readonly codec: Codec<Value>;
  /** What holds when there is no file, or none that can be read. */
  readonly initial: Value;
  readonly now_ms: number;
  readonly log: Log;
}): StateDocument<Value> {
  const { files, name, codec, log } = options;
  const reading = readDocument(files, name, codec, options.now_ms, log);
  let value = reading.state === 'good' ? reading.value : options.initial;
  const write = (next: Value): void => {
    try {
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
    save(next) {
      value = next;
      try {
        write(next);
      } catch {
        // Logged where it failed; what is in memory holds until the daemon ends.
      }
    },
    store(next) {
      write(next);
      value = next;
    },
  };
}
