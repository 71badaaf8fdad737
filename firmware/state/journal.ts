import * as v from 'valibot';
import type { Settings } from '../../menus/settings/settings.ts';
import type { Log } from '../log/log.ts';
import { type Codec, decodedWith, SEALED, schemaCodec } from './codec.ts';
import { readDocument, writeDocument } from './document.ts';
import { type Files, removeDurably, StateError } from './files.ts';
import { settingsCodec } from './settings-codec.ts';

const FILE = 'journal.json';

/** A change that is under way: what recovery needs to know of it after a crash. */
export interface JournalEntry {
  /** Unique per change; once the change is kept, the settings file holds it as `keptBy`. */
  readonly id: string;
  /** What the operator chose, for the log: `LAN STATIC`. */
  readonly title: string;
  /** Boot id when it was opened; a different one now means that the machine has rebooted since. */
  readonly boot: string;
  readonly opened_ms: number;
  /** When the undo timer fires at the latest. */
  readonly deadline_ms: number;
  /** The backend's handle of its undo timer; null before it is armed, or if the backend has none. */
  readonly undo: string | null;
  readonly before: Settings;
  readonly wanted: Settings;
}

/** The journal as found at boot. */
export type FoundJournal =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly entry: JournalEntry }
  /**
   * The journal is damaged, or of later software: a change was under way, and nothing more is known of it. Settings
   * that this software can read were not replaced, so they are those from before the change.
   */
  | { readonly state: 'damaged' }
  /** The disk did not give it: a change may be under way. It stays as it is. */
  | { readonly state: 'unreadable' };

/** The file that marks a change as under way. While it exists, the change is not kept. */
export class Journal {
  readonly #files: Files;
  readonly #log: Log;
  #isUnreadable = false;

  constructor(files: Files, log: Log) {
    this.#files = files;
    this.#log = log;
  }

  /** Whether the disk did not give it when it was looked for. */
  get isUnreadable(): boolean {
    return this.#isUnreadable;
  }

  find(now_ms: number): FoundJournal {
    const reading = readDocument(this.#files, FILE, codec, now_ms, this.#log);
    this.#isUnreadable = reading.state === 'unreadable';
    if (reading.state === 'good') return { state: 'open', entry: reading.value };
    if (reading.state === 'absent') return { state: 'closed' };
    return { state: reading.state === 'unreadable' ? 'unreadable' : 'damaged' };
  }

  /**
   * Writes or replaces the entry; it is on the disk, directory included, when this returns.
   * @throws StateError
   */
  write(entry: JournalEntry): void {
    if (this.#isUnreadable) throw new StateError(`${FILE} could not be read and stays as it is`);
    writeDocument(this.#files, FILE, codec, entry);
  }

  /** The change is over. @throws StateError */
  close(): void {
    removeDurably(this.#files, FILE);
  }
}

const ENVELOPE = schemaCodec(
  v.strictObject({
    id: v.string(),
    title: v.string(),
    boot: v.string(),
    opened_ms: v.number(),
    deadline_ms: v.number(),
    undo: v.nullable(v.string()),
    before: v.unknown(),
    wanted: v.unknown(),
  }),
  [SEALED],
);

const codec: Codec<JournalEntry> = {
  lastUnsealed: ENVELOPE.lastUnsealed,
  encode: (entry) =>
    ENVELOPE.encode({
      ...entry,
      before: settingsCodec.encode(entry.before),
      wanted: settingsCodec.encode(entry.wanted),
    }),
  decode: (json) =>
    decodedWith(ENVELOPE.decode(json), ({ before, wanted, ...rest }) =>
      decodedWith(settingsCodec.decode(before), (old) =>
        decodedWith(settingsCodec.decode(wanted), (next) => ({
          state: 'good',
          value: { ...rest, before: old, wanted: next },
        })),
      ),
    ),
};
