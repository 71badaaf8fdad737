/** ENABLE WAN INTERFACE: by DHCP with one field, or static with six; not in the subnet of LAN. */
import { message as say } from '../../../menus/words/messages.ts';
import { networkMenu } from '../menu-items.ts';
import { keys, type } from '../model.ts';
import { glassRows } from '../screens.ts';
import { inSubnet, listed, plain } from './addresses.ts';
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
  rest: Omit<FieldPlan, 'label' | 'hint' | 'listed'> & { hint?: string },
): FieldPlan => ({
  label,
  hint: ADDRESS_HINT,
  asked: isStatic,
  listed,
  ...rest,
});

export const wan = wizardModel({
  name: 'WAN wizard',
  prepare: keys('ENTER', 'ENTER', 'DOWN'),
  item: networkMenu('wan'),
  fields: [
    {
      label: 'WAN MODE',
      hint: '↕ CHOOSE ↵ OK',
      filledWith: 'DHCP',
      listed: (text) => text,
      now: 'OFF',
      turns: ['DHCP', 'STATIC'],
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
      isGuess: true,
      refuses: ([, address = '', netmask = '']) =>
        inSubnet(address, LAN, netmask) ? glassRows(say('subnets-overlap-lan-wan')) : null,
    }),
    staticField('WAN GATEWAY', {
      filledWith: NONE,
      isGuess: true,
      // The first address of the subnet is proposed.
      follows: ([, address = '']) => (address === NONE ? NONE : `${address.slice(0, 12)}001`),
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
  // One address, then a gateway and a server for the one that is free.
  tries: ([, address, , gateway = '', dns1]) =>
    address === '010.020.030.040' || (dns1 === NONE && !gateway.startsWith('010')),
  isWhole: ([mode, address, , gateway]) => mode === 'DHCP' || (address !== NONE && gateway !== NONE),
  lines: () => [],
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
