/** ENABLE VLAN ON LAN, with a static LAN: ID 0 is explained, and its subnet is not that of LAN. */
import { message as say } from '../../../menus/words/messages.ts';
import { all, keys, type, wait } from '../model.ts';
import { glassRows, menuScreen, message, question } from '../screens.ts';
import { inSubnet, isNetwork, plain } from './addresses.ts';
import { type Texts, wizardModel } from './wizard.ts';

/** LAN static at 192.168.1.10 from the status page on, and back in the network menu on the first item. */
const makeLanStatic = all(
  keys('ENTER', 'ENTER', 'ENTER', 'ENTER'),
  type('192.168.1.10'),
  keys('ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'ENTER', 'DOWN', 'ENTER'),
  wait(3),
  keys('ENTER', 'ENTER'),
);

const NETMASK = '255.255.255.000';

export const vlan = wizardModel({
  name: 'VLAN wizard',
  prepare: all(makeLanStatic, keys('DOWN', 'DOWN', 'DOWN')),
  item: menuScreen('SETUP NETWORK', 4, 9, ['ENABLE VLAN ON LAN'], ['ENABLE VLAN ON', 'LAN']),
  prompt: message(['SET VLAN ON LAN?'], undefined, '↵ YES  EXIT: CANCEL'),
  fields: [
    {
      label: 'VLAN ID',
      hint: '↕ DIGIT ←→ MOVE',
      filledWith: '0000',
      typed: {
        'TYPE 12': { hands: type('0012'), shows: '0012' },
        'TYPE 4094': { hands: type('4094'), shows: '4094' },
        'TYPE 4095': { hands: type('4095'), shows: '4095' },
      },
      refuses: ([id]) => (id === '4095' ? glassRows(say('vlan-id-range')) : null),
      note: ([id]) =>
        id === '0000' ? message(['ID 0: NO VLAN,', 'PRIORITY ONLY'], undefined, '↵ NEXT') : null,
    },
    {
      label: 'VLAN IP ADDRESS',
      hint: '↕ DIGIT ←→ MOVE',
      filledWith: '000.000.000.000',
      typed: {
        'TYPE AN ADDRESS': { hands: type('10.1.2.3'), shows: '010.001.002.003' },
        'TYPE AN ADDRESS ON LAN': { hands: type('192.168.1.200'), shows: '192.168.001.200' },
        'TYPE A NETWORK': { hands: type('10.1.2.0'), shows: '010.001.002.000' },
      },
      refuses: ([, address]) => (address === '000.000.000.000' ? glassRows(say('address-zero')) : null),
    },
    {
      label: 'VLAN NETMASK',
      hint: '↕ NETMASK ↵ OK',
      filledWith: NETMASK,
      refuses: ([, address = '', netmask = '']) => {
        if (isNetwork(address, netmask)) return glassRows(say('address-is-network'));
        return inSubnet(address, '192.168.001.010', netmask)
          ? glassRows(say('subnets-overlap-lan-vlan'))
          : null;
      },
    },
  ],
  tries: ([id, address]: Texts) =>
    address === '000.000.000.000' || (address === '010.001.002.003' ? id !== '4095' : id === '0012'),
  changes: ([id, address = '', netmask = '']) => [
    ['VLAN ID', 'NONE', String(Number(id))],
    ['VLAN IP', 'NONE', plain(address)],
    ['VLAN NETMASK', 'NONE', plain(netmask)],
  ],
  question: (answer) => question(answer, ['APPLY NEW VLAN', 'SETTINGS?']),
  // Pages: LAN has two parts, then WAN, IPv6.
  look: keys('DOWN', 'DOWN', 'DOWN', 'DOWN', 'DOWN', 'DOWN'),
  looksLike: ([id, address = '']) => ({
    large: [
      id === '0000' ? 'VLAN 0 (PRIORITY)' : `VLAN ${Number(id)}`,
      `IP ${plain(address)}`,
      'MASK 255.255.255.0',
      'BY STATIC',
    ],
  }),
});
