/** As many VLANs as a platform may define, at an appliance whose panel is in use. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createControlHandler } from '../../../../firmware/control/handler.ts';
import { type Bench, createBench } from '../../../../simulator/bench.ts';
import { SILENT_LOG } from './fake-daemon.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await createBench();
});
afterEach(async () => bench.stop());

const vlansOf = (count: number) =>
  Array.from({ length: count }, (_, id) => ({
    id,
    address: `10.${1 + (id >> 8)}.${id & 255}.2`,
    netmask: '255.255.255.0',
    name: `vlan ${id}`,
  }));

it('brings 4094 platform VLANs into force; a key between two steps of the change opens the menu', async () => {
  const { daemon } = bench;
  if (daemon === null) throw new Error('no daemon runs');
  const rules = { remoteKeys: false, updateSource: 'control', lease_s: 60 } as const;
  const handle = createControlHandler({ daemon, rules, clock: bench.time.clock, log: SILENT_LOG });
  let status = 0;
  void handle({
    method: 'PUT',
    path: '/v1/platform',
    query: new URLSearchParams(),
    body: { vlans: vlansOf(4094) },
  }).then((reply) => {
    status = reply.status;
  });

  // They are read in turns of the real event loop, which simulated time does not have.
  while (daemon.appliance().transaction.phase === 'none') await new Promise((turn) => setImmediate(turn));
  await bench.time.pass(5_000);
  expect(daemon.appliance().transaction.phase).toBe('applying');
  bench.keyDown('ENTER');
  // A frame takes 9 ms on the line at 115200 baud; the key is debounced before.
  await bench.time.pass(100);
  bench.keyUp('ENTER');
  expect(bench.frame().rows.join()).toContain('SETUP NETWORK');

  await bench.time.pass(3_600_000, () => status !== 0);
  expect(status).toBe(200);
  expect(daemon.appliance().wanted.platform.vlans).toHaveLength(4094);
}, 60_000);
