/** Nobody there: after three minutes in a menu, ten in an edit, a notice, then the status page, nothing changed. */
import { createMachine } from 'xstate';
import { all, defineModel, keys, type, wait } from '../model.ts';
import { fieldWays, heading, menuScreen, message, type Screen, statusScreen } from '../screens.ts';

const item = menuScreen(
  'SETUP NETWORK',
  1,
  8,
  ['ENABLE STATIC IP ON', 'LAN'],
  ['ENABLE STATIC', 'IP ON LAN'],
);
const next = menuScreen('SETUP NETWORK', 2, 8, ['ENABLE WAN', 'INTERFACE'], ['ENABLE WAN', 'INTERFACE']);

/** Some seconds into the notice. */
const notice: Screen = {
  large: ['', /^CLOSING IN 2\d S$/, '', 'ANY KEY TO STAY'],
  small: [/^CLOSING IN 2\d S$/, 'ANY KEY TO STAY'],
};

const field = (text: string): Screen => ({
  large: [heading('LAN IP ADDRESS', 1, 5), text, '↕ DIGIT ←→ MOVE', fieldWays('↕ DIGIT ←→ MOVE')],
  small: ['LAN IP ADDRESS', text],
});

const tested: Screen = {
  large: ['TEST NETWORK', 'ALL CHECKS OK', '', '↕ MORE  ↵ BACK'],
  small: ['TEST NETWORK', /^ALL CHECKS OK/],
};

/** What any key does while the notice is up, whichever it is: it stays, and the key does nothing else. */
const anyKey = (target: string) =>
  Object.fromEntries(['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER', 'EXIT'].map((key) => [key, target]));

export const idle = defineModel({
  name: 'idle',
  glasses: ['20x4', '16x2'],
  prepare: keys('ENTER', 'ENTER'),
  hands: {
    'JUST BEFORE THE NOTICE': wait(148),
    'JUST BEFORE THE NOTICE IN AN EDIT': wait(568),
    'A FEW SECONDS LATER': wait(4),
    'HALF A MINUTE LATER': wait(31),
    'AN HOUR LATER': wait(3600),
    'TO THE ADDRESS': all(keys('ENTER', 'ENTER'), type('1.2.3.4')),
    'TO THE ADDRESS AS IT IS': keys('ENTER', 'ENTER'),
    'TO THE NETWORK MENU': keys('ENTER', 'ENTER'),
    'TO TEST NETWORK': all(
      keys('DOWN', 'DOWN', 'DOWN', 'DOWN', 'DOWN', 'ENTER'),
      wait(20),
      keys('UP', 'DOWN'),
    ),
    'TO KEPT': all(
      keys('ENTER', 'ENTER'),
      type('192.168.1.10'),
      keys('ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'DOWN', 'ENTER'),
      wait(110),
      keys('ENTER'),
    ),
  },
  machine: createMachine({
    initial: 'item',
    states: {
      item: {
        on: {
          DOWN: 'next',
          'JUST BEFORE THE NOTICE': 'itemLate',
          'TO THE ADDRESS': 'address',
          'TO THE ADDRESS AS IT IS': 'addressAsItIs',
          'TO TEST NETWORK': 'tested',
          'TO KEPT': 'kept',
        },
      },
      next: { on: { UP: 'item', 'JUST BEFORE THE NOTICE': 'nextLate' } },
      /** Every key begins the waiting anew. */
      nextLate: { on: { UP: 'item', 'A FEW SECONDS LATER': 'nextNotice' } },
      nextNotice: { on: { ...anyKey('next'), 'HALF A MINUTE LATER': 'status' } },
      itemLate: { on: { DOWN: 'next', 'A FEW SECONDS LATER': 'itemNotice' } },
      itemNotice: { on: { ...anyKey('item'), 'HALF A MINUTE LATER': 'status' } },
      status: { on: { 'TO THE NETWORK MENU': 'item', 'AN HOUR LATER': 'status' } },
      address: { on: { 'JUST BEFORE THE NOTICE IN AN EDIT': 'addressLate' } },
      addressLate: { on: { 'A FEW SECONDS LATER': 'addressNotice' } },
      /** What was entered is there still when somebody stays, and nowhere when nobody does. */
      addressNotice: { on: { ...anyKey('address'), 'HALF A MINUTE LATER': 'status' } },
      addressAsItIs: { on: { EXIT: 'item', 'JUST BEFORE THE NOTICE': 'addressAsItIsLate' } },
      /** An edit is given longer. */
      addressAsItIsLate: { on: { 'A FEW SECONDS LATER': 'addressAsItIsLate', EXIT: 'item' } },
      tested: { on: { 'JUST BEFORE THE NOTICE': 'testedLate' } },
      testedLate: { on: { 'A FEW SECONDS LATER': 'testedNotice' } },
      testedNotice: { on: { DOWN: 'tested', 'HALF A MINUTE LATER': 'status' } },
      /** What became of a change stays until somebody has seen it. */
      kept: { on: { 'AN HOUR LATER': 'kept', ENTER: 'itemKept' } },
      itemKept: { on: { 'JUST BEFORE THE NOTICE': 'itemKeptLate' } },
      itemKeptLate: { on: { 'HALF A MINUTE LATER': 'itemKeptNotice' } },
      itemKeptNotice: { on: { 'HALF A MINUTE LATER': 'statusKept' } },
      statusKept: {},
    },
  }),
  screens: {
    item,
    itemLate: item,
    itemNotice: notice,
    next,
    nextLate: next,
    nextNotice: notice,
    status: statusScreen(),
    address: field('001.002.003.004'),
    addressLate: field('001.002.003.004'),
    addressNotice: notice,
    addressAsItIs: field('192.168.001.100'),
    addressAsItIsLate: field('192.168.001.100'),
    tested,
    testedLate: tested,
    testedNotice: notice,
    kept: message(['KEPT'], ['KEPT', 'PRESS A KEY']),
    itemKept: menuScreen(
      'SETUP NETWORK',
      1,
      9,
      ['CHANGE STATIC IP ON', 'LAN'],
      ['CHANGE STATIC', 'IP ON LAN'],
    ),
    itemKeptLate: menuScreen(
      'SETUP NETWORK',
      1,
      9,
      ['CHANGE STATIC IP ON', 'LAN'],
      ['CHANGE STATIC', 'IP ON LAN'],
    ),
    itemKeptNotice: {
      large: ['', /^CLOSING IN \d+ S$/, '', 'ANY KEY TO STAY'],
      small: [/^CLOSING IN \d+ S$/, 'ANY KEY TO STAY'],
    },
    statusKept: statusScreen('192.168.1.10', 'STATIC'),
  },
});
