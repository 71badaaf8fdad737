import * as v from 'valibot';
import { reasonOf } from '../../../../drivers/reason.ts';
import { Alarm } from '../../../../menus/alarm.ts';
import type { Clock } from '../../../../menus/clock.ts';
import { message } from '../../../../menus/words/messages.ts';
import { type Bus, BusError, ownerOf, type Signal, TIMED_OUT } from '../../../dbus/bus.ts';
import { ReconnectingBus } from '../../../dbus/reconnecting-bus.ts';
import type { Log } from '../../../log/log.ts';
import { NetworkFailure } from '../../errors.ts';
import { Devices } from './devices.ts';
import { TIMED_OUT as TIMED_OUT_PROBLEM } from './failures.ts';
import { DEVICE_STATE, INTERFACE, MANAGER_PATH, NAME, REASON, ROOT } from './names.ts';
import { ObjectMirror } from './objects.ts';
import { inPortions } from './portions.ts';

interface ServiceOptions {
  readonly connect: () => Promise<Bus>;
  readonly clock: Clock;
  readonly log: Log;
}

/** NetworkManager owns its bus name before GetManagedObjects works: asked again after so long. */
const REPEAT_ms = 200;

/** The signals that are followed. */
const MATCHES = [
  `type='signal',sender='${NAME}',interface='org.freedesktop.DBus.Properties'`,
  `type='signal',sender='${NAME}',interface='org.freedesktop.DBus.ObjectManager'`,
  `type='signal',sender='${NAME}',interface='${INTERFACE.device}',member='StateChanged'`,
  `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${NAME}'`,
];
const STARTED = v.object({ Startup: v.literal(false) });
const NAME_OWNER_CHANGED = v.tuple([v.string(), v.string(), v.string()]);
const DEVICE_STATE_CHANGED = v.tuple([v.number(), v.number(), v.number()]);
/** D-Bus errors that say the service behind a name is not there, or went away before it answered. */
const GONE = new Set([
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
  'org.freedesktop.DBus.Error.NoReply',
  'org.freedesktop.DBus.Error.Disconnected',
]);

/**
 * NetworkManager on the system bus: present or not, its objects mirrored, its methods callable. Lives through
 * restarts of NetworkManager and of the bus; what waits on the old one is rejected (`backend-restarted`).
 */
export class NetworkManagerService {
  readonly objects = new ObjectMirror();
  readonly devices = new Devices(this.objects);
  /**
   * Why each device last failed or lost its carrier: NMDeviceStateReason by object path. Properties change several
   * times before they are announced once, so only signals carry it.
   */
  readonly #failures = new Map<string, number>();
  readonly #options: ServiceOptions;
  readonly #listeners = new Set<() => void>();
  readonly #connection: ReconnectingBus;
  #owner: string | null = null;
  #loaded = false;
  /** Signals that came while everything was read. */
  readonly #announced: Signal[] = [];
  #stopped = false;
  /** On the bus and not answering: logged once. */
  #isDeaf = false;
  readonly #repetition: Alarm;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#repetition = new Alarm(options.clock);
    const { connect, clock, log } = options;
    this.#connection = new ReconnectingBus({
      connect,
      clock,
      log,
      follower: {
        matches: MATCHES,
        attached: async (bus) => {
          const owner = await ownerOf(bus, NAME);
          if (owner !== null) await this.#meet(owner);
        },
        onSignal: (signal) => this.#hear(signal),
        lost: () => this.#forget(),
      },
    });
  }

  /** The unique bus name of the running NetworkManager; null while it is absent. Changes with each restart. */
  get owner(): string | null {
    return this.#loaded ? this.#owner : null;
  }

  /** Rejects with `backend-absent` when NetworkManager does not answer now; keeps trying either way. */
  async start(): Promise<void> {
    try {
      await this.#connection.start();
    } catch (error) {
      throw new NetworkFailure(message('backend-absent'), reasonOf(error), { cause: error });
    }
    if (!this.#loaded) {
      throw new NetworkFailure(message('backend-absent'), 'NetworkManager is not on the system bus.');
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#repetition.cancel();
    this.#connection.stop();
    this.#forget();
    this.#listeners.clear();
  }

  /** Whether the running NetworkManager has brought up all that it has stored; a start lasts as long as DHCP does. */
  get isStarted(): boolean {
    return this.owner !== null && v.is(STARTED, this.objects.get(MANAGER_PATH, INTERFACE.manager));
  }

  /** Why a device failed since `forgetFailure`: NMDeviceStateReason; undefined: it has not. */
  failureOf(path: string): number | undefined {
    return this.#failures.get(path);
  }

  /** Before something is started on the device. */
  forgetFailure(path: string): void {
    this.#failures.delete(path);
  }

  /** Called after every change of the objects and of `owner`. Returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls a method; rejects with `BusError` when NetworkManager refuses, `NetworkFailure` when it is not there. */
  async call(
    path: string,
    name: string,
    member: string,
    signature = '',
    body: readonly unknown[] = [],
  ): Promise<readonly unknown[]> {
    const { bus } = this.#connection;
    if (bus === null || this.owner === null) {
      throw new NetworkFailure(
        message('backend-absent'),
        `NetworkManager is not running: ${member} was not sent.`,
      );
    }
    const call = { destination: NAME, path, interface: name, member };
    try {
      return await bus.call(signature === '' ? call : { ...call, signature, body });
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      if (error.name === TIMED_OUT)
        throw new NetworkFailure(TIMED_OUT_PROBLEM, `NetworkManager: ${error.message}`, { cause: error });
      if (!GONE.has(error.name)) throw error;
      throw new NetworkFailure(message('backend-restarted'), `NetworkManager went away during ${member}.`, {
        cause: error,
      });
    }
  }

  /**
   * Resolves with what `probe` returns as soon as it is not null, asking again after each change.
   * Rejects after `timeout_ms` with `late()`, with `cancelled` on abort, with what `probe` throws, and with
   * `backend-restarted` when the NetworkManager it began with has gone (unless `anyOwner`).
   */
  until<Found>(
    probe: () => Found | null,
    wait: {
      readonly timeout_ms: number;
      readonly late: () => NetworkFailure;
      readonly signal: AbortSignal;
      readonly anyOwner?: boolean;
    },
  ): Promise<Found> {
    const begun = this.#owner;
    return new Promise((resolve, reject) => {
      const limit = new Alarm(this.#options.clock);
      const finish = (settle: () => void) => {
        limit.cancel();
        stopListening();
        wait.signal.removeEventListener('abort', cancel);
        settle();
      };
      const cancel = () =>
        finish(() =>
          reject(new NetworkFailure(message('cancelled'), 'Waiting for NetworkManager was cancelled.')),
        );
      const look = () => {
        try {
          if (wait.anyOwner !== true && this.#owner !== begun) {
            throw new NetworkFailure(
              message('backend-restarted'),
              'NetworkManager restarted while it was waited for.',
            );
          }
          const found = probe();
          if (found !== null) finish(() => resolve(found));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      limit.after(wait.timeout_ms, () => finish(() => reject(wait.late())));
      const stopListening = this.onChange(look);
      wait.signal.addEventListener('abort', cancel, { once: true });
      if (wait.signal.aborted) cancel();
      else look();
    });
  }

  #hear(signal: Signal): void {
    if (signal.member === 'NameOwnerChanged') {
      const [, , owner] = v.parse(NAME_OWNER_CHANGED, signal.body);
      if (owner === '') {
        this.#options.log.warn('NetworkManager left the bus');
        this.#forget();
        return;
      }
      void this.#meet(owner);
      return;
    }
    if (signal.interface === INTERFACE.device && signal.member === 'StateChanged') {
      const [state, , reason] = v.parse(DEVICE_STATE_CHANGED, signal.body);
      if (state !== DEVICE_STATE.failed && reason !== REASON.carrier) return;
      this.#failures.set(signal.path, reason);
      this.#notify();
      return;
    }
    if (!this.#loaded) this.#announced.push(signal);
    else if (this.objects.apply(signal)) this.#notify();
  }

  /**
   * Reads everything, then takes in what was announced meanwhile, in its order. Some of that may be older than the
   * reading, which has its effect already: whatever was announced last for a property holds in either case.
   */
  async #meet(owner: string): Promise<void> {
    const { bus } = this.#connection;
    if (bus === null || this.#stopped || (this.#owner === owner && this.#loaded)) return;
    this.#owner = owner;
    this.#loaded = false;
    this.#announced.length = 0;
    try {
      await this.objects.load(bus, NAME, ROOT);
      for await (const portion of inPortions(this.objects.withInterface(INTERFACE.device))) {
        for (const path of portion) this.devices.at(path);
      }
      for (const signal of this.#announced.splice(0)) this.objects.apply(signal);
    } catch (error) {
      if (this.#owner !== owner || this.#stopped) return;
      if (!this.#isDeaf) {
        this.#options.log.warn('NetworkManager does not answer yet', { why: String(error) });
      }
      this.#isDeaf = true;
      this.#repetition.after(REPEAT_ms, () => void this.#meet(owner));
      return;
    }
    if (this.#owner !== owner) return;
    this.#loaded = true;
    this.#isDeaf = false;
    this.#options.log.info('NetworkManager is on the bus', { owner });
    this.#notify();
  }

  #forget(): void {
    this.#owner = null;
    this.#loaded = false;
    this.#announced.length = 0;
    this.objects.clear();
    this.#failures.clear();
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
