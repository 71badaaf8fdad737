import { describe, expect, it } from 'vitest';
import { type Base, dnsProposal } from '../../../../menus/setup-network/proposals.ts';
import { ip, prefix } from '../settings/values.ts';

describe('the DNS server proposed', () => {
  it('stays as it is where no address was in force that it could have moved with', () => {
    const base: Base = { address: null, prefixLength: null, gateway: null, dns: [ip('10.0.0.53')] };
    const draft = { address: ip('10.9.8.7'), prefixLength: prefix(16) };
    expect(dnsProposal(base, draft, 0)).toBe('10.0.0.53');
  });
});
