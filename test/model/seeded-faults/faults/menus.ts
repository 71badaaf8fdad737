/** Faults in the session: menus, status pages, PIN, idle rule, and how a change is shown. */
import { type SeededFault, within } from '../fault.ts';

export const MENUS_FAULTS: readonly SeededFault[] = [
  ...within(
    'menus/session/menu-states.ts',
    ['EXIT leaves all menus at once', "'PRESS.EXIT': leadsBackTo", "'PRESS.EXIT': '#status'", 'menus'],
    [
      'UP goes down in a menu',
      "'PRESS.UP': towards(items, item, -1)",
      "'PRESS.UP': towards(items, item, 1)",
      'menus',
    ],
    [
      'the selection jumps when its item goes away',
      'return [...instead, ...towards(items, item, 1)]',
      'return [...towards(items, item, 1)]',
      'ipv6',
      'menus',
    ],
    [
      'an item that went away stays on the glass',
      'always: item.shown === null ? [] : whenGone(items, item)',
      'always: []',
      'menus',
    ],
    ['an item that is refused opens', "type: 'isItemRefused', params", "type: 'isItemGone', params", 'menus'],
    ['LEFT does nothing in a menu', "'PRESS.LEFT': { guard: 'isFresh', target: leadsBackTo },", '', 'menus'],
  ),
  ...within('menus/setup-network/lan.ts', [
    'ENABLE STATIC IP stays so once it is static',
    "isStatic(appliance) ? 'changeLan'",
    "isStatic(appliance) ? 'enableLan'",
    'menus',
  ]),
  ...within('menus/setup-network/proxy.ts', [
    'CHANGE PROXY before there is one',
    "isEnabled(appliance) ? 'changeProxy' : 'enableProxy'",
    "'changeProxy'",
    'menus',
  ]),
  ...within('menus/setup-network/wan.ts', [
    'CHANGE WAN opens the LAN wizard',
    "opens: '#wizard-wan'",
    "opens: '#wizard-lan'",
    'menus',
  ]),
  ...within(
    'menus/tree.ts',
    ['CHANGE PIN is called SET PIN', "pinSet ? 'changePin' : 'setPin'", "'setPin'", 'pin'],
    ['SYSTEM REBOOT does not ask', "opens: '#confirm-reboot'", "opens: '#power-reboot'", 'power'],
    ['SYSTEM SHUTDOWN reboots', "opens: '#confirm-shutdown'", "opens: '#confirm-reboot'", 'power'],
  ),
  ...within(
    'menus/session/attention-states.ts',
    ['the idle rule is ignored in menus', "after: { untilMenuNotice: 'menuNotice' },", '', 'idle'],
    ['the idle rule is ignored in an edit', "after: { untilEditNotice: 'editNotice' },", '', 'idle'],
    [
      'an edit is given no longer than a menu',
      "after: { untilEditNotice: 'editNotice' }",
      "after: { untilMenuNotice: 'editNotice' }",
      'idle',
    ],
    [
      'the key that answers the idle notice acts too',
      "on: { 'KEY.*': 'sorting' },",
      "on: { 'KEY.*': { target: 'sorting', actions: 'raisePress' } },",
      'idle',
    ],
    [
      'the idle notice stays for ever',
      "{ guard: 'isNoticeOver', target: '#attention-sorting', actions: 'leave' },",
      '',
      'idle',
    ],
    ['a key does not begin the waiting anew', 'target, reenter: true, actions', 'actions', 'idle'],
    [
      'a panel left open stays open',
      "after: { untilLocked: { target: 'sorting', actions: 'lock' } },",
      '',
      'pin',
    ],
  ),
  ...within(
    'menus/session/setup.ts',
    [
      'KEPT goes away by itself',
      "isOut: or([stateIn('#status'), stateIn('#changed')])",
      "isOut: stateIn('#status')",
      'idle',
    ],
    ['nothing is ever locked', 'lock: assign({ unlocked: false })', 'lock: assign({})', 'pin'],
    [
      'any PIN is right',
      'isPinRight: (_, verdict: PinVerdict) => verdict.ok',
      'isPinRight: () => true',
      'pin',
    ],
    [
      'a PIN need not be repeated alike',
      'isPinRepeated: ({ context, event }) =>',
      'isPinRepeated: ({ context, event }) => true ||',
      'pin',
    ],
    [
      'a failed check is not shown first',
      'position: firstFailed(event.checks)',
      'position: FIRST',
      'ipv6',
      'transaction',
    ],
    [
      'a refused reboot says it reboots',
      'isPowerGranted: (_, verdict: PowerVerdict) => verdict.ok',
      'isPowerGranted: () => true',
      'power',
    ],
  ),
  ...within(
    'menus/session/status-states.ts',
    [
      'the menu opens without the PIN',
      "[{ guard: 'isLocked', target: '#gate' }, { target: '#menu-main' }]",
      "'#menu-main'",
      'pin',
    ],
    [
      'an update does not take the first page',
      "on: { 'APPLIANCE.CHANGED': { guard: 'hasNewHeadline', target: '#status-first' } },",
      '',
      'power',
    ],
  ),
  ...within(
    'menus/session/change-states.ts',
    [
      'EXIT keeps',
      "'PRESS.EXIT': undo",
      "'PRESS.EXIT': { target: 'keeping', actions: { type: 'answer', params: { type: 'CHANGE.KEEP' } } }",
      'ipv6',
    ],
    ['a second ENTER for YES keeps', "initial: 'unread'", "initial: 'deciding'", 'transaction'],
    [
      'a hasty hand keeps by pressing on',
      "'PRESS.ENTER': { target: 'unread', reenter: true }",
      '',
      'transaction',
    ],
    [
      'EXIT during a change leaves it',
      "meta: { screen: 'changing' },\n      on: { 'CHANGE.VERIFIED'",
      "meta: { screen: 'changing' },\n      on: { 'PRESS.EXIT': '#menus-back', 'CHANGE.VERIFIED'",
      'transaction',
    ],
    [
      'KEPT is told as rolled back',
      "'CHANGE.KEPT': { target: '#changed-kept'",
      "'CHANGE.KEPT': { target: '#changed-rolledBack'",
      'ipv6',
    ],
    [
      'the countdown stands still',
      "'CHANGE.COUNTDOWN': { actions: 'followProgress' },",
      '',
      'ipv6',
      'transaction',
    ],
  ),
  {
    name: 'a held ENTER goes on confirming',
    // Two walls stand before this one: the driver does not repeat ENTER, and the session drops it if it does.
    places: [
      {
        file: 'menus/session/attention-states.ts',
        find: "{ guard: 'isHeldCommand' }, ",
        replace: '',
      },
      {
        file: 'drivers/keys/hold.ts',
        find: "new Set(['UP', 'DOWN', 'LEFT', 'RIGHT'])",
        replace: "new Set(['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER'])",
      },
    ],
    seenBy: ['menus'],
  },
  ...within('menus/session/gate-states.ts', [
    'the wait after wrong PINs is not shown',
    "guard: not('mustWait'), target: 'entering'",
    "target: 'entering'",
    'pin',
  ]),
];
