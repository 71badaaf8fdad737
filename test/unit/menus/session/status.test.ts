import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../menus/appliance.ts';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { message } from '../../../../menus/words/messages.ts';
import {
  ip,
  ip6,
  linkStatus,
  prefix,
  staticAppliance,
  staticIpv4,
  testAppliance,
  vlanId,
} from '../../../support/appliance.ts';
import { Operator, type OperatorOptions } from '../../../support/operator.ts';

const notice = (id: number, severity: Notice['severity'] = 'fault'): Notice => ({
  id,
  severity,
  // Its number stands in the text, which makes each different.
  message: message('update-silent', { after_s: id }),
});

function pageOf(operator: Operator): string {
  const { screen } = operator.view;
  return screen.kind === 'status' ? screen.page : screen.kind;
}

/** Pages as DOWN turns them, once round. */
function round(options: OperatorOptions): readonly string[] {
  const operator = new Operator(options);
  const pages = [pageOf(operator)];
  for (operator.press('DOWN'); pageOf(operator) !== pages[0]; operator.press('DOWN')) {
    if (pages.at(-1) !== pageOf(operator)) {
      pages.push(pageOf(operator));
    }
  }
  return pages;
}

describe('the status pages', () => {
  it('start with name, address, connection and how the address was got', () => {
    expect(new Operator().rows).toEqual([
      'is_operator',
      '192.168.1.77',
      'PLATFORM: OK',
      'LAN DHCP    ↵ MENU ↕',
    ]);
  });

  it('show name and address first on 16x2', () => {
    const operator = new Operator({ geometry: GEOMETRY_16X2 });
    expect(operator.rows).toEqual(['is_operator', '192.168.1.77   ↓']);
    expect(operator.press('DOWN').rows).toEqual(['PLATFORM: OK', 'LAN DHCP       ↑']);
  });

  it('keep the address beside a name of 32 characters, and show the name whole as well', () => {
    const name = 'is_a-very.long-name_of_32-chars.';
    const operator = new Operator({ geometry: GEOMETRY_16X2, appliance: testAppliance({ name }) });
    expect(operator.rows).toEqual(['is_a-very.long-→', '192.168.1.77   ↓']);
    const rows = operator.press('DOWNx2').rows;
    expect(rows.join('').replace(/[↑ ]/g, '')).toBe(name);
  });

  it('turn with DOWN and UP through those there are', () => {
    expect(round({})).toEqual(['home', 'lan', 'wan', 'ipv6', 'vlan', 'gateway-dns', 'serial', 'version']);
    const bare = testAppliance({ hasWan: false, features: { ipv6: false, vlan: false } });
    expect(round({ appliance: bare })).toEqual(['home', 'lan', 'gateway-dns', 'serial', 'version']);
    expect(pageOf(new Operator().press('UP'))).toBe('version');
  });

  it('turn back into the last part of a page', () => {
    const operator = new Operator({ geometry: GEOMETRY_16X2 }).press('DOWNx2 UP');
    expect(operator.rows).toEqual(['PLATFORM: OK', 'LAN DHCP       ↑']);
  });

  it('go back to the first with EXIT', () => {
    expect(pageOf(new Operator().press('DOWNx4 EXIT'))).toBe('home');
  });

  it('say that a link or an address is missing', () => {
    const unplugged = linkStatus({ carrier: false, speed_mbps: null, ipv4: null, gateway: null, dns: [] });
    const operator = new Operator({ appliance: testAppliance({ network: { lan: unplugged } }) });
    expect(operator.rows[1]).toBe('NO LINK');
    expect(operator.press('DOWN').rows).toEqual(['LAN NO ADDRESS', 'PORT NO LINK', 'MAC 001B213C4D5E', '']);
    const waiting = linkStatus({ ipv4: null, speed_mbps: null });
    expect(new Operator({ appliance: testAppliance({ network: { lan: waiting } }) }).rows[1]).toBe(
      'NO ADDRESS',
    );
  });

  it('say of connection and heartbeat what each is', () => {
    const platform = testAppliance().platform;
    const rows = (changes: Partial<typeof platform>): readonly string[] =>
      new Operator({ appliance: testAppliance({ platform: { ...platform, ...changes } }) }).rows;
    expect(rows({ connected: false }).join(' ')).toContain('COMMUNICATION FAILURE');
    expect(rows({ connected: null })[2]).toBe('PLATFORM: WAIT');
    expect(rows({ heartbeatOk: false }).slice(2)).toEqual(['PLATFORM: OK', 'HEARTBEAT MISSED   ↓']);
  });

  it('show WAN once it is in use', () => {
    const wan = linkStatus({
      name: 'wan0',
      ipv4: { address: ip('10.9.8.7'), prefixLength: prefix(16), origin: 'dhcp' },
    });
    const appliance = testAppliance({ wanted: { wan: { method: 'dhcp' } }, network: { wan } });
    const operator = new Operator({ appliance }).press('DOWNx3');
    expect(operator.rows.slice(0, 3)).toEqual(['WAN 10.9.8.7', 'MASK 255.255.0.0', 'BY DHCP']);
  });

  it.each([
    [{ columns: 20, rows: 4 }, 3],
    [GEOMETRY_16X2, 6],
  ])('show IPv6 addresses whole on %o', (geometry, presses) => {
    const address = ip6('2001:db8:1234:5678:9abc:def0:1234:5678');
    const lan = linkStatus({ ipv6: [{ address, prefixLength: 64, origin: 'router-advertisement' }] });
    const appliance = testAppliance({
      wanted: { lan: { ipv4: { method: 'dhcp' }, ipv6: true } },
      network: { lan },
      hasWan: false,
    });
    const operator = new Operator({ geometry, appliance });
    const seen: string[] = [];
    for (let press = 0; press <= presses + 3; press++) {
      if (pageOf(operator) === 'ipv6') {
        seen.push(...operator.rows);
      }
      operator.press('DOWN');
    }
    expect(seen.join('').replaceAll(/[↓↕↑ ]/g, '')).toBe(`IPV6ONLAN${address.toUpperCase()}/64`);
  });

  it('say that no IPv6 address was got', () => {
    const appliance = testAppliance({
      wanted: { lan: { ipv4: { method: 'dhcp' }, ipv6: true } },
      hasWan: false,
    });
    const operator = new Operator({ appliance }).press('DOWNx3');
    expect(operator.text).toBe('IPV6 ON LAN NO ADDRESS');
  });

  it('show the VLAN, and platform VLANs it takes precedence over', () => {
    const vlan = { id: vlanId(0), address: ip('10.1.0.5'), prefixLength: prefix(24) };
    const platformVlan = (id: number, address: string) => ({
      ...vlan,
      id: vlanId(id),
      address: ip(address),
      name: 'x',
    });
    const appliance = staticAppliance({
      wanted: {
        lan: { ipv4: staticIpv4(), ipv6: false },
        vlan,
        platform: { vlans: [platformVlan(0, '10.7.0.5'), platformVlan(8, '10.8.0.5')], routes: [] },
      },
      network: {
        vlan: {
          id: vlanId(0),
          ipv4: { address: vlan.address, prefixLength: vlan.prefixLength, origin: 'static' },
        },
      },
      hasWan: false,
      features: { ipv6: false, vlan: true },
    });
    const operator = new Operator({ appliance }).press('DOWNx3');
    expect(operator.rows.slice(0, 4)).toEqual([
      'VLAN 0 (PRIORITY)',
      'IP 10.1.0.5',
      'MASK 255.255.255.0',
      'BY STATIC          ↓',
    ]);
    expect(operator.press('DOWN').text).toContain('PLATFORM VLANS 1');
    expect(operator.text).toContain('VLAN 0 IN USE');
  });

  it('show gateway and DNS, or that there are none', () => {
    const lan = linkStatus({ gateway: null, dns: [] });
    const bare = { hasWan: false, features: { ipv6: false, vlan: false } };
    const without = new Operator({ appliance: testAppliance({ ...bare, network: { lan } }) }).press('DOWNx3');
    expect(without.rows.slice(0, 2)).toEqual(['LAN GW NONE', 'DNS NONE']);
    const withBoth = new Operator({ appliance: testAppliance(bare) }).press('DOWNx3');
    expect(withBoth.rows.slice(0, 2)).toEqual(['LAN GW 192.168.1.1', 'DNS 1 192.168.1.1']);
  });
});

describe('the first page', () => {
  it('is taken by an update, with its progress and what must not be done', () => {
    const operator = new Operator().press('DOWNx3');
    const update = { state: 'running', percent: 40, message: 'Downloading' } as const;
    operator.changes(testAppliance({ update }));
    expect(operator.rows).toEqual([
      'UPDATING         40%',
      'DO NOT POWER OFF',
      'DOWNLOADING',
      '████████............',
    ]);
  });

  it('turns to the message of the update where there is no room beside it', () => {
    const update = { state: 'running', percent: 40, message: 'signatures' } as const;
    const small = new Operator({ appliance: testAppliance({ update }), geometry: GEOMETRY_16X2 });
    expect(small.rows).toEqual(['UPDATING     40%', '██████..........']);
    expect(small.press('DOWN').rows).toEqual(['DO NOT POWER OFF', 'SIGNATURES']);
    const long = { ...update, message: 'Downloading signatures' };
    const large = new Operator({ appliance: testAppliance({ update: long }) });
    expect(large.rows.slice(0, 3)).toEqual(['UPDATING         40%', 'DO NOT POWER OFF', '']);
    expect(large.press('DOWN').rows.slice(0, 2)).toEqual(['DOWNLOADING', 'SIGNATURES']);
  });

  it('does not pull an operator back for each percent', () => {
    const running = (percent: number) =>
      testAppliance({ update: { state: 'running', percent, message: '' } });
    const operator = new Operator({ appliance: running(10) }).press('DOWNx2');
    expect(pageOf(operator.changes(running(11)))).toBe('lan');
  });

  it('leaves the page of an update that has ended, and says that one failed', () => {
    const operator = new Operator({
      appliance: testAppliance({ update: { state: 'running', percent: null, message: 'x' } }),
    });
    expect(operator.rows.slice(0, 3)).toEqual(['UPDATING', 'DO NOT POWER OFF', 'X']);
    expect(pageOf(operator.changes(testAppliance()))).toBe('home');
    operator.changes(testAppliance({ update: { state: 'failed', message: 'disk full' } }));
    expect(operator.rows.slice(0, 2)).toEqual(['UPDATE FAILED', 'DISK FULL']);
  });

  it('shows a change another operator makes', () => {
    const operator = new Operator();
    operator.changes(
      testAppliance({ transaction: { phase: 'applying', percent: 50, step: message('step-configure-lan') } }),
    );
    expect(operator.rows).toEqual(['NET CHANGE       50%', 'APPLYING', 'SET LAN', '██████████..........']);
    operator.changes(testAppliance({ transaction: { phase: 'keep', checks: [], remaining_s: 90 } }));
    expect(operator.text).toBe('NET CHANGE CONFIRM: 90 S');
    expect(pageOf(operator.changes(testAppliance()))).toBe('home');
  });
});

describe('a notice', () => {
  const appliance = testAppliance({ notices: [notice(2), notice(1, 'info')] });

  it('takes the first page when it comes, with its tone', () => {
    const operator = new Operator().press('DOWNx3').changes(appliance);
    expect(operator.rows).toEqual(['UPDATE: NO', 'REPLY FOR 2 S', '', 'ANY KEY: OK']);
    expect(operator.view.screen).toMatchObject({ tone: 'fault' });
  });

  it.each(['ENTER', 'EXIT', 'UP', 'DOWN', 'LEFT'])(
    'is dismissed by %s, then the next one shows',
    async (key) => {
      const operator = new Operator({ appliance });
      await operator.press(key).settled();
      expect(operator.asked).toEqual(['dismissNotice 2']);
      expect(operator.rows.slice(0, 2)).toEqual(['UPDATE: NO', 'REPLY FOR 1 S']);
      expect(operator.view.screen).toMatchObject({ tone: 'normal' });
      await operator.press(key).settled();
      expect(pageOf(operator)).toBe('home');
    },
  );

  it('is not dismissed by a held key', () => {
    const operator = new Operator({ appliance });
    operator.send({ type: 'KEY.UP', repeat: true });
    operator.send({ type: 'KEY.ENTER', repeat: true });
    expect(operator.asked).toEqual([]);
  });

  it('may go away by itself while it is being dismissed', async () => {
    const operator = new Operator({ appliance: testAppliance({ notices: [notice(5)] }) }).press('ENTER');
    operator.changes(testAppliance());
    await operator.settled();
    expect(pageOf(operator)).toBe('home');
  });

  it('was remembered as seen for ever: its number is forgotten when the appliance has taken it back', async () => {
    const operator = new Operator({ appliance: testAppliance({ notices: [notice(5)] }) });
    await operator.press('ENTER').settled();
    operator.changes(testAppliance()).changes(testAppliance({ notices: [notice(5)] }));
    expect(operator.rows.slice(0, 2)).toEqual(['UPDATE: NO', 'REPLY FOR 5 S']);
  });

  it('stays out of sight when the appliance cannot take it back, whatever else changes', async () => {
    const operator = new Operator({
      appliance: testAppliance({ notices: [notice(5)] }),
      effects: { dismissNotice: () => Promise.reject(new Error('disk')) },
    });
    await operator.press('ENTER').settled();
    expect(pageOf(operator)).toBe('home');
    operator.changes(testAppliance({ notices: [notice(5)], hasWan: true }));
    expect(pageOf(operator)).toBe('home');
    expect(operator.errors).toEqual([]);
  });
});
