/** An update lights S2 and forbids going down; a scan only warns. Reboot and shutdown ask with NO first. */
import { assign, createMachine } from 'xstate';
import { mainMenu } from '../menu-items.ts';
import { defineModel, fault, hold, keys, wait } from '../model.ts';
import { homeFoot, message, question, type Screen, statusScreen } from '../screens.ts';

interface Context {
  readonly update: 'none' | 'started' | 'at 40' | 'failed';
  readonly isScanning: boolean;
  readonly isConnected: boolean;
  readonly action: 'reboot' | 'shutdown';
}

type Guarded = { readonly context: Context };

const isUpdating = ({ update }: Context): boolean => update === 'started' || update === 'at 40';

const withLamps = (screen: Screen, context: Context): Screen => ({
  ...screen,
  lit: [...(context.isConnected ? (['S1'] as const) : []), ...(isUpdating(context) ? (['S2'] as const) : [])],
});

/** Whatever a state shows, the lamps follow the appliance. */
const lampsOver = (screens: Readonly<Record<string, (context: Context) => Screen>>) =>
  Object.fromEntries(
    Object.entries(screens).map(([name, screen]) => [
      name,
      (context: Context) => withLamps(screen(context), context),
    ]),
  );

const plainStatus = ({ isConnected }: Context): Screen => {
  const { large, ...rest } = statusScreen();
  return {
    ...rest,
    large: large.map((row) => (row === 'PLATFORM: WAIT' && isConnected ? 'PLATFORM: OK' : row)),
  };
};

const firstPage = (context: Context): Screen => {
  if (context.update === 'started') {
    return {
      large: ['UPDATING', 'DO NOT POWER OFF', 'INSTALLING', ''],
      small: ['UPDATING       ↓', 'DO NOT POWER OFF'],
    };
  }
  if (context.update === 'at 40') {
    return {
      large: ['UPDATING         40%', 'DO NOT POWER OFF', 'INSTALLING', '████████............'],
      small: ['UPDATING     40%', '██████..........'],
    };
  }
  return plainStatus(context);
};

const item = ({ action }: Context): Screen => mainMenu(action);

const really =
  (answer: 'NO' | 'YES') =>
  ({ action, isScanning }: Context): Screen => {
    const verb = action === 'reboot' ? 'REBOOT?' : 'SHUT DOWN?';
    if (isScanning) return question(answer, ['SCAN IS RUNNING', `REALLY ${verb}`], ['SCAN IS RUNNING', verb]);
    return question(
      answer,
      [`REALLY ${verb}`],
      action === 'reboot' ? ['REALLY REBOOT?', ''] : ['REALLY SHUT', 'DOWN?'],
    );
  };

const becomes = (update: Context['update'], from: readonly Context['update'][]) => ({
  guard: ({ context }: Guarded) =>
    from.includes(context.update) && !context.isScanning && !context.isConnected,
  actions: assign({ update }),
});
const whenQuiet = ({ context }: Guarded): boolean => context.update === 'none' && !context.isConnected;
const updates = {
  'UPDATE STARTS': becomes('started', ['none']),
  'UPDATE IS AT 40': becomes('at 40', ['started']),
  'UPDATE IS DONE': becomes('none', ['started', 'at 40']),
};
const scans = {
  'SCAN STARTS': {
    guard: (guarded: Guarded) => whenQuiet(guarded) && !guarded.context.isScanning,
    actions: assign({ isScanning: true }),
  },
  'SCAN ENDS': {
    guard: ({ context }: Guarded) => context.isScanning,
    actions: assign({ isScanning: false }),
  },
};
const open = [{ guard: ({ context }: Guarded) => isUpdating(context), target: 'refused' }, { target: 'no' }];

export const power = defineModel<Context>({
  name: 'update and power',
  glasses: ['20x4', '16x2'],
  hands: {
    'UPDATE STARTS': fault('update', 'start'),
    'UPDATE IS AT 40': fault('update', 'progress 40'),
    'UPDATE IS DONE': fault('update', 'done'),
    'UPDATE FAILS': fault('update', 'failed'),
    'SCAN STARTS': fault('scan', 'running'),
    'SCAN ENDS': fault('scan', 'none'),
    'PLATFORM ANSWERS': fault('agent', 'connected'),
    'TO SYSTEM REBOOT': keys('ENTER', 'DOWN', 'DOWN'),
    // A page of two rows may have another part first.
    'NEXT PAGE': async (bench) => {
      await bench.press('DOWN');
      if (bench.geometry.rows === 2) await bench.press('DOWN');
    },
    'A WHILE LATER': wait(30),
    'POWER COMES BACK': fault('power', 'on'),
    'HOLD ENTER': hold('ENTER', 2500),
  },
  machine: createMachine({
    types: {} as { context: Context },
    context: { update: 'none', isScanning: false, isConnected: false, action: 'reboot' },
    initial: 'status',
    states: {
      status: {
        on: {
          ...updates,
          'UPDATE FAILS': {
            guard: ({ context }) => isUpdating(context),
            target: 'failed',
            actions: assign({ update: 'failed' }),
          },
          'PLATFORM ANSWERS': {
            guard: (guarded) => whenQuiet(guarded) && !guarded.context.isScanning,
            actions: assign({ isConnected: true }),
          },
          'TO SYSTEM REBOOT': { target: 'item', actions: assign({ action: 'reboot' }) },
          'NEXT PAGE': { guard: ({ context }) => context.update === 'at 40', target: 'secondPage' },
        },
      },
      /** The update has the first page; what stood there is the next. */
      secondPage: { on: { EXIT: 'status' } },
      failed: { on: { DOWN: 'seen', ENTER: 'seen' } },
      /** The fault has been read, and is gone. */
      seen: { on: { 'UPDATE STARTS': { target: 'status', actions: assign({ update: 'started' }) } } },
      item: {
        on: {
          ...updates,
          ...scans,
          ENTER: open,
          'HOLD ENTER': open,
          EXIT: 'status',
          UP: {
            guard: ({ context }) => context.action === 'shutdown',
            actions: assign({ action: 'reboot' }),
          },
          DOWN: {
            guard: ({ context }) => context.action === 'reboot',
            actions: assign({ action: 'shutdown' }),
          },
        },
      },
      refused: { on: { ENTER: 'item', EXIT: 'item' } },
      no: { on: { ENTER: 'item', EXIT: 'item', UP: 'yes', DOWN: 'yes', ...scans } },
      yes: {
        on: {
          UP: 'no',
          DOWN: 'no',
          EXIT: 'item',
          ENTER: 'going',
          'UPDATE STARTS': { ...becomes('started', ['none']), target: 'tooLate' },
        },
      },
      /** An update that starts at the last moment still keeps the machine up. */
      tooLate: { on: { ENTER: 'refused' } },
      going: {
        on: {
          'A WHILE LATER': [
            {
              guard: ({ context }) => context.action === 'reboot',
              target: 'rebooted',
              actions: assign({ isScanning: false, isConnected: false }),
            },
            { target: 'dark', actions: assign({ isScanning: false, isConnected: false }) },
          ],
        },
      },
      rebooted: {},
      dark: { on: { 'POWER COMES BACK': 'poweredOn' } },
      poweredOn: {},
    },
  }),
  screens: lampsOver({
    status: firstPage,
    secondPage: plainStatus,
    failed: () =>
      message(['UPDATE FAILED', 'NO SPACE LEFT'], ['UPDATE FAILED', 'NO SPACE LEFT'], 'ANY KEY: OK'),
    seen: plainStatus,
    item,
    refused: () => message(['UPDATE RUNNING:', 'TRY LATER'], ['UPDATE RUNNING:', 'TRY LATER']),
    no: really('NO'),
    yes: really('YES'),
    tooLate: really('YES'),
    going: ({ action }) => {
      const what = action === 'reboot' ? 'REBOOTING' : 'SHUTTING DOWN';
      return { large: [what, /^(PLEASE WAIT)?$/, '', ''], small: [what, /^(PLEASE WAIT)?$/] };
    },
    rebooted: () => ({
      large: ['scanner-1', /^(192.168.1.100|NO ADDRESS)$/, 'PLATFORM: WAIT', homeFoot()],
      small: ['scanner-1', /^/],
    }),
    dark: () => ({ large: ['', '', '', ''], small: ['', ''] }),
    poweredOn: () => ({
      large: ['scanner-1', /^(192.168.1.100|NO ADDRESS)$/, 'PLATFORM: WAIT', homeFoot()],
      small: ['scanner-1', /^/],
    }),
  }),
});
