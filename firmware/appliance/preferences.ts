import * as v from 'valibot';
import type { PanelPreferences } from '../../menus/appliance.ts';
import type { Migration } from '../../menus/settings/versions.ts';
import { LANGUAGE_IDS } from '../../menus/words/languages.ts';

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** What PANEL SETTINGS keeps over restarts. */
export const storedPreferencesSchema = v.strictObject({
  contrast_percent: percent,
  brightness_percent: percent,
  language: v.nullable(v.picklist(LANGUAGE_IDS)),
});

export const PREFERENCES_MIGRATIONS: readonly Migration[] = [
  // 2: a language.
  (stored) => ({ language: null, ...stored }),
];

/** The middle of the contrast range, full light. */
export const DEFAULT_PREFERENCES: PanelPreferences = {
  contrast_percent: 50,
  brightness_percent: 100,
  language: null,
};
