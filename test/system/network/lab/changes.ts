import type { Operator } from './operator.ts';

/** What an operator does to change the network, from the status page to the question whether to keep it. */

interface StaticAddress {
  readonly address: string;
  readonly gateway: string;
  readonly dns: string;
  /** Second DNS server; left out: none. */
  readonly dns2?: string;
}

const NO_ADDRESS = '0.0.0.0';
const MASK = '255.255.255.0';

export async function setupNetwork(operator: Operator): Promise<void> {
  await backToStatus(operator);
  await operator.press('ENTER');
  await operator.choose('SETUP NETWORK');
}

/** Leaves whatever is open; a message goes with any key. */
async function backToStatus(operator: Operator): Promise<void> {
  for (let tries = 0; tries < 6 && !/^box /.test(operator.screen()); tries++) await operator.press('EXIT');
}

/** Through the review's pages and the question: NO stands first. */
async function confirm(operator: Operator): Promise<void> {
  for (let page = 0; page < 12 && !operator.shows('REALLY'); page++) await operator.press('ENTER');
  await operator.sees('REALLY');
  await operator.press('DOWN', 'ENTER');
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
  await operator.sees('CONFIG LAN');
  await operator.press('ENTER');
  await staticFields(operator, 'LAN', wanted);
  await confirm(operator);
}

/** An item whose change is asked for and confirmed without any field. */
export async function change(operator: Operator, item: string): Promise<void> {
  await setupNetwork(operator);
  await operator.choose(item);
  await confirm(operator);
}

export async function keep(operator: Operator): Promise<void> {
  await operator.sees('KEEP');
  await operator.press('ENTER');
  await operator.sees('KEPT');
  await operator.press('ENTER');
}
