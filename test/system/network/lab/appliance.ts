import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type Service } from './commands.ts';
import { createLab, type Lab } from './lab.ts';
import { Operator } from './operator.ts';

/** What ships; `test/system/run` builds it. */
const DIST = process.env.BEZEL_LAB_DIST ?? join(import.meta.dirname, '../../../../dist');

interface ApplianceOptions {
  /** Lines of the configuration's `[network]` section. */
  readonly network?: string;
  /** False: LAN's cable is out when the daemon starts. */
  readonly cable?: boolean;
}

/** The whole appliance on a lab's machine: the daemon that ships, a panel, and a person at it. */
export class Appliance {
  readonly lab: Lab;
  readonly operator: Operator;
  readonly #config: string;
  readonly #program: string;
  #daemon: Service | null = null;
  #starts = 0;

  private constructor(lab: Lab, operator: Operator, config: string, program: string) {
    this.lab = lab;
    this.operator = operator;
    this.#config = config;
    this.#program = program;
  }

  static async start({ network = '', cable = true }: ApplianceOptions = {}): Promise<Appliance> {
    const lab = await createLab();
    try {
      if (!cable) await lab.world.unplug('lan');
      const operator = await Operator.at(lab);
      const config = join(lab.directory, 'bezel.toml');
      writeFileSync(config, configText(operator.device, network));
      const program = join(lab.directory, 'bezel.cjs');
      // A copy of its own: a build must not change a program that runs.
      for (const name of readdirSync(DIST).filter((file) => /^bezel\.cjs$|\.node$/.test(file))) {
        copyFileSync(join(DIST, name), join(lab.directory, name));
      }
      const appliance = new Appliance(lab, operator, config, program);
      await appliance.startDaemon();
      await operator.sees('FIRST START');
      await operator.press('EXIT');
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
    const args = [this.#program, 'run', '--config', this.#config];
    this.#daemon = this.lab.box.service(this.#log, process.execPath, args, env);
    if (!wait) return;
    await eventually('the daemon is ready', () => this.output().includes('ready for changes')).catch(
      (error) => {
        throw new Error(`${error}\n${this.output()}\n${this.lab.box.output('networkmanager')}`);
      },
    );
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

function configText(device: string, network: string): string {
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
lan = "lan0"
wan = "wan0"
${network}
[platform]
url = "https://platform.example/"
networks = ["203.0.113.0/24"]
[log]
level = "debug"
`;
}
