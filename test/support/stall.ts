import type { Connect } from '../../drivers/transport.ts';
import type { Clock, TimerId } from '../../menus/clock.ts';

/**
 * A process that can stand still, as under SIGSTOP or on an overloaded machine: its timers and what its line brings
 * wait, while time and the panel go on.
 */
export class Stall {
  #isStalled = false;
  #timers: (() => void)[] = [];
  #heard: (() => void)[] = [];

  get isStalled(): boolean {
    return this.#isStalled;
  }

  begin(): void {
    this.#isStalled = true;
  }

  /** Goes on: first what its line has brought, or first its timers; a process may find either first. */
  end(first: 'line' | 'timers'): void {
    this.#isStalled = false;
    const [timers, heard] = [this.#timers.splice(0), this.#heard.splice(0)];
    for (const run of first === 'line' ? [...heard, ...timers] : [...timers, ...heard]) run();
  }

  /** The clock as the process sees it. */
  clock(clock: Clock): Clock {
    const cleared = new Set<TimerId>();
    return {
      now: () => clock.now(),
      wallTime: () => clock.wallTime(),
      setTimeout: (run, delay_ms) => {
        const timer = clock.setTimeout(() => {
          if (!this.#isStalled) run();
          else this.#timers.push(() => cleared.delete(timer) || run());
        }, delay_ms);
        return timer;
      },
      clearTimeout: (timer) => {
        if (this.#isStalled || this.#timers.length > 0) cleared.add(timer);
        clock.clearTimeout(timer);
      },
    };
  }

  /** The line as the process sees it. */
  line(connect: Connect): Connect {
    return (events) => {
      const whenAwake = (run: () => void): void => {
        if (this.#isStalled) this.#heard.push(run);
        else run();
      };
      return connect({
        onOpen: () => whenAwake(() => events.onOpen()),
        onData: (bytes) => whenAwake(() => events.onData(bytes)),
        onClose: (why) => whenAwake(() => events.onClose(why)),
      });
    };
  }
}
