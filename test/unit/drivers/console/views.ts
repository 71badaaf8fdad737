/** One view of every kind, as a daemon sends them, and the headline above. */

import type { Headline } from '../../../../drivers/console/messages.ts';
import type { Check } from '../../../../menus/appliance.ts';
import type { MenuList, Screen, View } from '../../../../menus/view.ts';
import { lit } from '../../../support/leds.ts';

export const HEADLINE: Headline = {
  name: 'is_acme_branch',
  serial: '30123',
  version: '2.4.1-7',
  leds: lit('S1'),
  lanAddress: '192.168.1.10/24',
  lanOrigin: 'static',
  lanCarrier: true,
  platformConnected: true,
  scanRunning: false,
  update: { state: 'none' },
};

export const UPDATING: Headline = {
  ...HEADLINE,
  leds: lit('S1', 'S2'),
  scanRunning: true,
  update: { state: 'running', percent: 18, message: 'Downloading signatures' },
};

export const MENU: MenuList = {
  title: 'SETUP NETWORK',
  items: [
    'CHANGE STATIC IP ON LAN',
    'DISABLE STATIC IP ON LAN',
    'ENABLE WAN INTERFACE',
    'ENABLE VLAN ON LAN',
    'ENABLE IPV6 ON LAN',
    'ENABLE PROXY',
    'TEST NETWORK',
    'RESET NETWORK CONFIG',
  ].map((label) => ({ id: label.toLowerCase().replaceAll(' ', '-'), label })),
  selected: 3,
};

const CHECKS: readonly Check[] = [
  { name: 'link', result: 'ok', panel: [], log: '' },
  { name: 'gateway', result: 'failed', panel: ['GATEWAY SILENT', 'CHECK ADDRESS'], log: '' },
  { name: 'platform', result: 'skipped', panel: [], log: '' },
];

const TIP = 'Each line shows what is changed, and its value before and after.';

function viewOf<Shown extends Screen>(
  screen: Shown,
  menu: MenuList | null = MENU,
): View & { readonly screen: Shown } {
  return { screen, menu, tip: TIP, leavingIn_s: null };
}

export const VIEWS = {
  status: viewOf(
    {
      kind: 'status',
      page: 'lan',
      index: 1,
      count: 7,
      tone: 'normal',
      entries: [
        { label: 'LAN', value: '192.168.1.10' },
        { label: 'MASK', value: '255.255.255.0' },
      ],
      percent: null,
      part: 0,
    },
    null,
  ),
  menu: viewOf({ kind: 'menu', list: MENU }),
  prompt: viewOf({ kind: 'prompt', text: 'CONFIG LAN VLAN PARAMS?' }),
  field: viewOf({
    kind: 'field',
    label: 'NETMASK',
    text: '255.255.000.255',
    cursor: 8,
    error: ['NETMASK HAS', 'A GAP'],
    hint: 'UP/DOWN OR DIGITS',
    ways: '↵ NEXT   EXIT: LEAVE',
    form: {
      title: 'VLAN ON LAN',
      fields: [
        { label: 'VLAN ID', text: '4095', error: ['VLAN ID', 'IS 0-4094'] },
        { label: 'IP ADDRESS', text: '010.007.000.002', error: null },
        { label: 'NETMASK', text: '255.255.000.255', error: null },
      ],
      index: 2,
    },
  }),
  review: viewOf({
    kind: 'review',
    title: 'REVIEW CHANGES',
    changes: [
      { label: 'VLAN ID', before: '', after: '7' },
      { label: 'IP ADDRESS', before: '192.168.1.10', after: '10.7.0.2' },
      { label: 'HOST', before: 'a-very-long-proxy-name.example', after: 'another-long-proxy-name.example' },
    ],
    index: 1,
    part: 0,
  }),
  confirmation: viewOf({
    kind: 'confirmation',
    question: 'REALLY SET VLAN?',
    warning: 'A SCAN IS RUNNING',
    choices: ['NO', 'YES'],
    selected: 0,
  }),
  progress: viewOf({ kind: 'progress', title: 'APPLYING', step: 'ADDING VLAN 7', percent: 45 }),
  level: viewOf({
    kind: 'progress',
    title: 'CONTRAST',
    step: '↕ CHANGE  ↵ KEEP EXIT: AS BEFORE',
    percent: 60,
  }),
  checks: viewOf({ kind: 'checks', title: 'TEST NETWORK', checks: CHECKS, index: 2, part: 0, running: true }),
  countdown: viewOf({
    kind: 'countdown',
    question: 'KEEP THESE SETTINGS?',
    remaining_s: 118,
    checks: CHECKS,
    index: 0,
    part: 0,
    hints: ['ENTER: KEEP', 'EXIT: UNDO'],
  }),
  message: viewOf(
    {
      kind: 'message',
      tone: 'fault',
      lines: ['ROLLED BACK', 'GATEWAY SILENT CHECK ADDRESS'],
      part: 0,
      hint: 'PRESS ENTER',
    },
    null,
  ),
} as const satisfies Record<Screen['kind'] | 'level', View>;
