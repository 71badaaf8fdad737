import { describe, expect, it } from 'vitest';
import { qrText } from '../../../../drivers/console/qr-page.ts';
import { HEADLINE } from './views.ts';

describe('what the QR code says', () => {
  it('is serial number, MAC addresses and addresses', () => {
    expect(qrText(HEADLINE)).toBe('SN:30123 LAN:02:00:00:00:01:02 192.168.1.10 WAN:02:00:00:00:02:02');
  });

  it('has only characters of the short mode, whatever the serial number is', () => {
    expect(qrText({ ...HEADLINE, serial: 'vm_56#x', links: [] })).toBe('SN:VM.56.X');
    const [lan] = HEADLINE.links;
    const unknown = lan === undefined ? [] : [{ ...lan, mac: '', address: null }];
    expect(qrText({ ...HEADLINE, links: unknown })).toBe('SN:30123');
  });
});
