/** Times as people read them. */

const MINUTE_ms = 60_000;

export type AgeUnit = 'minutes' | 'hours' | 'days';

/** How long ago something was, in the largest unit that is whole; 0 minutes: just now. */
export interface Age {
  readonly amount: number;
  readonly unit: AgeUnit;
}

/** Whole minutes; 0 for a time in the future, which a clock that was set back makes of the past. */
export function minutesOf(duration_ms: number): number {
  return Math.max(0, Math.floor(duration_ms / MINUTE_ms));
}

/** @param age_ms in milliseconds */
export function ageOf(age_ms: number): Age {
  const minutes = minutesOf(age_ms);
  if (minutes < 60) return { amount: minutes, unit: 'minutes' };
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? { amount: hours, unit: 'hours' } : { amount: Math.floor(hours / 24), unit: 'days' };
}

/** `2026-11-29 22:49`, in UTC; 16 cells, a row of the narrowest glass. @param time_ms since the Unix epoch */
export function utcText(time_ms: number): string {
  return new Date(time_ms).toISOString().slice(0, 16).replace('T', ' ');
}

/** The short names of the units in a language. */
export interface UnitNames {
  readonly days: string;
  readonly hours: string;
  readonly minutes: string;
}

/** The two largest units: `3 d 4 h`, `4 h 12 min`, `12 min`. */
export function durationText(minutes: number, names: UnitNames): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  if (days > 0) return `${days}${names.days} ${hours}${names.hours}`;
  return hours > 0 ? `${hours}${names.hours} ${minutes % 60}${names.minutes}` : `${minutes}${names.minutes}`;
}
