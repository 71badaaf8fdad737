/** ENABLE STATIC IP ON LAN: five fields, each refused where the manual says so, and the digits under the cursor. */
import { assign, createMachine } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { defineModel, hold, keys, type, wait } from '../model.ts';
import { fieldWays, glassRows, heading, menuScreen, message, question, statusScreen } from '../screens.ts';
import { inSubnet, isBroadcast, isNetwork, plain } from './addresses.ts';
import { type Change, type Texts, wizardModel } from './wizard.ts';

const ADDRESS_HINT = '↕ DIGIT ←→ MOVE';
const LEASED = '192.168.001.100';
const FREE = '192.168.001.010';
const GATEWAY = '192.168.001.001';
const NONE = '000.000.000.000';

const ITEM = menuScreen(
  'SETUP NETWORK',
  1,
  8,
  ['ENABLE STATIC IP ON', 'LAN'],
  ['ENABLE STATIC', 'IP ON LAN'],
);

/** A line of the review, unless the value stays as the lease gave it. */
const changed = (label: string, was: string, is: string): readonly Change[] =>
  was === is ? [] : [[label, was, is]];

const FILLED: Texts = [LEASED, '255.255.255.000', GATEWAY, GATEWAY, NONE];

export const lan = wizardModel({
  name: 'LAN wizard',
  prepare: keys('ENTER', 'ENTER'),
  item: ITEM,
  prompt: message(['SET STATIC LAN', 'ADDRESS?'], undefined, '↵ YES  EXIT: CANCEL'),
  fields: [
    {
      label: 'LAN IP ADDRESS',
      hint: ADDRESS_HINT,
      filledWith: LEASED,
      typed: {
        'TYPE A FREE ADDRESS': { hands: type('192.168.1.10'), shows: FREE },
        'TYPE THE NETWORK': { hands: type('192.168.1.0'), shows: '192.168.001.000' },
        'TYPE THE BROADCAST': { hands: type('192.168.1.255'), shows: '192.168.001.255' },
        'TYPE LOOPBACK': { hands: type('127.0.0.1'), shows: '127.000.000.001' },
      },
      steps: {
        [LEASED]: { UP: '292.168.001.100', DOWN: '092.168.001.100' },
        '292.168.001.100': { DOWN: LEASED },
        '092.168.001.100': { UP: LEASED, DOWN: '992.168.001.100' },
        '992.168.001.100': { UP: '092.168.001.100' },
      },
      refuses: ([address = '']) => {
        if (Number(address.slice(0, 3)) > 255) return glassRows(say('address-syntax'));
        return address.startsWith('127') ? glassRows(say('address-loopback')) : null;
      },
    },
    {
      label: 'LAN NETMASK',
      hint: '↕ NETMASK ↵ OK',
      filledWith: '255.255.255.000',
      steps: {
        '255.255.255.000': { UP: '255.255.255.128', DOWN: '255.255.254.000' },
        '255.255.255.128': { DOWN: '255.255.255.000' },
        '255.255.254.000': { UP: '255.255.255.000' },
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
      typed: {
        'TYPE A GATEWAY ELSEWHERE': { hands: type('10.0.0.1'), shows: '010.000.000.001' },
        'TYPE THE OWN ADDRESS': { hands: type('192.168.1.10'), shows: FREE },
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
      typed: { 'TYPE NO DNS': { hands: type('0.0.0.0'), shows: NONE } },
      refuses: (texts) => (texts[3] === NONE ? glassRows(say('dns-missing')) : null),
    },
    {
      label: 'LAN DNS 2',
      hint: ADDRESS_HINT,
      filledWith: NONE,
      typed: {
        'TYPE A SECOND DNS': { hands: type('8.8.8.8'), shows: '008.008.008.008' },
        'TYPE THE SAME DNS': { hands: type('192.168.1.1'), shows: GATEWAY },
      },
      refuses: (texts) => (texts[4] === texts[3] ? glassRows(say('dns-repeated')) : null),
    },
  ],
  // One thing out of the ordinary at a time: an address, or with the free one something else.
  tries: ([address, ...others]) =>
    others.filter((text, index) => text !== FILLED[index + 1]).length <= (address === FREE ? 1 : 0),
  changes: ([address = '', netmask = '', gateway = '', dns1 = '', dns2 = '']) => [
    ['LAN MODE', 'DHCP', 'STATIC'],
    ...changed('LAN IP', '192.168.1.100', plain(address)),
    ...changed('LAN NETMASK', '255.255.255.0', plain(netmask)),
    ...changed('LAN GATEWAY', '192.168.1.1', plain(gateway)),
    ...changed('LAN DNS 1', '192.168.1.1', plain(dns1)),
    ...(dns2 === NONE ? [] : changed('LAN DNS 2', 'NONE', plain(dns2))),
  ],
  question: (answer) => question(answer, ['APPLY NEW LAN', 'SETTINGS?']),
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
  prepare: keys('ENTER', 'ENTER', 'ENTER', 'ENTER'),
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
          'HOLD EXIT': { guard: ({ context }) => context.text !== LEASED, target: 'discarding' },
        },
      },
      discarding: { on: { ENTER: 'editing' } },
    },
  }),
  screens: {
    editing: ({ text, cursor }) => ({
      large: [heading('LAN IP ADDRESS', 1, 5), text, ADDRESS_HINT, fieldWays(ADDRESS_HINT)],
      cursor,
    }),
    discarding: question('NO', ['DISCARD CHANGES?']),
  },
});
