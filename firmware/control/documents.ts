/** The status of the appliance as JSON. It holds no secrets: passwords are masked, PINs absent. */
import type { Appliance, Check, TransactionStatus } from '../../menus/appliance.ts';
import { ledsOf } from '../../menus/leds.ts';
import { encodeSettingsMasked } from '../../menus/settings/codec.ts';
import { mergeVlans } from '../../menus/settings/platform.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import { cidr } from '../../menus/values/address.ts';
import { en } from '../../menus/words/en.ts';
import type { Message } from '../../menus/words/messages.ts';
import { englishOf } from '../english.ts';
import type { OperatorSession } from '../sessions/operator-session.ts';

/** The parts of the status, each an event of its own name when it changes. */
export const SECTIONS = [
  'appliance',
  'settings',
  'network',
  'transaction',
  'update',
  'platform',
  'time',
  'lastChange',
  'notices',
  'leds',
  'sessions',
] as const;
export type Section = (typeof SECTIONS)[number];

type Sources = Readonly<
  Record<Section, (appliance: Appliance, sessions: readonly OperatorSession[]) => unknown>
>;

const DOCUMENTS: Sources = {
  appliance: ({ name, kind, serial, version, features, hasWan, pinSet }) => ({
    name,
    kind,
    serial,
    version,
    features,
    hasWan,
    pinSet,
  }),
  settings: ({ wanted }) => encodeSettingsMasked(wanted),
  network: ({ network }) => network,
  transaction: ({ transaction }) => transactionDocument(transaction),
  update: ({ update }) => update,
  platform: ({ platform, wanted }) => ({
    connected: platform.connected,
    lastPoll: platform.lastPoll_ms === null ? null : new Date(platform.lastPoll_ms).toISOString(),
    pollInterval_s: platform.pollInterval_s,
    heartbeatOk: platform.heartbeatOk,
    scanRunning: platform.scanRunning,
    ...vlansOf(wanted),
  }),
  time: ({ time: { now_ms, uptime_s, isSet } }) => ({ now: new Date(now_ms).toISOString(), uptime_s, isSet }),
  lastChange: ({ lastChange }) =>
    lastChange && {
      title: lastChange.title,
      text: en.console.changes[lastChange.title],
      at: new Date(lastChange.at_ms).toISOString(),
      by: lastChange.by,
    },
  notices: ({ notices }) =>
    notices.map(({ id, severity, message }) => ({ id, severity, ...messageDocument(message) })),
  leds: (appliance) => ledsOf(appliance),
  sessions: (_appliance, sessions) =>
    sessions.map((session) => ({
      id: session.id,
      name: session.name,
      kind: session.kind,
      link: session.link(),
    })),
};

/** A message as code, values and English text. */
const messageDocument = (message: Message) => ({ ...message, text: englishOf(message) });

function transactionDocument(transaction: TransactionStatus): unknown {
  switch (transaction.phase) {
    case 'none':
      return transaction;
    case 'keep':
      return { ...transaction, checks: transaction.checks.map(checkDocument) };
    default:
      return { ...transaction, step: messageDocument(transaction.step) };
  }
}

const checkDocument = ({ problem, ...check }: Check) => ({
  ...check,
  problem: problem === null ? null : messageDocument(problem),
});

/** The values a section is made from: while they are identical, the section is unchanged. */
const SOURCES: Readonly<
  Record<Section, (appliance: Appliance, sessions: readonly OperatorSession[]) => readonly unknown[]>
> = {
  appliance: (appliance) => [JSON.stringify(DOCUMENTS.appliance(appliance, []))],
  settings: ({ wanted }) => [wanted],
  network: ({ network }) => [network],
  transaction: ({ transaction }) => [transaction],
  update: ({ update }) => [update],
  // Which VLANs of the platform are ignored depends on the appliance's own addresses, too.
  platform: ({ platform, wanted: { lan, wan, vlan, platform: defined } }) => [
    platform,
    lan.ipv4,
    wan,
    vlan,
    defined,
  ],
  // That time passes is no news; that the clock was set is.
  time: ({ time }) => [time.isSet],
  lastChange: ({ lastChange }) => [lastChange],
  notices: ({ notices }) => [notices],
  leds: (appliance) => [JSON.stringify(ledsOf(appliance))],
  sessions: (appliance, sessions) => [JSON.stringify(DOCUMENTS.sessions(appliance, sessions))],
};

/** Remembers the state sent last, so that only changed sections are sent again. */
export class SectionChanges {
  readonly #known = new Map<Section, readonly unknown[]>();

  /** The sections that changed since the last call; at the first call, all of them. */
  next(appliance: Appliance, sessions: readonly OperatorSession[]): readonly Section[] {
    return SECTIONS.filter((section) => {
      const before = this.#known.get(section);
      const now = SOURCES[section](appliance, sessions);
      this.#known.set(section, now);
      return before === undefined || now.some((value, index) => value !== before[index]);
    });
  }
}

/** The status as JSON text. The text of a section is made anew only when the section has changed. */
export class StatusTexts {
  readonly #made = new Map<Section, { readonly sources: readonly unknown[]; readonly text: string }>();

  section(section: Section, appliance: Appliance, sessions: readonly OperatorSession[]): string {
    const sources = SOURCES[section](appliance, sessions);
    const made = this.#made.get(section);
    if (made !== undefined && sources.every((source, index) => source === made.sources[index]))
      return made.text;
    const text = JSON.stringify(DOCUMENTS[section](appliance, sessions));
    this.#made.set(section, { sources, text });
    return text;
  }

  /** All sections. */
  status(appliance: Appliance, sessions: readonly OperatorSession[]): string {
    const members = SECTIONS.map((section) => `"${section}":${this.section(section, appliance, sessions)}`);
    return `{${members.join(',')}}`;
  }
}

/**
 * The numbers of VLANs and routes that the platform defines, and which VLANs are not in force and why. At most one is
 * ignored for each of the appliance's own addresses and VLAN IDs.
 */
export function vlansOf(settings: Settings) {
  const { ignored } = mergeVlans(settings);
  const { vlans, routes } = settings.platform;
  return {
    vlans: vlans.length,
    routes: routes.length,
    ignored: ignored.map(({ vlan, reason }) => ({
      id: vlan.id,
      address: cidr(vlan),
      name: vlan.name,
      reason,
    })),
  };
}
