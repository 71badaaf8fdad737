/** Trying contrast and brightness. */
import type { Display } from '../display.ts';
import type { Level } from '../state/session-meta.ts';

/** One press of UP or DOWN, in percent: held, ten a second, it covers the range in two seconds. */
const STEP_percent = 5;
/** Below this some panels show nothing at all, and the operator could not find the way back. */
const MIN_percent = 10;

export function changedLevel(preferences: Display, level: Level, direction: 1 | -1): Display {
  const key = `${level}_percent` as const;
  const value = preferences[key] + direction * STEP_percent;
  return { ...preferences, [key]: Math.min(100, Math.max(MIN_percent, value)) };
}
