import { beforeEach, describe, expect, it } from 'vitest';
import { connectServiceManager } from '../../../../firmware/service/notify.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { SILENT_LOG } from '../control/fake-daemon.ts';

let clock: SimulatedClock;
let calls: string[];

beforeEach(() => {
  clock = new SimulatedClock();
  calls = [];
});

const connect = (environment: Record<string, string>) =>
  connectServiceManager({
    environment,
    clock,
    log: SILENT_LOG,
    run: async (program, args) => {
      calls.push([program, ...args].join(' '));
    },
  });

describe('the service manager', () => {
  it('is told when the daemon is ready and when it stops', () => {
    const manager = connect({ NOTIFY_SOCKET: '/run/systemd/notify' });
    manager.ready();
    manager.stopping();
    expect(calls).toEqual(['systemd-notify --ready', 'systemd-notify STOPPING=1']);
    expect(clock.pendingCount).toBe(0);
  });

  it('hears three signs of life in a watchdog period', () => {
    const manager = connect({ NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '90000000' });
    manager.ready();
    calls.length = 0;
    clock.advance(90_000);
    expect(calls).toEqual(Array(3).fill('systemd-notify WATCHDOG=1'));
    manager.stopping();
    expect(clock.pendingCount).toBe(0);
  });

  it('is left alone when there is none', () => {
    const manager = connect({ WATCHDOG_USEC: '90000000' });
    manager.ready();
    clock.advance(90_000);
    manager.stopping();
    expect(calls).toEqual([]);
  });
});
