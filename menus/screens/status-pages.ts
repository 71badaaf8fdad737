/** The status pages: which ones are shown now, and their content. */
import type { Appliance, Notice, TransactionStatus } from '../appliance.ts';
import { toPanelText } from '../frame.ts';
import type { Ipv4InForce, LinkStatus } from '../network-status.ts';
import { mergeVlans } from '../settings/platform.ts';
import { cidr, netmaskOf } from '../values/address.ts';
import { STATUS_PAGES, type StatusPage, type StatusScreen } from '../view.ts';
import { type Reader, wordsOf } from '../words/audience.ts';
import { message } from '../words/messages.ts';
import type { RegisterWords } from '../words/words.ts';
import { linesOf, outsideText } from './texts.ts';

/** The input of a status page. Notices this operator dismissed are hidden at once. */
export interface StatusScene extends Reader {
  readonly appliance: Appliance;
  readonly dismissed: readonly number[];
}

type Entry = StatusScreen['entries'][number];

const entry = (label: string, value: string): Entry => ({ label, value });

interface PageContent {
  readonly tone: StatusScreen['tone'];
  readonly entries: readonly Entry[];
  readonly percent: number | null;
}

const plain = (entries: readonly Entry[]): PageContent => ({ tone: 'normal', entries, percent: null });

/** The notice to show, newest first; null: none. */
function noticeOf({ appliance, dismissed }: StatusScene): Notice | null {
  return appliance.notices.find((notice) => !dismissed.includes(notice.id)) ?? null;
}

/** The id of that notice; 0, which no notice has, when there is none. */
export function noticeIdOf(scene: StatusScene): number {
  return noticeOf(scene)?.id ?? 0;
}

function noticePage(scene: StatusScene): PageContent {
  const notice = noticeOf(scene);
  const lines = notice === null ? [] : linesOf(wordsOf(scene), notice.message);
  const entries = lines.map((line) => entry('', line));
  return { tone: notice?.severity === 'fault' ? 'fault' : 'normal', entries, percent: null };
}

function updatePage(scene: StatusScene): PageContent {
  const { update } = scene.appliance;
  const words = wordsOf(scene);
  switch (update.state) {
    case 'none':
      return plain([]);
    case 'running':
      return {
        tone: 'update',
        entries: [
          entry('', words.status.updating),
          entry('', words.status.doNotPowerOff),
          ...(update.message === '' ? [] : [entry('', outsideText(words, update.message))]),
        ],
        percent: update.percent,
      };
    case 'failed':
      return {
        tone: 'fault',
        entries: linesOf(
          words,
          message('update-failed', { message: outsideText(words, update.message) }),
        ).map((line) => entry('', line)),
        percent: null,
      };
  }
}

function changePage(scene: StatusScene): PageContent {
  const { transaction } = scene.appliance;
  const words = wordsOf(scene);
  const heading = entry('', words.status.change);
  if (transaction.phase === 'none') {
    return plain([heading]);
  }
  const phase = entry('', words.phases[transaction.phase]);
  return transaction.phase === 'keep'
    ? plain([heading, entry('', words.phrases.waitsForKeep({ seconds: transaction.remaining_s }))])
    : {
        tone: 'normal',
        entries: [heading, phase, ...linesOf(words, transaction.step).map((line) => entry('', line))],
        percent: transaction.percent,
      };
}

function contact({ platform }: Appliance, { status }: RegisterWords): readonly Entry[] {
  const connection =
    platform.connected === null
      ? status.noContact
      : platform.connected
        ? status.connected
        : status.communicationFailure;
  const heartbeat = platform.heartbeatOk === false ? [entry('', status.heartbeatMissed)] : [];
  return [entry('', connection), ...heartbeat];
}

function homePage(scene: StatusScene): PageContent {
  const { appliance } = scene;
  const words = wordsOf(scene);
  const { lan } = appliance.network;
  const missing = lan.carrier ? words.status.noAddress : words.status.noLink;
  const address = lan.ipv4 === null ? missing : addressText(words, lan.ipv4);
  const origin = lan.ipv4?.origin ?? appliance.wanted.lan.ipv4.method;
  return plain([
    entry('', toPanelText(appliance.name)),
    entry('', address),
    ...contact(appliance, words),
    entry(words.status.lanOrigin, words.origins[origin]),
  ]);
}

/** On a console with its prefix length; a glass has a line for the netmask. */
function addressText({ register }: RegisterWords, ipv4: Ipv4InForce): string {
  return register === 'glass' ? ipv4.address : cidr(ipv4);
}

/** Address, how it was got, and the mask; without one, what is missing. */
function ipv4Entries(name: string, ipv4: Ipv4InForce | null, words: RegisterWords): readonly Entry[] {
  const { status } = words;
  if (ipv4 === null) return [entry(name, status.noAddress)];
  const mask = words.register === 'glass' ? [entry(status.mask, netmaskOf(ipv4.prefixLength))] : [];
  return [entry(name, addressText(words, ipv4)), ...mask, entry(status.origin, words.origins[ipv4.origin])];
}

function linkEntries(link: LinkStatus, { register, status, phrases }: RegisterWords): readonly Entry[] {
  const speed = link.speed_mbps === null ? status.linkUp : phrases.speed({ mbps: link.speed_mbps });
  // With its separators a MAC address has 17 characters, one too many for a row of 16.
  const mac = register === 'glass' ? link.mac.replaceAll(/[^0-9a-f]/gi, '').toUpperCase() : link.mac;
  return [entry(status.link, link.carrier ? speed : status.noLink), entry(status.mac, toPanelText(mac))];
}

function lanPage(scene: StatusScene): PageContent {
  const { lan } = scene.appliance.network;
  const words = wordsOf(scene);
  return plain([...ipv4Entries(words.status.lan, lan.ipv4, words), ...linkEntries(lan, words)]);
}

function wanPage(scene: StatusScene): PageContent {
  const { network, wanted } = scene.appliance;
  const words = wordsOf(scene);
  const { status } = words;
  if (wanted.wan === null || network.wan === null) {
    return plain([entry(status.wan, status.disabled)]);
  }
  return plain([...ipv4Entries(status.wan, network.wan.ipv4, words), ...linkEntries(network.wan, words)]);
}

function ipv6Page(scene: StatusScene): PageContent {
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

function vlanPage(scene: StatusScene): PageContent {
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

function gatewayPage(scene: StatusScene): PageContent {
  const { gateway, dns } = scene.appliance.network.lan;
  const { status, phrases } = wordsOf(scene);
  return plain([
    entry(status.gateway, gateway ?? status.none),
    ...(dns.length === 0 ? [entry(status.dns, status.none)] : []),
    ...dns.map((server, index) => entry(phrases.dnsServer({ place: index + 1 }), server)),
  ]);
}

function serialPage(scene: StatusScene): PageContent {
  const { status } = wordsOf(scene);
  return plain([entry(status.serial, toPanelText(scene.appliance.serial) || status.none)]);
}

function versionPage(scene: StatusScene): PageContent {
  return plain([entry(wordsOf(scene).status.version, toPanelText(scene.appliance.version))]);
}

/** The content of each page, and when it is shown (absent: always). */
const PAGES: Readonly<
  Record<
    StatusPage,
    {
      readonly content: (scene: StatusScene) => PageContent;
      readonly shown?: (scene: StatusScene) => boolean;
    }
  >
> = {
  notice: { content: noticePage, shown: (scene) => noticeOf(scene) !== null },
  update: { content: updatePage, shown: ({ appliance }) => appliance.update.state !== 'none' },
  change: { content: changePage, shown: ({ appliance }) => appliance.transaction.phase !== 'none' },
  home: { content: homePage },
  lan: { content: lanPage },
  wan: { content: wanPage, shown: ({ appliance }) => appliance.hasWan },
  ipv6: {
    content: ipv6Page,
    shown: ({ appliance }) => appliance.features.ipv6 || appliance.wanted.lan.ipv6,
  },
  vlan: {
    content: vlanPage,
    shown: ({ appliance: { features, wanted } }) =>
      features.vlan || wanted.vlan !== null || wanted.platform.vlans.length > 0,
  },
  'gateway-dns': { content: gatewayPage },
  serial: { content: serialPage },
  version: { content: versionPage },
};

/** Whether a page is always shown. */
export function isPageCertain(page: StatusPage): boolean {
  return PAGES[page].shown === undefined;
}

export function isPageShown(scene: StatusScene, page: StatusPage): boolean {
  return PAGES[page].shown?.(scene) ?? true;
}

/**
 * Identifies what is on the first page because it is urgent. When this changes, a session on another status page goes
 * to the first one. Empty: nothing urgent.
 */
export function headlineOf(scene: StatusScene): string {
  const { update, transaction } = scene.appliance;
  const notice = noticeOf(scene);
  if (notice !== null) {
    return `notice ${notice.id}`;
  }
  if (update.state !== 'none') {
    return `update ${update.state}`;
  }
  return isChanging(transaction) ? 'change' : '';
}

function isChanging(transaction: TransactionStatus): boolean {
  return transaction.phase !== 'none';
}

export function statusScreen(scene: StatusScene, page: StatusPage, part: number): StatusScreen {
  const shown = STATUS_PAGES.filter((each) => isPageShown(scene, each));
  return {
    kind: 'status',
    page,
    index: Math.max(0, shown.indexOf(page)),
    count: shown.length,
    part,
    ...PAGES[page].content(scene),
  };
}
