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
import { expectOneQuestion, open, vlan } from './hands.ts';

const prompt = (options: OperatorOptions = {}): Operator => new Operator(options).press('ENTER ENTER ENTER');
const first = (options: OperatorOptions = {}): Operator => prompt(options).press('ENTER');
/** LAN by DHCP without a lease: nothing is known. */
const bare = testAppliance({
  network: { lan: linkStatus({ ipv4: null, gateway: null, dns: [] }) },
});

/** Label and value of the field being edited. */
const field = (operator: Operator): readonly [string, string] => {
  const { screen } = operator.view;
  return screen.kind === 'field' ? [screen.label, screen.text] : [screen.kind, ''];
};

describe('the entry prompt', () => {
  it('asks before anything else', () => {
    expect(prompt().text).toContain('SET STATIC LAN ADDRESS?');
    expect(prompt({ geometry: GEOMETRY_16X2 }).rows).toEqual(['SET STATIC LAN', 'ADDRESS?']);
  });

  it('one UP is harmless, a second one quits', () => {
    const operator = prompt().press('UP');
    expect(operator.view.screen.kind).toBe('prompt');
    expect(operator.press('UP').text).toContain('ENABLE STATIC IP ON LAN');
  });

  it('another key between two UPs makes them harmless', () => {
    expect(prompt().press('UP DOWN UP').view.screen.kind).toBe('prompt');
  });

  it.each([
    ['EXIT', undefined],
    ['EXIT', FOUR_KEYS],
    ['LEFT', FIVE_KEYS],
  ] as const)('%s quits', (key, keys) => {
    const operator = prompt(keys === undefined ? {} : { keys }).press(key);
    expect(operator.view.screen.kind).toBe('menu');
  });
});

describe('the fields', () => {
  it('come one after the other, filled with the lease in force', () => {
    const operator = first();
    const seen = Array.from({ length: 5 }, () => {
      const shown = field(operator);
      operator.press('ENTER');
      return shown;
    });
    expect(seen).toEqual([
      ['LAN IP ADDRESS', '192.168.001.077'],
      ['LAN NETMASK', '255.255.255.000'],
      ['LAN GATEWAY', '192.168.001.001'],
      ['LAN DNS 1', '192.168.001.001'],
      ['LAN DNS 2', '000.000.000.000'],
    ]);
    expect(operator.view.screen.kind).toBe('review');
  });

  it('are filled with what is set once LAN is static', () => {
    const ipv4 = staticIpv4({ dns: [ip('9.9.9.9'), ip('1.1.1.1')] });
    const operator = first({ appliance: staticAppliance({ wanted: { lan: { ipv4, ipv6: false } } }) });
    expect(field(operator)).toEqual(['LAN IP ADDRESS', '192.168.001.010']);
    expect(field(operator.press('ENTERx4'))).toEqual(['LAN DNS 2', '001.001.001.001']);
  });

  it('start with zeros and the usual netmask where nothing is known', () => {
    const operator = first({ appliance: bare });
    expect(field(operator)).toEqual(['LAN IP ADDRESS', '000.000.000.000']);
    expect(field(operator.type('10.0.0.5').press('ENTER'))).toEqual(['LAN NETMASK', '255.255.255.000']);
  });

  it('refuse what is wrong, say why and stay', () => {
    const operator = first({ appliance: bare }).press('ENTER');
    expect(operator.text).toContain('ENTER AN ADDRESS');
    expect(field(operator)[0]).toBe('LAN IP ADDRESS');
    expect(operator.press('UP').text).not.toContain('ENTER AN ADDRESS');
  });

  it('take the next typed address after a refused one, and no longer say what was wrong', () => {
    const operator = first().press('ENTERx2').type('10.0.0.1').press('ENTER').type('192.168.1.2');
    expect(field(operator)).toEqual(['LAN GATEWAY', '192.168.001.002']);
    expect(operator.text).not.toContain('GATEWAY OUTSIDE');
  });

  it('show an error of two rows on the whole of 16x2 until the next key', () => {
    const operator = first({ appliance: bare, geometry: GEOMETRY_16X2 }).press('ENTER');
    expect(operator.rows).toEqual(['ENTER AN ADDRESS', '1.0.0.0 OR ABOVE']);
    expect(operator.press('RIGHT').rows).toEqual(['LAN IP ADDRESS', '000.000.000.000']);
  });

  it('refuse a gateway outside the subnet', () => {
    const operator = first().press('ENTERx2').type('10.0.0.1').press('ENTER');
    expect(operator.text).toContain('GATEWAY OUTSIDE THIS SUBNET');
  });

  it('refuse a netmask that makes the address the broadcast', () => {
    const operator = first().type('192.168.1.127').press('ENTER UP ENTER');
    expect(operator.text).toContain('THAT IS THE BROADCAST ADDR');
    expect(field(operator)[0]).toBe('LAN NETMASK');
  });

  it('refuse a subnet that overlaps the VLAN', () => {
    const vlan = { id: vlanId(5), address: ip('10.1.0.5'), prefixLength: prefix(16) };
    const appliance = staticAppliance({ wanted: { lan: { ipv4: staticIpv4(), ipv6: false }, vlan } });
    const operator = first({ appliance }).type('10.1.2.3').press('ENTERx2');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND VLAN');
  });

  it('need DNS 1, not DNS 2', () => {
    const operator = first().press('ENTERx3').type('0.0.0.0').press('ENTER');
    expect(operator.text).toContain('DNS 1 IS NEEDED');
    expect(operator.press('BACKTAB TAB').type('9.9.9.9').press('ENTERx2').view.screen.kind).toBe('review');
  });

  it('show consoles the whole form, where the operator is in it, and each value as people write it', () => {
    const { screen, tip, menu } = first({ audience: CONSOLE }).press('ENTER').view;
    expect(screen.kind === 'field' && screen.form).toEqual({
      title: en.console.changes.lan,
      index: 1,
      fields: [
        { label: 'LAN IP address', text: '192.168.1.77', error: null },
        { label: 'LAN netmask', text: '255.255.255.0', error: null },
        { label: 'LAN gateway', text: '192.168.1.1', error: null },
        { label: 'LAN DNS 1', text: '192.168.1.1', error: null },
        { label: 'LAN DNS 2', text: '0.0.0.0', error: null },
      ],
    });
    expect(tip).toBe(en.console.fieldTips.netmask);
    expect(menu?.title).toBe(en.console.titles.network);
  });
});

describe('going back', () => {
  it('LEFT at the first position leads to the field before, which keeps what was entered', () => {
    const operator = first().press('UP ENTER LEFT');
    expect(field(operator)).toEqual(['LAN IP ADDRESS', '292.168.001.077']);
  });

  it('a held LEFT moves the cursor and stops there', () => {
    const operator = first().press('ENTERx2 RIGHTx3').hold('LEFT', 10);
    expect(field(operator)[0]).toBe('LAN GATEWAY');
  });

  it('LEFT stays in the first field where there is an EXIT key', () => {
    expect(field(first().press('LEFTx3'))[0]).toBe('LAN IP ADDRESS');
  });

  it('LEFT leaves the first field where there is none', () => {
    const operator = first({ keys: FIVE_KEYS }).press('ENTER LEFT');
    expect(field(operator)[0]).toBe('LAN IP ADDRESS');
    expect(operator.press('LEFT').view.screen.kind).toBe('menu');
  });

  it('LEFT leads from the review to the last field', () => {
    expect(field(first().press('ENTERx5 LEFT'))[0]).toBe('LAN DNS 2');
  });

  it('GO BACK does it on a panel without LEFT', () => {
    const enter15 = 'ENTERx12';
    const operator = first({ keys: FOUR_KEYS }).press(`UP ${enter15}`);
    expect(field(operator)[0]).toBe('LAN IP ADDRESS');
    expect(operator.text).toContain('EACH PART 0-255');
    operator.press(`DOWN ${enter15}`).press('DOWN EXIT');
    expect(operator.text).toBe('DISCARD CHANGES? →NO YES GO BACK ↕ CHOOSE ↵ OK');
    operator.press('UP ENTER');
    expect(field(operator)[0]).toBe('LAN IP ADDRESS');
    expect(field(operator.press('UP EXIT UP ENTER'))[0]).toBe('LAN IP ADDRESS');
  });

  it('GO BACK leads from the review to the last field', () => {
    const operator = first({ keys: FOUR_KEYS, appliance: staticAppliance() });
    operator.press('ENTERx11 UP ENTER');
    operator.press('ENTER ENTERx12 ENTERx12 ENTERx12');
    expect(operator.view.screen.kind).toBe('review');
    operator.press('EXIT UP ENTER');
    expect(field(operator)[0]).toBe('LAN DNS 2');
    expect(field(operator.press('EXIT UP ENTER'))[0]).toBe('LAN DNS 1');
  });
});

describe('leaving', () => {
  it('asks nothing while nothing was entered', () => {
    expect(first().press('ENTERx2 EXIT').text).toContain('ENABLE STATIC IP ON LAN');
  });

  it('asks DISCARD CHANGES?, NO first, once something was', () => {
    const operator = first().press('DOWN EXIT');
    expect(operator.text).toBe('DISCARD CHANGES? →NO YES ↕ CHOOSE ↵ OK');
    expect(field(operator.press('ENTER'))).toEqual(['LAN IP ADDRESS', '092.168.001.077']);
    expect(operator.press('EXIT DOWN ENTER').view.screen.kind).toBe('menu');
    expect(operator.applied).toEqual([]);
  });

  it('takes Y and N typed at a console, and ENTER', () => {
    const operator = first().press('DOWN EXIT').type('y');
    expect(operator.text).toContain('→YES');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it.each(['EXIT', 'DOWN EXIT'])('%s at that question leaves: EXIT again and again leads out', (keys) => {
    const operator = first().press(`DOWN EXIT ${keys}`);
    expect(operator.view.screen.kind).toBe('menu');
    expect(operator.applied).toEqual([]);
  });

  it('asks the same in the review', () => {
    const operator = first().press('RIGHTx14 DOWN ENTERx5 EXIT');
    expect(operator.text).toContain('DISCARD CHANGES?');
    expect(operator.press('ENTER').view.screen.kind).toBe('review');
  });

  it('forgets what was entered', () => {
    const operator = first().press('DOWN EXIT DOWN ENTER ENTER ENTER');
    expect(field(operator)).toEqual(['LAN IP ADDRESS', '192.168.001.077']);
  });
});

describe('the review', () => {
  it('shows old and new of everything that changes', () => {
    const operator = first({ appliance: staticAppliance() }).type('192.168.1.20').press('ENTERx5');
    const { screen } = operator.view;
    expect(screen.kind === 'review' && screen.changes).toEqual([
      { label: 'LAN IP', before: '192.168.1.10', after: '192.168.1.20' },
    ]);
  });

  it('turns with UP and DOWN', () => {
    const operator = first().type('192.168.1.20').press('ENTERx4').type('9.9.9.9').press('ENTER');
    expect(operator.rows[0]).toBe('LAN MODE         1/3');
    expect(operator.press('DOWN').rows[0]).toBe('LAN IP           2/3');
    expect(operator.press('UPx2').rows[0]).toBe('LAN DNS 2        3/3');
  });

  it('turns round and round through no more than it shows', () => {
    const operator = first().type('192.168.1.20').press('ENTERx5');
    const turned = Array.from({ length: 4 }, () => operator.press('UP').rows[0]);
    const [mode, ip] = ['LAN MODE         1/2', 'LAN IP           2/2'];
    expect(turned).toEqual([ip, mode, ip, mode]);
  });

  it('turns old and new of each on 16x2', () => {
    const operator = first({ geometry: GEOMETRY_16X2 }).type('192.168.1.20').press('ENTERx5 DOWN');
    expect(operator.rows).toEqual(['LAN MODE     NEW', 'STATIC']);
    expect(operator.press('UPx2').rows).toEqual(['LAN IP       NEW', '192.168.1.20']);
  });

  it('says NOTHING TO CHANGE when there is nothing', () => {
    const operator = first({ appliance: staticAppliance() }).press('ENTERx5');
    expect(operator.text).toBe('NOTHING TO CHANGE PRESS A KEY');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
  });

  it('shows the settings as another operator has left them meanwhile', () => {
    const operator = first().press('ENTERx5');
    operator.changes(staticAppliance());
    const { screen } = operator.view;
    expect(screen.kind === 'review' && screen.changes).toEqual([
      { label: 'LAN IP', before: '192.168.1.10', after: '192.168.1.77' },
    ]);
  });
});

describe('the last question', () => {
  const asked = (options: OperatorOptions = {}): Operator => first(options).press('ENTERx6');

  it('is REALLY, NO first, and NO goes back to the review', () => {
    expect(asked().text).toBe('APPLY NEW LAN SETTINGS? →NO YES ↕ CHOOSE ↵ OK');
    expect(asked().press('ENTER').view.screen.kind).toBe('review');
    expect(asked().press('EXIT').view.screen.kind).toBe('review');
    expect(asked({ keys: FIVE_KEYS }).press('LEFT').view.screen.kind).toBe('review');
  });

  it('YES applies what was entered, nothing else', () => {
    const appliance = testAppliance({ wanted: { wan: { method: 'dhcp' } } });
    const operator = asked({ appliance }).press('DOWN ENTER');
    expect(operator.applied).toEqual([
      {
        title: 'lan',
        wanted: {
          ...appliance.wanted,
          lan: { ipv4: staticIpv4({ address: ip('192.168.1.77') }), ipv6: false },
        },
      },
    ]);
  });

  it('a held ENTER never gets past it', () => {
    const operator = first().press('ENTERx5').hold('ENTER', 50);
    expect(operator.view.screen.kind).toBe('confirmation');
    expect(operator.applied).toEqual([]);
  });

  it('refuses what another operator has made impossible meanwhile', () => {
    const operator = asked().press('DOWN');
    const vlan = { id: vlanId(5), address: ip('192.168.1.200'), prefixLength: prefix(28) };
    operator.changes(testAppliance({ wanted: { vlan } })).press('ENTER');
    expect(operator.text).toContain('SUBNETS OVERLAP LAN AND VLAN');
    expect(operator.press('ENTER').view.screen.kind).toBe('menu');
    expect(operator.applied).toEqual([]);
  });
});

describe('on a console', () => {
  it('TAB and BACKTAB go round the fields without accepting', () => {
    const operator = first().type('10.0.0.5').press('TAB');
    expect(field(operator)[0]).toBe('LAN NETMASK');
    expect(field(operator.press('BACKTAB'))).toEqual(['LAN IP ADDRESS', '010.000.000.005']);
    expect(field(operator.press('BACKTAB'))[0]).toBe('LAN DNS 2');
    expect(field(operator.press('TAB'))[0]).toBe('LAN IP ADDRESS');
  });

  it('ENTER on the last field finds every error of the form at once', () => {
    const operator = first().type('0.0.0.0').press('TABx2').type('10.0.0.1').press('TABx2 ENTER');
    const { screen } = operator.view;
    expect(screen.kind === 'field' && screen.form?.fields.map(({ error }) => error?.[0] ?? null)).toEqual([
      'ENTER AN ADDRESS',
      null,
      null,
      null,
      null,
    ]);
    operator.type('192.168.1.5').press('ENTER BACKTABx2 ENTER');
    expect(field(operator)[0]).toBe('LAN GATEWAY');
    expect(operator.text).toContain('GATEWAY OUTSIDE');
  });
});

describe('USE DHCP ON LAN', () => {
  it('asks once and leaves the rest', () => {
    const lan = { ipv4: { method: 'dhcp' }, ipv6: false } as const;
    expectOneQuestion('USE DHCP ON LAN', staticAppliance(), { lan }, 'SWITCH LAN TO DHCP?');
  });

  it('says why it is refused when something has changed meanwhile', () => {
    const operator = open('USE DHCP ON LAN', { appliance: staticAppliance() }).press('DOWN');
    operator
      .changes(staticAppliance({ wanted: { lan: { ipv4: staticIpv4(), ipv6: false }, vlan } }))
      .press('ENTER');
    expect(operator.text).toContain('DISABLE VLAN FIRST');
  });
});
