/** ENABLE STATIC IP ON LAN: five fields, each refused where the manual says so, and the digits under the cursor. */
import { assign, createMachine } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { networkMenu } from '../menu-items.ts';
import { defineModel, hold, keys, type, wait } from '../model.ts';
import { fieldWays, glassRows, heading, statusScreen } from '../screens.ts';
import { inSubnet, isBroadcast, isNetwork, listed, plain } from './addresses.ts';
import { type Texts, wizardModel } from './wizard.ts';

const ADDRESS_HINT = '↕ DIGIT ←→ MOVE';
const LEASED = '192.168.001.100';
const FREE = '192.168.001.010';
const GATEWAY = '192.168.001.001';
const NONE = '000.000.000.000';

const ITEM = networkMenu('lan');

const FILLED: Texts = [LEASED, '255.255.255.000', GATEWAY, GATEWAY, NONE];

export const lan = wizardModel({
  name: 'LAN wizard',
  prepare: keys('ENTER', 'ENTER'),
  item: ITEM,
  fields: [
    {
      label: 'LAN IP ADDRESS',
      hint: ADDRESS_HINT,
      filledWith: LEASED,
      listed,
      now: plain(LEASED),
      typed: {
        'TYPE A FREE ADDRESS': { hands: type('192.168.1.10'), shows: FREE },
        'TYPE THE NETWORK': { hands: type('192.168.1.0'), shows: '192.168.001.000' },
      },
    },
    {
      label: 'LAN NETMASK',
      hint: '↕ NETMASK ↵ OK',
      filledWith: '255.255.255.000',
      listed,
      now: '255.255.255.0',
      steps: {
        '255.255.255.000': { UP: '255.255.255.128' },
        '255.255.255.128': { DOWN: '255.255.255.000' },
      },
      refuses: ([address = '', netmask = '']) => {
        if (isNetwork(address, netmask)) return glassRows(say('address-is-network'));
        return isBroadcast(address, netmask) ? glassRows(say('address-is-broadcast')) : null;
      },
    },
    {
      label: 'LAN GATEWAY',
      hint: ADDRESS_HINT,
      filledWith: GATEWAY,
      listed,
      now: plain(GATEWAY),
      typed: {
        'TYPE A GATEWAY ELSEWHERE': { hands: type('10.0.0.1'), shows: '010.000.000.001' },
        'TYPE THE OWN ADDRESS': { hands: type('192.168.1.10'), shows: FREE },
        // DNS follows, and has to be looked at.
        'TYPE ANOTHER GATEWAY': { hands: type('192.168.1.254'), shows: '192.168.001.254' },
      },
      refuses: ([address = '', netmask = '', gateway = '']) => {
        if (!inSubnet(gateway, address, netmask))
          return glassRows(say('gateway-outside-subnet', { network: '' }));
        return gateway === address ? glassRows(say('gateway-is-address')) : null;
      },
    },
    {
      label: 'LAN DNS 1',
      hint: ADDRESS_HINT,
      filledWith: GATEWAY,
      listed,
      now: plain(GATEWAY),
      // It was the gateway, and stays the gateway.
      follows: ([, , gateway = '']) => gateway,
      typed: { 'TYPE NO DNS': { hands: type('0.0.0.0'), shows: NONE } },
      refuses: (texts) => (texts[3] === NONE ? glassRows(say('dns-missing')) : null),
    },
    {
      label: 'LAN DNS 2',
      hint: ADDRESS_HINT,
      filledWith: NONE,
      listed,
      typed: {
        'TYPE THE SAME DNS': { hands: type('192.168.1.1'), shows: GATEWAY },
      },
      refuses: (texts) => (texts[4] === texts[3] ? glassRows(say('dns-repeated')) : null),
    },
  ],
  // One thing out of the ordinary at a time: an address, or with the free one something else.
  tries: ([address, ...others]) =>
    others.filter((text, index) => text !== FILLED[index + 1]).length <= (address === FREE ? 1 : 0),
  // Nothing answers at the other gateway.
  applies: (texts) => texts[2] === GATEWAY,
  lines: () => [['LAN MODE', 'DHCP', 'STATIC']],
  look: wait(1),
  looksLike: ([address = '']) => statusScreen(plain(address), 'STATIC'),
});

interface Digits {
  readonly text: string;
  readonly cursor: number;
}

/** Columns the cursor is taken to: all of the first part, the dot behind it skipped, and the last one. */
const COLUMNS = [0, 1, 2, 4, 14];

function turned({ text, cursor }: Digits, by: 1 | -1): string {
  const digit = (Number(text[cursor]) + by + 10) % 10;
  return `${text.slice(0, cursor)}${digit}${text.slice(cursor + 1)}`;
}

/** One digit away from the leased address, and that one at most two turns: over 9 and 0 and back. */
function isNear(text: string): boolean {
  const others = [...text].flatMap((digit, index) =>
    digit === LEASED[index] ? [] : [[digit, LEASED[index]]],
  );
  return (
    others.length <= 1 &&
    others.every(([digit, was]) => [1, 2, 8, 9].includes(Math.abs(Number(digit) - Number(was))))
  );
}

const turn = (by: 1 | -1) => ({
  guard: ({ context }: { context: Digits }) => isNear(turned(context, by)),
  actions: assign(({ context }: { context: Digits }) => ({ text: turned(context, by) })),
});

const to = (step: 1 | -1) => ({
  guard: ({ context }: { context: Digits }) =>
    COLUMNS[COLUMNS.indexOf(context.cursor) + step] !== undefined &&
    (step === -1 ? context.cursor < 5 : context.cursor < 4),
  actions: assign(({ context }: { context: Digits }) => ({
    cursor: COLUMNS[COLUMNS.indexOf(context.cursor) + step] ?? 0,
  })),
});

/** The digit under the cursor turns alone, whatever stands beside it. */
export const digits = defineModel<Digits>({
  name: 'digits of an address',
  prepare: keys('ENTER', 'ENTER', 'ENTER', 'DOWN', 'ENTER'),
  hands: {
    'TO THE END': async (bench) => {
      for (let count = 0; count < 12; count++) await bench.press('RIGHT');
    },
    'HOLD EXIT': hold('EXIT', 2500),
  },
  machine: createMachine({
    types: {} as { context: Digits },
    context: { text: LEASED, cursor: 0 },
    initial: 'editing',
    states: {
      editing: {
        on: {
          UP: turn(1),
          DOWN: turn(-1),
          RIGHT: to(1),
          LEFT: [to(-1), { guard: ({ context }) => context.cursor === 0, target: 'editing' }],
          'TO THE END': { actions: assign({ cursor: 14 }) },
          'HOLD EXIT': { guard: ({ context }) => context.text === LEASED, target: 'listed' },
        },
      },
      listed: { on: { ENTER: { target: 'editing', actions: assign({ cursor: 0 }) } } },
    },
  }),
  screens: {
    editing: ({ text, cursor }) => ({
      large: [heading('LAN IP ADDRESS', 1, 5), text, ADDRESS_HINT, fieldWays(ADDRESS_HINT)],
      cursor,
    }),
    // Held, EXIT goes back once, not out of the list too.
    listed: {
      large: [heading('LAN IP ADDRESS', 1, 7), `→${plain(LEASED)}`, 'LAN NETMASK', ' 255.255.255.0'],
      cursor: null,
    },
  },
});
