import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORLD } from './addresses.ts';
import { eventually, run, Service } from './commands.ts';

type Side = 'lan' | 'wan';

/** What a DHCP server gives: addresses from the first to the last of the pool. */
interface Offer {
  readonly pool: readonly [string, string];
  readonly dns: string;
}

/** How a router advertises itself; a lifetime of 0 says that it is no default router. */
interface Router {
  readonly lifetime_s?: number;
  /** False: nobody may make an address of its prefix. */
  readonly hasPrefix?: boolean;
}

/** The shortest lease that dnsmasq gives. */
const LEASE_s = 120;
/** Of the other server. A client asks again after half of it, and anyone who answers after 7/8. */
const SHORT_LEASE_s = 8;

/**
 * Everything outside the appliance, in one namespace: on each cable a gateway and a DHCP server; a DNS server, a
 * neighbour, a router that advertises IPv6 (when asked to), the platform over HTTPS, and a proxy.
 */
export class World {
  readonly #namespace: string;
  readonly #directory: string;
  readonly #services = new Map<string, Service>();

  constructor(namespace: string, directory: string) {
    this.#namespace = namespace;
    this.#directory = directory;
  }

  /** The certificate the platform shows, as a file the appliance may trust. */
  get certificate(): string {
    return join(this.#directory, 'platform.pem');
  }

  async start(): Promise<void> {
    const { lan, wan, platform } = WORLD;
    await this.#ip('address', 'add', `${lan.gateway}/24`, 'dev', 'lan0p');
    await this.#ip('address', 'add', `${lan.dns}/24`, 'dev', 'lan0p');
    await this.#ip('address', 'add', `${lan.neighbour}/24`, 'dev', 'lan0p');
    await this.#ip('address', 'add', `${wan.gateway}/24`, 'dev', 'wan0p');
    await this.#ip('address', 'add', `${platform.address}/32`, 'dev', 'lo');
    await this.plug('lan');
    await this.plug('wan');
    await this.#makeCertificate();
    this.startDhcp('lan');
    this.startDhcp('wan');
    this.startDns();
    this.#start('web', process.execPath, [join(import.meta.dirname, 'web.mjs'), this.#directory]);
    await eventually('platform and proxy listen', async () => {
      const listening = await this.exec('ss', '-tlnH');
      return listening.includes(`:${WORLD.platform.port} `) && listening.includes(`:${WORLD.proxy.port} `);
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.stop('SIGKILL')));
  }

  exec(program: string, ...args: readonly string[]): Promise<string> {
    return run('ip', 'netns', 'exec', this.#namespace, program, ...args);
  }

  async plug(side: Side): Promise<void> {
    await this.#ip('link', 'set', `${side}0p`, 'up');
  }

  async unplug(side: Side): Promise<void> {
    await this.#ip('link', 'set', `${side}0p`, 'down');
  }

  startDhcp(side: Side): void {
    const { pool, gateway, dns } = WORLD[side];
    this.#start(`dhcp-${side}`, 'ip', [
      ...['netns', 'exec', this.#namespace, 'dnsmasq', '--conf-file=/dev/null', '--no-daemon', '--port=0'],
      ...[`--interface=${side}0p`, '--bind-interfaces', '--except-interface=lo'],
      `--dhcp-range=${pool[0]},${pool[1]},255.255.255.0,${LEASE_s}`,
      ...[`--dhcp-option=3,${gateway}`, `--dhcp-option=6,${dns}`],
      // `--no-ping` spares 3 s a lease.
      ...['--dhcp-authoritative', '--no-ping', '--leasefile-ro', '--log-facility=-'],
      `--dhcp-leasefile=${join(this.#directory, `leases-${side}`)}`,
    ]);
  }

  /** Instead of the usual server, one with leases that are soon over. */
  startShortLeases(side: Side, { pool, dns }: Offer = WORLD[side]): void {
    const conf = join(this.#directory, `udhcpd-${side}.conf`);
    const leases = join(this.#directory, `udhcpd-${side}-${pool[0]}`);
    writeFileSync(leases, '');
    const lines = [
      ...[`interface ${side}0p`, `start ${pool[0]}`, `end ${pool[1]}`, `min_lease ${SHORT_LEASE_s}`],
      ...[`lease_file ${leases}`, `pidfile ${leases}.pid`, `opt lease ${SHORT_LEASE_s}`],
      ...[`opt subnet 255.255.255.0`, `opt router ${WORLD[side].gateway}`, `opt dns ${dns}`, ''],
    ];
    writeFileSync(conf, lines.join('\n'));
    this.#start(`dhcp-${side}`, 'udhcpd', ['-f', '-I', WORLD[side].gateway, conf]);
  }

  stopDhcp(side: Side): Promise<void> {
    return this.#stop(`dhcp-${side}`);
  }

  startDns(): void {
    const { lan, wan, platform } = WORLD;
    this.#start('dns', 'ip', [
      ...['netns', 'exec', this.#namespace, 'dnsmasq', '--conf-file=/dev/null', '--no-daemon', '--no-resolv'],
      ...['--no-hosts', '--bind-interfaces', '--except-interface=lo'],
      ...[`--listen-address=${lan.dns}`, `--listen-address=${wan.dns}`],
      `--address=/${platform.name}/${platform.address}`,
    ]);
  }

  stopDns(): Promise<void> {
    return this.#stop('dns');
  }

  /** Platform and proxy are gone. */
  stopWeb(): Promise<void> {
    return this.#stop('web');
  }

  /** From now on a router advertises itself and a prefix on LAN. */
  async startRouter({ lifetime_s = 30, hasPrefix = true }: Router = {}): Promise<void> {
    const { prefix, router } = WORLD.ipv6;
    const conf = join(this.#directory, 'radvd.conf');
    writeFileSync(
      conf,
      `interface lan0p { AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 4; AdvDefaultLifetime ${lifetime_s};
        prefix ${prefix}/64 { AdvOnLink on; AdvAutonomous ${hasPrefix ? 'on' : 'off'}; }; };\n`,
    );
    // The router's own duplicate detection would hold its first advertisements back.
    await this.exec('sysctl', '-qw', 'net.ipv6.conf.lan0p.accept_dad=0', 'net.ipv6.conf.all.forwarding=1');
    await this.#ip('address', 'replace', `${router}/64`, 'dev', 'lan0p', 'nodad');
    const pid = join(this.#directory, 'radvd.pid');
    const args = ['netns', 'exec', this.#namespace, 'radvd', '-C', conf, '-p', pid, '-n', '-m', 'stderr'];
    this.#start('radvd', 'ip', args);
  }

  stopRouter(): Promise<void> {
    return this.#stop('radvd');
  }

  /** Another machine has this IPv6 address on LAN. */
  async addIpv6(address: string): Promise<void> {
    await this.#ip('address', 'add', `${address}/64`, 'dev', 'lan0p', 'nodad');
  }

  /** The gateway answers again, and the others whose addresses went with its own. */
  async restoreGateway(): Promise<void> {
    const { gateway, dns, neighbour } = WORLD.lan;
    for (const address of [gateway, dns, neighbour])
      await this.#ip('address', 'replace', `${address}/24`, 'dev', 'lan0p');
  }

  /** A VLAN at the far end of the LAN cable; needs a kernel with 802.1Q. */
  async addVlan(id: number, address: string): Promise<void> {
    await this.#ip('link', 'add', 'link', 'lan0p', 'name', `v${id}`, 'type', 'vlan', 'id', String(id));
    await this.#ip('address', 'add', `${address}/24`, 'dev', `v${id}`);
    await this.#ip('link', 'set', `v${id}`, 'up');
  }

  /** The gateway stops answering ARP on LAN: its address is gone. */
  async silenceGateway(): Promise<void> {
    await this.#ip('address', 'delete', `${WORLD.lan.gateway}/24`, 'dev', 'lan0p');
  }

  /** Every router and host drops ICMP echo requests. */
  async dropPings(): Promise<void> {
    const rules = 'add table inet f; add chain inet f i { type filter hook input priority 0; }; ';
    await this.exec('nft', `${rules} add rule inet f i icmp type echo-request drop`);
  }

  #start(name: string, program: string, args: readonly string[]): void {
    const inside = program === 'ip' ? args : ['netns', 'exec', this.#namespace, program, ...args];
    this.#services.set(name, new Service(join(this.#directory, `${name}.log`), 'ip', inside));
  }

  async #stop(name: string): Promise<void> {
    await this.#services.get(name)?.stop();
    this.#services.delete(name);
  }

  async #ip(...args: readonly string[]): Promise<void> {
    await run('ip', '-n', this.#namespace, ...args);
  }

  async #makeCertificate(): Promise<void> {
    const { name, address } = WORLD.platform;
    await run(
      'openssl',
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name},IP:${address}`],
      ...['-keyout', join(this.#directory, 'platform.key'), '-out', this.certificate],
    );
  }
}
