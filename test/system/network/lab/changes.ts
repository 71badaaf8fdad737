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
/** More than the fields and the review of any wizard. */
const MOST_PAGES = 12;
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

/** Leaves whatever is open; a message goes with any key. On the status page EXIT means nothing. */
async function backToStatus(operator: Operator): Promise<void> {
  await eventually('the status page', async () => {
    if (operator.shows(STATUS)) return true;
    await operator.press('EXIT');
    return false;
  });
}

/** The answers below a question. */
const QUESTION = /\bNO\b.*\bYES\b/;

/** Through what is left of the fields, through the review and the question: NO stands first. */
async function confirm(operator: Operator): Promise<void> {
  for (let page = 0; page < MOST_PAGES && !operator.shows(QUESTION); page++) await operator.turn('ENTER');
  await operator.sees(QUESTION);
  await operator.turn('DOWN');
  // The first phases are short: whoever wants to see one must not be kept waiting for a calm glass.
  await operator.answer('ENTER', QUESTION);
}

async function staticFields(operator: Operator, name: string, wanted: StaticAddress): Promise<void> {
  await operator.enter(`${name} IP ADDRESS`, wanted.address);
  await operator.enter(`${name} NETMASK`, MASK);
  await operator.enter(`${name} GATEWAY`, wanted.gateway);
  await operator.enter(`${name} DNS 1`, wanted.dns);
  await operator.enter(`${name} DNS 2`, wanted.dns2 ?? NO_ADDRESS);
}

export async function setStaticLan(operator: Operator, wanted: StaticAddress): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('STATIC IP ON LAN');
  await operator.sees('SET STATIC LAN');
  await operator.turn('ENTER');
  await staticFields(operator, 'LAN', wanted);
  await confirm(operator);
}

/** An item whose change is asked for and confirmed without any field. */
export async function change(operator: Operator, item: string): Promise<void> {
  await setupNetwork(operator);
  await operator.choose(item);
  await confirm(operator);
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
  await confirm(operator);
}

export async function setStaticWan(operator: Operator, wanted: StaticAddress): Promise<void> {
  await openWan(operator);
  await pick(operator, 'STATIC');
  await staticFields(operator, 'WAN', wanted);
  await confirm(operator);
}

/** With the host it proposes, and no user. */
export async function setProxy(operator: Operator, host: string, port: number): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('ENABLE PROXY');
  await operator.sees('CONFIG PROXY');
  await operator.turn('ENTER');
  await operator.sees(`PROXY HOST 1/4 ${host}`);
  await operator.turn('ENTER');
  await operator.enter('PROXY PORT', String(port).padStart(5, '0'));
  await confirm(operator);
}

/** From a static LAN on. */
export async function setVlan(operator: Operator, id: string, address: string): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('VLAN ON LAN');
  await operator.sees('SET VLAN');
  await operator.turn('ENTER');
  await operator.enter('VLAN ID', id.padStart(4, '0'));
  if (id === '0') {
    await operator.sees('PRIORITY ONLY');
    await operator.turn('ENTER');
  }
  await operator.enter('VLAN IP ADDRESS', address);
  await operator.enter('VLAN NETMASK', MASK);
  await confirm(operator);
}

export async function testNetwork(operator: Operator): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('TEST NETWORK');
}

async function openWan(operator: Operator): Promise<void> {
  await setupNetwork(operator);
  await operator.choose('WAN INTERFACE');
  await operator.sees('SET WAN');
  await operator.turn('ENTER');
}

async function pick(operator: Operator, method: 'DHCP' | 'STATIC'): Promise<void> {
  await operator.sees('WAN MODE');
  for (let tries = 0; tries < 3 && !operator.shows(method); tries++) await operator.turn('DOWN');
  await operator.turn('ENTER');
}
