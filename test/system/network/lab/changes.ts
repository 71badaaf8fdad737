import { eventually } from './commands.ts';
import type { Operator } from './operator.ts';

/** What an operator does to change the network, from the status page to the question whether to keep it. */

export interface StaticAddress {
  readonly address: string;
  readonly gateway: string;
  readonly dns: string;
  /** Second DNS server; left out: none. */
  readonly dns2?: string;
}

/** The first status page begins with the appliance's name. */
const STATUS = /^box /;
/** More than any list of values has. */
const MOST_ROWS = 20;
const NO_ADDRESS = '0.0.0.0';
const MASK = '255.255.255.0';

export async function setupNetwork(operator: Operator): Promise<void> {
  await backToStatus(operator);
  operator.tap('ENTER');
  // On a busy machine the glass follows late: the next key is for the menu, not for what was there before.
  await operator.sees(/^MENU/);
  await operator.choose('SETUP NETWORK');
  await operator.sees(/^SETUP NETWORK/);
}

const DISCARD = 'DISCARD CHANGES?';

/** Leaves whatever is open and discards what was entered; a message goes with any key. On the status page EXIT means nothing. */
async function backToStatus(operator: Operator): Promise<void> {
  await eventually('the status page', async () => {
    if (operator.shows(STATUS)) return true;
    if (operator.shows(DISCARD)) await operator.turn('DOWN');
    await operator.press(operator.shows(DISCARD) ? 'ENTER' : 'EXIT');
    return false;
  });
}

/** A list has an arrow before its value; a field has arrows only among its hints. */
const IN_LIST = /(^| )→/;

/** From a field or the list to a row of the list. */
async function select(operator: Operator, row: RegExp): Promise<void> {
  if (!operator.shows(IN_LIST)) await operator.turn('EXIT');
  for (let rows = 0; !operator.shows(row); rows++) {
    if (rows === MOST_ROWS) throw new Error(`no row ${row}; the glass shows: ${operator.screen()}`);
    await operator.turn('DOWN');
  }
}

/** Opens a value of the list, sets its digits and accepts. */
async function set(operator: Operator, label: string, text: string): Promise<void> {
  await select(operator, new RegExp(`^${label}( !)? \\d+/\\d+ `));
  await operator.turn('ENTER');
  await operator.enter(label, text);
}

/** APPLY. The first phases are short: whoever wants to see one must not be kept waiting for a calm glass. */
async function apply(operator: Operator): Promise<void> {
  await select(operator, /^→APPLY/);
  await operator.answer('ENTER', /^→APPLY/);
}

async function staticFields(operator: Operator, name: string, wanted: StaticAddress): Promise<void> {
  await set(operator, `${name} IP ADDRESS`, wanted.address);
  await set(operator, `${name} NETMASK`, MASK);
  await set(operator, `${name} GATEWAY`, wanted.gateway);
  await set(operator, `${name} DNS 1`, wanted.dns);
  await set(operator, `${name} DNS 2`, wanted.dns2 ?? NO_ADDRESS);
}

export async function setStaticLan(operator: Operator, wanted: StaticAddress): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('STATIC IP ON LAN');
  await staticFields(operator, 'LAN', wanted);
  await apply(operator);
}

/** The answers below a question. */
const QUESTION = /\bNO\b.*\bYES\b/;

/** An item whose change has no field; RESET asks whether it is meant. */
export async function change(operator: Operator, item: string): Promise<void> {
  await setupNetwork(operator);
  await operator.choose(item);
  await apply(operator);
  if (!item.startsWith('RESET')) return;
  await operator.sees(QUESTION);
  await operator.turn('DOWN');
  operator.tap('ENTER');
}

/** The question whether to keep a change, once ENTER answers it: on a page of its own, or below a failed check. */
export const KEEP_OFFERED = /↵ ?KEEP/;

export async function keep(operator: Operator): Promise<void> {
  await operator.answer('ENTER', KEEP_OFFERED);
  await operator.sees('KEPT');
  await operator.answer('ENTER', 'KEPT');
}

export async function setDhcpWan(operator: Operator): Promise<void> {
  await openWan(operator);
  await pick(operator, 'DHCP');
  await apply(operator);
}

export async function setStaticWan(operator: Operator, wanted: StaticAddress): Promise<void> {
  await openWan(operator);
  await pick(operator, 'STATIC');
  await staticFields(operator, 'WAN', wanted);
  await apply(operator);
}

/** With the host it proposes, and no user. */
export async function setProxy(operator: Operator, host: string, port: number): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('ENABLE PROXY');
  await operator.sees(`PROXY HOST ! 1/5 →${host}`);
  await set(operator, 'PROXY PORT', String(port).padStart(5, '0'));
  await apply(operator);
}

/** From a static LAN on. */
export async function setVlan(operator: Operator, id: string, address: string): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('VLAN ON LAN');
  await set(operator, 'VLAN ID', id.padStart(4, '0'));
  if (id === '0') {
    await operator.sees('PRIORITY ONLY');
    await operator.turn('ENTER');
  }
  await set(operator, 'VLAN IP ADDRESS', address);
  await set(operator, 'VLAN NETMASK', MASK);
  await apply(operator);
}

export async function testNetwork(operator: Operator): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('TEST NETWORK');
}

async function openWan(operator: Operator): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('WAN INTERFACE');
}

/** The mode turns in the list itself. */
async function pick(operator: Operator, method: 'DHCP' | 'STATIC'): Promise<void> {
  await select(operator, /^WAN MODE/);
  if (!operator.shows(new RegExp(`→(NEW )?${method}`))) await operator.turn('ENTER');
}
