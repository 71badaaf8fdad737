import * as v from 'valibot';
import type { PanelPreferences } from '../../menus/appliance.ts';
import { LANGUAGE_IDS } from '../../menus/words/languages.ts';

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** What PANEL SETTINGS keeps over restarts. Files of version 0.1 have no language. */
export const storedPreferencesSchema = v.strictObject({
  contrast_percent: percent,
  brightness_percent: percent,
  language: v.optional(v.nullable(v.picklist(LANGUAGE_IDS)), null),
});

/** The middle of the contrast range, full light. */
export const DEFAULT_PREFERENCES: PanelPreferences = {
  contrast_percent: 50,
  brightness_percent: 100,
  language: null,
};
