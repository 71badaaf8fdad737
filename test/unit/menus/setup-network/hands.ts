/** What the tests of all wizards do and see. */
import { expect } from 'vitest';
import type { Appliance } from '../../../../menus/appliance.ts';
import type { Settings } from '../../../../menus/settings/settings.ts';
import { host, ip, port, prefix, staticAppliance, staticIpv4, vlanId } from '../../../support/appliance.ts';
import { Operator, type OperatorOptions } from '../../../support/operator.ts';

export const vlan = { id: vlanId(100), address: ip('10.1.0.5'), prefixLength: prefix(24) };
export const proxy = {
  host: host('proxy.example.com'),
  port: port(3128),
  user: 'scanner',
  password: 'secret',
};

/** An appliance on which everything is set. */
export const everythingOn = staticAppliance({
  wanted: { lan: { ipv4: staticIpv4(), ipv6: true }, wan: { method: 'dhcp' }, vlan, proxy },
});

/** SETUP NETWORK with the named item opened. */
export function open(label: string, options: OperatorOptions = {}): Operator {
  const operator = new Operator(options).press('ENTER ENTER');
  const at = operator.view.menu?.items.findIndex((item) => item.label === label) ?? -1;
  expect(at, label).toBeGreaterThanOrEqual(0);
  return operator.press(`${'DOWN '.repeat(at)}ENTER`);
}

/** Label and text of the field on screen, or the kind of another screen. */
export const field = (operator: Operator): readonly [string, string] => {
  const { screen } = operator.view;
  return screen.kind === 'field' ? [screen.label, screen.text] : [screen.kind, ''];
};

/** Label, value, and `!` where it needs the operator, of each row of a wizard's list. */
export function list(operator: Operator): readonly string[] {
  const { screen } = operator.view;
  if (screen.kind !== 'proposal') return [screen.kind];
  return screen.rows.map(({ label, value, needsYou }) => `${label} ${value}${needsYou ? ' !' : ''}`);
}

/** The label of the row that is selected. */
export function selected(operator: Operator): string {
  const { screen } = operator.view;
  if (screen.kind !== 'proposal') return screen.kind;
  return screen.rows[screen.selected]?.label ?? screen.apply;
}

/** A row of a wizard's list selected, and opened. */
export function edit(operator: Operator, label: string): Operator {
  for (let presses = 0; selected(operator) !== label; presses++) {
    if (presses === 20) throw new Error(`no row ${label}`);
    operator.press('DOWN');
  }
  return operator.press('ENTER');
}

/** An item whose list has nothing to enter: APPLY is selected, and applies `changed` alone. */
export function expectOneKey(label: string, appliance: Appliance, changed: Partial<Settings>): void {
  const operator = open(label, { appliance });
  expect(selected(operator)).toBe('APPLY');
  operator.press('ENTER');
  expect(operator.applied[0]?.wanted).toEqual({ ...appliance.wanted, ...changed });
}
