import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLATFORM_NETWORK, WORLD } from './lab/addresses.ts';
import { Appliance } from './lab/appliance.ts';
import { keep, setDhcpWan } from './lab/changes.ts';
import { inKernel } from './lab/judge.ts';

const { otherPool, otherDns } = WORLD.wan;

describe('a WAN lease', () => {
  let appliance: Appliance;
  beforeEach(async () => {
    appliance = await Appliance.start();
  });
  afterEach(() => appliance.close());

  const rules = (address: string, dns: string) =>
    [
      `from ${address} to all table 6350`,
      'from all to 10.88.0.0/24 table 6350',
      `from all to ${dns} table 6350`,
      `from all to ${PLATFORM_NETWORK} table 6350`,
    ].sort();

  it('that changes its address and DNS server takes the routing rules with it', async () => {
    const { operator, lab } = appliance;
    await lab.world.stopDhcp('wan');
    lab.world.startShortLeases('wan');
    await setDhcpWan(operator);
    await keep(operator);
    const before = await inKernel(lab.box);
    const first = before.addresses.wan0?.[0]?.replace('/24', '') ?? '';
    expect(before.rules).toEqual(rules(first, WORLD.wan.dns));
    // Another server refuses the address when it is asked to renew it, and has others.
    await lab.world.stopDhcp('wan');
    lab.world.startShortLeases('wan', { pool: otherPool, dns: otherDns });
    const addresses = async () => (await inKernel(lab.box)).addresses.wan0;
    await expect
      .poll(addresses, { timeout: 60_000 })
      .toEqual([expect.stringMatching(/^10\.88\.0\.1[01]\d\/24$/)]);
    const [second = ''] = (await addresses()) ?? [];
    const after = async () => (await inKernel(lab.box)).rules;
    await expect.poll(after, { timeout: 20_000 }).toEqual(rules(second.replace('/24', ''), otherDns));
    expect((await inKernel(lab.box)).routes).toEqual(before.routes);
  });
});
