import type { Display } from './display.ts';
import type { CheckName, NetworkStatus } from './network-status.ts';
import type { ProxySettings } from './settings/parts/proxy.ts';
import type { Settings } from './settings/settings.ts';
import type { UpdateStatus } from './update.ts';
import type { LanguageId } from './words/languages.ts';
import type { Message, MessageCode, StepCode } from './words/messages.ts';
import type { ChangeTitle, Language } from './words/words.ts';

/** One line of a verification or of TEST NETWORK. */
export interface Check {
  readonly name: CheckName;
  readonly result: 'ok' | 'failed' | 'skipped';
  /** What is wrong; null when ok. */
  readonly problem: Message | null;
  readonly log: string;
}
/** Where the appliance's one network transaction stands. */
export type TransactionStatus =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'checking' | 'applying' | 'verifying';
      readonly percent: number;
      readonly step: Message<StepCode>;
    }
  | { readonly phase: 'keep'; readonly checks: readonly Check[]; readonly remaining_s: number }
  | { readonly phase: 'rolling-back'; readonly percent: number; readonly step: Message<StepCode> };

/** The last report of the platform's agent. */
export interface PlatformStatus {
  /** null: not reported yet. */
  readonly connected: boolean | null;
  /** Clock time in milliseconds; null: never. */
  readonly lastPoll_ms: number | null;
  readonly pollInterval_s: number;
  readonly heartbeatOk: boolean | null;
  readonly scanRunning: boolean;
}

/** Takes the first status page, newest first, until a key dismisses it. */
export interface Notice {
  readonly id: number;
  readonly severity: 'info' | 'fault';
  readonly message: Message<NoticeCode>;
}

/** Messages that can be shown as notices: the notice messages, and network failures that persist. */
export type NoticeCode = Extract<
  MessageCode,
  | 'change-undone'
  | 'change-kept'
  | 'settings-damaged'
  | 'settings-lost'
  | 'settings-newer'
  | 'settings-elsewhere'
  | 'pin-damaged'
  | 'state-unreadable'
  | 'network-drifted'
  | 'first-start'
  | 'update-failed'
  | 'update-engine-ended'
  | 'not-restored'
  | 'forwarding-on'
  | 'interface-missing'
  | 'not-managed'
  | 'backend-absent'
  | 'store-failed'
>;

/** The machine's clock, as of the last full minute. */
export interface TimeStatus {
  /** Time of day in milliseconds since the Unix epoch. */
  readonly now_ms: number;
  /** Seconds since the machine started. */
  readonly uptime_s: number;
  /** false: the clock shows a time that cannot be, as after an empty battery. */
  readonly isSet: boolean;
}

/** The last network change that was kept. */
export interface LastChange {
  readonly title: ChangeTitle;
  /** Time of day in milliseconds since the Unix epoch. */
  readonly at_ms: number;
  /** The session's name, such as `console tty1`, or `platform`. */
  readonly by: string;
}

/**
 * What was set before it was disabled: offered when it is enabled again. null: nothing, or the network was reset since.
 * A password is never among it.
 */
export interface LastUsed {
  readonly wan: Settings['wan'];
  readonly vlan: Settings['vlan'];
  readonly proxy: Omit<ProxySettings, 'password'> | null;
}

/** What PANEL SETTINGS stores. */
export interface PanelPreferences extends Display {
  /** null: the language in the configuration file. */
  readonly language: LanguageId | null;
}

/** Everything the menus know of the appliance: one value, replaced whole when anything changes. */
export interface Appliance {
  /** Friendly name, at most 32 characters of A-Z a-z 0-9 - _ and dot. */
  readonly name: string;
  readonly kind: 'physical' | 'virtual';
  readonly serial: string;
  readonly version: string;
  /** Account features: IPv6 and VLAN are switched on by the vendor. */
  readonly features: { readonly ipv6: boolean; readonly vlan: boolean };
  readonly hasWan: boolean;
  /** The settings that were kept and stored; wizards start from them. */
  readonly wanted: Settings;
  readonly lastUsed: LastUsed;
  readonly network: NetworkStatus;
  readonly transaction: TransactionStatus;
  readonly update: UpdateStatus;
  readonly platform: PlatformStatus;
  readonly notices: readonly Notice[];
  readonly pinSet: boolean;
  /** Grows whenever the PIN is set, changed or cleared: who was let in before is locked out. */
  readonly pinGeneration: number;
  readonly time: TimeStatus;
  /** null: none since the appliance was first started. */
  readonly lastChange: LastChange | null;
  readonly preferences: PanelPreferences;
  /** The language of the menus now. */
  readonly language: { readonly id: LanguageId; readonly words: Language };
}
