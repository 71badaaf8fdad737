import { describe, expect, it } from 'vitest';
import { readKernel } from '../../../../../../firmware/network/backends/networkmanager/kernel.ts';
import { NetworkFailure } from '../../../../../../firmware/network/errors.ts';
import { programs } from './programs.ts';

const { signal } = new AbortController();

describe('reading the kernel', () => {
  it('understands what ip prints', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      address: [
        {
          ifname: 'lan0',
          flags: ['BROADCAST', 'UP', 'LOWER_UP'],
          addr_info: [
            { family: 'inet', local: '10.77.0.2', prefixlen: 24 },
            { family: 'inet6', local: 'fe80::1', prefixlen: 64 },
          ],
        },
        {
          ifname: 'bezel-vlan100',
          link: 'lan0',
          flags: ['BROADCAST', 'NO-CARRIER', 'UP'],
          linkinfo: { info_kind: 'vlan', info_data: { protocol: '802.1Q', id: 100, flags: ['REORDER_HDR'] } },
          addr_info: [],
        },
        // A peer in another network namespace.
        { ifname: 'veth1', link: null, flags: [], linkinfo: { info_kind: 'veth' } },
      ],
      route: [{ dst: 'default', gateway: '10.77.0.1', dev: 'lan0', protocol: 'dhcp', flags: [] }],
      rule: [
        { priority: 0, src: 'all', table: 'local' },
        { priority: 30_000, src: '10.88.0.2', table: '6350' },
        { priority: 30_001, src: 'all', dst: '10.88.0.0', dstlen: 24, table: '6350' },
      ],
    };
    const ip = programs((_program, args) => {
      const [, first = '', second = ''] = args;
      return { stdout: JSON.stringify(answers[first.startsWith('-') ? second : first] ?? []) };
    });
    const kernel = await readKernel(ip, signal);
    expect(
      kernel.links.map(({ name, carrier, parent, vlanId, ipv4, ipv6 }) => [
        name,
        carrier,
        parent,
        vlanId,
        ipv4,
        ipv6,
      ]),
    ).toEqual([
      ['lan0', true, null, null, ['10.77.0.2/24'], ['fe80::1/64']],
      ['bezel-vlan100', false, 'lan0', 100, [], []],
      ['veth1', false, null, null, [], []],
    ]);
    expect(kernel.routes[0]).toEqual({
      target: 'default',
      gateway: '10.77.0.1',
      device: 'lan0',
      table: 'main',
      protocol: 'dhcp',
      family: 4,
    });
    expect(kernel.rules.slice(1)).toEqual([
      { priority: 30_000, from: '10.88.0.2/32', to: 'all', table: '6350' },
      { priority: 30_001, from: 'all', to: '10.88.0.0/24', table: '6350' },
    ]);
  });

  it('rejects with a network failure what it does not understand', async () => {
    const broken = programs(() => ({ stdout: '{"not": "a list"}' }));
    await expect(readKernel(broken, signal)).rejects.toBeInstanceOf(NetworkFailure);
    const failing = programs(() => ({ code: 255, stderr: 'Cannot open netlink socket' }));
    await expect(readKernel(failing, signal)).rejects.toBeInstanceOf(NetworkFailure);
  });
});
