/** The PIN: set twice alike, asked for at the menu, waits after wrong ones that a restart does not shorten, LOCK NOW. */
import { assign, createMachine } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { mainMenu, panelMenu } from '../menu-items.ts';
import { defineModel, keys, type, wait } from '../model.ts';
import { glassRows, message, question, type Screen, statusScreen } from '../screens.ts';

type Typed = '' | 'short' | 'right' | 'other';

interface Context {
  readonly isSet: boolean;
  readonly isOpen: boolean;
  readonly typed: Typed;
  /** What stands below the field instead of the hint. */
  readonly said: 'nothing' | 'too short' | 'differ' | 'wrong';
  /** Wrong ones since the last right one. */
  readonly wrong: number;
}

type Guarded = { readonly context: Context };

const FRESH = { typed: '', said: 'nothing' } as const;
const LENGTHS = { '': 0, short: 2, right: 4, other: 4 };
/** The third wrong one is the first that makes wait. */
const FREE_TRIES = 2;

const entering = (label: string, { typed, said, wrong }: Context): Screen => {
  const left = FREE_TRIES + 1 - wrong;
  const stars = '*'.repeat(LENGTHS[typed]);
  const below = {
    nothing: ['↕ DIGIT ↵ DONE', 'EXIT: CANCEL'],
    'too short': glassRows(say('pin-syntax')),
    differ: glassRows(say('pin-differs')),
    wrong: glassRows(say('pin-wrong', { tries: left })),
  }[said];
  // On two rows what is wrong stands in place of the field until the next key.
  return { large: [label, stars, ...below], small: said === 'nothing' ? [label, stars] : below };
};

const typing = (typed: Typed) => ({
  guard: ({ context }: Guarded) => context.typed === '',
  actions: assign({ typed, said: 'nothing' as const }),
});
const isTooShort = ({ context }: Guarded): boolean => LENGTHS[context.typed] < 4;
const tooShort = { guard: isTooShort, actions: assign({ said: 'too short' as const }) };
const lock = assign({ isOpen: false, ...FRESH });
const locked = { target: 'status', actions: lock } as const;
const toItem = { target: 'pinItem', actions: assign(FRESH) } as const;
const again = {
  actions: assign({
    typed: '' as const,
    said: 'wrong' as const,
    wrong: ({ context }: Guarded) => context.wrong + 1,
  }),
};

/** The PIN in force, before it is changed or cleared. */
const askedFor = (opens: string, back: string) => ({
  on: {
    'TYPE RIGHT': typing('right'),
    ENTER: [tooShort, { target: opens, actions: assign(FRESH) }],
    EXIT: { target: back, actions: assign(FRESH) },
  },
});

const waits = (row: RegExp): Screen => ({ large: ['TOO MANY TRIES', row, '', 'EXIT: CANCEL'], cursor: null });

export const pin = defineModel<Context>({
  name: 'PIN and lock',
  prepare: keys('ENTER', 'DOWN', 'ENTER', 'DOWN', 'DOWN', 'DOWN', 'DOWN'),
  hands: {
    'TYPE TOO SHORT': type('12'),
    'TYPE RIGHT': type('2468'),
    'TYPE ANOTHER': type('1357'),
    'TO SET PIN': keys('ENTER', 'DOWN', 'DOWN', 'DOWN', 'DOWN'),
    'THREE MINUTES LATER': wait(190),
    'WHEN THE WAIT IS OVER': wait(10),
    RESTART: (bench) => bench.restart(),
  },
  machine: createMachine({
    types: {} as { context: Context },
    context: { isSet: false, isOpen: false, wrong: 0, ...FRESH },
    initial: 'pinItem',
    states: {
      pinItem: {
        on: {
          ENTER: [{ guard: ({ context }) => context.isSet, target: 'toChange' }, { target: 'entering' }],
          EXIT: 'mainPanel',
          DOWN: { guard: ({ context }) => context.isSet, target: 'clearItem' },
          'THREE MINUTES LATER': locked,
        },
      },
      entering: {
        on: {
          'TYPE TOO SHORT': typing('short'),
          'TYPE RIGHT': typing('right'),
          ENTER: [tooShort, { target: 'repeating', actions: assign(FRESH) }],
          EXIT: toItem,
        },
      },
      repeating: {
        on: {
          'TYPE RIGHT': typing('right'),
          'TYPE ANOTHER': typing('other'),
          ENTER: [
            tooShort,
            {
              guard: ({ context }) => context.typed === 'right',
              target: 'saved',
              actions: assign({ isSet: true, isOpen: true, ...FRESH }),
            },
            { target: 'entering', actions: assign({ typed: '', said: 'differ' }) },
          ],
          EXIT: toItem,
        },
      },
      saved: { on: { ENTER: 'pinItem', DOWN: 'pinItem' } },
      /** Who finds the menu open can neither change nor clear the PIN. */
      toChange: askedFor('entering', 'pinItem'),
      toClear: askedFor('clearNo', 'clearItem'),
      clearItem: { on: { ENTER: 'toClear', UP: 'pinItem', DOWN: 'lockItem' } },
      clearNo: { on: { ENTER: 'clearItem', EXIT: 'clearItem', DOWN: 'clearYes' } },
      clearYes: {
        on: {
          EXIT: 'clearItem',
          UP: 'clearNo',
          ENTER: { target: 'cleared', actions: assign({ isSet: false, isOpen: false }) },
        },
      },
      cleared: { on: { ENTER: 'exitItem' } },
      exitItem: { on: { UP: 'pinItem' } },
      lockItem: { on: { ENTER: locked, UP: 'clearItem' } },
      mainPanel: { on: { 'TO SET PIN': 'pinItem', EXIT: 'status' } },
      mainFirst: { on: { DOWN: 'mainPanel', EXIT: 'status', 'THREE MINUTES LATER': locked } },
      status: {
        on: {
          ENTER: [
            { guard: ({ context }) => context.wrong > FREE_TRIES, target: 'refused' },
            { guard: ({ context }) => context.isSet && !context.isOpen, target: 'gate' },
            { target: 'mainFirst' },
          ],
          'THREE MINUTES LATER': { guard: ({ context }) => context.wrong <= FREE_TRIES, ...locked },
          RESTART: { ...locked },
        },
      },
      gate: {
        on: {
          'TYPE TOO SHORT': {
            ...typing('short'),
            guard: ({ context }) => context.typed === '' && context.wrong === 0,
          },
          'TYPE RIGHT': typing('right'),
          'TYPE ANOTHER': {
            ...typing('other'),
            guard: ({ context }) => context.typed === '' && context.wrong <= FREE_TRIES,
          },
          ENTER: [
            tooShort,
            {
              guard: ({ context }) => context.typed === 'right',
              target: 'mainFirst',
              actions: assign({ isOpen: true, wrong: 0, ...FRESH }),
            },
            {
              guard: ({ context }) => context.wrong === FREE_TRIES,
              target: 'waiting',
              actions: [again.actions, assign(FRESH)],
            },
            again,
          ],
          EXIT: { target: 'status', actions: assign(FRESH) },
        },
      },
      /** The wait lasts, whether or not the daemon was restarted: no PIN is asked for, also not the right one. */
      refused: {
        on: {
          'TYPE RIGHT': 'refused',
          ENTER: 'refused',
          EXIT: 'status',
          'WHEN THE WAIT IS OVER': { target: 'gateAgain', actions: assign(FRESH) },
        },
      },
      waiting: {
        on: {
          ENTER: 'waiting',
          DOWN: 'waiting',
          EXIT: 'status',
          RESTART: 'status',
          'WHEN THE WAIT IS OVER': { target: 'gateAgain', actions: assign(FRESH) },
        },
      },
      /** The wait is over: one more try, and a wrong one makes wait longer. */
      gateAgain: {
        on: {
          'TYPE RIGHT': typing('right'),
          'TYPE ANOTHER': typing('other'),
          ENTER: [
            {
              guard: ({ context }) => context.typed === 'right',
              target: 'mainFirst',
              actions: assign({ isOpen: true, wrong: 0, ...FRESH }),
            },
            {
              guard: ({ context }) => context.typed === 'other',
              target: 'waitingLonger',
              actions: assign(FRESH),
            },
          ],
        },
      },
      waitingLonger: { on: { ENTER: 'waitingLonger', RESTART: 'stillLonger' } },
      stillLonger: { on: { ENTER: 'refusedLonger' } },
      refusedLonger: { on: { 'TYPE RIGHT': 'refusedLonger', ENTER: 'refusedLonger' } },
    },
  }),
  screens: {
    pinItem: ({ isSet }) => panelMenu('pin', isSet),
    toChange: (context) => entering('PRESENT PIN', context),
    toClear: (context) => entering('PRESENT PIN', context),
    entering: (context) => entering('NEW PIN', context),
    repeating: (context) => entering('REPEAT PIN', context),
    saved: message(['PIN SET']),
    clearItem: panelMenu('clear', true),
    clearNo: question('NO', ['REALLY CLEAR PIN?']),
    clearYes: question('YES', ['REALLY CLEAR PIN?']),
    cleared: message(['PIN CLEARED']),
    exitItem: panelMenu('exit', false),
    lockItem: panelMenu('lock', true),
    mainPanel: mainMenu('panel'),
    mainFirst: mainMenu('network'),
    status: statusScreen(),
    gate: (context) => entering('ENTER PIN', context),
    gateAgain: (context) => entering('ENTER PIN', context),
    waiting: waits(/^WAIT [1-5] S$/),
    waitingLonger: waits(/^WAIT ([6-9]|[1-9]\d) S$/),
    stillLonger: statusScreen(),
    refused: waits(/^WAIT [1-5] S$/),
    refusedLonger: waits(/^WAIT ([6-9]|[1-9]\d) S$/),
  },
});
