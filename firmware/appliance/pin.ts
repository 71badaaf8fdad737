import * as v from 'valibot';
import type { Clock } from '../../menus/clock.ts';
import type { PinVerdict } from '../../menus/effects.ts';
import type { Migration } from '../../menus/settings/versions.ts';
import type { Log } from '../log/log.ts';
import type { StateDocument } from '../state/document.ts';
import type { ApplianceModel } from './appliance.ts';

const SALT_bytes = 16;
const HASH_bytes = 32;

/** So many bytes in hexadecimal, no more and no less: a shorter hash would be easier to meet. */
const hex = (bytes: number) =>
  v.pipe(v.string(), v.regex(/^[0-9a-f]*$/, 'expected hexadecimal digits'), v.length(2 * bytes));

/** Stored: the hash, never the PIN, and the failed attempts. */
export const storedPinSchema = v.strictObject({
  /** null: no PIN is set. */
  pin: v.nullable(v.strictObject({ salt: hex(SALT_bytes), hash: hex(HASH_bytes) })),
  /** Wrong PINs in a row. */
  failures: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** When the last wrong PIN was entered: no time of day, which may be set while it is waited. */
  lastFailure: v.strictObject({
    /** The boot it was in. */
    boot: v.string(),
    /** The monotonic clock then, in milliseconds since that boot. */
    at_ms: v.number(),
  }),
});
export type StoredPin = v.InferOutput<typeof storedPinSchema>;
export const NO_PIN: StoredPin = { pin: null, failures: 0, lastFailure: { boot: '', at_ms: 0 } };

export const PIN_MIGRATIONS: readonly Migration[] = [
  // 2: the boot's clock in place of the time of day.
  ({ lastFailure_ms: _, ...stored }) => ({ ...stored, lastFailure: { boot: '', at_ms: 0 } }),
];

/**
 * scrypt (RFC 7914) with 4 MiB and about 10 ms, limited by the appliance's memory and the operator's patience. No cost
 * protects four digits once the file is stolen; its mode 0600 does, and the delay below protects the panel.
 */
const COST = { N: 4096, r: 8, p: 1 } as const;
/** Wrong PINs without a delay: they may be typing errors. */
const FREE_FAILURES = 2;
const FIRST_DELAY_s = 5;
/** 10,000 four-digit PINs at this rate take a month. */
const LONGEST_DELAY_s = 300;

interface PinParts {
  readonly appliance: ApplianceModel;
  readonly document: StateDocument<StoredPin>;
  readonly clock: Clock;
  /** The kernel's id of this boot. */
  readonly boot: string;
  readonly random: (count: number) => Uint8Array;
  readonly log: Log;
}

/**
 * The panel's PIN. The delay after a wrong PIN grows with each one; a restart of the service
 * does not shorten it, one of the machine begins it anew, setting the clock changes nothing. If the file is damaged,
 * no PIN is set and a notice says so (`reportDamage` in `documents.ts` gives the reason).
 */
export class Pin {
  readonly #parts: PinParts;
  readonly #listeners = new Set<() => void>();

  constructor(parts: PinParts) {
    this.#parts = parts;
    const { document, clock, boot } = parts;
    const { failures, lastFailure } = document.value;
    // How long the machine was off is not known, so the wait begins anew.
    if (failures > 0 && lastFailure.boot !== boot)
      document.save({ ...document.value, lastFailure: { boot, at_ms: clock.now() } });
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
    const pinGeneration = appliance.value.pinGeneration + 1;
    appliance.change({ pinSet: pin !== null, pinGeneration });
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

  /** @throws Error when the attempt cannot be counted: then it is not checked, or a full disk would give endless tries */
  verify(pin: string): PinVerdict {
    const { document, boot, clock, log } = this.#parts;
    if (document.unreadable !== null) throw new Error('the PIN cannot be read; the menu stays closed');
    const stored = document.value;
    if (stored.pin === null) return { ok: true };
    const wait_s = this.#wait_s(stored);
    if (wait_s > 0) return refused(wait_s, stored);
    // The failure is stored before the PIN is checked, so that cutting the power gives no free attempt.
    const failed = { ...stored, failures: stored.failures + 1, lastFailure: { boot, at_ms: clock.now() } };
    document.store(failed);
    const salt = Buffer.from(stored.pin.salt, 'hex');
    if (crypto().timingSafeEqual(hashOf(pin, salt), Buffer.from(stored.pin.hash, 'hex'))) {
      document.save({ ...stored, failures: 0 });
      return { ok: true };
    }
    log.warn('wrong PIN', { failures: failed.failures });
    for (const listener of [...this.#listeners]) listener();
    return refused(this.#wait_s(failed), failed);
  }

  #wait_s({ failures, lastFailure: { at_ms } }: StoredPin): number {
    const delay_s = delayAfter(failures);
    const passed_s = (this.#parts.clock.now() - at_ms) / 1000;
    return Math.min(delay_s, Math.max(0, Math.ceil(delay_s - passed_s)));
  }
}

function refused(retryAfter_s: number, { failures }: StoredPin): PinVerdict {
  return { ok: false, retryAfter_s, tries: Math.max(1, FREE_FAILURES + 1 - failures) };
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
