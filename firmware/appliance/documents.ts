import { message } from '../../menus/words/messages.ts';
import type { Log } from '../log/log.ts';
import { openDocument, schemaCodec } from '../state/document.ts';
import type { Files } from '../state/files.ts';
import type { SettingsStore } from '../state/settings-store.ts';
import type { Notices } from './notices.ts';
import { NO_PIN, storedPinSchema } from './pin.ts';
import { NOTHING_FROM_PLATFORM, storedPlatformSchema } from './platform.ts';
import { DEFAULT_PREFERENCES, PREFERENCES_MIGRATIONS, storedPreferencesSchema } from './preferences.ts';
import { NO_UPDATE, storedUpdateSchema } from './updates.ts';

export type Documents = ReturnType<typeof openDocuments>;

/** Everything the appliance remembers beside settings and journal, one small file each. */
export function openDocuments(files: Files, now_ms: number, log: Log) {
  const around = { files, now_ms, log };
  return {
    pin: openDocument({ ...around, name: 'pin.json', codec: schemaCodec(storedPinSchema), initial: NO_PIN }),
    platform: openDocument({
      ...around,
      name: 'platform.json',
      codec: schemaCodec(storedPlatformSchema),
      initial: NOTHING_FROM_PLATFORM,
    }),
    preferences: openDocument({
      ...around,
      name: 'preferences.json',
      codec: schemaCodec(storedPreferencesSchema, PREFERENCES_MIGRATIONS),
      initial: DEFAULT_PREFERENCES,
    }),
    update: openDocument({
      ...around,
      name: 'update.json',
      codec: schemaCodec(storedUpdateSchema),
      initial: NO_UPDATE,
    }),
  };
}

/** Adds a notice for each file that could not be read, and what is used instead. */
export function reportDamage(store: SettingsStore, documents: Documents, notices: Notices): void {
  if (store.origin === 'previous') notices.add('fault', message('settings-damaged'));
  if (store.origin === 'lost') notices.add('fault', message('settings-lost'));
  if (store.newerVersion !== null) {
    notices.add('fault', message('settings-newer', { version: store.newerVersion }));
  }
  // Open, not shut: a PIN whose hash is lost can be told by nobody, the panel may be the only way in, and whoever can
  // damage the file could as well have removed it. So the menu opens, every panel and console says so until a key is
  // pressed, the log has the error, and the file is set aside to be looked at.
  if (documents.pin.damage !== null) notices.add('fault', message('pin-damaged'));
}
