/** One view of every kind, as a daemon sends them, and the headline above. */

import type { Headline } from '../../../../drivers/console/messages.ts';
import type { CheckView, MenuList, Screen, StatusBlock, StatusPage, View } from '../../../../menus/view.ts';
import { lit } from '../../../support/leds.ts';

export const HEADLINE: Headline = {
  name: 'is_acme_branch',
  serial: '30123',
  version: '2.4.1-7',
  language: 'en',
  leds: lit('S1'),
  links: [
    {
      role: 'lan',
      isUsed: true,
      address: '192.168.1.10/24',
      origin: 'static',
      carrier: true,
      mac: '02:00:00:00:01:02',
    },
    { role: 'wan', isUsed: false, address: null, origin: '', carrier: false, mac: '02:00:00:00:02:02' },
  ],
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

const entry = (label: string, value: string) => ({ label, value });
const block = (page: StatusPage, ...entries: readonly ReturnType<typeof entry>[]): StatusBlock => ({
  page,
  tone: 'normal',
  entries,
});

/** An appliance with everything in use. */
export const BOARD: readonly StatusBlock[] = [
  block(
    'lan',
    entry('LAN', '192.168.1.10/24'),
    entry('Assigned by', 'static'),
    entry('LAN gateway', '192.168.1.1'),
    entry('LAN DNS 1', '192.168.1.1'),
    entry('Link', '1000 Mbit/s, full duplex'),
    entry('MAC address', '02:00:00:00:01:02'),
  ),
  block(
    'wan',
    entry('WAN', '203.0.113.10/29'),
    entry('Assigned by', 'DHCP'),
    entry('WAN gateway', '203.0.113.9'),
    entry('WAN DNS 1', '1.1.1.1'),
    entry('WAN DNS 2', '8.8.8.8'),
    entry('Link', '100 Mbit/s, half duplex'),
    entry('MAC address', '02:00:00:00:02:02'),
  ),
  block('ipv6', entry('', 'IPv6 on LAN'), entry('', '2001:db8:1234:5678:9abc:def0:1234:5678/64')),
  block('vlan', entry('VLAN', '7'), entry('Address', '10.7.0.2/24'), entry('Assigned by', 'static')),
  block('proxy', entry('Proxy', 'very-long-proxy-host-name.emea.corp.example-corporation.internal:3128')),
  block('platform', entry('', 'Platform: connected'), entry('Last contact', '3 min ago')),
  {
    ...block('time', entry('', 'The clock is not set.'), entry('Time (UTC)', '1970-01-01 00:04')),
    tone: 'fault',
  },
  block('last-change', entry('Last change', 'WAN interface'), entry('Made from', 'console tty1')),
  block('serial', entry('Serial number', '30123')),
  block('version', entry('Version', '2.4.1-7')),
];

export const VIEWS = {
  status: viewOf(
    {
      kind: 'status',
      page: 'home',
      index: 0,
      count: 10,
      tone: 'normal',
      entries: [{ label: '', value: 'is_acme_branch' }],
      percent: null,
      part: 0,
      board: BOARD,
    },
    null,
  ),
  notice: viewOf(
    {
      kind: 'status',
      page: 'notice',
      index: 0,
      count: 11,
      tone: 'fault',
      entries: [{ label: '', value: 'The software update failed. No space left.' }],
      percent: null,
      part: 0,
      board: BOARD,
    },
    null,
  ),
  menu: viewOf({ kind: 'menu', list: MENU }),
  field: viewOf({
    kind: 'field',
    label: 'VLAN netmask',
    text: '255.255.000.255',
    entry: 'text',
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
  proposal: viewOf({
    kind: 'proposal',
    title: 'VLAN',
    rows: [
      { label: 'VLAN ID', brief: 'VLAN ID', value: '7', before: null, needsYou: false, reason: null },
      {
        label: 'VLAN IP address',
        brief: 'VLAN IP',
        value: '10.7.0.2',
        before: '192.168.1.10',
        needsYou: false,
        reason: ['192.168.1.10 is already used by another machine (00:1b:21:3c:4d:5e).'],
      },
      {
        label: 'Proxy host',
        brief: 'Proxy host',
        value: 'another-long-proxy-name.example',
        before: 'a-very-long-proxy-name.example',
        needsYou: true,
        reason: null,
      },
      { label: 'User', brief: 'User', value: '', before: '', needsYou: false, reason: null },
    ],
    apply: 'Apply',
    summary: '3 changes',
    selected: 1,
    part: 0,
    hint: 'Enter: edit.',
    ways: 'Esc: cancel.',
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
} as const satisfies Record<Screen['kind'] | 'level' | 'notice', View>;
