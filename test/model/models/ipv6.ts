/** ENABLE IPV6 ON LAN: one change, no fields; afterwards the address a router gave, or that none answered. */
import { assign, createMachine } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { networkMenu } from '../menu-items.ts';
import { defineModel, fault, keys, wait } from '../model.ts';
import { ANSWERS, glassRows, heading, message, type Screen } from '../screens.ts';

interface Context {
  readonly isOn: boolean;
  readonly hasRouter: boolean;
}

const item = ({ isOn }: Context): Screen => (isOn ? networkMenu('no ipv6', ['ipv6']) : networkMenu('ipv6'));

/** Nothing to enter: what changes, and APPLY. */
const listScreen =
  (row: 'APPLY' | 'LINE') =>
  ({ isOn }: Context): Screen => {
    const [was, will] = isOn ? ['ON', 'OFF'] : ['OFF', 'ON'];
    return row === 'APPLY'
      ? {
          large: [heading('→APPLY', 2, 2), 'IPV6 ON LAN', ` ${will}`, '↵ OK  EXIT: CANCEL'],
          small: ['→APPLY       2/2', ' 1 CHANGE'],
          cursor: null,
        }
      : {
          large: [heading('IPV6 ON LAN', 1, 2), ` NOW ${was}`, `→NEW ${will}`, '↵ OK  EXIT: CANCEL'],
          small: ['IPV6 ON LAN', `→${will}`],
          cursor: null,
        };
  };

const UNDONE = ['CHANGE UNDONE:', ...glassRows(say('undone-by-operator'))];

const flip = assign(({ context }: { context: Context }) => ({ isOn: !context.isOn }));
export const ipv6 = defineModel<Context>({
  name: 'IPv6 on LAN',
  glasses: ['20x4', '16x2'],
  prepare: keys('ENTER', 'ENTER', 'DOWN', 'DOWN', 'DOWN'),
  hands: {
    'A WHILE LATER': wait(20),
    'ROUTER GOES': fault('router', 'off'),
    'ROUTER COMES': fault('router', 'on'),
  },
  machine: createMachine({
    types: {} as { context: Context },
    context: { isOn: false, hasRouter: true },
    initial: 'item',
    states: {
      item: {
        on: {
          ENTER: 'apply',
          DOWN: 'proxyItem',
          'ROUTER GOES': {
            guard: ({ context }) => context.hasRouter && !context.isOn,
            actions: assign({ hasRouter: false }),
          },
          'ROUTER COMES': {
            guard: ({ context }) => !context.hasRouter && !context.isOn,
            actions: assign({ hasRouter: true }),
          },
        },
      },
      proxyItem: { on: { UP: 'item' } },
      apply: { on: { ENTER: 'changing', EXIT: 'item', DOWN: 'line' } },
      line: { on: { ENTER: 'apply', EXIT: 'item' } },
      changing: {
        on: {
          'A WHILE LATER': [
            { guard: ({ context }) => !context.isOn && !context.hasRouter, target: 'askedDespiteNoRouter' },
            { target: 'asked' },
          ],
        },
      },
      asked: { on: { ENTER: { target: 'kept', actions: flip }, EXIT: 'undone' } },
      askedDespiteNoRouter: { on: { ENTER: { target: 'kept', actions: flip }, EXIT: 'undone' } },
      undone: { on: { 'A WHILE LATER': 'undoneStill' } },
      undoneStill: { on: { ENTER: 'item' } },
      // ENABLE is gone once it is on and the other way round: one stands in the other's place.
      kept: { on: { ENTER: 'item', EXIT: 'item' } },
    },
  }),
  screens: {
    item,
    proxyItem: ({ isOn }) => networkMenu('proxy', isOn ? ['ipv6'] : []),
    apply: listScreen('APPLY'),
    line: listScreen('LINE'),
    changing: {
      large: [/^(CHECKING|APPLYING|VERIFYING|KEEP)/, /^/, /^/, /^/],
      small: [/^(CHECKING|APPLYING|VERIFYING|KEEP)/, /^/],
    },
    asked: {
      large: ['KEEP THESE SETTINGS?', 'ALL CHECKS OK', /^UNDO IN 1[01]\d S$/, ANSWERS.large],
      small: [/^KEEP\? +1[01]\d$/, ANSWERS.small],
    },
    askedDespiteNoRouter: {
      large: [/^IPV6 FAILED {4}1[01]\d ↕$/, 'NO IPV6 ROUTER', 'FOUND', ANSWERS.large],
      small: [/^KEEP\? 1[01]\d ↵\/EXIT$/, 'IPV6 FAILED'],
    },
    undone: message(UNDONE, UNDONE),
    undoneStill: message(UNDONE, UNDONE),
    kept: ({ isOn, hasRouter }) => {
      if (!isOn) return message(['KEPT'], ['KEPT', 'PRESS A KEY']);
      return hasRouter
        ? message(['KEPT', '2001:DB8:1::FF:FE00:', '102/64'], ['KEPT', '               ↓'])
        : message(['KEPT', 'NO IPV6 ROUTER FOUND'], ['KEPT', '               ↓']);
    },
  },
});
