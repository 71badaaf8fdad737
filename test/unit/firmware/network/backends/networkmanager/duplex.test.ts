import { describe, expect, it } from 'vitest';
import { duplexReader } from '../../../../../../firmware/network/backends/networkmanager/duplex.ts';

describe('whether a link is full or half duplex', () => {
  const link = { name: 'eth0', carrier: true, speed_mbps: 1000 };

  it.each([
    ['full\n', 'full'],
    ['half\n', 'half'],
    ['unknown\n', null],
  ])('is read from the kernel: %j', (text, duplex) => {
    expect(duplexReader(() => text)(link)).toBe(duplex);
  });

  it('is not known where the kernel refuses to say', () => {
    const refuse = () => {
      throw new Error('EINVAL');
    };
    expect(duplexReader(refuse)(link)).toBeNull();
    expect(duplexReader()({ ...link, name: 'no-such-interface' })).toBeNull();
  });

  it('is asked again only once the link came up anew or its speed changed', () => {
    let asked = 0;
    const duplexOf = duplexReader(() => {
      asked += 1;
      return 'full';
    });
    duplexOf(link);
    duplexOf(link);
    expect(asked).toBe(1);
    duplexOf({ ...link, speed_mbps: 100 });
    expect(asked).toBe(2);
    expect(duplexOf({ ...link, carrier: false })).toBeNull();
    duplexOf({ ...link, speed_mbps: 100 });
    expect(asked).toBe(3);
  });
});
