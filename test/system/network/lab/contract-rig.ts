import type { LinkState } from '../../../../menus/network-status.ts';
import { host, ip, port, staticIpv4 } from '../../../support/appliance.ts';
import type { BackendBench, BackendRig, Fault, Places } from '../../../support/backend-contract/rig.ts';
import { WORLD } from './addresses.ts';
import type { Box } from './box.ts';
import { eventually } from './commands.ts';
import { createLab, type Lab } from './lab.ts';
import { RemoteBackend } from './remote-backend.ts';

const { lan, wan } = WORLD;

const PLACES: Places = {
  lan: staticIpv4({ address: ip(lan.free), gateway: ip(lan.gateway), dns: [ip(lan.dns)] }),
  otherLan: staticIpv4({ address: ip(lan.otherFree), gateway: ip(lan.gateway), dns: [ip(lan.dns)] }),
  wan: staticIpv4({ address: ip(wan.free), gateway: ip(wan.gateway), dns: [ip(wan.dns)] }),
  neighbour: { address: ip(lan.neighbour), mac: /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/ },
};

/** Profiles in memory are files here, too: NetworkManager cannot change any. */
const NO_PROFILES =
  'rm -rf /run/NetworkManager/system-connections && touch /run/NetworkManager/system-connections';

/** Real NetworkManager in namespaces of its own. VLANs in force are shown in a virtual machine: `../vm`. */
export const NETWORK_MANAGER: BackendRig = {
  name: 'NetworkManager',
  hasVlans: false,
  async setUp() {
    const lab = await createLab();
    const bench = new LabBench(lab, await RemoteBackend.start(lab));
    await eventually('LAN is known', () => bench.backend.status().lan.carrier);
    return bench;
  },
};

/** As a kernel does that numbers its slots anew. */
async function renameLan(box: Box): Promise<void> {
  await box.exec('ip', 'link', 'set', 'lan0', 'down');
  await box.exec('ip', 'link', 'set', 'lan0', 'name', 'enp6s18');
  await box.exec('ip', 'link', 'set', 'enp6s18', 'up');
}

class LabBench implements BackendBench {
  readonly places = PLACES;
  backend: RemoteBackend;
  readonly #lab: Lab;
  readonly #faults: Readonly<Record<Fault, () => Promise<unknown>>>;

  constructor(lab: Lab, backend: RemoteBackend) {
    this.#lab = lab;
    this.backend = backend;
    const { box, world } = lab;
    this.#faults = {
      'lan-cable-out': () => this.#untilDown(world.unplug('lan')),
      'lan-missing': () => this.#untilState('absent', renameLan(box)),
      'lan-unmanaged': () =>
        this.#untilState('unmanaged', box.exec('nmcli', 'device', 'set', 'lan0', 'managed', 'no')),
      'no-dhcp': () => world.stopDhcp('lan'),
      'gateway-silent': () => world.silenceGateway(),
      'dns-silent': () => world.stopDns(),
      // None advertises itself until it is told to.
      'no-router': async () => undefined,
      'vlan-refused': () => this.#refuseVlan(),
      'forwarding-on': () => box.exec('sysctl', '-qw', 'net.ipv4.ip_forward=1'),
      'rival-route': () => this.#addRivalRoute(),
      'dns-elsewhere': () => box.exec('sh', '-c', 'echo nameserver 9.9.9.9 > /etc/resolv.conf'),
      'foreign-address': () => box.exec('ip', 'address', 'add', '10.77.0.222/24', 'dev', 'lan0'),
      'platform-unreachable': () => world.stopWeb(),
      'steps-fail': () => box.exec('sh', '-c', NO_PROFILES),
      'service-stopped': () => box.stopNetworkManager('SIGKILL'),
      'service-hangs': async () => box.suspendNetworkManager(),
      'proxy-file-unwritable': () => box.exec('rm', '-r', '/etc/bezel'),
    };
  }

  done<Result>(promise: Promise<Result>): Promise<Result> {
    return promise;
  }

  pass(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  async until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
    await eventually(what, condition);
  }

  kill(): Promise<void> {
    return this.backend.stop();
  }

  async start(): Promise<void> {
    this.backend = await RemoteBackend.start(this.#lab);
  }

  cutPower(): Promise<void> {
    return this.#lab.box.restartMachine();
  }

  async fault(fault: Fault): Promise<void> {
    await this.#faults[fault]();
  }

  async proxyThat(behaviour: 'answers' | 'is-silent' | 'refuses') {
    const { address, port: listening, user, password } = WORLD.proxy;
    const isKnown = behaviour !== 'refuses';
    return {
      host: host(address),
      // Nothing listens on the one above.
      port: port(behaviour === 'is-silent' ? listening + 1 : listening),
      user: isKnown ? user : '',
      password: isKnown ? password : '',
    };
  }

  async interfere(): Promise<void> {
    const { box } = this.#lab;
    const profile = ['con-name', 'stranger', 'ifname', 'lan0', 'autoconnect', 'no'];
    await box.exec('nmcli', 'connection', 'add', 'type', 'ethernet', ...profile);
    await box.exec('nmcli', 'connection', 'up', 'stranger');
  }

  async close(): Promise<void> {
    await this.backend.stop();
    await this.#lab.close();
  }

  /** On an interface that is nobody's, with a better metric than LAN's. */
  async #addRivalRoute(): Promise<void> {
    const { box } = this.#lab;
    await box.exec('ip', 'link', 'add', 'x0', 'type', 'veth', 'peer', 'name', 'x1');
    for (const link of ['x0', 'x1']) await box.exec('ip', 'link', 'set', link, 'up');
    await box.exec('ip', 'address', 'add', '192.0.2.2/24', 'dev', 'x0');
    await box.exec('ip', 'route', 'add', 'default', 'via', '192.0.2.1', 'metric', '5');
  }

  async #untilState(kind: LinkState['kind'], done: Promise<unknown>): Promise<void> {
    await done;
    await eventually(`LAN is ${kind}`, () => this.backend.status().lan.state.kind === kind);
  }

  async #untilDown(done: Promise<unknown>): Promise<void> {
    await done;
    await eventually('LAN is down', () => !this.backend.status().lan.carrier);
  }

  /** A kernel without 802.1Q refuses every VLAN; with it, a name that is taken is refused as well. */
  async #refuseVlan(): Promise<void> {
    const probe = ['link', 'add', 'link', 'lan0', 'name', 'probe', 'type', 'vlan', 'id', '9'];
    if (await this.#lab.box.succeeds('ip', ...probe)) {
      await this.#lab.box.exec('ip', 'link', 'set', 'probe', 'name', 'bezel-vlan7');
    }
  }
}
