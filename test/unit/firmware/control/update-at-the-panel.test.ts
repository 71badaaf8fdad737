/** S2 as a person in front of the appliance sees it, driven by requests as an updater sends them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createControlHandler } from '../../../../firmware/control/handler.ts';
import { type Bench, createBench } from '../../../../simulator/bench.ts';
import { SILENT_LOG } from './fake-daemon.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await createBench();
});
afterEach(async () => bench.stop());

/** One request to the daemon that runs now; resolves to the status of the answer. */
async function ask(method: string, body: unknown): Promise<number> {
  const { daemon } = bench;
  if (daemon === null) throw new Error('no daemon runs');
  const rules = { remoteKeys: false, updateSource: 'control', lease_s: 60 } as const;
  const handle = createControlHandler({ daemon, rules, clock: bench.time.clock, log: SILENT_LOG });
  const path = '/v1/update';
  return (await handle({ method, path, query: new URLSearchParams(), body })).status;
}

const running = (percent: number) => ask('PUT', { state: 'running', percent, message: 'DOWNLOADING' });
const isLit = () => bench.lamps().S2;
const glass = () => bench.frame().rows.join('\n');

describe('S2 at the panel', () => {
  it('is lit 50 ms after the request, and the page shows the progress', async () => {
    expect(isLit()).toBe(false);
    expect(await running(18)).toBe(200);
    await bench.time.pass(50);
    expect(isLit()).toBe(true);
    await bench.time.pass(1_000);
    expect(glass()).toContain('18');
  });

  it.each(['done', 'failed'])('is out 50 ms after the update is %s', async (result) => {
    await running(18);
    await bench.time.pass(50);
    expect(await ask('DELETE', { result })).toBe(200);
    await bench.time.pass(50);
    expect(isLit()).toBe(false);
  });

  it('stays lit while the lease is renewed, and when it runs out: nobody knows whether it still writes', async () => {
    await running(1);
    for (let minute = 0; minute < 10; minute++) {
      await bench.time.pass(59_000);
      expect(isLit()).toBe(true);
      await running(minute);
    }
    await bench.time.pass(60_050);
    expect(isLit()).toBe(true);
    await bench.time.pass(1_000);
    expect(glass()).toContain('UPDATE SILENT');
    expect(await ask('DELETE', { result: 'done' })).toBe(200);
    await bench.time.pass(50);
    expect(isLit()).toBe(false);
  });

  it('is lit again within a second when the daemon is killed in mid-update', async () => {
    await running(18);
    await bench.time.pass(1_000);
    bench.kill();
    const started_ms = bench.time.clock.now();
    await bench.powerOn();
    await bench.time.pass(Math.max(0, started_ms + 1_000 - bench.time.clock.now()), isLit);
    expect(isLit()).toBe(true);
    await bench.time.pass(61_000);
    expect(isLit()).toBe(true);
  });

  it('does not let the appliance be rebooted while it is lit', async () => {
    await running(18);
    expect((await bench.daemon?.power({ action: 'reboot', despiteSilence: false }))?.ok).toBe(false);
  });
});
