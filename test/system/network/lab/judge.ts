import type { Box } from './box.ts';

/** What the kernel of the machine under test has, as `ip -json` tells it, in words short enough for an expectation. */
export interface InKernel {
  /** Interfaces with their addresses; loopback and interfaces without an address are left out. */
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  /** Routes but those to connected subnets, of IPv4: `default via 10.77.0.1 dev lan0 table main`. */
  readonly routes: readonly string[];
  /** Rules but the three every machine has: `from 10.88.0.20 to all table 6350`. */
  readonly rules: readonly string[];
  /** `name id parent` of every VLAN. */
  readonly vlans: readonly string[];
  readonly nameservers: readonly string[];
  /** Names of NetworkManager's profiles that come up by themselves, those in memory only among them. */
  readonly profiles: readonly string[];
  readonly proxy: string | null;
}

interface Link {
  readonly ifname: string;
  readonly link?: string;
  readonly linkinfo?: { readonly info_kind?: string; readonly info_data?: { readonly id?: number } };
  readonly addr_info: readonly { readonly local: string; readonly prefixlen: number }[];
}
interface Route {
  readonly dst: string;
  readonly gateway?: string;
  readonly dev?: string;
  readonly table?: string;
  readonly protocol?: string;
}
interface Rule {
  readonly src: string;
  readonly dst?: string;
  readonly dstlen?: number;
  readonly table: string;
}

/** A file below /run stands in for one of the same name below /etc; loopback is NetworkManager's own. */
const PROFILES = `
  memory=/run/NetworkManager/system-connections disk=/etc/NetworkManager/system-connections
  for name in $(ls $memory $disk 2>/dev/null | grep 'nmconnection$' | grep -v ^lo | sort -u); do
    if [ -e $memory/$name ]; then file=$memory/$name; else file=$disk/$name; fi
    grep -q ^autoconnect=false $file || echo $name
  done`;

export async function inKernel(box: Box): Promise<InKernel> {
  const json = async <Row>(...args: readonly string[]): Promise<readonly Row[]> =>
    JSON.parse((await box.exec('ip', '-json', ...args)) || '[]');
  const links = (await json<Link>('-details', 'address', 'show')).filter(({ ifname }) => ifname !== 'lo');
  const routes = await json<Route>('-4', 'route', 'show', 'table', 'all');
  const rules = await json<Rule>('-4', 'rule', 'show');
  const shell = (command: string) => box.exec('sh', '-c', command);
  const resolv = await shell('cat /etc/resolv.conf');
  const profiles = await shell(PROFILES);
  const proxy = await shell('cat /etc/bezel/proxy.env 2>/dev/null || true');
  return {
    addresses: Object.fromEntries(
      links
        .filter(({ addr_info }) => addr_info.length > 0)
        .map((link) => [link.ifname, link.addr_info.map(({ local, prefixlen }) => `${local}/${prefixlen}`)]),
    ),
    routes: routes
      .filter(({ table, protocol }) => table !== 'local' && protocol !== 'kernel')
      .map(({ dst, gateway, dev, table = 'main' }) => `${dst} via ${gateway} dev ${dev} table ${table}`)
      .sort(),
    rules: rules
      .filter(({ table }) => !['local', 'main', 'default'].includes(table))
      .map(({ src, dst = 'all', dstlen, table }) => {
        const to = dstlen === undefined ? dst : `${dst}/${dstlen}`;
        return `from ${src} to ${to} table ${table}`;
      })
      .sort(),
    vlans: links
      .filter(({ linkinfo }) => linkinfo?.info_kind === 'vlan')
      .map(({ ifname, link, linkinfo }) => `${ifname} ${linkinfo?.info_data?.id} ${link}`),
    nameservers: [...resolv.matchAll(/^nameserver (\S+)/gm)].map((match) => match[1] ?? ''),
    profiles: profiles
      .split('\n')
      .filter((name) => name !== '')
      .map((name) => name.replace('.nmconnection', ''))
      .sort(),
    proxy: proxy === '' ? null : proxy,
  };
}
