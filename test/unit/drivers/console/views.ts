/** One view of every kind, as a daemon sends them, and the headline above. */

import type { Headline } from '../../../../drivers/console/messages.ts';
import type { CheckView, MenuList, Screen, View } from '../../../../menus/view.ts';
import { lit } from '../../../support/leds.ts';

export const HEADLINE: Headline = {
  name: 'is_acme_branch',
  serial: '30123',
  version: '2.4.1-7',
  language: 'en',
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
  title: 'Set up network',
  items: [
    'Change static IP on LAN',
    'Use DHCP on LAN',
    'Enable WAN interface',
    'Enable VLAN on LAN',
    'Enable IPv6 on LAN',
    'Enable proxy',
    'Test network',
    'Reset network settings',
  ].map((label) => ({ id: label.toLowerCase().replaceAll(' ', '-'), label })),
  selected: 3,
};

const CHECKS: readonly CheckView[] = [
  { name: 'link', label: 'Link', result: 'ok', verdict: 'OK', problem: [] },
  {
    name: 'gateway',
    label: 'Gateway',
    result: 'failed',
    verdict: 'failed',
    problem: ['No reply from the gateway 192.168.1.1.'],
  },
  { name: 'platform', label: 'Platform', result: 'skipped', verdict: 'skipped', problem: [] },
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
        { label: 'Netmask', value: '255.255.255.0' },
      ],
      percent: null,
      part: 0,
      board: [],
    },
    null,
  ),
  menu: viewOf({ kind: 'menu', list: MENU }),
  prompt: viewOf({ kind: 'prompt', text: 'Set up a VLAN on LAN?', hint: '' }),
  field: viewOf({
    kind: 'field',
    label: 'VLAN netmask',
    text: '255.255.000.255',
    cursor: 8,
    error: ['Not a valid netmask. Try 255.255.255.0.'],
    hint: 'Up and Down step through the valid netmasks.',
    ways: 'Enter: next field. Esc: cancel.',
    form: {
      title: 'VLAN on LAN',
      fields: [
        { label: 'VLAN ID', text: '4095', error: ['The VLAN ID must be 0 to 4094.'] },
        { label: 'VLAN IP address', text: '010.007.000.002', error: null },
        { label: 'VLAN netmask', text: '255.255.000.255', error: null },
      ],
      index: 2,
    },
  }),
  review: viewOf({
    kind: 'review',
    title: 'Review',
    changes: [
      { label: 'VLAN ID', before: '', after: '7' },
      { label: 'VLAN address', before: '192.168.1.10', after: '10.7.0.2' },
      {
        label: 'Proxy host',
        before: 'a-very-long-proxy-name.example',
        after: 'another-long-proxy-name.example',
      },
    ],
    index: 1,
    part: 0,
  }),
  confirmation: viewOf({
    kind: 'confirmation',
    question: 'Apply the new VLAN settings?',
    warning: 'A scan is running.',
    choices: ['No', 'Yes'],
    selected: 0,
  }),
  progress: viewOf({ kind: 'progress', title: 'Applying', step: 'Adding VLAN 7', percent: 45 }),
  level: viewOf({
    kind: 'progress',
    title: 'Contrast',
    step: 'Up and Down change it, Enter saves. Esc: cancel.',
    percent: 60,
  }),
  checks: viewOf({ kind: 'checks', title: 'Test network', checks: CHECKS, index: 2, part: 0, running: true }),
  countdown: viewOf({
    kind: 'countdown',
    question: 'Keep these settings?',
    remaining_s: 118,
    checks: CHECKS,
    index: 0,
    part: 0,
    answers: [
      { hint: 'Enter: keep.', tight: 'Enter: keep.', key: 'Enter' },
      { hint: 'Esc: restore the old settings.', tight: 'Esc: undo.', key: 'Esc' },
    ],
  }),
  message: viewOf(
    {
      kind: 'message',
      tone: 'fault',
      lines: ['The change was undone.', 'No reply from the gateway 192.168.1.1.'],
      part: 0,
      hint: 'Press a key.',
    },
    null,
  ),
} as const satisfies Record<Screen['kind'] | 'level', View>;
