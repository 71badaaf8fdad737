import * as v from 'valibot';
import type { Clock } from '../../menus/clock.ts';
import type { PinVerdict } from '../../menus/effects.ts';
import type { Log } from '../log/log.ts';
import type { StateDocument } from '../state/document.ts';
import type { ApplianceModel } from './appliance.ts';

const hex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})+$/));

/** Stored: the hash, never the PIN, and the failed attempts. */
export const storedPinSchema = v.strictObject({
  /** null: no PIN is set. */
  pin: v.nullable(v.strictObject({ salt: hex, hash: hex })),
  /** Wrong PINs in a row. */
  failures: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Wall-clock time of the last wrong PIN, in milliseconds since 1970. */
  lastFailure_ms: v.number(),
});
export type StoredPin = v.InferOutput<typeof storedPinSchema>;
export const NO_PIN: StoredPin = { pin: null, failures: 0, lastFailure_ms: 0 };

/**
 * scrypt (RFC 7914) with 4 MiB and about 10 ms, limited by the appliance's memory and the operator's patience. No cost
 * protects four digits once the file is stolen; its mode 0600 does, and the delay below protects the panel.
 */
const COST = { N: 4096, r: 8, p: 1 } as const;
const SALT_bytes = 16;
const HASH_bytes = 32;

/** Wrong PINs without a delay: they may be typing errors. */
const FREE_FAILURES = 2;
const FIRST_DELAY_s = 5;
/** 10,000 four-digit PINs at this rate take a month. */
const LONGEST_DELAY_s = 300;

interface PinParts {
  readonly appliance: ApplianceModel;
  readonly document: StateDocument<StoredPin>;
  readonly clock: Clock;
  readonly random: (count: number) => Uint8Array;
  readonly log: Log;
}

/**
 * The panel's PIN. The delay after a wrong PIN grows with each one and survives a restart. If the file cannot be read,
 * no PIN is set and a notice says so (`reportDamage` in `documents.ts` gives the reason).
 */
export class Pin {
  readonly #parts: PinParts;
  readonly #listeners = new Set<() => void>();

  constructor(parts: PinParts) {
    this.#parts = parts;
  }

  /**
   * null clears it.
   * @throws Error when it cannot be stored; the previous PIN then stays in force
   */
  set(pin: string | null): void {
    const { document, random, appliance, log } = this.#parts;
    const salt = random(SALT_bytes);
    document.store({
      ...NO_PIN,
      pin: pin === null ? null : { salt: toHex(salt), hash: toHex(hashOf(pin, salt)) },
    });
    log.info(pin === null ? 'PIN cleared' : 'PIN set');
    appliance.change({ pinSet: pin !== null });
  }

  /** Seconds until the next attempt is accepted; 0: now. */
  get delay_s(): number {
    const stored = this.#parts.document.value;
    return stored.pin === null ? 0 : this.#wait_s(stored);
  }

  /** Called when a wrong PIN starts a delay. Returns the function that unsubscribes. */
  watchDelay(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  verify(pin: string): PinVerdict {
    const { document, clock, log } = this.#parts;
    const stored = document.value;
    if (stored.pin === null) return { ok: true };
    const wait_s = this.#wait_s(stored);
    if (wait_s > 0) return { ok: false, retryAfter_s: wait_s };
    // The failure is stored before the PIN is checked, so that cutting the power gives no free attempt.
    const failed = { ...stored, failures: stored.failures + 1, lastFailure_ms: clock.wallTime() };
    document.save(failed);
    const salt = Buffer.from(stored.pin.salt, 'hex');
    if (crypto().timingSafeEqual(hashOf(pin, salt), Buffer.from(stored.pin.hash, 'hex'))) {
      document.save({ ...stored, failures: 0 });
      return { ok: true };
    }
    log.warn('wrong PIN', { failures: failed.failures });
    for (const listener of [...this.#listeners]) listener();
    return { ok: false, retryAfter_s: this.#wait_s(failed) };
  }

  #wait_s({ failures, lastFailure_ms }: StoredPin): number {
    const delay_s = delayAfter(failures);
    const passed_s = (this.#parts.clock.wallTime() - lastFailure_ms) / 1000;
    // A clock set back must not lock the panel for longer than the delay itself.
    return Math.min(delay_s, Math.max(0, Math.ceil(delay_s - passed_s)));
  }
}

/** Seconds to wait after this many wrong PINs in a row. */
function delayAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(LONGEST_DELAY_s, FIRST_DELAY_s * 2 ** (failures - FREE_FAILURES - 1));
}

function hashOf(pin: string, salt: Uint8Array): Uint8Array {
  return crypto().scryptSync(pin, salt, HASH_bytes, COST);
}

/** Loaded on first use: an appliance without a PIN saves 2 ms and 1.5 MiB. */
function crypto() {
  return process.getBuiltinModule('node:crypto');
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
