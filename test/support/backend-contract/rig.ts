import type { Backend } from '../../../firmware/network/backend.ts';
import type { StaticIpv4 } from '../../../menus/settings/ipv4/ipv4.ts';
import type { ProxySettings } from '../../../menus/settings/parts/proxy.ts';
import type { Ipv4Address } from '../../../menus/values/types.ts';

/** One backend with its network. A new backend adds a rig. */
export interface BackendRig {
  readonly name: string;
  /** Whether the kernel makes VLAN interfaces. */
  readonly hasVlans: boolean;
  /** A new appliance: nothing of Bezel's on it, both cables in, leases on both, gateways and DNS servers that answer. */
  setUp(): Promise<BackendBench>;
}

/** Faults of the network or the machine. None is set at first. */
export type Fault =
  | 'lan-cable-out'
  /** LAN's interface has another name, or the network service leaves it alone. */
  | 'lan-missing'
  | 'lan-unmanaged'
  | 'no-dhcp'
  | 'gateway-silent'
  | 'dns-silent'
  | 'no-router'
  | 'vlan-refused'
  | 'forwarding-on'
  /** Other software has set a default route that wins, other DNS servers, a second address on LAN. */
  | 'rival-route'
  | 'dns-elsewhere'
  | 'foreign-address'
  | 'platform-unreachable'
  /** Steps fail for a reason of the service's own. */
  | 'steps-fail'
  | 'service-stopped'
  | 'service-hangs'
  | 'proxy-file-unwritable';

export interface BackendBench {
  /** The backend of the running process, started. */
  readonly backend: Backend;
  readonly places: Places;
  /** Awaits a promise of the backend; simulated time passes meanwhile. */
  done<Result>(promise: Promise<Result>): Promise<Result>;
  /** Lets so many milliseconds pass. */
  pass(ms: number): Promise<void>;
  /** Waits until the condition holds. */
  until(what: string, condition: () => Promise<boolean> | boolean): Promise<void>;
  /** Kills the process at any point of its work; `start` starts another. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** The machine goes down without warning and boots again; no process of Bezel's runs on it. */
  cutPower(): Promise<void>;
  fault(fault: Fault): Promise<void>;
  /** A proxy, made to answer so. */
  proxyThat(behaviour: 'answers' | 'is-silent' | 'refuses'): Promise<ProxySettings>;
  /** Other software takes LAN. */
  interfere(): Promise<void>;
  close(): Promise<void>;
}

/** Addresses that exist in the rig's network. */
export interface Places {
  readonly lan: StaticIpv4;
  /** Another free address on LAN. */
  readonly otherLan: StaticIpv4;
  readonly wan: StaticIpv4;
  /** A machine on LAN. */
  readonly neighbour: { readonly address: Ipv4Address; readonly mac: RegExp };
}
