import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ControlClientError, callControl } from '../../../firmware/control/client.ts';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { socketPath } from '../../../simulator/control-socket.ts';
import { runScriptText } from '../../../simulator/run-script.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

let directory: string;
let socket: string;

beforeEach(() => {
  directory = temporaryDirectory();
  socket = join(directory, 'control.sock');
});

afterEach(() => rmSync(directory, { recursive: true }));

/** Waits for what happens in real time, whatever the bench's clock says. */
const turnsUntil = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

const serving = async (bench: Bench): Promise<Bench> => {
  await turnsUntil(() => existsSync(socket));
  return bench;
};

describe('a bench with a control socket', () => {
  it('answers on it while time stands still', async () => {
    const bench = await serving(await createBench({ socket }));
    const before_ms = bench.time.clock.now();
    expect(await callControl(socket, 'GET', '/v1/status')).toMatchObject({
      appliance: { name: 'scanner-1' },
    });
    await callControl(socket, 'POST', '/v1/keys', { keys: ['ENTER'] });
    expect(bench.time.clock.now()).toBe(before_ms);
    await bench.wait(1000);
    expect(bench.frame().rows.join('')).toContain('SETUP NETWORK');
    await bench.stop();
  });

  it('turns its switches over it', async () => {
    const log: string[] = [];
    const bench = await createBench({
      socket,
      config: '[update]\nsource = "none"\n',
      onLogLine: (line) => log.push(line),
    });
    await expect(bench.fault('update', 'start')).rejects.toThrow(ControlClientError);
    await bench.fault('scan', 'running');
    expect(await callControl(socket, 'GET', '/v1/status')).toMatchObject({ platform: { scanRunning: true } });
    await bench.stop();
  });

  it('serves the next daemon at the same path after a restart, a power cut and a reboot', async () => {
    const bench = await serving(await createBench({ socket }));
    await bench.restart();
    await bench.fault('update', 'start');
    expect(bench.lamps().S2).toBe(true);
    await bench.fault('update', 'done');
    await bench.fault('power', 'off');
    await bench.fault('power', 'on');
    await bench.fault('agent', 'connected');
    await callControl(socket, 'POST', '/v1/power', { action: 'reboot' });
    await bench.wait(15_000);
    await bench.fault('update', 'start');
    expect(bench.lamps().S2).toBe(true);
    await bench.stop();
  });

  it('lets go of it at the end', async () => {
    const bench = await serving(await createBench({ socket }));
    await bench.stop();
    await turnsUntil(() => !existsSync(socket));
    await expect(callControl(socket, 'GET', '/v1/status')).rejects.toThrow(ControlClientError);
  });

  it('is deaf to a switch while no daemon runs', async () => {
    const bench = await serving(await createBench({ socket }));
    bench.kill();
    await bench.fault('update', 'start');
    await bench.restart();
    expect(bench.lamps().S2).toBe(false);
    await bench.stop();
  });

  it.each(['update', 'status-platform', 'account'])(
    'shows the same frames in %s as without',
    async (name) => {
      const text = readFileSync(`test/scenarios/${name}.scenario`, 'utf8');
      const framesOf = async (bench: { readonly socket?: string }): Promise<readonly string[]> => {
        const frames: string[] = [];
        const print = (frame: string) => frames.push(frame);
        expect(await runScriptText({ name, text, bench, print, complain: print })).toBe(0);
        return frames;
      };
      expect(await framesOf({ socket })).toEqual(await framesOf({}));
    },
  );
});

describe('the path of the socket', () => {
  it('is in the state directory', () => {
    expect(socketPath('/var/tmp/appliance')).toBe('/var/tmp/appliance/control.sock');
  });

  it.each([null, `/${'long/'.repeat(30)}`])('is in a directory for this user only beside %s', (state) => {
    const path = socketPath(state);
    expect(path.startsWith(join(tmpdir(), 'bezel-'))).toBe(true);
    expect(path.length).toBeLessThan(108);
  });
});
