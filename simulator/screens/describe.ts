import { englishOf } from '../../firmware/english.ts';
import type { Appliance, TransactionStatus } from '../../menus/appliance.ts';
import type { Ipv4InForce, LinkStatus } from '../../menus/network-status.ts';
import type { Ipv4Settings } from '../../menus/settings/ipv4/ipv4.ts';
import type { ProxySettings } from '../../menus/settings/parts/proxy.ts';
import { PART_IDS, type PartId, type Settings } from '../../menus/settings/settings.ts';
import type { EventRow, SettingRow } from './bench-view.ts';

const NOTHING = '-';

type RowsOfPart = (appliance: Appliance, proxyInForce: ProxySettings | null) => readonly SettingRow[];

const ROWS: Readonly<Record<PartId, RowsOfPart>> = {
  lan: ({ network: { lan }, wanted }) => {
    const { ipv4 } = wanted.lan;
    return [
      row('LAN', addressText(lan.ipv4), wantedAddress(ipv4), isInForce(lan, ipv4)),
      gatewayRow(lan, ipv4),
      dnsRow(lan, ipv4),
    ];
  },
  wan: ({ network, wanted }) => [wanRow(network.wan, wanted.wan)],
  vlan: ({ network, wanted }) => [vlanRow(network.vlan, wanted)],
  ipv6: ({ network, wanted }) => [ipv6Row(network.lan, wanted.lan.ipv6)],
  proxy: (appliance, proxyInForce) => {
    const { proxy } = appliance.wanted;
    return [row('Proxy', proxyText(proxyInForce), proxyText(proxy), sameProxy(proxyInForce, proxy))];
  },
  // Thousands of VLANs and routes fit no row; a panel shows their number.
  platform: () => [],
};

/** The network in force beside the kept settings, in the order of their parts. */
export function settingRows(appliance: Appliance, proxyInForce: ProxySettings | null): readonly SettingRow[] {
  return PART_IDS.flatMap((id) => ROWS[id](appliance, proxyInForce));
}

function wanRow(wan: LinkStatus | null, wanted: Ipv4Settings | null): SettingRow {
  if (wan === null) return row('WAN', 'no second interface', NOTHING, true);
  return wanted === null
    ? row('WAN', addressText(wan.ipv4), NOTHING, wan.ipv4 === null)
    : row('WAN', addressText(wan.ipv4), wantedAddress(wanted), isInForce(wan, wanted));
}

function row(label: string, inForce: string, wanted: string, isSame: boolean): SettingRow {
  return { label, inForce, wanted, differs: !isSame };
}

/** The origin of a static address is left out to save room. */
function addressText(ipv4: Ipv4InForce | null): string {
  if (ipv4 === null) {
    return NOTHING;
  }
  const origin = ipv4.origin === 'static' ? '' : ` ${ipv4.origin}`;
  return `${ipv4.address}/${ipv4.prefixLength}${origin}`;
}

function wantedAddress(ipv4: Ipv4Settings): string {
  return ipv4.method === 'dhcp' ? 'dhcp' : `${ipv4.address}/${ipv4.prefixLength}`;
}

function isInForce(link: LinkStatus, wanted: Ipv4Settings): boolean {
  const { ipv4 } = link;
  if (wanted.method === 'dhcp') {
    return ipv4?.origin === 'dhcp';
  }
  return ipv4?.address === wanted.address && ipv4.prefixLength === wanted.prefixLength;
}

function gatewayRow(lan: LinkStatus, wanted: Ipv4Settings): SettingRow {
  const isFixed = wanted.method === 'static';
  const asked = isFixed ? wanted.gateway : 'dhcp';
  return row('Gateway', lan.gateway ?? NOTHING, asked, !isFixed || lan.gateway === wanted.gateway);
}

function dnsRow(lan: LinkStatus, wanted: Ipv4Settings): SettingRow {
  const inForce = lan.dns.join(' ');
  const asked = wanted.method === 'static' ? wanted.dns.join(' ') : 'dhcp';
  return row('DNS', inForce || NOTHING, asked, wanted.method === 'dhcp' || inForce === asked);
}

function vlanRow(vlan: Appliance['network']['vlan'], wanted: Settings): SettingRow {
  const inForce = vlan === null ? NOTHING : `${vlan.id}: ${addressText(vlan.ipv4)}`;
  const asked =
    wanted.vlan === null ? NOTHING : `${wanted.vlan.id}: ${wanted.vlan.address}/${wanted.vlan.prefixLength}`;
  const isSame =
    wanted.vlan === null
      ? vlan === null
      : vlan?.id === wanted.vlan.id && vlan.ipv4?.address === wanted.vlan.address;
  return row('VLAN', inForce, asked, isSame);
}

function ipv6Row(lan: LinkStatus, isWanted: boolean): SettingRow {
  const best = lan.ipv6.find((each) => each.origin === 'router-advertisement') ?? lan.ipv6[0];
  const inForce = best === undefined ? NOTHING : `${best.address}/${best.prefixLength}`;
  return row('IPv6', inForce, isWanted ? 'on' : 'off', isWanted === (best !== undefined));
}

/** Leaves out user and password, because anyone may see the screen. */
function proxyText(proxy: ProxySettings | null): string {
  return proxy === null ? NOTHING : `${proxy.host}:${proxy.port}`;
}

function sameProxy(a: ProxySettings | null, b: ProxySettings | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** State of the one change, in a few words; `none` while there is none. */
export function transactionText(transaction: TransactionStatus): string {
  switch (transaction.phase) {
    case 'none':
      return 'none';
    case 'keep':
      return `applied; keep? ${transaction.remaining_s} s left`;
    case 'checking':
    case 'applying':
    case 'verifying':
    case 'rolling-back':
      return `${transaction.phase.replace('-', ' ')} ${transaction.percent} %  ${englishOf(transaction.step)}`;
  }
}

const LOG_LINE = /^time=\S*T(\d\d:\d\d:\d\d)\S* level=(\w+)(?: name=\S+)? msg=("(?:[^"\\]|\\.)*"|\S+) ?(.*)$/;

/** A line of the daemon's log, made shorter for a narrow column. */
export function eventOfLogLine(line: string): EventRow {
  const [, time = '', level = 'info', message = line, rest = ''] = LOG_LINE.exec(line) ?? [];
  const text = message.startsWith('"') ? message.slice(1, -1) : message;
  const tone = level === 'error' || level === 'warn' ? level : 'info';
  return { time, tone, text: `${text} ${rest}`.trimEnd() };
}
