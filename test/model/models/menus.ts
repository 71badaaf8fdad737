/** The menus: every item and its place, what ENTER leads to, and labels that follow what is set. */
import { setup } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { all, defineModel, fault, type Hands, hold, keys, type, wait } from '../model.ts';
import {
  glassRows,
  type Label,
  menuScreen,
  message,
  question,
  type Screen,
  statusScreen,
} from '../screens.ts';

/** What has been changed on the appliance since it was new. */
type Change = 'lan' | 'wan' | 'vlan' | 'ipv6' | 'proxy' | 'no-ipv6';

const flow = setup({ types: {} as { context: Context } });

type MenuName = 'main' | 'network' | 'panel';

interface Context {
  readonly changed: readonly Change[];
  /** The item selected in the menu last shown. */
  readonly item: string;
}

interface Item {
  readonly id: string;
  readonly large: Label;
  readonly small: Label;
}

const item = (id: string, large: Label, small: Label = large): Item => ({ id, large, small });

function networkItems(changed: readonly Change[]): readonly Item[] {
  const has = (change: Change): boolean => changed.includes(change);
  const when = (isThere: boolean, ...items: readonly Item[]): readonly Item[] => (isThere ? items : []);
  return [
    has('lan')
      ? item('lan', ['CHANGE STATIC IP ON', 'LAN'], ['CHANGE STATIC', 'IP ON LAN'])
      : item('lan', ['ENABLE STATIC IP ON', 'LAN'], ['ENABLE STATIC', 'IP ON LAN']),
    ...when(has('lan'), item('no lan', ['USE DHCP ON LAN'])),
    has('wan') ? item('wan', ['CHANGE WAN', 'INTERFACE']) : item('wan', ['ENABLE WAN', 'INTERFACE']),
    ...when(has('wan'), item('no wan', ['DISABLE WAN', 'INTERFACE'])),
    has('vlan')
      ? item('vlan', ['CHANGE VLAN ON LAN'], ['CHANGE VLAN ON', 'LAN'])
      : item('vlan', ['ENABLE VLAN ON LAN'], ['ENABLE VLAN ON', 'LAN']),
    ...when(has('vlan'), item('no vlan', ['DISABLE VLAN ON LAN'], ['DISABLE VLAN ON', 'LAN'])),
    ...when(!has('ipv6') && !has('no-ipv6'), item('ipv6', ['ENABLE IPV6 ON LAN'], ['ENABLE IPV6 ON', 'LAN'])),
    ...when(has('ipv6'), item('no ipv6', ['DISABLE IPV6 ON LAN'], ['DISABLE IPV6 ON', 'LAN'])),
    item('proxy', has('proxy') ? ['CHANGE PROXY'] : ['ENABLE PROXY']),
    ...when(has('proxy'), item('no proxy', ['DISABLE PROXY'])),
    item('test', ['TEST NETWORK']),
    item('reset', ['RESET NETWORK', 'CONFIG']),
    item('exit', ['BACK']),
  ];
}

const MAIN = [
  item('network', ['SETUP NETWORK']),
  item('panel', ['PANEL SETTINGS']),
  item('reboot', ['SYSTEM REBOOT']),
  item('shutdown', ['SYSTEM SHUTDOWN']),
  item('version', ['VERSION INFO']),
  item('exit', ['BACK']),
];

const PANEL = [
  item('language', ['LANGUAGE']),
  item('contrast', ['CONTRAST']),
  item('brightness', ['BRIGHTNESS']),
  item('lamps', ['LAMP TEST']),
  item('pin', ['SET PIN']),
  item('exit', ['BACK']),
];

const TITLES = { main: 'MENU', network: 'SETUP NETWORK', panel: 'PANEL SETTINGS' };

function itemsOf(menu: MenuName, { changed }: Context): readonly Item[] {
  return { main: MAIN, network: networkItems(changed), panel: PANEL }[menu];
}

const menuOf = (menu: MenuName) => (context: Context) => {
  const items = itemsOf(menu, context);
  const place = items.findIndex(({ id }) => id === context.item);
  const { large, small } = items[place] ?? item('', ['?']);
  return menuScreen(TITLES[menu], place + 1, items.length, large, small);
};

const prompt = (large: Label, small: Label): Screen => message(large, small, '↵ YES  EXIT: CANCEL');
const level = (text: string, bar: string): Screen => ({
  large: [text, '↕ CHANGE ↵ SAVE', 'EXIT: CANCEL', bar],
  small: [text.replace('    ', ''), '↕ CHANGE ↵ SAVE'],
});

/** What stands on the glass after ENTER on an item that opens something. */
const OPENED: Readonly<Record<string, Screen>> = {
  lan: prompt(['SET STATIC LAN', 'ADDRESS?'], ['SET STATIC LAN', 'ADDRESS?']),
  wan: prompt(['SET WAN ADDRESS?'], ['SET WAN ADDRESS?', '']),
  vlan: prompt(['SET VLAN ON LAN?'], ['SET VLAN ON LAN?', '']),
  proxy: prompt(['CONFIG PROXY', 'PARAMETERS?'], ['CONFIG PROXY', 'PARAMETERS?']),
  ipv6: question('NO', ['ENABLE IPV6 ON LAN?'], ['ENABLE IPV6 ON', 'LAN?']),
  'no lan': question('NO', ['SWITCH LAN TO DHCP?'], ['SWITCH LAN TO', 'DHCP?']),
  'no wan': question('NO', ['DISABLE WAN', 'INTERFACE?'], ['DISABLE WAN', 'INTERFACE?']),
  'no vlan': question('NO', ['DISABLE VLAN ON LAN?'], ['DISABLE VLAN ON', 'LAN?']),
  'no ipv6': question('NO', ['DISABLE IPV6 ON LAN?'], ['DISABLE IPV6 ON', 'LAN?']),
  'no proxy': question('NO', ['DISABLE PROXY?'], ['DISABLE PROXY?', '']),
  test: { large: [/^TEST NETWORK/, /^/, /^/, /^/], small: [/^TEST/, /^/] },
  language: {
    large: [/^LANGUAGE +1\/\d$/, '→ENGLISH', '', '↕ MOVE  ↵ SELECT'],
    small: ['ENGLISH        ↕', /^ +1\/\d ↵$/],
  },
  contrast: level('CONTRAST         50%', '██████████..........'),
  brightness: level('BRIGHTNESS      100%', '████████████████████'),
  lamps: {
    large: ['LAMP TEST', ...Array.from({ length: 3 }, () => '█'.repeat(20))],
    small: ['LAMP TEST', '█'.repeat(16)],
    lit: ['S1', 'S2'],
  },
  pin: { large: ['NEW PIN', '', '↕ DIGIT ↵ DONE', 'EXIT: CANCEL'], small: ['NEW PIN', ''], cursor: 0 },
  reboot: question('NO', ['REALLY REBOOT?'], ['REALLY REBOOT?', '']),
  shutdown: question('NO', ['REALLY SHUT DOWN?'], ['REALLY SHUT', 'DOWN?']),
  version: {
    large: ['VERSION 1.0.0', 'SERIAL 29417', 'NAME scanner-1', 'PRESS A KEY'],
    small: ['VERSION 1.0.0', 'SERIAL 29417   ↓'],
  },
};

/** The first thing RESET NETWORK CONFIG would change, once there is something to. */
function resetScreen({ changed }: Context): Screen {
  const review = (what: string, was: string | RegExp, will: string): Screen => ({
    large: [
      new RegExp(`^${what} .*1/\\d$`),
      was instanceof RegExp ? was : `NOW ${was}`,
      `NEW ${will}`,
      '↕ MORE  ↵ NEXT',
    ],
    small: [new RegExp(`^${what} .*NOW$`), /^/],
  });
  if (changed.includes('lan')) return review('LAN MODE', 'STATIC', 'DHCP');
  if (changed.includes('wan')) return review('WAN MODE', 'DHCP', 'OFF');
  if (changed.includes('ipv6')) return review('IPV6 ON LAN', 'ON', 'OFF');
  return changed.includes('proxy')
    ? review('PROXY HOST', '192.168.1.1', 'NONE')
    : message(['NOTHING TO CHANGE'], ['NOTHING TO', 'CHANGE']);
}

const keepIt = all(wait(15), keys('ENTER', 'ENTER'), wait(8));

/** From the item that sets it to the item of the same name, with the shortest way through each wizard. */
const SETTING: Readonly<Record<string, Hands>> = {
  lan: all(
    keys('ENTER', 'ENTER'),
    type('192.168.1.10'),
    keys('ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'DOWN', 'ENTER'),
    keepIt,
  ),
  wan: all(keys('ENTER', 'ENTER', 'ENTER', 'ENTER', 'DOWN', 'ENTER'), keepIt),
  vlan: all(
    keys('ENTER', 'ENTER'),
    type('0012'),
    keys('ENTER'),
    type('10.1.2.3'),
    keys('ENTER', 'ENTER', 'ENTER', 'DOWN', 'ENTER'),
    keepIt,
  ),
  ipv6: all(keys('ENTER', 'DOWN', 'ENTER'), keepIt),
  proxy: all(keys('ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'DOWN', 'ENTER'), keepIt),
};
const unset = all(keys('ENTER', 'DOWN', 'ENTER'), keepIt);

type Guarded = { readonly context: Context };

const move = (menu: MenuName, by: 1 | -1) => ({
  actions: flow.assign(({ context }: Guarded) => {
    const items = itemsOf(menu, context);
    const place = items.findIndex(({ id }) => id === context.item);
    return { item: items[(place + by + items.length) % items.length]?.id ?? '' };
  }),
});

const at =
  (...ids: readonly string[]) =>
  ({ context }: Guarded) =>
    ids.includes(context.item);
const select = (id: string) => flow.assign({ item: id });

/** What can be set on a new appliance, and the VLAN on a static LAN; together they would only be more of the same. */
const canSet =
  (change: Change) =>
  ({ context }: Guarded) =>
    context.item === change && context.changed.join() === (change === 'vlan' ? 'lan' : '');

const setting = Object.fromEntries(
  (['lan', 'wan', 'vlan', 'ipv6', 'proxy'] as const).flatMap((change) => [
    [
      `SET ${change}`,
      {
        guard: canSet(change),
        actions: flow.assign(({ context }: Guarded) => {
          const changed = [...context.changed, change];
          // ENABLE IPV6 is gone once it is on; the next item takes its place.
          return { changed, item: change === 'ipv6' ? 'no ipv6' : change };
        }),
      },
    ],
    [
      `UNSET ${change}`,
      {
        guard: ({ context }: Guarded) => context.item === `no ${change}` && context.changed.at(-1) === change,
        actions: flow.assign(({ context }: Guarded) => {
          const items = networkItems(context.changed);
          const next = items[items.findIndex(({ id }) => id === context.item) + 1];
          return { changed: context.changed.slice(0, -1), item: next?.id ?? '' };
        }),
      },
    ],
  ]),
);

/** The other keys mean what ENTER and EXIT mean in a menu; tried where nothing has been changed yet. */
const isNew = ({ context }: Guarded): boolean => context.changed.length === 0;

const openNetwork = [
  { guard: at('exit'), target: 'main', actions: select('network') },
  {
    guard: ({ context }: Guarded) => context.item === 'vlan' && !context.changed.includes('lan'),
    target: 'refused',
  },
  {
    guard: ({ context }: Guarded) => context.item === 'no lan' && context.changed.includes('vlan'),
    target: 'refused',
  },
  { guard: at('reset'), target: 'reset' },
  { target: 'openedFromNetwork' },
];
const openMain = [
  { guard: at('network'), target: 'network', actions: select('lan') },
  { guard: at('panel'), target: 'panel', actions: select('language') },
  { guard: at('exit'), target: 'status', actions: select('') },
  { target: 'openedFromMain' },
];
const openPanel = [
  { guard: at('exit'), target: 'main', actions: select('panel') },
  { target: 'openedFromPanel' },
];

const whenNew = (transitions: readonly { guard?: (guarded: Guarded) => boolean; target: string }[]) =>
  transitions.map(({ guard, ...rest }) => ({
    ...rest,
    guard: (guarded: Guarded) => isNew(guarded) && (guard?.(guarded) ?? true),
  }));

const opened = ({ item: id }: Context): Screen => OPENED[id] ?? message(['?']);

const machine = flow.createMachine({
  context: { changed: [], item: '' },
  initial: 'status',
  states: {
    status: {
      on: {
        ENTER: { target: 'main', actions: select('network') },
        EXIT: 'status',
        LEFT: 'status',
        RIGHT: 'status',
      },
    },
    main: {
      on: {
        UP: move('main', -1),
        DOWN: move('main', 1),
        ENTER: openMain,
        RIGHT: whenNew(openMain),
        // A key held too long opens one thing, not what lies behind it too.
        'HOLD ENTER': [
          { guard: at('network'), target: 'network', actions: select('lan') },
          { guard: at('reboot'), target: 'openedFromMain' },
        ],
        EXIT: { target: 'status', actions: select('') },
        LEFT: { guard: isNew, target: 'status', actions: select('') },
      },
    },
    network: {
      on: {
        ...setting,
        UP: move('network', -1),
        DOWN: move('network', 1),
        ENTER: openNetwork,
        RIGHT: whenNew(openNetwork),
        'HOLD ENTER': {
          guard: ({ context }) => isNew({ context }) && at('lan', 'ipv6')({ context }),
          target: 'openedFromNetwork',
        },
        EXIT: { target: 'main', actions: select('network') },
        'HOLD EXIT': { guard: isNew, target: 'main', actions: select('network') },
        LEFT: { guard: isNew, target: 'main', actions: select('network') },
        // An item that goes away while it is selected leaves the next one selected.
        'IPV6 LEAVES THE ACCOUNT': {
          guard: ({ context }) => isNew({ context }) && at('ipv6')({ context }),
          actions: flow.assign({ changed: ['no-ipv6'], item: 'proxy' }),
        },
        'IPV6 JOINS THE ACCOUNT': {
          guard: ({ context }) => context.changed.includes('no-ipv6') && at('proxy')({ context }),
          actions: flow.assign({ changed: [] }),
        },
      },
    },
    panel: {
      on: {
        UP: move('panel', -1),
        DOWN: move('panel', 1),
        ENTER: openPanel,
        RIGHT: whenNew(openPanel),
        EXIT: { target: 'main', actions: select('panel') },
        LEFT: { guard: isNew, target: 'main', actions: select('panel') },
      },
    },
    openedFromMain: { on: { EXIT: 'main' } },
    openedFromNetwork: { on: { EXIT: 'network' } },
    openedFromPanel: { on: { EXIT: 'panel' } },
    reset: { on: { EXIT: 'network' } },
    refused: { on: { ENTER: 'network', EXIT: 'network', LEFT: 'network' } },
  },
});

export const menus = defineModel<Context>({
  name: 'menus and labels',
  glasses: ['20x4', '16x2'],
  machine,
  hands: {
    ...Object.fromEntries(Object.entries(SETTING).map(([change, hands]) => [`SET ${change}`, hands])),
    ...Object.fromEntries(Object.keys(SETTING).map((change) => [`UNSET ${change}`, unset])),
    'HOLD ENTER': hold('ENTER', 2500),
    'HOLD EXIT': hold('EXIT', 2500),
    'IPV6 LEAVES THE ACCOUNT': fault('account-ipv6', 'off'),
    'IPV6 JOINS THE ACCOUNT': fault('account-ipv6', 'on'),
  },
  screens: {
    status: ({ changed }) => {
      const screen = changed.includes('lan') ? statusScreen('192.168.1.10', 'STATIC') : statusScreen();
      // Management goes through WAN once there is one; which address stands first is not this model's business.
      return changed.includes('wan')
        ? { ...screen, small: ['scanner-1', /^/], large: ['scanner-1', /^/, /^/, /^/] }
        : screen;
    },
    main: menuOf('main'),
    network: menuOf('network'),
    panel: menuOf('panel'),
    openedFromMain: opened,
    openedFromNetwork: opened,
    openedFromPanel: opened,
    reset: resetScreen,
    refused: ({ item: id }) =>
      id === 'vlan'
        ? message(glassRows(say('vlan-needs-static-lan')), glassRows(say('vlan-needs-static-lan')))
        : message(glassRows(say('static-lan-needed-by-vlan')), glassRows(say('static-lan-needed-by-vlan'))),
  },
});
