import type { Migration } from './versions.ts';

/**
 * One migration from each version of stored settings to the next, starting with 1 to 2. Add one whenever a part is
 * added, removed or changes its shape: the new version keeps older software from overwriting the file.
 *
 *   // 2: an NTP server.
 *   (stored) => ({ ...stored, ntp: null }),
 *
 * Each version has files in `test/unit/firmware/state/stored/settings/`, written by the software that had it.
 */
export const SETTINGS_MIGRATIONS: readonly Migration[] = [];
