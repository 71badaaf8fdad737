/** The menus: every item and its place, what ENTER leads to, and labels that follow what is set. */
import { setup } from 'xstate';
import { message as say } from '../../../menus/words/messages.ts';
import { type Change, type Item, MAIN_ITEMS, networkItems, panelItems } from '../menu-items.ts';
import { all, defineModel, fault, type Hands, hold, keys, type, wait } from '../model.ts';
import { glassRows, heading, menuScreen, message, question, type Screen, statusScreen } from '../screens.ts';

const flow = setup({ types: {} as { context: Context } });

type MenuName = 'main' | 'network' | 'panel';

interface Context {
  readonly changed: readonly Change[];
  /** The item selected in the menu last shown. */
  readonly item: string;
}

const TITLES = { main: 'MENU', network: 'SETUP NETWORK', panel: 'PANEL SETTINGS' };

function itemsOf(menu: MenuName, { changed }: Context): readonly Item[] {
  return { main: MAIN_ITEMS, network: networkItems(changed), panel: panelItems(false) }[menu];
}

const menuOf = (menu: MenuName) => (context: Context) => {
  const items = itemsOf(menu, context);
  const place = items.findIndex(({ id }) => id === context.item);
  return menuScreen(TITLES[menu], items, place);
};

/** A list as it opens: the row selected, and on the large glass the one that DOWN leads to. */
const list = (large: readonly string[], small: readonly [string, string]): Screen => ({
  large,
  small,
  cursor: null,
});
/** What there is nothing to enter for: APPLY is selected, above the first line that changes. */
const applied = (lines: number, what: string, will: string): Screen =>
  list(
    [heading('→APPLY', lines + 1, lines + 1), what, ` ${will}`, '↵ OK  EXIT: CANCEL'],
    [
      heading('→APPLY', lines + 1, lines + 1).replace('    ', ''),
      ` ${lines === 1 ? '1 CHANGE' : `${lines} CHANGES`}`,
    ],
  );
const level = (text: string, bar: string): Screen => ({
  large: [text, '↕ CHANGE ↵ SAVE', 'EXIT: CANCEL', bar],
  small: [text.replace('    ', ''), '↕ CHANGE ↵ SAVE'],
});

/** What stands on the glass after ENTER on an item that opens something. */
const OPENED: Readonly<Record<string, Screen>> = {
  wan: applied(1, 'WAN MODE', 'DHCP'),
  vlan: list([heading('VLAN ID !', 1, 4), '→0', 'VLAN IP ADDRESS !', ' 192.168.2.10'], ['VLAN ID !', '→0']),
  proxy: list(
    [heading('PROXY HOST !', 1, 5), '→192.168.1.1', 'PROXY PORT', ' 443'],
    ['PROXY HOST !', '→192.168.1.1'],
  ),
  ipv6: applied(1, 'IPV6 ON LAN', 'ON'),
  'no lan': applied(5, 'LAN MODE', 'DHCP'),
  'no wan': applied(5, 'WAN MODE', 'OFF'),
  'no vlan': applied(3, 'VLAN ID', 'NONE'),
  'no ipv6': applied(1, 'IPV6 ON LAN', 'OFF'),
  'no proxy': applied(2, 'PROXY HOST', 'NONE'),
  test: { large: [/^TEST NETWORK/, /^/, /^/, /^/], small: [/^TEST/, /^/] },
  language: {
    large: [/^LANGUAGE +1\/\d$/, '→ENGLISH', ' DEUTSCH', /^/],
    small: ['→ENGLISH       ↕', ' DEUTSCH       ↵'],
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

/** What stands on the glass after ENTER on an item of the network menu, which depends on what was changed. */
function openedFromNetwork(context: Context): Screen {
  const { changed, item: id } = context;
  if (id === 'reset') return resetScreen(changed);
  if (id === 'lan') {
    return changed.includes('lan')
      ? list(
          [heading('LAN IP ADDRESS', 1, 6), '→192.168.1.10', 'LAN NETMASK', ' 255.255.255.0'],
          ['LAN IP ADDRESS', '→192.168.1.10'],
        )
      : list(
          [heading('→APPLY', 7, 7), 'LAN IP ADDRESS', ' 192.168.1.100', '↵ OK  EXIT: CANCEL'],
          ['→APPLY       7/7', ' 1 CHANGE'],
        );
  }
  // What is set already starts on its first value, and has no mark.
  if (id === 'wan' && changed.includes('wan')) {
    return list([heading('WAN MODE', 1, 2), '→DHCP', '', '↵ EDIT  EXIT: CANCEL'], ['WAN MODE', '→DHCP']);
  }
  if (id === 'vlan' && changed.includes('vlan')) {
    return list([heading('VLAN ID', 1, 4), '→12', 'VLAN IP ADDRESS', ' 10.1.2.3'], ['VLAN ID', '→12']);
  }
  if (id === 'proxy' && changed.includes('proxy')) {
    return list(
      [heading('PROXY HOST', 1, 5), '→192.168.1.1', 'PROXY PORT', ' 443'],
      ['PROXY HOST', '→192.168.1.1'],
    );
  }
  return opened(context);
}

/** What RESET NETWORK CONFIG would change, once there is something to. */
function resetScreen(changed: readonly Change[]): Screen {
  const [what, will, lines]: readonly [string, string, number] = changed.includes('lan')
    ? ['LAN MODE', 'DHCP', changed.includes('vlan') ? 8 : 5]
    : changed.includes('wan')
      ? ['WAN MODE', 'OFF', 5]
      : changed.includes('ipv6')
        ? ['IPV6 ON LAN', 'OFF', 1]
        : ['PROXY HOST', 'NONE', 2];
  const isNew = changed.length === 0 || changed.includes('no-ipv6');
  return isNew
    ? list(['→APPLY           1/1', '', '', '↵ OK  EXIT: CANCEL'], ['→APPLY       1/1', ' 0 CHANGES'])
    : applied(lines, what, will);
}

const keepIt = all(wait(15), keys('ENTER', 'ENTER'), wait(8));

/** From the item that sets it to the item of the same name, with the shortest way through each wizard. */
const SETTING: Readonly<Record<string, Hands>> = {
  lan: all(keys('ENTER', 'DOWN'), type('192.168.1.10'), keys('ENTER', 'ENTER'), keepIt),
  wan: all(keys('ENTER', 'ENTER'), keepIt),
  vlan: all(keys('ENTER'), type('0012'), keys('ENTER'), type('10.1.2.3'), keys('ENTER', 'ENTER'), keepIt),
  ipv6: all(keys('ENTER', 'ENTER'), keepIt),
  proxy: all(keys('ENTER', 'ENTER', 'ENTER', 'ENTER'), keepIt),
};
const unset = all(keys('ENTER', 'ENTER'), keepIt);

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
          // ENABLE IPV6 is gone once it is on; DISABLE stands in its place.
          return { changed, item: change === 'ipv6' ? 'no ipv6' : change };
        }),
      },
    ],
    [
      `UNSET ${change}`,
      {
        guard: ({ context }: Guarded) => context.item === `no ${change}` && context.changed.at(-1) === change,
        // ENABLE stands in its place, and offers what was used last: that is for the wizards' own models.
        target: 'networkAfter',
        actions: flow.assign(({ context }: Guarded) => ({
          changed: context.changed.slice(0, -1),
          item: change,
        })),
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
    networkAfter: {},
    openedFromMain: { on: { EXIT: 'main' } },
    openedFromNetwork: { on: { EXIT: 'network' } },
    openedFromPanel: { on: { EXIT: 'panel' } },
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
    networkAfter: menuOf('network'),
    panel: menuOf('panel'),
    openedFromMain: opened,
    openedFromNetwork,
    openedFromPanel: opened,
    refused: ({ item: id }) =>
      id === 'vlan'
        ? message(glassRows(say('vlan-needs-static-lan')), glassRows(say('vlan-needs-static-lan')))
        : message(glassRows(say('static-lan-needed-by-vlan')), glassRows(say('static-lan-needed-by-vlan'))),
  },
});
