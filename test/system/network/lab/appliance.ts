import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callControl } from '../../../../firmware/control/client.ts';
import { PLATFORM_NETWORK } from './addresses.ts';
import { type BoxOptions, CONTROL_SOCKET } from './box.ts';
import { eventually, type Service } from './commands.ts';
import { createLab, type Lab } from './lab.ts';
import { Operator } from './operator.ts';

/** What ships; `test/system/run` builds it. */
const DIST = process.env.BEZEL_LAB_DIST ?? join(import.meta.dirname, '../../../../dist');

/** The rights its unit gives the daemon's user. */
const AS_BEZEL = [
  ...['setpriv', '--reuid=bezel', '--regid=bezel', '--init-groups', '--no-new-privs'],
  ...['--inh-caps=-all,+net_raw', '--ambient-caps=-all,+net_raw', '--bounding-set=-all,+net_raw'],
];

interface ApplianceOptions extends BoxOptions {
  /** True: the daemon runs as the user `bezel` with the rights and places its package gives it, not as root. */
  readonly asUser?: boolean;
  /** How `[network]` names its interfaces: by the kernel's names, or by their MAC addresses. */
  readonly interfacesBy?: 'name' | 'mac';
  /** Lines of the configuration's `[network]` section. */
  readonly network?: string;
  /** False: LAN's cable is out when the daemon starts. */
  readonly cable?: boolean;
  /** What the panel has to say of the start, until a key is pressed. */
  readonly notice?: string;
}

/** The whole appliance on a lab's machine: the daemon that ships, a panel, and a person at it. */
export class Appliance {
  readonly lab: Lab;
  readonly operator: Operator;
  readonly #config: string;
  readonly #program: string;
  readonly #asUser: boolean;
  #daemon: Service | null = null;
  #starts = 0;

  private constructor(lab: Lab, operator: Operator, config: string, program: string, asUser: boolean) {
    this.#asUser = asUser;
    this.lab = lab;
    this.operator = operator;
    this.#config = config;
    this.#program = program;
  }

  static async start(options: ApplianceOptions = {}): Promise<Appliance> {
    const { network = '', cable = true, asUser = false, interfacesBy = 'name' } = options;
    const { notice = 'FIRST START' } = options;
    const lab = await createLab(options);
    try {
      if (!cable) await lab.world.unplug('lan');
      if (asUser) await installForUser(lab);
      const operator = await Operator.at(lab);
      const config = join(lab.directory, 'bezel.toml');
      const interfaces = await interfacesOf(lab, interfacesBy);
      writeFileSync(config, configText(operator.device, [...interfaces, network]));
      const program = join(lab.directory, 'bezel.cjs');
      // A copy of its own: a build must not change a program that runs.
      for (const name of readdirSync(DIST).filter((file) => /^bezel\.cjs$|\.node$/.test(file))) {
        copyFileSync(join(DIST, name), join(lab.directory, name));
      }
      const appliance = new Appliance(lab, operator, config, program, asUser);
      await appliance.startDaemon();
      await operator.answer('EXIT', notice);
      return appliance;
    } catch (error) {
      await lab.close();
      throw error;
    }
  }

  /** @param wait until the start is over: recovered, compared, mended */
  async startDaemon(wait = true): Promise<void> {
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: this.lab.world.certificate };
    this.#starts += 1;
    const command = [process.execPath, this.#program, 'run', '--config', this.#config];
    const [program = '', ...args] = this.#asUser ? [...AS_BEZEL, ...command] : command;
    this.#daemon = this.lab.box.service(this.#log, program, args, env);
    if (!wait) return;
    await eventually('the daemon is ready', () => this.output().includes('ready for changes')).catch(
      (error) => {
        throw new Error(`${error}\n${this.output()}\n${this.lab.box.output('networkmanager')}`);
      },
    );
  }

  /** What other software of the appliance asks or tells the daemon. @throws ControlClientError when it refuses */
  control(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    return callControl(this.lab.box.path(CONTROL_SOCKET), method, path, body);
  }

  /** The daemon's process. */
  get pid(): number {
    if (this.#daemon === null) throw new Error('the daemon does not run');
    return this.#daemon.pid;
  }

  /** Waits until the daemon has ended by itself or by a signal sent elsewhere. */
  async ended(): Promise<void> {
    await this.#daemon?.ended;
  }

  /** What the daemon started last has logged. */
  output(): string {
    return this.lab.box.output(this.#log);
  }

  get #log(): string {
    return `bezel-${this.#starts}`;
  }

  /** SIGKILL is a crash, SIGTERM an orderly end. */
  async stopDaemon(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.#daemon?.stop(signal);
    this.#daemon = null;
  }

  async close(): Promise<void> {
    await this.stopDaemon('SIGKILL');
    await this.operator.stop();
    await this.lab.close();
  }
}

async function installForUser({ box }: Lab): Promise<void> {
  await box.exec('chown', 'bezel:bezel', '/run/bezel', '/var/lib/bezel');
}

/** Lines of `[network]`. */
async function interfacesOf({ box }: Lab, by: 'name' | 'mac'): Promise<readonly string[]> {
  const lines = ['lan', 'wan'].map(async (role) => {
    const mac = await box.exec('cat', `/sys/class/net/${role}0/address`);
    return `${role} = "${by === 'name' ? `${role}0` : mac.trim()}"`;
  });
  return Promise.all(lines);
}

/** @param network lines of its section */
function configText(device: string, network: readonly string[]): string {
  return `
[appliance]
name = "box"
[features]
ipv6 = true
vlan = true
[panel]
driver = "cfa635"
device = "${device}"
[network]
backend = "networkmanager"
${network.join('\n')}
[platform]
url = "https://platform.example/"
networks = ["${PLATFORM_NETWORK}"]
[log]
level = "debug"
`;
}
