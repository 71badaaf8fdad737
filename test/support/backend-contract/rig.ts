import type { Backend } from '../../../firmware/network/backend.ts';
import type { StaticIpv4 } from '../../../menus/settings/ipv4/ipv4.ts';
import type { ProxySettings } from '../../../menus/settings/parts/proxy.ts';
import type { Ipv4Address } from '../../../menus/values/types.ts';

/** One backend, with the world it works in. A new backend adds one. */
export interface BackendRig {
  readonly name: string;
  /** Whether the kernel makes VLAN interfaces. */
  readonly hasVlans: boolean;
  /** A new appliance: nothing of Bezel's on it, both cables in, leases on both, gateways and DNS servers that answer. */
  setUp(): Promise<BackendBench>;
}

/** What goes wrong in the world, or with the machine. All of it is right at first. */
export type Fault =
  | 'lan-cable-out'
  | 'no-dhcp'
  | 'gateway-silent'
  | 'dns-silent'
  | 'no-router'
  | 'vlan-refused'
  | 'forwarding-on'
  | 'platform-unreachable'
  /** Steps fail for a reason of the service's own. */
  | 'steps-fail'
  | 'service-stopped'
  | 'service-hangs'
  | 'proxy-file-unwritable';

export interface BackendBench {
  /** Of the process that runs now; started. */
  readonly backend: Backend;
  readonly places: Places;
  /** Awaits what the backend promises; where time is simulated, time passes meanwhile. */
  done<Result>(promise: Promise<Result>): Promise<Result>;
  /** Lets so many milliseconds pass. */
  pass(ms: number): Promise<void>;
  /** Waits until it is so. */
  until(what: string, condition: () => Promise<boolean> | boolean): Promise<void>;
  /** The process is gone in the middle of whatever it did; `start` starts another. */
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

/** Addresses that fit the world. */
export interface Places {
  readonly lan: StaticIpv4;
  /** Another free address on LAN. */
  readonly otherLan: StaticIpv4;
  readonly wan: StaticIpv4;
  /** A machine on LAN. */
  readonly neighbour: { readonly address: Ipv4Address; readonly mac: RegExp };
}
