import * as v from 'valibot';
import type { Clock } from '../../menus/clock.ts';
import type { PinVerdict } from '../../menus/effects.ts';
import type { Log } from '../log/log.ts';
import type { StateDocument } from '../state/document.ts';
import type { ApplianceModel } from './appliance.ts';

const hex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})+$/));

/** What lasts: the hash, never the PIN, and what was tried. */
export const storedPinSchema = v.strictObject({
  /** null: no PIN is set. */
  pin: v.nullable(v.strictObject({ salt: hex, hash: hex })),
  /** Wrong ones in a row. */
  failures: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Clock time of the last wrong one, in milliseconds. */
  lastFailure_ms: v.number(),
});
export type StoredPin = v.InferOutput<typeof storedPinSchema>;
export const NO_PIN: StoredPin = { pin: null, failures: 0, lastFailure_ms: 0 };

/**
 * scrypt (RFC 7914) at 4 MiB and about 10 ms: a panel's memory and patience set the limit. Four digits can be tried
 * out by whoever has the file at any cost; the file is for root only, and the delay below guards the panel.
 */
const COST = { N: 4096, r: 8, p: 1 } as const;
const SALT_bytes = 16;
const HASH_bytes = 32;

/** So many may be typing errors. */
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
 * The panel's PIN: set, cleared, and checked with a delay that grows with each wrong one and survives a restart.
 * A file that cannot be read counts as no PIN, and the operator is told (`state/documents.ts` says why).
 */
export class Pin {
  readonly #parts: PinParts;
  readonly #listeners = new Set<() => void>();

  constructor(parts: PinParts) {
    this.#parts = parts;
  }

  /**
   * null clears it.
   * @throws Error when it cannot be stored; the PIN is then the one before
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

  /** Seconds until a PIN is taken again; 0: now. */
  get delay_s(): number {
    const stored = this.#parts.document.value;
    return stored.pin === null ? 0 : this.#wait_s(stored);
  }

  /** Called when a wrong PIN has begun a delay. Returns how to stop. */
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
    // Counted before it is looked at: cutting the power must not give a free try.
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

/** Seconds to wait after so many wrong ones in a row. */
function delayAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(LONGEST_DELAY_s, FIRST_DELAY_s * 2 ** (failures - FREE_FAILURES - 1));
}

function hashOf(pin: string, salt: Uint8Array): Uint8Array {
  return crypto().scryptSync(pin, salt, HASH_bytes, COST);
}

/** Loaded with the first PIN: 2 ms and 1.5 MiB that an appliance without one never spends. */
function crypto() {
  return process.getBuiltinModule('node:crypto');
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
