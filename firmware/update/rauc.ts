/**
 * Follows RAUC over D-Bus, so that an appliance updated by it lights S2 with no code of its own
 * (RAUC reference manual, "D-Bus API": de.pengutronix.rauc.Installer).
 */

import * as v from 'valibot';
import { reasonOf } from '../../drivers/reason.ts';
import { Alarm } from '../../menus/alarm.ts';
import { type Bus, ownerOf, type Signal } from '../dbus/bus.ts';
import { ReconnectingBus } from '../dbus/reconnecting-bus.ts';
import { decodeDictionary } from '../dbus/values.ts';
import type { FollowerParts, UpdateFollower } from './follower.ts';

const SERVICE = 'de.pengutronix.rauc';
const INSTALLER = 'de.pengutronix.rauc.Installer';
const OBJECT = '/';

/** Questions to RAUC within one lease: it is asked again while it installs, in case it hangs. */
const QUESTIONS_PER_LEASE = 3;

/** What RAUC tells of itself; a change names only what changed. */
const properties = v.object({
  Operation: v.optional(v.string()),
  LastError: v.optional(v.string()),
  /** Percentage, what is being done, depth of the step. */
  Progress: v.optional(v.tuple([v.number(), v.string(), v.number()])),
});
type Properties = v.InferOutput<typeof properties>;

interface RaucParts extends FollowerParts {
  readonly connect: () => Promise<Bus>;
}

export class RaucFollower implements UpdateFollower {
  readonly #parts: RaucParts;
  readonly #connection: ReconnectingBus;
  /** Goes off when RAUC is to be asked whether it still installs. */
  readonly #question: Alarm;
  #known: Properties = {};
  /** Signals heard: an answer to a question asked before the last one may be older than it. */
  #signals = 0;

  constructor(parts: RaucParts) {
    this.#parts = parts;
    const { connect, clock, log } = parts;
    this.#question = new Alarm(clock);
    this.#connection = new ReconnectingBus({
      connect,
      clock,
      log,
      follower: {
        matches: [
          `type='signal',sender='${SERVICE}',path='${OBJECT}'`,
          `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${SERVICE}'`,
        ],
        attached: (bus) => this.#look(bus),
        heard: (signal, bus) => this.#hear(bus, signal),
        lost: () => this.#question.cancel(),
      },
    });
  }

  /** Connects, and connects again whenever the bus is gone. Resolves after the first attempt; never rejects. */
  async start(): Promise<void> {
    try {
      await this.#connection.start();
      this.#parts.log.info('following RAUC');
    } catch {
      // Told by the connection, which goes on trying.
    }
  }

  stop(): void {
    this.#question.cancel();
    this.#connection.stop();
  }

  /** Signals say all there is to know: a refused bundle is over before a question could be answered. */
  #hear(bus: Bus, { interface: from, member, body }: Signal): void {
    this.#signals += 1;
    if (from === INSTALLER && member === 'Completed') {
      this.#finish(body[0] === 0 ? 'done' : 'failed');
      this.#known = { Operation: 'idle' };
    } else if (member === 'PropertiesChanged' && body[0] === INSTALLER) {
      this.#learn(bus, v.parse(properties, decodeDictionary(body[1])));
    } else if (member === 'NameOwnerChanged' && body[0] === SERVICE) {
      this.#ask(bus);
    }
  }

  /** Reads RAUC's state in the background; a bus that ends meanwhile is told elsewhere. */
  #ask(bus: Bus): void {
    this.#look(bus).catch((error: unknown) => {
      this.#parts.log.debug('RAUC did not answer', {
        why: reasonOf(error),
      });
    });
  }

  async #look(bus: Bus): Promise<void> {
    const signals = this.#signals;
    const owner = await ownerOf(bus, SERVICE);
    if (this.#connection.bus !== bus) return;
    if (owner === null) {
      this.#known = { LastError: 'RAUC HAS ENDED' };
      this.#finish('failed');
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
    if (this.#connection.bus !== bus || signals !== this.#signals) return;
    this.#learn(bus, v.parse(properties, decodeDictionary(reply)));
  }

  #learn(bus: Bus, changed: Properties): void {
    const { updates, lease_s } = this.#parts;
    const isNew = changed.Operation !== undefined && changed.Operation !== this.#known.Operation;
    // The progress of an earlier installation says nothing of this one.
    const { Progress: _, ...lasting } = this.#known;
    this.#known = { ...(isNew ? lasting : this.#known), ...changed };
    const { Operation, Progress, LastError } = this.#known;
    if (Operation === 'installing') {
      updates.running(Progress?.[0] ?? null, Progress?.[1] ?? '');
      this.#question.after((lease_s * 1000) / QUESTIONS_PER_LEASE, () => this.#ask(bus));
    } else if (Operation === 'idle') {
      // Told by `Completed` already, unless the daemon was not there to hear it.
      this.#finish(LastError ? 'failed' : 'done');
    }
  }

  /** Ignored by `updates` when nothing runs. */
  #finish(result: 'done' | 'failed'): void {
    this.#question.cancel();
    this.#parts.updates.finished(result, result === 'failed' ? (this.#known.LastError ?? '') : '');
  }
}
