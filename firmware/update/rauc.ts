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

/** Polls of RAUC within one lease. They renew the lease while it installs; if RAUC hangs, the lease runs out. */
const QUESTIONS_PER_LEASE = 3;

/** RAUC's D-Bus properties; a change signal holds only those that changed. */
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
  /** The next poll of RAUC while it installs. */
  readonly #question: Alarm;
  #known: Properties = {};
  /** Signals received: a reply to a poll that was sent before the last signal may be stale, and is ignored. */
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
        onSignal: (signal, bus) => this.#handleSignal(bus, signal),
        lost: () => this.#question.cancel(),
      },
    });
  }

  /** Connects, and reconnects whenever the bus is lost. Resolves after the first attempt; never rejects. */
  async start(): Promise<void> {
    try {
      await this.#connection.start();
      this.#parts.log.info('following RAUC');
    } catch {
      // The connection has logged it and retries.
    }
  }

  stop(): void {
    this.#question.cancel();
    this.#connection.stop();
  }

  /** State comes from the signals, not from polling: a refused bundle is over before a poll could be answered. */
  #handleSignal(bus: Bus, { interface: from, member, body }: Signal): void {
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

  /** Reads RAUC's state in the background. If the bus is lost meanwhile, `lost` handles that. */
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
      this.#known = {};
      this.#question.cancel();
      this.#parts.updates.engineEnded('RAUC');
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
      // `Completed` has reported it already, unless the daemon missed that signal.
      this.#finish(LastError ? 'failed' : 'done');
    }
  }

  /** Ignored by `updates` when nothing runs. */
  #finish(result: 'done' | 'failed'): void {
    this.#question.cancel();
    this.#parts.updates.finished(result, result === 'failed' ? (this.#known.LastError ?? '') : '');
  }
}
