/** The status pages: which ones are shown now, and their content. */
import type { Notice } from '../appliance.ts';
import { toPanelText } from '../frame.ts';
import type { LinkState } from '../network-status.ts';
import { isUnderWay } from '../update.ts';
import { STATUS_PAGES, type StatusPage, type StatusScreen } from '../view.ts';
import { wordsOf } from '../words/audience.ts';
import { ageOf, minutesOf, utcText } from '../words/duration.ts';
import type { RegisterWords, StatusLabel } from '../words/words.ts';
import { type Entry, entry, type PageContent, plain, type StatusScene } from './status-content.ts';
import { addressText, ipv6Page, lanPage, proxyPage, vlanPage, wanPage } from './status-network.ts';
import { linesOf, outsideText } from './texts.ts';

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
    case 'silent':
      return {
        tone: 'fault',
        entries: [entry('', words.headlines.updateSilent), entry('', words.status.doNotPowerOff)],
        percent: update.percent,
      };
    default:
      // A failure is told by a notice.
      return plain([]);
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

function contact({ appliance: { platform } }: StatusScene, words: RegisterWords): readonly Entry[] {
  const { status } = words;
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
  const address = lan.ipv4 === null ? words.status[MISSING[lan.state.kind]] : addressText(words, lan.ipv4);
  const origin = lan.ipv4?.origin ?? appliance.wanted.lan.ipv4.method;
  return plain([
    entry('', toPanelText(appliance.name)),
    entry('', address),
    ...contact(scene, words),
    entry(words.status.lanOrigin, words.origins[origin]),
  ]);
}

/** What stands for an address that is not there. */
const MISSING = {
  absent: 'noPort',
  unmanaged: 'notManaged',
  'no-carrier': 'noLink',
  'not-ready': 'noAddress',
  ready: 'noAddress',
} as const satisfies Record<LinkState['kind'], StatusLabel>;

function platformPage(scene: StatusScene): PageContent {
  const words = wordsOf(scene);
  const { platform, time } = scene.appliance;
  const { lastPoll_ms } = platform;
  const last =
    lastPoll_ms === null
      ? []
      : [entry(words.status.lastContact, words.phrases.ago(ageOf(time.now_ms - lastPoll_ms)))];
  const scan = platform.scanRunning ? [entry('', words.headlines.scanRuns)] : [];
  return plain([...contact(scene, words), ...scan, ...last]);
}

function timePage(scene: StatusScene): PageContent {
  const { status, phrases } = wordsOf(scene);
  const { now_ms, uptime_s, isSet } = scene.appliance.time;
  return {
    ...plain([
      ...(isSet ? [] : [entry('', status.clockNotSet)]),
      entry(status.time, utcText(now_ms)),
      entry(status.uptime, phrases.uptime({ minutes: minutesOf(uptime_s * 1000) })),
    ]),
    tone: isSet ? 'normal' : 'fault',
  };
}

function lastChangePage(scene: StatusScene): PageContent {
  const words = wordsOf(scene);
  const { lastChange } = scene.appliance;
  const { status, changes } = words;
  if (lastChange === null) return plain([entry(status.lastChange, status.none)]);
  return plain([
    entry(status.lastChange, changes[lastChange.title]),
    entry(status.time, utcText(lastChange.at_ms)),
    entry(status.changedFrom, outsideText(words, lastChange.by)),
  ]);
}

function serialPage(scene: StatusScene): PageContent {
  const { status } = wordsOf(scene);
  const serial = toPanelText(scene.appliance.serial);
  return plain(
    serial === '' ? [entry('', status.serial), entry('', status.none)] : [entry(status.serial, serial)],
  );
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
  change: { content: changePage, shown: ({ appliance }) => appliance.transaction.phase !== 'none' },
  notice: { content: noticePage, shown: (scene) => noticeOf(scene) !== null },
  // That one failed is a notice, which goes away once it is seen.
  update: { content: updatePage, shown: ({ appliance }) => isUnderWay(appliance.update) },
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
  proxy: { content: proxyPage },
  platform: { content: platformPage },
  time: { content: timePage },
  'last-change': { content: lastChangePage },
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
  const first = STATUS_PAGES.reduceRight<StatusPage>(
    (found, page) => (isPageShown(scene, page) ? page : found),
    'home',
  );
  if (first === 'notice') return `notice ${noticeIdOf(scene)}`;
  if (first === 'update') return `update ${scene.appliance.update.state}`;
  return isPageCertain(first) ? '' : first;
}

/** Pages that say what a console shows above all others, or in its head. */
const OUTSIDE_BOARD: ReadonlySet<StatusPage> = new Set(['change', 'notice', 'update', 'home']);

export function statusScreen(scene: StatusScene, page: StatusPage, part: number): StatusScreen {
  const shown = STATUS_PAGES.filter((each) => isPageShown(scene, each));
  const onBoard = scene.audience.register === 'glass' ? [] : shown.filter((each) => !OUTSIDE_BOARD.has(each));
  return {
    kind: 'status',
    page,
    index: Math.max(0, shown.indexOf(page)),
    count: shown.length,
    part,
    ...PAGES[page].content(scene),
    board: onBoard.map((each) => {
      const { tone, entries } = PAGES[each].content(scene);
      return { page: each, tone, entries };
    }),
  };
}
