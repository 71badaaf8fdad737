import * as v from 'valibot';
import type { PanelPreferences } from '../../menus/appliance.ts';

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** Contrast and brightness, kept over restarts. */
export const storedPreferencesSchema = v.strictObject({
  contrast_percent: percent,
  brightness_percent: percent,
});

/** Readable on every panel tried: the middle of the contrast range, full light. */
export const DEFAULT_PREFERENCES: PanelPreferences = { contrast_percent: 50, brightness_percent: 100 };
