import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { en } from '../../../../menus/words/en.ts';
import {
  ip,
  linkStatus,
  prefix,
  staticAppliance,
  staticIpv4,
  testAppliance,
  vlanId,
} from '../../../support/appliance.ts';
import { CONSOLE, FIVE_KEYS, FOUR_KEYS, Operator, type OperatorOptions } from '../../../support/operator.ts';
import { edit, expectOneKey, field, list, open, selected, vlan } from './hands.ts';

/** The wizard's list. */
const opened = (options: OperatorOptions = {}): Operator => new Operator(options).press('ENTERx3');
/** The address being edited. */
const inAddress = (options: OperatorOptions = {}): Operator => edit(opened(options), 'LAN IP ADDRESS');
/** LAN by DHCP without a lease: nothing is known. */
const bare = testAppliance({
  network: { lan: linkStatus({ ipv4: null, gateway: null, dns: [] }) },
});

describe('the list', () => {
  it('opens on its proposal: the lease in force, and APPLY selected, since nothing is missing', () => {
    const operator = opened();
    expect(list(operator)).toEqual([
      'LAN IP ADDRESS 192.168.1.77',
      'LAN NETMASK 255.255.255.0',
      'LAN GATEWAY 192.168.1.1',
      'LAN DNS 1 192.168.1.1',
      'LAN DNS 2 NONE',
      'LAN MODE STATIC',
    ]);
    expect(selected(operator)).toBe('APPLY');
  });

  it('applies what it shows, nothing else', () => {
    const appliance = testAppliance({ wanted: { wan: { method: 'dhcp' } } });
    expect(opened({ appliance }).press('ENTER').applied).toEqual([
      {
        title: 'lan',
        wanted: {
          ...appliance.wanted,
          lan: { ipv4: staticIpv4({ address: ip('192.168.1.77') }), ipv6: false },
        },
      },
    ]);
  });

  it('is filled with what is set once LAN is static, and starts at the first value', () => {
    const ipv4 = staticIpv4({ dns: [ip('9.9.9.9'), ip('1.1.1.1')] });
    const operator = opened({ appliance: staticAppliance({ wanted: { lan: { ipv4, ipv6: false } } }) });
    expect(list(operator)[4]).toBe('LAN DNS 2 1.1.1.1');
    expect(selected(operator)).toBe('LAN IP ADDRESS');
  });

  it('starts at the first value that is missing, and marks all of them', () => {
    const operator = opened({ appliance: bare });
    expect(list(operator)).toEqual([
      'LAN IP ADDRESS NONE !',
      'LAN NETMASK 255.255.255.0 !',
      'LAN GATEWAY NONE !',
      'LAN DNS 1 NONE !',
      'LAN DNS 2 NONE',
    ]);
    expect(selected(operator)).toBe('LAN IP ADDRESS');
  });

  it('follows a lease that comes while it is open', () => {
    const operator = opened({ appliance: bare }).changes(testAppliance());
    expect(list(operator)[0]).toBe('LAN IP ADDRESS 192.168.1.77');
  });

  it('turns round with UP and DOWN, and with TAB and BACKTAB', () => {
    expect(selected(opened().press('DOWN'))).toBe('LAN IP ADDRESS');
    expect(selected(opened().press('TABx2'))).toBe('LAN NETMASK');
    expect(selected(opened().press('UPx2'))).toBe('LAN DNS 2');
    expect(selected(opened().press('BACKTABx2'))).toBe('LAN DNS 2');
  });

  it('shows old and new of what changes', () => {
    const operator = inAddress({ appliance: staticAppliance() }).type('192.168.1.20').press('ENTER DOWN');
    expect(operator.rows.slice(0, 3)).toEqual([
      'LAN IP ADDRESS   1/6',
      ' NOW 192.168.1.10',
      '→NEW 192.168.1.20',
    ]);
  });

  it('turns new and old of each on 16x2', () => {
    const operator = inAddress({ geometry: GEOMETRY_16X2 }).type('192.168.1.20').press('ENTER DOWN');
    expect(operator.rows).toEqual(['LAN IP ADDRESS', '→192.168.1.20']);
    expect(operator.press('DOWN').rows).toEqual(['LAN IP       NOW', '192.168.1.77']);
    expect(operator.press('DOWN').rows[0]).toBe('LAN NETMASK');
  });

  it('says NOTHING TO CHANGE when there is nothing', () => {
    const operator = opened({ appliance: staticAppliance() }).press('UP ENTER');
    expect(operator.text).toBe('NOTHING TO CHANGE PRESS A KEY');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it('RIGHT opens the value that is selected, the first one from APPLY; held, nothing', () => {
    expect(field(opened().press('RIGHT'))[0]).toBe('LAN IP ADDRESS');
    expect(field(opened().press('DOWNx3 RIGHT'))[0]).toBe('LAN GATEWAY');
    const held = opened();
    held.send({ type: 'KEY.RIGHT', repeat: true });
    expect(selected(held)).toBe('APPLY');
  });

  it('compares with the settings as another operator has left them meanwhile', () => {
    const operator = opened()
      .changes(staticAppliance({ network: { lan: linkStatus() } }))
      .press('DOWN');
    expect(list(operator)[0]).toBe('LAN IP ADDRESS 192.168.1.10');
  });

  it('refuses what another operator has made impossible meanwhile, at the value it is about', () => {
    const operator = opened().press('DOWN UP');
    const taken = { id: vlanId(5), address: ip('10.1.0.5'), prefixLength: prefix(24) };
    operator.changes(testAppliance({ wanted: { vlan: taken, wan: staticIpv4() } })).press('ENTER');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND WAN');
    expect(operator.applied).toEqual([]);
  });
});

describe('a value', () => {
  it('is typed over in the list itself', () => {
    const operator = opened().press('DOWN').type('192.168.1.20');
    expect(field(operator)).toEqual(['LAN IP ADDRESS', '192.168.001.020']);
    expect(selected(operator.press('ENTER'))).toBe('APPLY');
  });

  it('is not begun by typing on APPLY', () => {
    expect(selected(opened().type('1'))).toBe('APPLY');
  });

  it('is refused, with why, and stays', () => {
    const operator = inAddress({ appliance: bare }).press('ENTER');
    expect(operator.text).toContain('ENTER AN ADDRESS');
    expect(field(operator)[0]).toBe('LAN IP ADDRESS');
    expect(operator.press('UP').text).not.toContain('ENTER AN ADDRESS');
  });

  it('refused on 16x2 comes back with its label by any key, ENTER too', () => {
    const operator = inAddress({ appliance: bare, geometry: GEOMETRY_16X2 }).press('ENTER');
    expect(operator.rows).toEqual(['ENTER AN ADDRESS', '1.0.0.0 OR ABOVE']);
    expect(operator.press('ENTER').rows).toEqual(['LAN IP ADDRESS', '000.000.000.000']);
    expect(operator.press('ENTER RIGHT').rows).toEqual(['LAN IP ADDRESS', '000.000.000.000']);
  });

  it('takes the next typed address after a refused one, and no longer says what was wrong', () => {
    const operator = edit(opened(), 'LAN GATEWAY').type('10.0.0.1').press('ENTER').type('192.168.1.2');
    expect(field(operator)).toEqual(['LAN GATEWAY', '192.168.001.002']);
    expect(operator.text).not.toContain('GATEWAY OUTSIDE');
  });

  it('is refused: a gateway outside the subnet', () => {
    const operator = edit(opened(), 'LAN GATEWAY').type('10.0.0.1').press('ENTER');
    expect(operator.text).toContain('GATEWAY OUTSIDE THIS SUBNET');
  });

  it('is refused: a netmask that makes the address the broadcast', () => {
    const operator = inAddress().type('192.168.1.127').press('EXIT');
    expect(edit(operator, 'LAN NETMASK').press('UP ENTER').text).toContain('THAT IS THE BROADCAST ADDR');
  });

  it('is refused: a subnet that overlaps the VLAN', () => {
    const overlapping = { id: vlanId(5), address: ip('10.1.0.5'), prefixLength: prefix(16) };
    const lan = { ipv4: staticIpv4(), ipv6: false };
    const appliance = staticAppliance({ wanted: { lan, vlan: overlapping } });
    const operator = inAddress({ appliance }).type('10.1.2.3').press('ENTERx2');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND VLAN');
  });

  it('is needed for DNS 1, not for DNS 2', () => {
    const operator = edit(opened(), 'LAN DNS 1').type('0.0.0.0').press('ENTER');
    expect(operator.text).toContain('DNS 1 IS NEEDED');
    expect(selected(operator.type('9.9.9.9').press('ENTER'))).toBe('APPLY');
  });

  it('that is wrong is opened with its reason by APPLY', () => {
    const operator = edit(opened(), 'LAN GATEWAY').type('10.0.0.1').press('EXIT');
    while (selected(operator) !== 'APPLY') operator.press('DOWN');
    operator.press('ENTER');
    expect(field(operator)).toEqual(['LAN GATEWAY', '010.000.000.001']);
    expect(operator.text).toContain('GATEWAY OUTSIDE THIS SUBNET');
    expect(operator.applied).toEqual([]);
  });
});

describe('values that follow', () => {
  it('a gateway of the old subnet is not offered after the address has left it: it follows, and is shown', () => {
    const operator = inAddress({ appliance: staticAppliance() }).type('192.168.50.10').press('ENTER');
    expect(field(operator)).toEqual(['LAN GATEWAY', '192.168.050.001']);
    expect(field(operator.press('ENTER'))).toEqual(['LAN DNS 1', '192.168.050.001']);
    expect(selected(operator.press('ENTER'))).toBe('APPLY');
    expect(list(operator).filter((row) => row.endsWith('!'))).toEqual([]);
  });

  it('the netmask is asked for too when the address goes into another network altogether', () => {
    const operator = inAddress().type('10.9.8.7').press('ENTER');
    expect(field(operator)[0]).toBe('LAN NETMASK');
    operator.type('255.255.0.0').press('ENTER');
    expect(field(operator)).toEqual(['LAN GATEWAY', '010.009.000.001']);
  });

  it('a gateway with the host part of the new address gives way to the first address, or the last', () => {
    const operator = inAddress({ appliance: staticAppliance() }).type('192.168.50.1').press('ENTER');
    expect(field(operator)).toEqual(['LAN GATEWAY', '192.168.050.254']);
  });

  it('one that was entered does not', () => {
    const operator = edit(opened(), 'LAN GATEWAY').type('192.168.1.9').press('ENTER');
    // DNS was the gateway, and follows it.
    expect(field(operator)).toEqual(['LAN DNS 1', '192.168.001.009']);
    edit(operator.press('ENTER'), 'LAN IP ADDRESS').type('192.168.1.8').press('ENTER');
    expect(list(operator)[2]).toBe('LAN GATEWAY 192.168.1.9');
  });

  it('a DNS server in the subnet moves with it, one outside stays', () => {
    const ipv4 = staticIpv4({ dns: [ip('192.168.1.53'), ip('9.9.9.9')] });
    const appliance = staticAppliance({ wanted: { lan: { ipv4, ipv6: false } } });
    const operator = inAddress({ appliance }).type('192.168.50.10').press('EXIT');
    expect(list(operator).slice(3, 5)).toEqual(['LAN DNS 1 192.168.50.53 !', 'LAN DNS 2 9.9.9.9']);
  });

  it('nothing is made up where a host part does not fit', () => {
    const ipv4 = staticIpv4({ gateway: ip('192.168.1.254'), dns: [ip('192.168.1.200')] });
    const appliance = staticAppliance({ wanted: { lan: { ipv4, ipv6: false } } });
    const operator = edit(opened({ appliance }), 'LAN NETMASK').type('255.255.255.240').press('EXIT');
    expect(list(operator).slice(2, 4)).toEqual(['LAN GATEWAY 192.168.1.1 !', 'LAN DNS 1 192.168.1.200']);
  });
});

describe('going back', () => {
  it('EXIT goes from a field to the list, also when nothing was entered', () => {
    expect(selected(inAddress().press('EXIT'))).toBe('LAN IP ADDRESS');
    const stepping = inAddress({ keys: FOUR_KEYS }).press('ENTERx6 EXIT');
    expect(selected(stepping)).toBe('LAN IP ADDRESS');
  });

  it('keeps what was entered in the field, wrong or not', () => {
    expect(list(inAddress().press('UP EXIT'))[0]).toBe('LAN IP ADDRESS 292.168.001.077 !');
  });

  it('a held LEFT moves the cursor and leaves nothing', () => {
    const operator = edit(opened(), 'LAN GATEWAY').press('RIGHTx3').hold('LEFT', 10);
    expect(field(operator)[0]).toBe('LAN GATEWAY');
  });

  it('LEFT at the first character goes back to the list where there is no EXIT', () => {
    const operator = inAddress({ keys: FIVE_KEYS }).press('LEFT');
    expect(selected(operator)).toBe('LAN IP ADDRESS');
    expect(operator.press('LEFT').view.screen.kind).toBe('menu');
  });
});

describe('leaving', () => {
  it.each([
    ['EXIT', undefined],
    ['EXIT', FOUR_KEYS],
    ['LEFT', FIVE_KEYS],
    ['LEFT', undefined],
  ] as const)('%s asks nothing while nothing was entered', (key, keys) => {
    const operator = opened(keys === undefined ? {} : { keys }).press(key);
    expect(operator.view.screen.kind).toBe('menu');
  });

  it('asks DISCARD CHANGES?, NO first, once something was', () => {
    const operator = inAddress().press('DOWN EXITx2');
    expect(operator.text).toBe('DISCARD CHANGES? →NO YES ↕ CHOOSE ↵ OK');
    expect(list(operator.press('ENTER'))[0]).toBe('LAN IP ADDRESS 92.168.1.77');
    expect(operator.press('EXIT DOWN ENTER').view.screen.kind).toBe('menu');
    expect(operator.applied).toEqual([]);
  });

  it('takes Y and N typed at a console, and ENTER', () => {
    const operator = inAddress().press('DOWN EXITx2').type('y');
    expect(operator.text).toContain('→YES');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it.each(['EXIT', 'DOWN EXIT'])(
    'a second EXIT throws nothing away: %s at that question means NO',
    (keys) => {
      const operator = inAddress().press(`DOWN EXITx2 ${keys}`);
      expect(list(operator)[0]).toBe('LAN IP ADDRESS 92.168.1.77');
    },
  );

  it('forgets what was entered after YES', () => {
    const operator = inAddress().press('DOWN EXITx2 DOWN ENTER ENTER');
    expect(list(operator)[0]).toBe('LAN IP ADDRESS 192.168.1.77');
  });
});

describe('on a console', () => {
  it('the whole form is shown, where the operator is in it, and each value as people write it', () => {
    const { screen, tip, menu } = edit(opened({ audience: CONSOLE }), 'LAN netmask').view;
    expect(screen.kind === 'field' && screen.form).toEqual({
      title: en.console.changes.lan,
      index: 1,
      fields: [
        { label: 'LAN IP address', text: '192.168.1.77', error: null },
        { label: 'LAN netmask', text: '255.255.255.0 (/24)', error: null },
        { label: 'LAN gateway', text: '192.168.1.1', error: null },
        { label: 'LAN DNS 1', text: '192.168.1.1', error: null },
        { label: 'LAN DNS 2', text: 'none', error: null },
      ],
    });
    expect(tip).toBe(en.console.fieldTips.netmask);
    expect(menu?.title).toBe(en.console.titles.network);
    expect(opened({ audience: CONSOLE }).view.tip).toBe(en.console.tips.list);
  });

  it('TAB and BACKTAB go round the fields without accepting', () => {
    const operator = inAddress().type('10.0.0.5').press('TAB');
    expect(field(operator)[0]).toBe('LAN NETMASK');
    expect(field(operator.press('BACKTAB'))).toEqual(['LAN IP ADDRESS', '010.000.000.005']);
    expect(field(operator.press('BACKTAB'))[0]).toBe('LAN DNS 2');
    expect(field(operator.press('TAB'))[0]).toBe('LAN IP ADDRESS');
  });

  it('APPLY finds every error of the form at once', () => {
    const operator = inAddress().type('0.0.0.0').press('TABx2').type('0.0.0.9').press('EXIT');
    while (selected(operator) !== 'APPLY') operator.press('DOWN');
    const { screen } = operator.press('ENTER').view;
    expect(screen.kind === 'field' && screen.form?.fields.map(({ error }) => error?.[0] ?? null)).toEqual([
      'ENTER AN ADDRESS',
      null,
      'ENTER AN ADDRESS',
      null,
      null,
    ]);
  });
});

describe('USE DHCP ON LAN', () => {
  it('needs one key and leaves the rest', () => {
    const lan = { ipv4: { method: 'dhcp' }, ipv6: false } as const;
    expectOneKey('USE DHCP ON LAN', staticAppliance(), { lan });
  });

  it('says why it is refused when something has changed meanwhile', () => {
    const operator = open('USE DHCP ON LAN', { appliance: staticAppliance() });
    operator
      .changes(staticAppliance({ wanted: { lan: { ipv4: staticIpv4(), ipv6: false }, vlan } }))
      .press('ENTER');
    expect(operator.text).toContain('DISABLE VLAN FIRST');
    expect(selected(operator.press('ENTER'))).toBe('APPLY');
  });
});
