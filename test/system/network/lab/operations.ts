import { WORLD } from './addresses.ts';
import {
  change,
  type StaticAddress,
  setDhcpWan,
  setProxy,
  setStaticLan,
  setStaticWan,
  setVlan,
} from './changes.ts';
import { AS_DELIVERED, type Intended } from './intended.ts';
import type { Operator } from './operator.ts';

/** Something an operator can do to the network, from the status page to YES. */
export interface Operation {
  readonly name: string;
  /** Whether the menu offers it, and it changes something. */
  readonly isOffered: (now: Intended) => boolean;
  readonly byHand: (operator: Operator, now: Intended) => Promise<void>;
  /** What is intended once it is kept. */
  readonly after: (now: Intended) => Intended;
  /** What the glass says where it never comes to keeping; null: it does. */
  readonly refusal: string | null;
}

const { lan, wan, proxy } = WORLD;
const HOME: StaticAddress = { address: lan.free, gateway: lan.gateway, dns: lan.dns };
const OTHER: StaticAddress = { ...HOME, address: lan.otherFree, dns2: lan.gateway };
const WAN: StaticAddress = { address: wan.free, gateway: wan.gateway, dns: wan.dns };
const VLAN_ADDRESS = '10.99.0.2';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** An item without fields. */
function plain(item: string, isOffered: Operation['isOffered'], sets: Partial<Intended>): Operation {
  return {
    name: item,
    isOffered,
    byHand: (operator) => change(operator, item),
    after: (now) => ({ ...now, ...sets }),
    refusal: null,
  };
}

function staticLan(address: StaticAddress): Operation {
  return {
    name: `LAN ${address.address}`,
    isOffered: (now) => !same(now.lan, address),
    byHand: (operator) => setStaticLan(operator, address),
    after: (now) => ({ ...now, lan: address }),
    refusal: null,
  };
}

const TAKEN: Operation = {
  name: "LAN with another machine's address",
  isOffered: () => true,
  byHand: (operator) => setStaticLan(operator, { ...HOME, address: lan.neighbour }),
  after: (now) => now,
  refusal: 'ADDRESS IN USE',
};

const WAN_DHCP: Operation = {
  name: 'WAN by DHCP',
  isOffered: (now) => now.wan !== 'dhcp',
  byHand: setDhcpWan,
  after: (now) => ({ ...now, wan: 'dhcp' }),
  refusal: null,
};

const WAN_STATIC: Operation = {
  name: `WAN ${WAN.address}`,
  isOffered: (now) => !same(now.wan, WAN),
  byHand: (operator) => setStaticWan(operator, WAN),
  after: (now) => ({ ...now, wan: WAN }),
  refusal: null,
};

const PROXY: Operation = {
  name: 'proxy',
  isOffered: (now) => now.proxy === null,
  // The gateway is what the wizard proposes.
  byHand: (operator, now) => setProxy(operator, now.lan?.gateway ?? lan.gateway, proxy.port),
  after: (now) => ({ ...now, proxy: `${now.lan?.gateway ?? lan.gateway}:${proxy.port}` }),
  refusal: null,
};

/** What a VLAN needs first. */
export const STATIC_LAN = staticLan(HOME);

/** All that works on any kernel. */
export const OPERATIONS: readonly Operation[] = [
  STATIC_LAN,
  staticLan(OTHER),
  TAKEN,
  plain('USE DHCP ON LAN', (now) => now.lan !== null && now.vlan === null, { lan: null }),
  plain('ENABLE IPV6 ON LAN', (now) => !now.ipv6, { ipv6: true }),
  plain('DISABLE IPV6 ON LAN', (now) => now.ipv6, { ipv6: false }),
  WAN_DHCP,
  WAN_STATIC,
  plain('DISABLE WAN INTERFACE', (now) => now.wan !== null, { wan: null }),
  PROXY,
  plain('DISABLE PROXY', (now) => now.proxy !== null, { proxy: null }),
  plain('RESET NETWORK CONFIG', (now) => !same(now, AS_DELIVERED), AS_DELIVERED),
];

function vlan(id: number): Operation {
  return {
    name: `VLAN ${id}`,
    isOffered: (now) => now.lan !== null && now.vlan?.id !== id,
    byHand: (operator) => setVlan(operator, String(id), VLAN_ADDRESS),
    after: (now) => ({ ...now, vlan: { id, address: VLAN_ADDRESS } }),
    refusal: null,
  };
}

export const VLAN = vlan(100);

/** What needs a kernel with 802.1Q. */
export const VLAN_OPERATIONS: readonly Operation[] = [
  vlan(0),
  VLAN,
  vlan(4094),
  plain('DISABLE VLAN ON LAN', (now) => now.vlan !== null, { vlan: null }),
];
