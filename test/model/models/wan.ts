/** ENABLE WAN INTERFACE: by DHCP with one field, or static with six; not in the subnet of LAN. */
import { message as say } from '../../../menus/words/messages.ts';
import { keys, type } from '../model.ts';
import { glassRows, menuScreen, message, question } from '../screens.ts';
import { inSubnet, plain } from './addresses.ts';
import { type FieldPlan, type Texts, wizardModel } from './wizard.ts';

const ADDRESS_HINT = '↕ DIGIT ←→ MOVE';
const NONE = '000.000.000.000';
const LAN = '192.168.001.100';
const NETMASK = '255.255.255.000';

const isStatic = ([mode]: Texts): boolean => mode === 'STATIC';

const zero = (text: string | undefined): readonly string[] | null =>
  text === NONE ? glassRows(say('address-zero')) : null;

const staticField = (
  label: string,
  rest: Omit<FieldPlan, 'label' | 'hint'> & { hint?: string },
): FieldPlan => ({
  label,
  hint: ADDRESS_HINT,
  asked: isStatic,
  ...rest,
});

export const wan = wizardModel({
  name: 'WAN wizard',
  prepare: keys('ENTER', 'ENTER', 'DOWN'),
  item: menuScreen('SETUP NETWORK', 2, 8, ['ENABLE WAN', 'INTERFACE'], ['ENABLE WAN', 'INTERFACE']),
  prompt: message(['SET WAN ADDRESS?'], undefined, '↵ YES  EXIT: CANCEL'),
  fields: [
    {
      label: 'WAN MODE',
      hint: '↕ CHOOSE ↵ OK',
      filledWith: 'DHCP',
      steps: { DHCP: { UP: 'STATIC', DOWN: 'STATIC' }, STATIC: { UP: 'DHCP', DOWN: 'DHCP' } },
    },
    staticField('WAN IP ADDRESS', {
      filledWith: NONE,
      typed: {
        'TYPE AN ADDRESS': { hands: type('10.20.30.40'), shows: '010.020.030.040' },
        'TYPE AN ADDRESS ON LAN': { hands: type('192.168.1.66'), shows: '192.168.001.066' },
      },
      refuses: ([, address]) => zero(address),
    }),
    staticField('WAN NETMASK', {
      hint: '↕ NETMASK ↵ OK',
      filledWith: NETMASK,
      refuses: ([, address = '', netmask = '']) =>
        inSubnet(address, LAN, netmask) ? glassRows(say('subnets-overlap-lan-wan')) : null,
    }),
    staticField('WAN GATEWAY', {
      filledWith: NONE,
      typed: { 'TYPE A GATEWAY': { hands: type('10.20.30.1'), shows: '010.020.030.001' } },
      refuses: (texts) => zero(texts[3]),
    }),
    staticField('WAN DNS 1', {
      filledWith: NONE,
      typed: { 'TYPE A DNS': { hands: type('10.20.30.1'), shows: '010.020.030.001' } },
      refuses: (texts) => (texts[4] === NONE ? glassRows(say('dns-missing')) : null),
    }),
    staticField('WAN DNS 2', { filledWith: NONE }),
  ],
  // The mode goes back to DHCP only before anything is typed behind it; the rest is typed in order.
  tries: ([mode, address, , gateway, dns1]) => {
    const isTyped = (text: string | undefined): boolean => text !== NONE;
    if (mode === 'DHCP') return !isTyped(address);
    return (!isTyped(gateway) || address === '010.020.030.040') && (!isTyped(dns1) || isTyped(gateway));
  },
  changes: ([mode, address = '', netmask = '', gateway = '', dns1 = '']) => [
    ['WAN MODE', 'OFF', mode ?? ''],
    ...(mode === 'DHCP'
      ? []
      : ([
          ['WAN IP', 'NONE', plain(address)],
          ['WAN NETMASK', 'NONE', plain(netmask)],
          ['WAN GATEWAY', 'NONE', plain(gateway)],
          ['WAN DNS 1', 'NONE', plain(dns1)],
        ] as const)),
  ],
  question: (answer) => question(answer, ['APPLY NEW WAN', 'SETTINGS?']),
  look: keys('DOWN', 'DOWN', 'DOWN', 'DOWN'),
  looksLike: ([mode, address = '']) => ({
    large: [
      mode === 'DHCP' ? /^WAN \d/ : `WAN ${plain(address)}`,
      'MASK 255.255.255.0',
      `BY ${mode}`,
      /^WAN GW \d.*/,
    ],
  }),
});
