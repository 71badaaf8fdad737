import * as v from 'valibot';
import { reasonOf } from '../../drivers/reason.ts';
import { FACTORY_SETTINGS, type Settings } from '../../menus/settings/types.ts';
import type { Log } from '../log/log.ts';
import { type Codec, readDocument, writeDocument } from './document.ts';
import type { Files } from './files.ts';
import { settingsCodec } from './settings-codec.ts';

const CURRENT = 'settings.json';
const PREVIOUS = 'settings.previous.json';

/** Settings as kept, and the transaction that kept them: what tells a kept change from an open one after a crash. */
interface StoredSettings {
  readonly settings: Settings;
  /** Id of the transaction; '' for settings that no transaction made. */
  readonly keptBy: string;
}

/** Where the settings in use came from. */
export type SettingsOrigin =
  /** The file. */
  | 'stored'
  /** There was no file: a new appliance, unless its network says otherwise. */
  | 'factory'
  /** The file was damaged or gone: the ones before it. */
  | 'previous'
  /** Both files were damaged: nothing is known, and nothing may be applied unasked. */
  | 'lost';

/** The settings that are kept, on disk and in memory. */
export class SettingsStore {
  readonly #files: Files;
  readonly origin: SettingsOrigin;
  #stored: StoredSettings;
  #isKnown: boolean;

  private constructor(files: Files, origin: SettingsOrigin, stored: StoredSettings) {
    this.#files = files;
    this.origin = origin;
    this.#stored = stored;
    this.#isKnown = origin === 'stored' || origin === 'previous';
  }

  /** False: nothing was found and nothing has been kept since; `settings` are the factory's then. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /**
   * Reads the settings; a damaged file is set aside and the one before it takes its place, in memory where the disk
   * allows no more.
   */
  static open(files: Files, now_ms: number, log: Log): SettingsStore {
    const current = readDocument(files, CURRENT, codec, now_ms, log);
    if (current.state === 'good') return new SettingsStore(files, 'stored', current.value);
    const previous = readDocument(files, PREVIOUS, codec, now_ms, log);
    if (previous.state === 'good') {
      log.warn('the settings kept before the last ones are used', { file: PREVIOUS });
      try {
        writeDocument(files, CURRENT, codec, previous.value);
      } catch (error) {
        const why = reasonOf(error);
        log.error('they cannot be written in the place of the damaged ones', { file: CURRENT, why });
      }
      return new SettingsStore(files, 'previous', previous.value);
    }
    const isNew = current.state === 'absent' && previous.state === 'absent';
    return new SettingsStore(files, isNew ? 'factory' : 'lost', { settings: FACTORY_SETTINGS, keptBy: '' });
  }

  get settings(): Settings {
    return this.#stored.settings;
  }

  get keptBy(): string {
    return this.#stored.keptBy;
  }

  /**
   * Keeps settings: on the disk when this returns. The ones before stay beside them.
   * @throws StateError when they cannot be written; the old ones are then still in use
   */
  keep(settings: Settings, keptBy: string): void {
    const next = { settings, keptBy };
    try {
      writeDocument(this.#files, PREVIOUS, codec, this.#stored);
      writeDocument(this.#files, CURRENT, codec, next);
    } catch (error) {
      // The failure may have come after the rename: what is said to have failed must not be found at the next start.
      this.#tryToRestoreFile();
      throw error;
    }
    this.#stored = next;
    this.#isKnown = true;
  }

  #tryToRestoreFile(): void {
    try {
      writeDocument(this.#files, CURRENT, codec, this.#stored);
    } catch {
      // The disk refuses everything; the caller reports the first refusal.
    }
  }
}

/** What the files say is kept, or null, changing nothing: for a world that is made before the daemon opens its store. */
export function peekSettings(files: Files): Settings | null {
  for (const name of [CURRENT, PREVIOUS]) {
    try {
      const text = files.read(name);
      if (text !== null) return codec.decode(JSON.parse(text)).settings;
    } catch {
      // Damaged: the store will set it aside and say so.
    }
  }
  return null;
}

const shape = v.strictObject({ keptBy: v.string(), settings: v.unknown() });

const codec: Codec<StoredSettings> = {
  encode: ({ settings, keptBy }) => ({ keptBy, settings: settingsCodec.encode(settings) }),
  decode(json) {
    const { keptBy, settings } = v.parse(shape, json);
    return { keptBy, settings: settingsCodec.decode(settings) };
  },
};
