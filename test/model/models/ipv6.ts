/** ENABLE IPV6 ON LAN: one question, no fields; afterwards the address a router gave, or that none answered. */
import { assign, createMachine } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { defineModel, fault, keys, wait } from '../model.ts';
import { ANSWERS, glassRows, menuScreen, message, question } from '../screens.ts';

interface Context {
  readonly isOn: boolean;
  readonly hasRouter: boolean;
}

const item = ({ isOn }: Context) =>
  isOn
    ? menuScreen('SETUP NETWORK', 4, 8, ['DISABLE IPV6 ON LAN'], ['DISABLE IPV6 ON', 'LAN'])
    : menuScreen('SETUP NETWORK', 4, 8, ['ENABLE IPV6 ON LAN'], ['ENABLE IPV6 ON', 'LAN']);

const reallyScreen =
  (answer: 'NO' | 'YES') =>
  ({ isOn }: Context) =>
    isOn
      ? question(answer, ['DISABLE IPV6 ON LAN?'], ['DISABLE IPV6 ON', 'LAN?'])
      : question(answer, ['ENABLE IPV6 ON LAN?'], ['ENABLE IPV6 ON', 'LAN?']);

const UNDONE = ['CHANGE UNDONE:', ...glassRows(say('undone-by-operator'))];

const flip = assign(({ context }: { context: Context }) => ({ isOn: !context.isOn }));
/** ENABLE is gone once it is on and the other way round: the next item is selected. */
const backFromKept = [
  { guard: ({ context }: { context: Context }) => context.isOn, target: 'item' },
  { target: 'proxyItem' },
];

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
          ENTER: 'no',
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
      no: { on: { ENTER: 'item', EXIT: 'item', UP: 'yes', DOWN: 'yes' } },
      yes: { on: { ENTER: 'changing', EXIT: 'item', UP: 'no', DOWN: 'no' } },
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
      kept: { on: { ENTER: backFromKept, EXIT: backFromKept } },
    },
  }),
  screens: {
    item,
    proxyItem: menuScreen('SETUP NETWORK', 5, 8, ['ENABLE PROXY'], ['ENABLE PROXY']),
    no: reallyScreen('NO'),
    yes: reallyScreen('YES'),
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
