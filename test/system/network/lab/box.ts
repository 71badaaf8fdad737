import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, run, Service } from './commands.ts';

/**
 * The machine under test: a network namespace with a mount namespace of its own, where /etc and /var/lib are
 * overlays and /run is empty, so that NetworkManager and D-Bus write nothing on this machine. /sys is read-only:
 * without udev NetworkManager would otherwise wait for it for ever.
 */
const HOLDER = `
  set -e
  mount -t overlay overlay -o lowerdir=/etc,upperdir=$1/etc,workdir=$1/etc.work /etc
  mount -t overlay overlay -o lowerdir=/var/lib,upperdir=$1/lib,workdir=$1/lib.work /var/lib
  mount -t tmpfs tmpfs /run
  mkdir -p /run/dbus /run/lock
  mount -o remount,ro,bind /sys
  rm -f /etc/resolv.conf; : > /etc/resolv.conf
  rm -rf /etc/NetworkManager/system-connections; mkdir -m 700 /etc/NetworkManager/system-connections
  cp $1/NetworkManager.conf /etc/NetworkManager/NetworkManager.conf
  mkdir -p /etc/bezel /var/lib/bezel /run/bezel
  ln -sf ../../var/lib/bezel/proxy.env /etc/bezel/proxy.env
  grep -q ^bezel: /etc/group || echo bezel:x:64999: >> /etc/group
  grep -q ^bezel: /etc/passwd || echo bezel:x:64999:64999::/var/lib/bezel:/usr/sbin/nologin >> /etc/passwd
  echo ready > $1/ready
  exec sleep infinity`;

/** @param authPolkit false: whoever is not root is refused */
const networkManagerConf = (authPolkit: boolean) => `[main]
plugins=keyfile
no-auto-default=*
dns=default
rc-manager=file
dhcp=internal
auth-polkit=${authPolkit}
systemd-resolved=false
[connectivity]
enabled=false
[logging]
level=INFO
`;

/** Where the daemon listens on the machine. */
export const CONTROL_SOCKET = '/run/bezel/control.sock';

export interface BoxOptions {
  /** The rules of a real polkitd that NetworkManager asks; left out: there is none, and root needs none. */
  readonly polkitRules?: readonly string[];
}

export class Box {
  readonly #namespace: string;
  readonly #directory: string;
  readonly #polkitRules: readonly string[] | null;
  #holder: Service | null = null;
  #bus: Service | null = null;
  #polkit: Service | null = null;
  #networkManager: Service | null = null;

  constructor(namespace: string, directory: string, { polkitRules }: BoxOptions) {
    this.#namespace = namespace;
    this.#polkitRules = polkitRules ?? null;
    this.#directory = directory;
  }

  async start(): Promise<void> {
    const directory = this.#directory;
    for (const name of ['etc', 'etc.work', 'lib', 'lib.work']) mkdirSync(join(directory, name));
    writeFileSync(join(directory, 'NetworkManager.conf'), networkManagerConf(this.#polkitRules !== null));
    this.#holder = new Service(this.log('holder'), 'ip', [
      ...['netns', 'exec', this.#namespace, 'unshare', '--mount', '--uts', '--propagation', 'private'],
      ...['sh', '-c', HOLDER, 'holder', directory],
    ]);
    await eventually('the machine is ready', () => readIfAny(join(directory, 'ready')) !== '');
    this.#bus = this.service('dbus', 'dbus-daemon', ['--system', '--nofork', '--nopidfile']);
    await eventually('the system bus is there', () =>
      this.succeeds('test', '-S', '/run/dbus/system_bus_socket'),
    );
    if (this.#polkitRules !== null) await this.#startPolkit(this.#polkitRules);
    await this.startNetworkManager();
  }

  async stop(): Promise<void> {
    const services = [this.#networkManager, this.#polkit, this.#bus, this.#holder];
    for (const service of services) await service?.stop('SIGKILL');
  }

  async startNetworkManager(): Promise<void> {
    this.#networkManager = this.service('networkmanager', 'NetworkManager', ['--debug']);
    await this.#answers('org.freedesktop.NetworkManager', '/org/freedesktop/NetworkManager');
  }

  /** As it comes with Debian, with no rules but these; it gives up root by itself. */
  async #startPolkit(rules: readonly string[]): Promise<void> {
    await this.exec('sh', '-c', 'rm -rf /etc/polkit-1/rules.d; mkdir -p -m 755 /etc/polkit-1/rules.d');
    for (const rule of rules) await this.exec('cp', rule, '/etc/polkit-1/rules.d/');
    this.#polkit = this.service('polkit', '/usr/lib/polkit-1/polkitd', ['--no-debug']);
    await this.#answers('org.freedesktop.PolicyKit1', '/org/freedesktop/PolicyKit1/Authority');
  }

  async #answers(name: string, path: string): Promise<void> {
    const ping = ['--print-reply', `--dest=${name}`, path, 'org.freedesktop.DBus.Peer.Ping'];
    await eventually(`${name} answers`, () => this.succeeds('dbus-send', '--system', ...ping));
  }

  async stopNetworkManager(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.#networkManager?.stop(signal);
    this.#networkManager = null;
  }

  /** NetworkManager takes calls and does not answer. */
  suspendNetworkManager(): void {
    this.#networkManager?.signal('SIGSTOP');
  }

  /** NetworkManager ends as in a power cut and starts as after one: nothing is left but what is on the disk. */
  async restartMachine(): Promise<void> {
    await this.stopNetworkManager('SIGKILL');
    await this.exec('rm', '-rf', '/run/NetworkManager');
    for (const link of ['lan0', 'wan0']) {
      await this.exec('ip', 'address', 'flush', 'dev', link);
      await this.exec('ip', 'link', 'set', link, 'down');
    }
    await this.startNetworkManager();
  }

  /** Runs a program on the machine to its end. */
  exec(...command: readonly string[]): Promise<string> {
    const [program = '', ...args] = this.command(...command);
    return run(program, ...args);
  }

  async succeeds(...command: readonly string[]): Promise<boolean> {
    try {
      await this.exec(...command);
      return true;
    } catch {
      return false;
    }
  }

  /** Starts a program on the machine that goes on running. */
  service(
    name: string,
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = process.env,
  ): Service {
    const [nsenter = '', ...rest] = this.command(program, ...args);
    return new Service(this.log(name), nsenter, rest, env);
  }

  log(name: string): string {
    return join(this.#directory, `${name}.log`);
  }

  /** What a program that was started has written so far. */
  output(name: string): string {
    return readIfAny(this.log(name));
  }

  /** A file of the machine as seen from outside. */
  path(file: string): string {
    return `/proc/${this.#pid()}/root${file}`;
  }

  /** A command line that runs another on the machine. */
  command(...command: readonly string[]): string[] {
    return ['nsenter', '--target', String(this.#pid()), '--mount', '--net', '--uts', '--', ...command];
  }

  #pid(): number {
    if (this.#holder === null) throw new Error('the machine is not started');
    return this.#holder.pid;
  }
}

function readIfAny(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
