/** Nobody there: after three minutes in a menu, ten in an edit, a notice, then the status page, nothing changed. */
import { createMachine } from 'xstate';
import { networkMenu } from '../menu-items.ts';
import { all, defineModel, keys, type, wait } from '../model.ts';
import { fieldWays, heading, message, type Screen, statusScreen } from '../screens.ts';

const item = networkMenu('lan');
const next = networkMenu('wan');

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
    'TO THE ADDRESS': all(keys('ENTER', 'DOWN'), type('1.2.3.4')),
    'TO THE ADDRESS AGAIN': keys('ENTER', 'UP', 'ENTER'),
    'TO THE ADDRESS AS IT IS': keys('ENTER', 'DOWN', 'ENTER'),
    // EXIT means nothing there; on a dark glass the first key only makes light.
    'TO THE NETWORK MENU': keys('EXIT', 'ENTER', 'ENTER'),
    'LIGHT, AND READ IT': keys('UP', 'ENTER'),
    'TO TEST NETWORK': all(
      keys('DOWN', 'DOWN', 'DOWN', 'DOWN', 'DOWN', 'ENTER'),
      wait(20),
      keys('UP', 'DOWN'),
    ),
    'TO KEPT': all(
      keys('ENTER', 'DOWN'),
      type('192.168.1.10'),
      keys('ENTER', 'ENTER'),
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
      /** What was entered is there still when somebody stays, and when somebody comes back. */
      addressNotice: { on: { ...anyKey('address'), 'HALF A MINUTE LATER': 'statusLeft' } },
      statusLeft: { on: { 'TO THE NETWORK MENU': 'itemLeft' } },
      itemLeft: { on: { 'TO THE ADDRESS AGAIN': 'addressAgain' } },
      addressAgain: {},
      addressAsItIs: { on: { EXIT: 'listed', 'JUST BEFORE THE NOTICE': 'addressAsItIsLate' } },
      /** An edit is given longer. */
      addressAsItIsLate: { on: { 'A FEW SECONDS LATER': 'addressAsItIsLate', EXIT: 'listed' } },
      listed: { on: { EXIT: 'item' } },
      tested: { on: { 'JUST BEFORE THE NOTICE': 'testedLate' } },
      testedLate: { on: { 'A FEW SECONDS LATER': 'testedNotice' } },
      testedNotice: { on: { DOWN: 'tested', 'HALF A MINUTE LATER': 'status' } },
      /** What became of a change stays until somebody has seen it. */
      kept: { on: { 'AN HOUR LATER': 'keptLate', ENTER: 'itemKept' } },
      keptLate: { on: { 'LIGHT, AND READ IT': 'itemKept' } },
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
    statusLeft: statusScreen(),
    itemLeft: item,
    addressAgain: field('001.002.003.004'),
    listed: {
      large: [heading('LAN IP ADDRESS', 1, 7), '→192.168.1.100', 'LAN NETMASK', ' 255.255.255.0'],
      small: ['LAN IP ADDRESS', '→192.168.1.100'],
    },
    tested,
    testedLate: tested,
    testedNotice: notice,
    kept: message(['KEPT'], ['KEPT', 'PRESS A KEY']),
    keptLate: message(['KEPT'], ['KEPT', 'PRESS A KEY']),
    itemKept: networkMenu('lan', ['lan']),
    itemKeptLate: networkMenu('lan', ['lan']),
    itemKeptNotice: {
      large: ['', /^CLOSING IN \d+ S$/, '', 'ANY KEY TO STAY'],
      small: [/^CLOSING IN \d+ S$/, 'ANY KEY TO STAY'],
    },
    statusKept: statusScreen('192.168.1.10', 'STATIC'),
  },
});
