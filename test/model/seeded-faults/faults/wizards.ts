/** Faults in wizards, editors and rules of settings. */
import { type SeededFault, within } from '../fault.ts';

export const WIZARDS_FAULTS: readonly SeededFault[] = [
  ...within(
    'menus/settings/rules.ts',
    [
      'a VLAN without a static LAN',
      "return settings.lan.ipv4.method === 'static' ? null :",
      'return true ? null :',
      'menus',
    ],
    ['subnets that overlap', '!overlaps(network, theirs)', 'true', 'vlan', 'wan'],
  ),
  ...within(
    'menus/settings/ipv4/rules.ts',
    ['a gateway outside the subnet', 'if (!contains(network, gateway))', 'if (false)', 'lan'],
    [
      'a gateway that is the appliance itself',
      "if (gateway === address) return settingsError('gateway-is-address', subject);",
      '',
      'lan',
    ],
    ['an address that is the network', 'if (edge === null) return [];', 'return [];', 'vlan', 'lan'],
    ['the same DNS server twice', 'if (dns1 && dns1 === dns2)', 'if (false)', 'lan'],
    ['no DNS server at all', "if (dns1 === null) add('dns1'", "if (false) add('dns1'", 'lan'],
  ),
  ...within('menus/settings/parts/proxy.ts', [
    'a password without a user',
    "return proxy.user === '' && proxy.password !== '' ?",
    'return false ?',
    'proxy',
  ]),
  ...within(
    'menus/wizards/setup.ts',
    [
      'a refused value is accepted by pressing ENTER',
      "if (outcome.kind === 'accepted')",
      "if (outcome.kind === 'accepted' || outcome.kind === 'refused')",
      'proxy',
      'lan',
    ],
    [
      'what was entered is forgotten by the session',
      '      draft: draftOf(context),',
      '      draft: null,',
      'idle',
      'transaction',
    ],
  ),
  ...within(
    'menus/state/wizard-list.ts',
    [
      'a guess is applied unseen',
      'const guesses = wizard.form.guesses(entries, context).filter(isOpen);',
      'const guesses: readonly string[] = [];',
      'proxy',
      'vlan',
    ],
    [
      'a value that followed another one is not shown',
      'return { entries, marked: [...marked]',
      'return { entries, marked: context.marked',
      'lan',
    ],
  ),
  ...within(
    'menus/wizards/machine.ts',
    [
      'EXIT in a field leaves the wizard',
      "'FIELD.LEFT': { target: 'list',",
      "'FIELD.LEFT': { target: 'leaving',",
      'proxy',
      'digits',
    ],
    [
      'VLAN ID 0 is not explained',
      "[{ guard: 'hasNote', target: 'note' }, { target: 'going' }]",
      "{ target: 'going' }",
      'vlan',
    ],
    [
      'what was entered is thrown away without a question',
      "[{ guard: 'isDirty', target: 'discard' }, { target: 'left' }]",
      "{ target: 'left' }",
      'proxy',
    ],
    [
      'EXIT at DISCARD CHANGES? discards',
      "actions: 'forgetDraft' }],\n      },\n    ],\n    '#list',",
      "actions: 'forgetDraft' }],\n      },\n    ],\n    '#left',",
      'proxy',
    ],
    [
      'DISCARD CHANGES? NO discards',
      "meta: { screen: 'discard', choice: 'no' }, leads: [{ target: '#list' }]",
      "meta: { screen: 'discard', choice: 'no' }, leads: [{ target: '#left' }]",
      'proxy',
    ],
    [
      'ENTER on a line that cannot be changed applies',
      "{ actions: 'selectApply' },",
      "{ target: 'applying' },",
      'ipv6',
    ],
  ),
  ...within(
    'menus/editors/digits.ts',
    [
      'a digit that wraps takes its neighbour along',
      'return { ...state, text: text.slice(0, cursor) + digit + text.slice(cursor + 1), typed: 0 };',
      'const before = digit === 0 ? text.slice(0, cursor).replace(/.$/, "9") : text.slice(0, cursor);\nreturn { ...state, text: before + digit + text.slice(cursor + 1), typed: 0 };',
      'digits',
    ],
    [
      'a digit stops at nine',
      'const digit = (Number(text[cursor]) + step + 10) % 10;',
      'const digit = Math.min(9, Math.max(0, Number(text[cursor]) + step));',
      'digits',
    ],
    ['the cursor stands on a dot', "text[beside] === '.' ? beside + step : beside", 'beside', 'digits'],
  ),
  ...within('menus/setup-network/wan.ts', [
    'a static WAN is not asked for its address',
    '({ ...field, included: isStatic })',
    '({ ...field, included: () => false })',
    'wan',
  ]),
  ...within('menus/editors/text.ts', [
    'a password can be read',
    "masked ? '*'.repeat(part.length) : part",
    'part',
    'pin',
    'proxy',
  ]),
];
