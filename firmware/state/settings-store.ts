import * as v from 'valibot';
import { reasonOf } from '../../drivers/reason.ts';
import { FACTORY_SETTINGS, type Settings } from '../../menus/settings/settings.ts';
import { type Migration, versionOf } from '../../menus/settings/versions.ts';
import type { Log } from '../log/log.ts';
import { type Codec, decodedWith, SEALED, schemaCodec } from './codec.ts';
import { lookIntoDocument, setAsideDamaged, writeDocument } from './document.ts';
import { type Files, hasSetAside, StateError } from './files.ts';
import { settingsCodec } from './settings-codec.ts';

const CURRENT = 'settings.json';
const PREVIOUS = 'settings.previous.json';

/** What settings were kept on: the network service, and the hardware address of LAN in lower case, '' if unknown. */
export interface Machine {
  readonly backend: string;
  readonly lan: string;
}

/** Kept settings, and the transaction that kept them: after a crash its id shows whether a change was kept. */
interface StoredSettings {
  readonly settings: Settings;
  /** Id of the transaction; '' for settings that no transaction made. */
  readonly keptBy: string;
  /** null: written by software before 0.3.0, which did not say. */
  readonly machine: Machine | null;
}

const NOTHING_STORED: StoredSettings = { settings: FACTORY_SETTINGS, keptBy: '', machine: null };

/** Where the settings in use came from. */
export type SettingsOrigin =
  /** The file. */
  | 'stored'
  /** There was no file: a new appliance, unless its network is already configured. */
  | 'factory'
  /** The file was damaged or missing: the previously kept settings are used. */
  | 'previous'
  /** Neither file made sense: the settings are unknown, and nothing may be applied without an operator. */
  | 'lost'
  /** Later software wrote the file. It and the network stay as they are until that software is installed again. */
  | 'newer'
  /** The disk did not give a file. It and the network stay as they are until it does. */
  | 'unreadable';

/** The settings that are kept, on disk and in memory. */
export class SettingsStore {
  readonly #files: Files;
  #origin: SettingsOrigin;
  /** What settings are kept on from now; null: not known yet. */
  #machine: Machine | null = null;
  /** The version of stored settings that later software wrote; null: there are none. */
  readonly newerVersion: number | null;
  #stored: StoredSettings;
  #isKnown: boolean;

  private constructor(
    files: Files,
    origin: SettingsOrigin,
    stored: StoredSettings,
    newerVersion: number | null = null,
  ) {
    this.#files = files;
    this.#origin = origin;
    this.newerVersion = newerVersion;
    this.#stored = stored;
    this.#isKnown = origin === 'stored' || origin === 'previous';
  }

  get origin(): SettingsOrigin {
    return this.#origin;
  }

  /**
   * Which machine this is, once its network service has answered: kept settings carry it.
   * @returns whether the stored settings were made for it. Those of another network service were never in force here:
   * the store is then as on a new appliance.
   */
  bindTo(machine: Machine): 'made-for-it' | 'made-elsewhere' | 'not-told' {
    this.#machine = machine;
    const { machine: madeFor } = this.#stored;
    if (!this.#isKnown) return 'made-for-it';
    if (madeFor === null) return 'not-told';
    if (madeFor.backend !== machine.backend) {
      this.#origin = 'factory';
      this.#stored = NOTHING_STORED;
      this.#isKnown = false;
      return 'made-for-it';
    }
    const isSameHardware = madeFor.lan === '' || machine.lan === '' || madeFor.lan === machine.lan;
    return isSameHardware ? 'made-for-it' : 'made-elsewhere';
  }

  /** The stored settings may be another machine's: nothing is set from them until an operator keeps some. */
  doubt(): void {
    this.#isKnown = false;
  }

  /** False: no settings were read or they are in doubt, and none were kept since. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /**
   * Reads the settings. A damaged file is renamed and replaced by the previous one (in memory if the disk refuses).
   * If later software wrote the settings that would be used, nothing is changed on the disk.
   */
  static open(files: Files, now_ms: number, log: Log): SettingsStore {
    const current = lookIntoDocument(files, CURRENT, codec);
    if (current.state === 'good') return new SettingsStore(files, 'stored', current.value);
    const previous = lookIntoDocument(files, PREVIOUS, codec);
    const unreadable = [current, previous].find(({ state }) => state === 'unreadable');
    if (unreadable !== undefined) {
      log.error(
        'the settings cannot be read; they and the network are left as they are',
        reasonIn(unreadable),
      );
      return new SettingsStore(files, 'unreadable', NOTHING_STORED);
    }
    const used = current.state === 'newer' ? current : previous;
    if (used.state === 'newer') {
      log.error('the settings are of later software; they and the network are left as they are', {
        version: used.version,
      });
      return new SettingsStore(files, 'newer', NOTHING_STORED, used.version);
    }
    setAsideDamaged(files, CURRENT, current, now_ms, log);
    setAsideDamaged(files, PREVIOUS, previous, now_ms, log);
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
    const isNew = current.state === 'absent' && previous.state === 'absent' && !hasSetAside(files);
    return new SettingsStore(files, isNew ? 'factory' : 'lost', NOTHING_STORED);
  }

  get settings(): Settings {
    return this.#stored.settings;
  }

  get keptBy(): string {
    return this.#stored.keptBy;
  }

  /**
   * Keeps settings: they are on the disk when this returns, and the old ones in the file of previous settings.
   * @throws StateError when they cannot be written, or would replace those of later software or unread ones; the old
   * ones are then still in use
   */
  keep(settings: Settings, keptBy: string): void {
    if (this.newerVersion !== null) {
      throw new StateError(
        `${CURRENT} is of later software (version ${this.newerVersion}) and stays as it is`,
      );
    }
    if (this.origin === 'unreadable') throw new StateError(`${CURRENT} could not be read and stays as it is`);
    const next = { settings, keptBy, machine: this.#machine };
    try {
      writeDocument(this.#files, PREVIOUS, codec, this.#stored);
      writeDocument(this.#files, CURRENT, codec, next);
    } catch (error) {
      // The failure may have come after the rename: settings reported as not kept must not be in use at the next start.
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

const reasonIn = (reading: object) => ('why' in reading ? { why: String(reading.why) } : {});

/** The kept settings, or null. Changes no file: the simulator builds its network from them before the daemon starts. */
export function peekSettings(files: Files): Settings | null {
  for (const name of [CURRENT, PREVIOUS]) {
    const reading = lookIntoDocument(files, name, codec);
    if (reading.state === 'good') return reading.value.settings;
    if (reading.state === 'newer') return null;
  }
  return null;
}

const MIGRATIONS: readonly Migration[] = [
  SEALED,
  // 3: the machine the settings were kept on.
  (stored) => ({ machine: null, ...stored }),
];
/** The version of the file; that of the settings in it is their own. */
export const SETTINGS_FILE_VERSION = versionOf(MIGRATIONS);

const ENVELOPE = schemaCodec(
  v.strictObject({
    keptBy: v.string(),
    machine: v.nullable(v.strictObject({ backend: v.string(), lan: v.string() })),
    settings: v.unknown(),
  }),
  MIGRATIONS,
);

const codec: Codec<StoredSettings> = {
  lastUnsealed: ENVELOPE.lastUnsealed,
  encode: ({ settings, keptBy, machine }) =>
    ENVELOPE.encode({ keptBy, machine, settings: settingsCodec.encode(settings) }),
  decode: (json) =>
    decodedWith(ENVELOPE.decode(json), ({ keptBy, machine, settings }) =>
      decodedWith(settingsCodec.decode(settings), (value) => ({
        state: 'good',
        value: { keptBy, machine, settings: value },
      })),
    ),
};
