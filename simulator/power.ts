import type { Connect, Transport } from '../drivers/transport.ts';
import type { Files } from '../firmware/state/files.ts';
import type { Clock, TimerId } from '../menus/clock.ts';
import { PowerCut } from './disk.ts';

/**
 * The supply of one run of the daemon. After a cut, the run stops at once: its timers no longer fire, no byte
 * leaves or reaches it, and promises from outside never settle.
 */
export class PowerSupply {
  #on = true;
  readonly #whenCut: (() => void)[] = [];

  get isOn(): boolean {
    return this.#on;
  }

  cut(): void {
    this.#on = false;
    for (const run of this.#whenCut.splice(0)) {
      run();
    }
  }

  /** Runs this when the supply is cut, after those registered before. */
  atCut(run: () => void): void {
    this.#whenCut.push(run);
  }

  /** The clock as the daemon of this run sees it. */
  clock(clock: Clock): Clock {
    const pending = new Set<TimerId>();
    this.atCut(() => {
      for (const timer of pending) {
        clock.clearTimeout(timer);
      }
    });
    return {
      now: () => clock.now(),
      wallTime: () => clock.wallTime(),
      setTimeout: (run, delay_ms) => {
        if (!this.#on) {
          return null;
        }
        const timer = clock.setTimeout(() => {
          pending.delete(timer);
          run();
        }, delay_ms);
        pending.add(timer);
        return timer;
      },
      clearTimeout: (timer) => {
        pending.delete(timer);
        clock.clearTimeout(timer);
      },
    };
  }

  /** A line to a device as the daemon of this run sees it, one at a time; the device finds it closed after the cut. */
  line(connect: Connect): Connect {
    // Only the last one: a driver keeps opening new transports while its device is gone.
    let latest: Transport | null = null;
    this.atCut(() => latest?.close());
    return (events) => {
      latest = connect({
        onOpen: () => this.#on && events.onOpen(),
        onData: (bytes) => this.#on && events.onData(bytes),
        onClose: (why) => this.#on && events.onClose(why),
      });
      return latest;
    };
  }

  /** The disk as the daemon of this run sees it: operations after the cut fail. */
  files(files: Files): Files {
    const gate =
      <Arguments extends readonly unknown[], Result>(run: (...parts: Arguments) => Result) =>
      (...parts: Arguments): Result => {
        if (!this.#on) {
          throw new PowerCut();
        }
        return run(...parts);
      };
    return {
      read: gate((name: string) => files.read(name)),
      write: gate((name: string, text: string) => files.write(name, text)),
      sync: gate((name: string) => files.sync(name)),
      rename: gate((from: string, to: string) => files.rename(from, to)),
      remove: gate((name: string) => files.remove(name)),
      list: gate(() => files.list()),
      syncDirectory: gate(() => files.syncDirectory()),
    };
  }

  /** A callback from the daemon; not called after the cut. */
  output<Arguments extends readonly unknown[]>(
    run: (...parts: Arguments) => void,
  ): (...parts: Arguments) => void {
    return (...parts) => {
      if (this.#on) {
        run(...parts);
      }
    };
  }

  /** A promise from outside for the daemon; never settles after the cut. */
  promise<Value>(outside: () => Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#on) {
        outside().then(this.output(resolve), this.output(reject));
      }
    });
  }
}
