import { message } from '../../menus/words/messages.ts';
import type { Log } from '../log/log.ts';
import { SEALED, schemaCodec } from '../state/codec.ts';
import { openDocument } from '../state/document.ts';
import type { Files } from '../state/files.ts';
import type { SettingsStore } from '../state/settings-store.ts';
import { NO_CHANGE_YET, storedLastChangeSchema } from './last-change.ts';
import { lastUsedCodec, NOTHING_USED } from './last-used.ts';
import type { Notices } from './notices.ts';
import { NO_PIN, PIN_MIGRATIONS, storedPinSchema } from './pin.ts';
import { NOTHING_FROM_PLATFORM, storedPlatformSchema } from './platform.ts';
import { DEFAULT_PREFERENCES, PREFERENCES_MIGRATIONS, storedPreferencesSchema } from './preferences.ts';
import { NO_UPDATE, storedUpdateSchema } from './updates.ts';

export type Documents = ReturnType<typeof openDocuments>;

/** Everything the appliance remembers beside settings and journal, one small file each. */
export function openDocuments(files: Files, now_ms: number, log: Log) {
  const context = { files, now_ms, log };
  return {
    pin: openDocument({
      ...context,
      name: 'pin.json',
      codec: schemaCodec(storedPinSchema, [...PIN_MIGRATIONS, SEALED]),
      initial: NO_PIN,
    }),
    platform: openDocument({
      ...context,
      name: 'platform.json',
      codec: schemaCodec(storedPlatformSchema, [SEALED]),
      initial: NOTHING_FROM_PLATFORM,
    }),
    preferences: openDocument({
      ...context,
      name: 'preferences.json',
      codec: schemaCodec(storedPreferencesSchema, [...PREFERENCES_MIGRATIONS, SEALED]),
      initial: DEFAULT_PREFERENCES,
    }),
    lastChange: openDocument({
      ...context,
      name: 'last-change.json',
      codec: schemaCodec(storedLastChangeSchema, []),
      initial: NO_CHANGE_YET,
    }),
    lastUsed: openDocument({
      ...context,
      name: 'last-used.json',
      codec: lastUsedCodec,
      initial: NOTHING_USED,
    }),
    update: openDocument({
      ...context,
      name: 'update.json',
      codec: schemaCodec(storedUpdateSchema, [SEALED]),
      initial: NO_UPDATE,
    }),
  };
}

/** Whether the disk did not give one of them. */
export function hasUnreadable(documents: Documents): boolean {
  return Object.values(documents).some(({ unreadable }) => unreadable !== null);
}

/** Adds a notice for each file that was of no use; the notice says what is used instead. */
export function reportDamage(store: SettingsStore, documents: Documents, notices: Notices): void {
  if (store.origin === 'previous') notices.add('fault', message('settings-damaged'));
  if (store.origin === 'lost') notices.add('fault', message('settings-lost'));
  if (store.newerVersion !== null) {
    notices.add('fault', message('settings-newer', { version: store.newerVersion }));
  }
  if (store.origin === 'unreadable' || hasUnreadable(documents))
    notices.add('fault', message('state-unreadable'));
  // Fail open: a lost hash cannot be recovered, the panel may be the only way in, and an attacker who can damage the
  // file could also remove it. So the menu opens without a PIN, every panel and console says so until a key is
  // pressed, the log has the error, and the damaged file is kept for inspection.
  if (documents.pin.damage !== null) notices.add('fault', message('pin-damaged'));
}
