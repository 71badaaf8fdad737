import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { answersArp, arpOwner } from '../../../../../../firmware/network/backends/networkmanager/arp.ts';
import { readKernel } from '../../../../../../firmware/network/backends/networkmanager/kernel.ts';
import type {
  Ended,
  RunProgram,
} from '../../../../../../firmware/network/backends/networkmanager/process.ts';
import {
  proxyFileText,
  proxyUrl,
  writeProxyFile,
} from '../../../../../../firmware/network/backends/networkmanager/proxy-file.ts';
import { NetworkFailure } from '../../../../../../firmware/network/errors.ts';
import { temporaryDirectory } from '../../../../../support/temporary-directory.ts';
import { ipv4, proxy } from '../../../samples.ts';

const { signal } = new AbortController();
const programs =
  (answer: (program: string, args: readonly string[]) => Partial<Ended>): RunProgram =>
  async (program, args) => ({ code: 0, stdout: '', stderr: '', ...answer(program, args) });

describe('asking by ARP', () => {
  const taken =
    'ARPING 10.77.0.66 from 0.0.0.0 lan0\nUnicast reply from 10.77.0.66 [1E:D7:AC:76:F5:68]  0.5ms\n';

  it('tells the owner’s MAC address, or that there is none', async () => {
    const address = ipv4('10.77.0.66');
    const reply = programs(() => ({ code: 1, stdout: taken }));
    expect(await arpOwner(reply, 'lan0', address, signal)).toBe('1e:d7:ac:76:f5:68');
    const silence = programs(() => ({ stdout: 'Sent 2 probes (2 broadcast(s))\nReceived 0 response(s)\n' }));
    expect(await arpOwner(silence, 'lan0', address, signal)).toBeNull();
    expect(await answersArp(reply, 'lan0', address, signal)).toBe(true);
    expect(await answersArp(silence, 'lan0', address, signal)).toBe(false);
  });

  it('an interface that is down cannot ask: no carrier', async () => {
    const down = programs(() => ({ code: 2, stderr: 'arping: Interface "lan0" is down' }));
    const failure = await arpOwner(down, 'lan0', ipv4('10.77.0.66'), signal).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NetworkFailure);
    expect(failure).toMatchObject({ detail: { code: 'no-carrier' } });
  });
});

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
      { from: '10.88.0.2/32', to: 'all', table: '6350' },
      { from: 'all', to: '10.88.0.0/24', table: '6350' },
    ]);
  });

  it('rejects with a network failure what it does not understand', async () => {
    const broken = programs(() => ({ stdout: '{"not": "a list"}' }));
    await expect(readKernel(broken, signal)).rejects.toBeInstanceOf(NetworkFailure);
    const failing = programs(() => ({ code: 255, stderr: 'Cannot open netlink socket' }));
    await expect(readKernel(failing, signal)).rejects.toBeInstanceOf(NetworkFailure);
  });
});

describe('the proxy file', () => {
  let directory = '';
  beforeEach(() => {
    directory = temporaryDirectory();
  });

  it('encodes what a URL or a shell would take for something else', () => {
    expect(proxyUrl(proxy('proxy.example', 8080, 'a@b', 'p:/ #$\'"`\\'))).toBe(
      'http://a%40b:p%3A%2F%20%23%24%27%22%60%5C@proxy.example:8080',
    );
    expect(proxyUrl(proxy('2001:db8::9', 3128))).toBe('http://[2001:db8::9]:3128');
  });

  it('is replaced whole, for the owner and the group only, and removed without a proxy', async () => {
    const path = join(directory, 'proxy.env');
    writeFileSync(path, 'old', { mode: 0o666 });
    writeFileSync(`${path}.tmp`, 'left behind by a power cut', { mode: 0o666 });
    const wanted = proxy('10.77.0.9', 3128, 'box', 'secret');
    await writeProxyFile(path, wanted, signal);
    expect(readFileSync(path, 'utf8')).toBe(proxyFileText(wanted));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    await writeProxyFile(path, null, signal);
    await writeProxyFile(path, null, signal);
    expect(() => statSync(path)).toThrow('ENOENT');
  });

  it('in a directory that is not there is a store failure', async () => {
    const path = join(directory, 'nowhere', 'proxy.env');
    await expect(writeProxyFile(path, null, signal)).rejects.toMatchObject({
      detail: { code: 'store-failed' },
    });
  });

  it('that cannot be replaced leaves no password behind in a file beside it', async () => {
    const path = join(directory, 'proxy.env');
    mkdirSync(path);
    const written = writeProxyFile(path, proxy('10.77.0.9', 3128, 'box', 'secret'), signal);
    await expect(written).rejects.toMatchObject({ detail: { code: 'store-failed' } });
    expect(readdirSync(directory)).toEqual(['proxy.env']);
  });

  it('stays as it was when the change is called off before it is replaced', async () => {
    const path = join(directory, 'proxy.env');
    writeFileSync(path, 'old');
    const calledOff = AbortSignal.abort(new NetworkFailure('timed-out', 'too late'));
    const written = writeProxyFile(path, proxy('10.77.0.9', 3128), calledOff);
    await expect(written).rejects.toMatchObject({ detail: { code: 'timed-out' } });
    expect(readdirSync(directory)).toEqual(['proxy.env']);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });
});
