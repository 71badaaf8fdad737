/**
 * Follows RAUC over D-Bus, so that an appliance updated by it lights S2 with no code of its own
 * (RAUC reference manual, "D-Bus API": de.pengutronix.rauc.Installer).
 */
import * as v from 'valibot';
import type { Clock, TimerId } from '../../menus/clock.ts';
import type { Updates } from '../appliance/updates.ts';
import type { Log } from '../log/log.ts';
import { addMatch, type Bus, ownerOf } from '../network/backends/networkmanager/bus.ts';
import { decodeDictionary } from '../network/backends/networkmanager/values.ts';

const SERVICE = 'de.pengutronix.rauc';
const INSTALLER = 'de.pengutronix.rauc.Installer';
const OBJECT = '/';

/** Before the bus is tried again, in milliseconds: it is down only while the machine boots or is mended. */
const RETRY_MS = 5_000;

/** Questions to RAUC within one lease: it is asked again while it installs, in case it hangs. */
const QUESTIONS_PER_LEASE = 3;

const properties = v.object({
  Operation: v.string(),
  LastError: v.optional(v.string(), ''),
  /** Percentage, what is being done, depth of the step. */
  Progress: v.optional(v.tuple([v.number(), v.string(), v.number()])),
});

export interface RaucParts {
  readonly connect: () => Promise<Bus>;
  readonly clock: Clock;
  readonly log: Log;
  readonly updates: Pick<Updates, 'running' | 'finished'>;
  readonly lease_s: number;
}

export class RaucFollower {
  readonly #parts: RaucParts;
  #bus: Bus | null = null;
  #timer: TimerId | null = null;
  #isStopped = false;
  /** Outages are told once. */
  #isDown = false;
  /** Installations completed: an answer to a question asked before the last one is old. */
  #completions = 0;

  constructor(parts: RaucParts) {
    this.#parts = parts;
  }

  /** Connects, and connects again whenever the bus is gone. Resolves after the first attempt; never rejects. */
  async start(): Promise<void> {
    const { log } = this.#parts;
    try {
      const bus = await this.#parts.connect();
      if (this.#isStopped) return bus.close();
      await this.#attach(bus);
      this.#isDown = false;
      log.info('following RAUC');
    } catch (error) {
      this.#retry(error instanceof Error ? error.message : String(error));
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#wait(null);
    this.#bus?.close();
    this.#bus = null;
  }

  async #attach(bus: Bus): Promise<void> {
    this.#bus = bus;
    bus.onEnd(() => this.#retry('the connection ended'));
    bus.onSignal(({ interface: from, member, body }) => {
      if (from === INSTALLER && member === 'Completed') this.#completed(body);
      else if (member === 'PropertiesChanged' || isOwnerChange(member, body)) this.#ask(bus);
    });
    await addMatch(bus, `type='signal',sender='${SERVICE}',path='${OBJECT}'`);
    await addMatch(
      bus,
      `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${SERVICE}'`,
    );
    await this.#look(bus);
  }

  /** Reads RAUC's state in the background; a bus that ends meanwhile is told elsewhere. */
  #ask(bus: Bus): void {
    this.#look(bus).catch((error: unknown) => {
      this.#parts.log.debug('RAUC did not answer', {
        why: error instanceof Error ? error.message : String(error),
      });
    });
  }

  async #look(bus: Bus): Promise<void> {
    const { updates, lease_s } = this.#parts;
    const completions = this.#completions;
    if ((await ownerOf(bus, SERVICE)) === null) {
      this.#wait(null);
      updates.finished('failed', 'RAUC HAS ENDED');
      return;
    }
    const [reply] = await bus.call({
      destination: SERVICE,
      path: OBJECT,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'GetAll',
      signature: 's',
      body: [INSTALLER],
    });
    const { Operation, Progress, LastError } = v.parse(properties, decodeDictionary(reply));
    if (this.#isStopped || completions !== this.#completions) return;
    if (Operation === 'installing') {
      const [percent, step] = Progress ?? [null, ''];
      updates.running(percent, step);
      this.#wait((lease_s * 1000) / QUESTIONS_PER_LEASE, () => this.#ask(bus));
    } else {
      // Over, and nobody was there to hear `Completed`: the daemon was restarted meanwhile.
      this.#wait(null);
      updates.finished(LastError === '' ? 'done' : 'failed', LastError);
    }
  }

  #completed(body: readonly unknown[]): void {
    this.#completions += 1;
    this.#wait(null);
    this.#parts.updates.finished(body[0] === 0 ? 'done' : 'failed');
  }

  #retry(why: string): void {
    if (this.#isStopped) return;
    if (!this.#isDown) this.#parts.log.warn('RAUC cannot be followed; trying again', { why });
    this.#isDown = true;
    this.#bus?.close();
    this.#bus = null;
    this.#wait(RETRY_MS, () => void this.start());
  }

  /** One wait at a time; null: none. */
  #wait(delay_ms: number | null, run: () => void = () => undefined): void {
    if (this.#timer !== null) this.#parts.clock.clearTimeout(this.#timer);
    this.#timer = delay_ms === null ? null : this.#parts.clock.setTimeout(run, delay_ms);
  }
}

const isOwnerChange = (member: string, body: readonly unknown[]): boolean =>
  member === 'NameOwnerChanged' && body[0] === SERVICE;
