import { describe, expect, it } from 'vitest';
import { answersArp, arpOwner } from '../../../../../../firmware/network/backends/networkmanager/arp.ts';
import { NetworkFailure } from '../../../../../../firmware/network/errors.ts';
import { ipv4 } from '../../../samples.ts';
import { programs } from './programs.ts';

const LAN0 = { link: 'lan', device: 'lan0' } as const;
const { signal } = new AbortController();

describe('asking by ARP', () => {
  const taken =
    'ARPING 10.77.0.66 from 0.0.0.0 lan0\nUnicast reply from 10.77.0.66 [1E:D7:AC:76:F5:68]  0.5ms\n';

  it('tells the owner’s MAC address, or that there is none', async () => {
    const address = ipv4('10.77.0.66');
    const reply = programs(() => ({ code: 1, stdout: taken }));
    expect(await arpOwner(reply, LAN0, address, signal)).toBe('1e:d7:ac:76:f5:68');
    const silence = programs(() => ({ stdout: 'Sent 2 probes (2 broadcast(s))\nReceived 0 response(s)\n' }));
    expect(await arpOwner(silence, LAN0, address, signal)).toBeNull();
    expect(await answersArp(reply, 'lan0', address, signal)).toBe(true);
    expect(await answersArp(silence, 'lan0', address, signal)).toBe(false);
  });

  it('an interface that is down cannot ask: no carrier', async () => {
    const down = programs(() => ({ code: 2, stderr: 'arping: Interface "lan0" is down' }));
    const failure = await arpOwner(down, LAN0, ipv4('10.77.0.66'), signal).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NetworkFailure);
    expect(failure).toMatchObject({ code: 'no-carrier' });
  });
});
