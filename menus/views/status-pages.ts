/** The status pages: which of them there are now, and what each says. */
import type { Appliance, Notice, TransactionStatus } from '../appliance.ts';
import { toPanelText } from '../frame.ts';
import { ORIGINS, PHASES, STATUS } from '../labels.ts';
import type { Ipv4InForce, LinkStatus } from '../network-status.ts';
import { mergeVlans } from '../settings/platform.ts';
import { netmaskOf } from '../values/address.ts';
import { STATUS_PAGES, type StatusPage, type StatusScreen } from '../view.ts';

/** What a page is made from: notices this operator has dismissed are out of sight at once. */
export interface StatusScene {
  readonly appliance: Appliance;
  readonly dismissed: readonly number[];
}

type Entry = StatusScreen['entries'][number];

const entry = (label: string, value: string): Entry => ({ label, value: toPanelText(value) });

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

/** Its id; 0, which no notice has, when there is none. */
export function noticeIdOf(scene: StatusScene): number {
  return noticeOf(scene)?.id ?? 0;
}

function noticePage(scene: StatusScene): PageContent {
  const notice = noticeOf(scene);
  const entries = (notice?.panel ?? []).map((line) => entry('', line));
  return { tone: notice?.severity === 'fault' ? 'fault' : 'normal', entries, percent: null };
}

function updatePage({ appliance: { update } }: StatusScene): PageContent {
  switch (update.state) {
    case 'none':
      return plain([]);
    case 'running':
      return {
        tone: 'update',
        entries: [
          entry('', STATUS.update),
          entry('', STATUS.doNotPowerOff),
          ...(update.message === '' ? [] : [entry('', update.message.toUpperCase())]),
        ],
        percent: update.percent,
      };
    case 'failed':
      return {
        tone: 'fault',
        entries: [entry('', STATUS.updateFailed), entry('', update.message.toUpperCase())],
        percent: null,
      };
  }
}

function changePage({ appliance: { transaction } }: StatusScene): PageContent {
  const heading = entry('', STATUS.change);
  if (transaction.phase === 'none') {
    return plain([heading]);
  }
  const phase = entry('', PHASES[transaction.phase]);
  return transaction.phase === 'keep'
    ? plain([heading, entry('', `${PHASES.keep} ${transaction.remaining_s}`)])
    : {
        tone: 'normal',
        entries: [heading, phase, entry('', transaction.step)],
        percent: transaction.percent,
      };
}

function contact({ platform }: Appliance): readonly Entry[] {
  const connection =
    platform.connected === null
      ? STATUS.noContact
      : platform.connected
        ? STATUS.connected
        : STATUS.communicationFailure;
  const heartbeat = platform.heartbeatOk === false ? [entry('', STATUS.heartbeatMissed)] : [];
  return [entry('', connection), ...heartbeat];
}

function homePage({ appliance }: StatusScene): PageContent {
  const { lan } = appliance.network;
  const address = lan.ipv4?.address ?? (lan.carrier ? STATUS.noAddress : STATUS.noLink);
  const origin = lan.ipv4?.origin ?? appliance.wanted.lan.ipv4.method;
  return plain([
    entry('', appliance.name),
    entry('', address),
    ...contact(appliance),
    entry(STATUS.lanBy, ORIGINS[origin]),
  ]);
}

/** Address, how it was got, and the mask; without one, what is missing. */
function ipv4Entries(name: string, ipv4: Ipv4InForce | null): readonly Entry[] {
  return ipv4 === null
    ? [entry(name, STATUS.noAddress)]
    : [
        entry(name, ipv4.address),
        entry(STATUS.mask, netmaskOf(ipv4.prefixLength)),
        entry(STATUS.by, ORIGINS[ipv4.origin]),
      ];
}

function linkEntries(link: LinkStatus): readonly Entry[] {
  const speed = link.speed_mbps === null ? STATUS.linkUp : `${link.speed_mbps} ${STATUS.megabits}`;
  return [
    entry(STATUS.link, link.carrier ? speed : STATUS.noLink),
    // Without separators: with them the 17 characters would not fit a row of 16.
    entry(STATUS.mac, link.mac.replaceAll(/[^0-9a-f]/gi, '').toUpperCase()),
  ];
}

function lanPage({ appliance: { network } }: StatusScene): PageContent {
  return plain([...ipv4Entries(STATUS.lan, network.lan.ipv4), ...linkEntries(network.lan)]);
}

function wanPage({ appliance: { network, wanted } }: StatusScene): PageContent {
  if (wanted.wan === null || network.wan === null) {
    return plain([entry(STATUS.wan, STATUS.disabled)]);
  }
  return plain([...ipv4Entries(STATUS.wan, network.wan.ipv4), ...linkEntries(network.wan)]);
}

function ipv6Page({ appliance: { network, wanted } }: StatusScene): PageContent {
  if (!wanted.lan.ipv6) {
    return plain([entry(STATUS.ipv6, STATUS.disabled)]);
  }
  const addresses = network.lan.ipv6.map(({ address, prefixLength }) =>
    entry('', `${address}/${prefixLength}`.toUpperCase()),
  );
  return plain(
    addresses.length === 0 ? [entry(STATUS.ipv6, STATUS.noAddress)] : [entry('', STATUS.ipv6), ...addresses],
  );
}

function vlanPage({ appliance: { network, wanted } }: StatusScene): PageContent {
  const { inForce, ignored } = mergeVlans(wanted);
  const local = wanted.vlan;
  const own =
    local === null
      ? [entry(STATUS.vlan, STATUS.none)]
      : [
          entry(STATUS.vlan, local.id === 0 ? STATUS.priorityTagged : String(local.id)),
          ...ipv4Entries(STATUS.ip, network.vlan?.ipv4 ?? null),
        ];
  const platform = inForce.length - (local === null ? 0 : 1);
  return plain([
    ...own,
    ...(platform > 0 ? [entry(STATUS.platformVlans, String(platform))] : []),
    ...ignored.map(({ vlan }) => entry(STATUS.platformVlan, `${vlan.id} ${STATUS.ignored}`)),
  ]);
}

function gatewayPage({ appliance: { network } }: StatusScene): PageContent {
  const { gateway, dns } = network.lan;
  return plain([
    entry(STATUS.gateway, gateway ?? STATUS.none),
    ...(dns.length === 0 ? [entry(STATUS.dns, STATUS.none)] : []),
    ...dns.map((server, index) => entry(`${STATUS.dns} ${index + 1}`, server)),
  ]);
}

/** Each page: what it says, and when it is there at all (absent: always). In the order of turning. */
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
  serial: { content: ({ appliance }) => plain([entry(STATUS.serial, appliance.serial || STATUS.none)]) },
  version: { content: ({ appliance }) => plain([entry(STATUS.version, appliance.version)]) },
};

/** Whether a page is there whatever the appliance says. */
export function isPageCertain(page: StatusPage): boolean {
  return PAGES[page].shown === undefined;
}

export function isPageShown(scene: StatusScene, page: StatusPage): boolean {
  return PAGES[page].shown?.(scene) ?? true;
}

/**
 * What takes the first page now, as a key that changes when something new does: a session on another page is
 * brought to the front by it. Empty: nothing special.
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
