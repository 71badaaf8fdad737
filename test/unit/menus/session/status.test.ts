import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../../menus/appliance.ts';
import { GEOMETRY_16X2, GEOMETRY_20X4, WHOLE_REPERTOIRE } from '../../../../menus/frame.ts';
import type { StatusPage } from '../../../../menus/view.ts';
import { message } from '../../../../menus/words/messages.ts';
import {
  host,
  ip,
  ip6,
  linkStatus,
  port,
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
  message: message('update-engine-ended', { engine: `E${id}` }),
});

function pageOf(operator: Operator): string {
  const { screen } = operator.view;
  return screen.kind === 'status' ? screen.page : screen.kind;
}

/** The operator turns to the first part of this page. */
function turnTo(page: StatusPage, options: OperatorOptions = {}): Operator {
  const operator = new Operator(options);
  while (pageOf(operator) !== page) operator.press('DOWN');
  return operator;
}

/** All rows of the page, part by part. */
function rowsOf(page: StatusPage, options: OperatorOptions = {}): readonly string[] {
  const operator = turnTo(page, options);
  const rows: string[] = [];
  for (; pageOf(operator) === page; operator.press('DOWN')) rows.push(...operator.rows);
  return rows.map((row) => row.replace(/ *[↓↕↑]$/, '')).filter((row) => row !== '');
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
    const ALWAYS = ['proxy', 'platform', 'time', 'last-change', 'serial', 'version'];
    expect(round({})).toEqual(['home', 'lan', 'wan', 'ipv6', 'vlan', ...ALWAYS]);
    const bare = testAppliance({ hasWan: false, features: { ipv6: false, vlan: false } });
    expect(round({ appliance: bare })).toEqual(['home', 'lan', ...ALWAYS]);
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
    const unplugged = linkStatus({
      state: { kind: 'no-carrier' },
      carrier: false,
      speed_mbps: null,
      ipv4: null,
      gateway: null,
      dns: [],
    });
    const operator = new Operator({ appliance: testAppliance({ network: { lan: unplugged } }) });
    expect(operator.rows[1]).toBe('NO LINK');
    expect(rowsOf('lan', { appliance: testAppliance({ network: { lan: unplugged } }) })).toEqual([
      'LAN NO ADDRESS',
      'LAN GW NONE',
      'LAN DNS 1 NONE',
      'PORT NO LINK',
      'MAC',
      '00:1B:21:3C:4D:5E',
    ]);
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

  it('show all of WAN once it is in use, each value as its own', () => {
    const wan = linkStatus({
      name: 'wan0',
      ipv4: { address: ip('10.9.8.7'), prefixLength: prefix(16), origin: 'dhcp' },
      gateway: ip('10.9.0.1'),
      dns: [ip('10.9.0.1'), ip('9.9.9.9')],
      speed_mbps: 100,
      duplex: 'half',
    });
    const appliance = testAppliance({ wanted: { wan: { method: 'dhcp' } }, network: { wan } });
    expect(rowsOf('wan', { appliance })).toEqual([
      'WAN 10.9.8.7',
      'MASK 255.255.0.0',
      'BY DHCP',
      'WAN GW 10.9.0.1',
      'WAN DNS 1 10.9.0.1',
      'WAN DNS 2 9.9.9.9',
      'PORT 100M HALF',
      'MAC',
      '00:1B:21:3C:4D:5E',
    ]);
  });

  it('had no MAC address of WAN before it was in use, when a reservation is made', () => {
    expect(rowsOf('wan')).toEqual(['WAN DISABLED', 'PORT 1000M FULL', 'MAC', '00:1B:21:3C:4D:5F']);
  });

  it('had a MAC address without separators on 16x2', () => {
    const rows = rowsOf('lan', { geometry: GEOMETRY_16X2 });
    expect(rows.slice(-2)).toEqual(['MAC    00:1B:21:', '        3C:4D:5E']);
  });

  it('show the proxy in force and its user, never the password', () => {
    const proxy = {
      host: host('proxy.example.com'),
      port: port(3128),
      user: 'scanner',
      password: 'hush-hush',
    };
    expect(rowsOf('proxy', { appliance: testAppliance({ wanted: { proxy } }) })).toEqual([
      'PROXY',
      'PROXY.EXAMPLE.COM:',
      '3128',
      'PROXY USER scanner',
    ]);
    const open = testAppliance({ wanted: { proxy: { ...proxy, user: '', password: '' } } });
    expect(rowsOf('proxy', { appliance: open })).toHaveLength(3);
    expect(rowsOf('proxy')).toEqual(['PROXY DISABLED']);
  });

  it('say when the platform was last heard of, and that a scan runs', () => {
    const { platform, time } = testAppliance();
    const heard = (ago_ms: number) =>
      rowsOf('platform', {
        appliance: testAppliance({
          platform: { ...platform, lastPoll_ms: time.now_ms - ago_ms, scanRunning: true },
        }),
      });
    const minute_ms = 60_000;
    expect(heard(59_999)).toEqual(['PLATFORM: OK', 'SCAN IS RUNNING', 'LAST CONTACT', 'JUST NOW']);
    expect(heard(3 * minute_ms).at(-1)).toBe('3 MIN AGO');
    expect(heard(60 * minute_ms).at(-1)).toBe('LAST CONTACT 1 H AGO');
    expect(heard(1440 * minute_ms).at(-1)).toBe('1 DAY AGO');
    expect(heard(-minute_ms).at(-1)).toBe('JUST NOW');
    const never = testAppliance({ platform: { ...platform, connected: null, lastPoll_ms: null } });
    expect(rowsOf('platform', { appliance: never })).toEqual(['PLATFORM: WAIT']);
  });

  it('show date, time and uptime, and warn of a clock that is not set', () => {
    expect(rowsOf('time')).toEqual(['TIME UTC', '2026-11-29 08:00', 'UPTIME 1 D 2 H']);
    const time = { now_ms: 0, uptime_s: 720, isSet: false };
    const unset = turnTo('time', { appliance: testAppliance({ time }) });
    expect(unset.rows).toEqual(['CLOCK NOT SET', 'TIME UTC', '1970-01-01 00:00', 'UPTIME 12 MIN']);
    expect(unset.view.screen).toMatchObject({ tone: 'fault' });
    const hours = testAppliance({ time: { ...time, uptime_s: 3_660 } });
    expect(rowsOf('time', { appliance: hours }).at(-1)).toBe('UPTIME 1 H 1 MIN');
  });

  it('tell of the last change: what, when, and from where', () => {
    expect(rowsOf('last-change')).toEqual(['LAST CHANGE NONE']);
    const lastChange = { title: 'wan', at_ms: Date.UTC(2026, 10, 28, 22, 4), by: 'console tty1' } as const;
    expect(rowsOf('last-change', { appliance: testAppliance({ lastChange }) })).toEqual([
      'LAST CHANGE WAN',
      'TIME UTC',
      '2026-11-28 22:04',
      'FROM CONSOLE TTY1',
    ]);
  });

  it.each([
    ['29417', GEOMETRY_20X4, ['SERIAL', '     2 9 4 1 7']],
    ['29417', GEOMETRY_16X2, ['SERIAL', '   2 9 4 1 7']],
    ['AB12CD34EF56', GEOMETRY_16X2, ['SERIAL', ' AB12 CD34 EF56']],
    ['VMware-56 4d 0a-1234', GEOMETRY_20X4, ['SERIAL', 'VMware-56 4d 0a-1234']],
  ])('spread the serial number %s over the row', (serial, geometry, rows) => {
    const shown = rowsOf('serial', { geometry, appliance: testAppliance({ serial }) });
    expect(shown.map((row) => row.trimEnd())).toEqual(rows);
  });

  it.each([{ columns: 20, rows: 4 }, GEOMETRY_16X2])('show IPv6 addresses whole on %o', (geometry) => {
    const address = ip6('2001:db8:1234:5678:9abc:def0:1234:5678');
    const lan = linkStatus({ ipv6: [{ address, prefixLength: 64, origin: 'router-advertisement' }] });
    const appliance = testAppliance({
      wanted: { lan: { ipv4: { method: 'dhcp' }, ipv6: true } },
      network: { lan },
      hasWan: false,
    });
    expect(rowsOf('ipv6', { geometry, appliance }).join('').replaceAll(' ', '')).toBe(
      `IPV6ONLAN${address.toUpperCase()}/64`,
    );
  });

  it('say that no IPv6 address was got', () => {
    const appliance = testAppliance({
      wanted: { lan: { ipv4: { method: 'dhcp' }, ipv6: true } },
      hasWan: false,
    });
    expect(turnTo('ipv6', { appliance }).text).toBe('IPV6 ON LAN NO ADDRESS');
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
    const operator = turnTo('vlan', { appliance });
    expect(operator.rows.slice(0, 4)).toEqual([
      'VLAN 0 (PRIORITY)',
      'IP 10.1.0.5',
      'MASK 255.255.255.0',
      'BY STATIC          ↓',
    ]);
    expect(operator.press('DOWN').text).toContain('PLATFORM VLANS 1');
    expect(operator.text).toContain('VLAN 0 IN USE');
  });

  it('show all of LAN', () => {
    expect(rowsOf('lan')).toEqual([
      'LAN 192.168.1.77',
      'MASK 255.255.255.0',
      'BY DHCP',
      'LAN GW 192.168.1.1',
      'LAN DNS 1',
      '192.168.1.1',
      'PORT 1000M FULL',
      'MAC',
      '00:1B:21:3C:4D:5E',
    ]);
  });
});

describe('the board of a console', () => {
  const audience = { register: 'console', repertoire: WHOLE_REPERTOIRE } as const;
  const boardOf = (appliance = testAppliance()) => {
    const { screen } = new Operator({ audience, appliance }).view;
    return screen.kind === 'status' ? screen.board : [];
  };
  const said = (appliance = testAppliance()) =>
    boardOf(appliance).flatMap(({ entries }) =>
      entries.map(({ label, value }) => `${label} ${value}`.trim()),
    );

  it('has every page but those in its head, in natural notation', () => {
    expect(boardOf().map(({ page }) => page)).toEqual([
      'lan',
      'wan',
      'ipv6',
      'vlan',
      'proxy',
      'platform',
      'time',
      'last-change',
      'serial',
      'version',
    ]);
    expect(said()).toEqual(
      expect.arrayContaining([
        'LAN 192.168.1.77/24',
        'LAN gateway 192.168.1.1',
        'Link 1000 Mbit/s, full duplex',
        'MAC address 00:1b:21:3c:4d:5f',
        'Uptime 1 d 2 h',
      ]),
    );
  });

  it('says what is missing', () => {
    const lan = linkStatus({ ipv4: null, speed_mbps: null, duplex: null, gateway: null, dns: [] });
    const missing = said(testAppliance({ network: { lan, wan: null }, serial: '' }));
    expect(missing).toEqual(
      expect.arrayContaining([
        'LAN no address',
        'LAN gateway none',
        'LAN DNS 1 none',
        'Link up',
        'WAN disabled',
      ]),
    );
  });

  it('is none of a glass', () => {
    expect(new Operator().view.screen).toMatchObject({ board: [] });
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

  it('leaves the page of an update that has ended', () => {
    const operator = new Operator({
      appliance: testAppliance({ update: { state: 'running', percent: null, message: 'x' } }),
    });
    expect(operator.rows.slice(0, 3)).toEqual(['UPDATING', 'DO NOT POWER OFF', 'X']);
    expect(pageOf(operator.changes(testAppliance()))).toBe('home');
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

describe('a failed update', () => {
  const failed = testAppliance({
    update: { state: 'failed', message: 'No space left', engineEnded: null },
    notices: [{ id: 7, severity: 'fault', message: message('update-failed', { message: 'No space left' }) }],
  });

  it('stayed the first page for ever: it is gone once it is seen', async () => {
    const operator = new Operator({ appliance: failed });
    expect(operator.rows.slice(0, 2)).toEqual(['UPDATE FAILED', 'NO SPACE LEFT']);
    await operator.press('ENTER').settled();
    expect(pageOf(operator)).toBe('home');
    expect(round({ appliance: { ...failed, notices: [] } })).not.toContain('update');
  });

  it('hid a change that waits to be kept', () => {
    const transaction = { phase: 'keep', checks: [], remaining_s: 117 } as const;
    const operator = new Operator({ appliance: { ...failed, transaction } });
    expect(operator.text).toBe('NET CHANGE CONFIRM: 117 S');
    expect(pageOf(operator.press('DOWN'))).toBe('notice');
  });

  it('does not take the place of a change that is running', () => {
    const transaction = { phase: 'keep', checks: [], remaining_s: 90 } as const;
    const operator = new Operator({ appliance: testAppliance({ transaction }) });
    expect(pageOf(operator.changes({ ...failed, transaction }))).toBe('change');
    expect(pageOf(operator.changes(failed))).toBe('notice');
  });
});

describe('a notice', () => {
  const appliance = testAppliance({ notices: [notice(2), notice(1, 'info')] });

  it('takes the first page when it comes, with its tone', () => {
    const operator = new Operator().press('DOWNx3').changes(appliance);
    expect(operator.rows).toEqual(['UPDATE FAILED', 'E2 STOPPED', '', 'ANY KEY: OK']);
    expect(operator.view.screen).toMatchObject({ tone: 'fault' });
  });

  it.each(['ENTER', 'EXIT', 'UP', 'DOWN', 'LEFT'])(
    'is dismissed by %s, then the next one shows',
    async (key) => {
      const operator = new Operator({ appliance });
      await operator.press(key).settled();
      expect(operator.asked).toEqual(['dismissNotice 2']);
      expect(operator.rows.slice(0, 2)).toEqual(['UPDATE FAILED', 'E1 STOPPED']);
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
    expect(operator.rows.slice(0, 2)).toEqual(['UPDATE FAILED', 'E5 STOPPED']);
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
