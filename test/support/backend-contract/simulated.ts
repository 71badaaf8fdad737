import type { Backend } from '../../../firmware/network/backend.ts';
import { createSimulatedBackend } from '../../../firmware/network/backends/simulated/backend.ts';
import { SimulatedWorld } from '../../../firmware/network/backends/simulated/world.ts';
import { PowerSupply } from '../../../simulator/power.ts';
import { poweredBackend } from '../../../simulator/powered-backend.ts';
import { type BenchTime, simulatedTime } from '../../../simulator/time.ts';
import { host, ip, port, staticIpv4 } from '../appliance.ts';
import type { BackendBench, BackendRig, Fault, Places } from './rig.ts';

const PLACES: Places = {
  lan: staticIpv4(),
  otherLan: staticIpv4({ address: ip('192.168.1.11') }),
  wan: staticIpv4({
    address: ip('10.20.30.40'),
    gateway: ip('10.20.30.1'),
    dns: [ip('10.20.30.1')],
  }),
  neighbour: { address: ip('192.168.1.20'), mac: /^02:00:00:00:01:20$/ },
};

/** The switch of the simulated network that brings each fault about. */
const SWITCHES: Readonly<Record<Fault, readonly [name: string, state: string]>> = {
  'lan-cable-out': ['lan-cable', 'out'],
  'lan-missing': ['lan-port', 'missing'],
  'lan-unmanaged': ['lan-port', 'unmanaged'],
  'no-dhcp': ['dhcp', 'off'],
  'gateway-silent': ['gateway', 'silent'],
  'dns-silent': ['dns', 'silent'],
  'no-router': ['router', 'off'],
  'vlan-refused': ['vlan', 'refused'],
  'forwarding-on': ['forwarding', 'on'],
  'rival-route': ['rival-route', 'wins'],
  'dns-elsewhere': ['resolver', 'other'],
  'foreign-address': ['foreign-address', 'on-lan'],
  'platform-unreachable': ['platform', 'unreached'],
  'steps-fail': ['apply', 'fails'],
  'service-stopped': ['service', 'stopped'],
  'service-hangs': ['service', 'hangs'],
  'proxy-file-unwritable': ['proxy-file', 'unwritable'],
};

const PROXY_STATES = { answers: 'answers', 'is-silent': 'silent', refuses: 'refuses' } as const;

/** Longer than any operation takes. */
const EVERYTHING_ms = 600_000;

export const SIMULATED: BackendRig = {
  name: 'simulated',
  hasVlans: true,
  async setUp() {
    const bench = new SimulatedBench();
    await bench.start();
    return bench;
  },
};

class SimulatedBench implements BackendBench {
  readonly places = PLACES;
  readonly #time: BenchTime = simulatedTime(0);
  readonly #world = new SimulatedWorld({ clock: this.#time.clock });
  #supply = new PowerSupply();
  backend: Backend = this.#newBackend();

  async done<Result>(promise: Promise<Result>): Promise<Result> {
    let isSettled = false;
    const settled = promise.finally(() => {
      isSettled = true;
    });
    settled.catch(() => undefined);
    await this.#time.pass(EVERYTHING_ms, () => isSettled);
    return await settled;
  }

  async pass(ms: number): Promise<void> {
    await this.#time.pass(ms);
  }

  async until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
    for (let second = 0; second < 60; second++) {
      if (await condition()) return;
      await this.#time.pass(1000);
    }
    throw new Error(`did not happen: ${what}`);
  }

  async kill(): Promise<void> {
    this.#supply.cut();
  }

  async start(): Promise<void> {
    this.#supply = new PowerSupply();
    this.backend = this.#newBackend();
    await this.done(this.backend.start());
  }

  async cutPower(): Promise<void> {
    this.#world.losePower();
  }

  async fault(fault: Fault): Promise<void> {
    const [name, state] = SWITCHES[fault];
    const expected = this.#world.set(name, state);
    if (expected !== null) throw new Error(`no such switch: expected ${expected}`);
  }

  async proxyThat(behaviour: 'answers' | 'is-silent' | 'refuses') {
    this.#world.set('proxy', PROXY_STATES[behaviour]);
    return { host: host('proxy.example'), port: port(3128), user: '', password: '' };
  }

  async interfere(): Promise<void> {
    const { lan } = this.#world.configured;
    this.#world.interfere({ lan: { ...lan, ipv4: { method: 'dhcp' } } });
  }

  async close(): Promise<void> {
    this.#supply.cut();
  }

  #newBackend(): Backend {
    return poweredBackend(createSimulatedBackend(this.#world), this.#supply);
  }
}
