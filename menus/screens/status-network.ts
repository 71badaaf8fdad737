/** Status pages of the network: a page for each part of the settings, with what is in force. */
import { toPanelText } from '../frame.ts';
import type { Ipv4InForce, LinkState, LinkStatus } from '../network-status.ts';
import type { LinkRole } from '../role.ts';
import { mergeVlans } from '../settings/platform.ts';
import { cidr, netmaskOf } from '../values/address.ts';
import { wordsOf } from '../words/audience.ts';
import type { RegisterWords, StatusLabel } from '../words/words.ts';
import { type Entry, entry, type PageContent, plain, type StatusScene } from './status-content.ts';
import { outsideText } from './texts.ts';

/** On a console with its prefix length; a glass has a line for the netmask. */
export function addressText({ register }: RegisterWords, ipv4: Ipv4InForce): string {
  return register === 'glass' ? ipv4.address : cidr(ipv4);
}

/** Address, how it was got, and the mask; without one, what is missing. */
function ipv4Entries(name: string, ipv4: Ipv4InForce | null, words: RegisterWords): readonly Entry[] {
  const { status } = words;
  if (ipv4 === null) return [entry(name, status.noAddress)];
  const mask = words.register === 'glass' ? [entry(status.mask, netmaskOf(ipv4.prefixLength))] : [];
  return [entry(name, addressText(words, ipv4)), ...mask, entry(status.origin, words.origins[ipv4.origin])];
}

/** Labelled with the link's name: the two links may have different ones. */
function routeEntries(link: LinkRole, { gateway, dns }: LinkStatus, words: RegisterWords): readonly Entry[] {
  const { status, phrases } = words;
  const servers = dns.length === 0 ? [status.none] : dns;
  return [
    entry(phrases.gateway({ link }), gateway ?? status.none),
    ...servers.map((server, index) => entry(phrases.dnsServer({ link, place: index + 1 }), server)),
  ];
}

/** What stands for the speed of a link that cannot be used. */
const LINK_FAULTS = {
  absent: 'noPort',
  unmanaged: 'notManaged',
  'no-carrier': 'noLink',
  'not-ready': null,
  ready: null,
} as const satisfies Record<LinkState['kind'], StatusLabel | null>;

/** Also of a link that is not in use: a DHCP reservation is made before it is. */
function portEntries(link: LinkStatus, { register, status, phrases }: RegisterWords): readonly Entry[] {
  const { speed_mbps, duplex } = link;
  const fault = LINK_FAULTS[link.state.kind];
  const speed = speed_mbps === null ? status.linkUp : phrases.speed({ mbps: speed_mbps, duplex });
  const mac = toPanelText(link.mac);
  return [
    entry(status.link, fault === null ? speed : status[fault]),
    entry(status.mac, register === 'glass' ? mac.toUpperCase() : mac),
  ];
}

export function lanPage(scene: StatusScene): PageContent {
  const { lan } = scene.appliance.network;
  const words = wordsOf(scene);
  return plain([
    ...ipv4Entries(words.status.lan, lan.ipv4, words),
    ...routeEntries('lan', lan, words),
    ...portEntries(lan, words),
  ]);
}

export function wanPage(scene: StatusScene): PageContent {
  const { network, wanted } = scene.appliance;
  const words = wordsOf(scene);
  const { status } = words;
  const { wan } = network;
  const port = wan === null ? [] : portEntries(wan, words);
  if (wanted.wan === null || wan === null) {
    return plain([entry(status.wan, status.disabled), ...port]);
  }
  return plain([...ipv4Entries(status.wan, wan.ipv4, words), ...routeEntries('wan', wan, words), ...port]);
}

export function ipv6Page(scene: StatusScene): PageContent {
  const { network, wanted } = scene.appliance;
  const words = wordsOf(scene);
  const { ipv6, disabled, noAddress } = words.status;
  if (!wanted.lan.ipv6) {
    return plain([entry(ipv6, disabled)]);
  }
  const addresses = network.lan.ipv6.map(({ address, prefixLength }) =>
    entry('', outsideText(words, `${address}/${prefixLength}`)),
  );
  return plain(addresses.length === 0 ? [entry(ipv6, noAddress)] : [entry('', ipv6), ...addresses]);
}

export function vlanPage(scene: StatusScene): PageContent {
  const { network, wanted } = scene.appliance;
  const words = wordsOf(scene);
  const { status, phrases } = words;
  const { inForce, ignored } = mergeVlans(wanted);
  const local = wanted.vlan;
  const own =
    local === null
      ? [entry(status.vlan, status.off)]
      : [
          entry(status.vlan, local.id === 0 ? status.priorityTagged : String(local.id)),
          ...ipv4Entries(status.ip, network.vlan?.ipv4 ?? null, words),
        ];
  const platform = inForce.length - (local === null ? 0 : 1);
  return plain([
    ...own,
    ...(platform > 0 ? [entry(status.platformVlans, String(platform))] : []),
    ...ignored.map(({ vlan }) => entry('', phrases.ignoredVlan({ id: vlan.id }))),
  ]);
}

/** The proxy in force, and its user; never a password. */
export function proxyPage(scene: StatusScene): PageContent {
  const { proxy } = scene.appliance.wanted;
  const words = wordsOf(scene);
  const { status, lines } = words;
  if (proxy === null) return plain([entry(status.proxy, status.disabled)]);
  const user = proxy.user === '' ? [] : [entry(lines.proxyUser, toPanelText(proxy.user))];
  return plain([entry(status.proxy, outsideText(words, `${proxy.host}:${proxy.port}`)), ...user]);
}
