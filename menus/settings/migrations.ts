import type { Migration } from './versions.ts';

/**
 * From each version of stored settings to the next, the first being that from 1 to 2. Whenever a part comes, goes or
 * changes its shape, settings get a new version, so that software which does not know it leaves the file alone:
 *
 *   // 2: an NTP server.
 *   (stored) => ({ ...stored, ntp: null }),
 *
 * Each version has files in `test/unit/firmware/state/stored/settings/`, written by the software that had it.
 */
export const SETTINGS_MIGRATIONS: readonly Migration[] = [];
