import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectSystemBus } from '../../../../firmware/dbus/bus.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

let directory: string;
let server: Server | null;

beforeEach(() => {
  directory = temporaryDirectory();
  server = null;
});
afterEach(() => {
  vi.unstubAllEnvs();
  server?.close();
});

describe('the system bus', () => {
  it('that takes a call and never answers is given up after a while, not waited for for ever', async () => {
    const path = join(directory, 'socket');
    const asked = new Promise<void>((resolve) => {
      server = createServer((socket) => {
        socket.on('error', () => undefined);
        resolve();
      }).listen(path);
    });
    vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', `unix:path=${path}`);
    const clock = new SimulatedClock();
    const connecting = connectSystemBus(clock).then(
      () => 'connected',
      (error: unknown) => String(error),
    );
    await asked;
    clock.advance(25_000);
    expect(await connecting).toContain('The system bus cannot be reached');
    expect(clock.pendingCount).toBe(0);
  });

  it.each([
    ['is not there', 'unix:path=/nonexistent/socket'],
    ['has an address that makes no sense', 'nonsense:'],
  ])('that %s cannot be reached', async (_what, address) => {
    vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', address);
    const clock = new SimulatedClock();
    await expect(connectSystemBus(clock)).rejects.toThrow('The system bus cannot be reached');
    expect(clock.pendingCount).toBe(0);
  });
});
