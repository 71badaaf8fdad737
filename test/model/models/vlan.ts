/** ENABLE VLAN ON LAN, with a static LAN: ID 0 is explained, and its subnet is not that of LAN. */
import { message as say } from '../../../menus/words/messages.ts';
import { networkMenu } from '../menu-items.ts';
import { all, keys, type, wait } from '../model.ts';
import { glassRows, message } from '../screens.ts';
import { inSubnet, isNetwork, listed, plain } from './addresses.ts';
import { type Texts, wizardModel } from './wizard.ts';

/** LAN static at 192.168.1.10 from the status page on, and back in the network menu on the first item. */
const makeLanStatic = all(
  keys('ENTER', 'ENTER', 'ENTER', 'DOWN'),
  type('192.168.1.10'),
  keys('ENTER', 'ENTER'),
  wait(3),
  keys('ENTER', 'ENTER'),
);

const NETMASK = '255.255.255.000';
const PROPOSED = '192.168.002.010';

export const vlan = wizardModel({
  name: 'VLAN wizard',
  prepare: all(makeLanStatic, keys('DOWN', 'DOWN', 'DOWN')),
  item: networkMenu('vlan', ['lan']),
  fields: [
    {
      label: 'VLAN ID',
      hint: '↕ DIGIT ←→ MOVE',
      filledWith: '0000',
      listed: (text) => (text === '4095' ? text : String(Number(text))),
      isGuess: true,
      typed: {
        'TYPE 12': { hands: type('0012'), shows: '0012' },
        'TYPE 4095': { hands: type('4095'), shows: '4095' },
      },
      refuses: ([id]) => (id === '4095' ? glassRows(say('vlan-id-range')) : null),
      note: ([id]) =>
        id === '0000' ? message(['ID 0: NO VLAN,', 'PRIORITY ONLY'], undefined, '↵ NEXT') : null,
    },
    {
      label: 'VLAN IP ADDRESS',
      hint: '↕ DIGIT ←→ MOVE',
      // The same host in the subnet after LAN's.
      filledWith: PROPOSED,
      listed,
      isGuess: true,
      typed: {
        'TYPE AN ADDRESS': { hands: type('10.1.2.3'), shows: '010.001.002.003' },
        'TYPE AN ADDRESS ON LAN': { hands: type('192.168.1.200'), shows: '192.168.001.200' },
        'TYPE A NETWORK': { hands: type('10.1.2.0'), shows: '010.001.002.000' },
      },
    },
    {
      label: 'VLAN NETMASK',
      hint: '↕ NETMASK ↵ OK',
      filledWith: NETMASK,
      listed,
      refuses: ([, address = '', netmask = '']) => {
        if (isNetwork(address, netmask)) return glassRows(say('address-is-network'));
        return inSubnet(address, '192.168.001.010', netmask)
          ? glassRows(say('subnets-overlap-lan-vlan'))
          : null;
      },
    },
  ],
  tries: ([id, address]: Texts) =>
    address === PROPOSED || (address === '010.001.002.003' ? id !== '4095' : id === '0012'),
  lines: () => [],
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
