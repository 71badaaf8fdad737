/** From APPLY to KEPT or back: checks, the countdown, silence, restarts, and what goes wrong on the way. */
import { assign, createMachine } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { networkMenu } from '../menu-items.ts';
import { all, defineModel, fault, hold, keys, type, wait } from '../model.ts';
import { ANSWERS, glassRows, heading, message, type Screen, statusScreen } from '../screens.ts';

type Trouble = 'none' | 'gateway' | 'taken' | 'applying' | 'disk';

interface Context {
  readonly trouble: Trouble;
  /** Of the checks: 0 is the question itself. */
  readonly page: number;
}

type Guarded = { readonly context: Context };

const CHECKS = ['LINK', 'ADDRESS', 'GATEWAY', 'DNS'];
const PAGES = CHECKS.length + 1;
const GATEWAY = 3;

const has =
  (trouble: Trouble) =>
  ({ context }: Guarded) =>
    context.trouble === trouble;
const arises = (trouble: Trouble) => ({ guard: has('none'), actions: assign({ trouble }) });
const turn = (by: 1 | -1) => ({
  actions: assign({ page: ({ context }: Guarded) => (context.page + by + PAGES) % PAGES }),
});
const onQuestion = ({ context }: Guarded): boolean => context.page === 0;
/** From here on it makes no difference what went wrong before. */
const over = (target: string) => ({ target, actions: assign({ page: 0, trouble: 'none' as const }) });
/** With this much left of the two minutes, and ENTER offered or not yet. */
const asking =
  (seconds: string, keep: 'ENTER KEEPS' | 'UNREAD' = 'ENTER KEEPS') =>
  ({ page, trouble }: Context): Screen => {
    const keys = keep === 'UNREAD' ? ANSWERS.unread : ANSWERS.large;
    const failed = trouble === 'gateway';
    if (page === 0) {
      return {
        large: [
          'KEEP THESE SETTINGS?',
          failed ? '1 CHECK FAILED' : 'ALL CHECKS OK',
          new RegExp(`^UNDO IN ${seconds} S$`),
          keys,
        ],
        cursor: null,
      };
    }
    const isSilent = failed && page === GATEWAY;
    const found = isSilent ? 'GATEWAY FAILED' : `${CHECKS[page - 1]} OK`;
    const why = isSilent ? glassRows(say('gateway-silent', { gateway: '192.168.1.1' })) : ['', ''];
    return {
      large: [new RegExp(`^${found} +${seconds} ↕$`), ...why, keys],
      cursor: null,
    };
  };

const item = networkMenu('lan');
const changedItem = networkMenu('lan', ['lan']);

/** APPLY, and the first value as it would be set. */
const applying: Screen = {
  large: [heading('→APPLY', 7, 7), 'LAN IP ADDRESS', ' 192.168.1.10', '↵ OK  EXIT: CANCEL'],
  cursor: null,
};
/** The same opened again with what was entered; what is to blame is selected, with the reason. */
const again = ({ trouble }: Context): Screen => {
  if (trouble === 'taken') {
    const [why = '', which = ''] = glassRows(say('address-in-use', { address: '192.168.1.10', mac: '' }));
    return { large: [heading('LAN IP ADDRESS', 1, 7), '→192.168.1.10', why, which], cursor: null };
  }
  return trouble === 'gateway'
    ? {
        large: [
          /^LAN GATEWAY/,
          '→192.168.1.1',
          ...glassRows(say('gateway-silent', { gateway: '192.168.1.1' })),
        ],
        cursor: null,
      }
    : applying;
};

/** Nothing else can be begun or left while the appliance works, and nothing ends it but its own end. */
const whileWorking = { guard: has('gateway'), target: 'working' };

export const transaction = defineModel<Context>({
  name: 'transaction and countdown',
  prepare: all(keys('ENTER', 'ENTER', 'ENTER', 'DOWN'), type('192.168.1.10'), keys('ENTER')),
  hands: {
    'GATEWAY FALLS SILENT': fault('gateway', 'silent'),
    'ANOTHER TAKES THE ADDRESS': fault('neighbour', '192.168.1.10'),
    'APPLYING WILL FAIL': fault('apply', 'fails-at-1'),
    'THE DISK IS FULL': fault('disk', 'full'),
    'UNTIL IT ASKS': async (bench) => {
      await bench.waitUntil(() => bench.frame().rows.join().includes('EXIT'), 14_000);
    },
    'HASTY ENTERS': all(wait(0.7), keys('ENTER'), wait(0.7), keys('ENTER'), wait(0.7)),
    'A SECOND LATER': wait(1),
    'A WHILE LATER': wait(14),
    'A MINUTE LATER': wait(60),
    'TWO MINUTES LATER': wait(125),
    'FIVE MINUTES LATER': wait(300),
    'HOLD ENTER': hold('ENTER', 2500),
    // The lease is back by then.
    'READ IT': all(wait(3), keys('ENTER')),
    'GIVE IT UP': keys('EXIT', 'DOWN', 'ENTER'),
    'TO THE STATUS PAGE': all(keys('EXIT', 'EXIT'), wait(10)),
    RESTART: async (bench) => {
      await bench.restart();
      await bench.wait(10_000);
    },
    'THE DAEMON DIES FOR FIVE MINUTES': async (bench) => {
      bench.kill();
      await bench.wait(300_000);
      const address = bench.world.status().lan.ipv4?.address;
      if (address === '192.168.1.10') {
        throw new Error('nobody kept the address, and the network has it still');
      }
      await bench.restart();
      await bench.wait(10_000);
    },
    'POWER CUT': all(fault('power', 'off'), wait(5), fault('power', 'on'), wait(10)),
  },
  machine: createMachine({
    types: {} as { context: Context },
    context: { trouble: 'none', page: 0 },
    initial: 'sure',
    states: {
      sure: {
        on: {
          ENTER: 'working',
          'GATEWAY FALLS SILENT': arises('gateway'),
          'ANOTHER TAKES THE ADDRESS': arises('taken'),
          'APPLYING WILL FAIL': arises('applying'),
          'THE DISK IS FULL': arises('disk'),
        },
      },
      working: {
        on: {
          'UNTIL IT ASKS': [
            { guard: has('gateway'), target: 'unread', actions: assign({ page: GATEWAY }) },
            { guard: has('none'), target: 'unread' },
          ],
          'A WHILE LATER': [
            { guard: has('gateway'), target: 'asked', actions: assign({ page: GATEWAY }) },
            { guard: has('none'), target: 'asked' },
            { target: 'failed' },
          ],
          ENTER: whileWorking,
          EXIT: whileWorking,
          LEFT: whileWorking,
        },
      },
      /** An ENTER that was meant for APPLY must not keep what nobody has read. */
      unread: {
        on: {
          UP: { target: 'unreadTurned', ...turn(-1) },
          DOWN: { target: 'unreadTurned', ...turn(1) },
          ENTER: 'unread',
          'HASTY ENTERS': 'unread',
          EXIT: { target: 'undone', actions: assign({ page: 0 }) },
          'A SECOND LATER': 'asked',
        },
      },
      /** Turning neither shortens nor lengthens it. */
      unreadTurned: {
        on: {
          ENTER: 'unread',
          EXIT: { target: 'undone', actions: assign({ page: 0 }) },
          'A SECOND LATER': 'asked',
        },
      },
      asked: {
        on: {
          UP: turn(-1),
          DOWN: turn(1),
          ENTER: over('kept'),
          'HOLD ENTER': over('kept'),
          EXIT: { target: 'undone', actions: assign({ page: 0 }) },
          'A MINUTE LATER': { guard: onQuestion, target: 'askedLate' },
          'TWO MINUTES LATER': over('silent'),
          RESTART: { guard: onQuestion, ...over('restarted') },
          'THE DAEMON DIES FOR FIVE MINUTES': { guard: onQuestion, ...over('restarted') },
          'POWER CUT': { guard: onQuestion, ...over('powerLost') },
        },
      },
      askedLate: {
        on: {
          ENTER: over('kept'),
          EXIT: { target: 'undone', actions: assign({ page: 0 }) },
          'TWO MINUTES LATER': over('silent'),
        },
      },
      failed: { on: { 'READ IT': 'again', 'FIVE MINUTES LATER': 'failed' } },
      undone: { on: { 'READ IT': 'again', 'FIVE MINUTES LATER': 'undone' } },
      silent: { on: { 'READ IT': 'again', 'FIVE MINUTES LATER': 'silent' } },
      again: { on: { 'GIVE IT UP': { target: 'item', actions: assign({ trouble: 'none' as const }) } } },
      kept: { on: { ENTER: 'changedItem', 'FIVE MINUTES LATER': 'keptLong', RESTART: 'changedStatus' } },
      /** No countdown and no undo timer is left that could take it back. */
      keptLong: { on: { ENTER: 'changedItemLong' } },
      changedItemLong: { on: { 'TO THE STATUS PAGE': 'changedStatusLong' } },
      changedStatusLong: { on: { RESTART: 'changedStatus' } },
      changedItem: { on: { 'TO THE STATUS PAGE': 'changedStatus' } },
      changedStatus: {
        on: { RESTART: 'changedStatus', 'POWER CUT': 'changedStatus', 'FIVE MINUTES LATER': 'changedStatus' },
      },
      item: { on: { 'TO THE STATUS PAGE': 'status' } },
      restarted: { on: { DOWN: 'status', 'FIVE MINUTES LATER': 'restarted' } },
      powerLost: { on: { ENTER: 'status' } },
      status: { on: { RESTART: 'status', 'FIVE MINUTES LATER': 'status' } },
    },
  }),
  screens: {
    sure: applying,
    working: ({ trouble }) => ({
      large: [
        {
          none: /^(CHECKING|APPLYING|VERIFYING) /,
          gateway: /^(CHECKING|APPLYING|VERIFYING) /,
          taken: /^(CHECKING|CHANGE UNDONE)/,
          applying: /^(CHECKING|APPLYING|UNDOING|CHANGE UNDONE)/,
          disk: /^NOT CHANGED:$/,
        }[trouble],
        /^/,
        /^/,
        /^/,
      ],
      cursor: null,
    }),
    unread: asking('1[12]\\d', 'UNREAD'),
    unreadTurned: asking('1[12]\\d', 'UNREAD'),
    asked: asking('1[012]\\d'),
    askedLate: asking('[3-5]\\d'),
    failed: ({ trouble }) =>
      trouble === 'disk'
        ? message(['NOT CHANGED:', ...glassRows(say('store-failed'))])
        : message([
            'CHANGE UNDONE:',
            ...glassRows(
              trouble === 'taken'
                ? say('address-in-use', { address: '192.168.1.10', mac: '' })
                : say('apply-failed', { step: { code: 'step-configure-lan', values: {} } }),
            ),
          ]),
    undone: message(['CHANGE UNDONE:', ...glassRows(say('undone-by-operator'))]),
    silent: message(['CHANGE UNDONE:', ...glassRows(say('not-confirmed'))]),
    kept: message(['KEPT']),
    keptLong: message(['KEPT']),
    changedItem,
    changedItemLong: changedItem,
    changedStatusLong: statusScreen('192.168.1.10', 'STATIC'),
    changedStatus: statusScreen('192.168.1.10', 'STATIC'),
    again,
    item,
    restarted: message(glassRows(say('change-undone', { cause: 'restarted' })), undefined, 'ANY KEY: OK'),
    powerLost: message(glassRows(say('change-undone', { cause: 'power-lost' })), undefined, 'ANY KEY: OK'),
    status: statusScreen(),
  },
});
