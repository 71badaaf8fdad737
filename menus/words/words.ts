/**
 * The words of one language: every text an operator can read, in two registers. `glass` is for front panels: upper
 * case, short, what fits 16x2 and 20x4. `console` is for terminals: sentence case, whole sentences, natural notation.
 * A missing text is a compile error; `test/unit/menus/words` checks that each fits every glass.
 */
import type { AddressOrigin, CheckName, Duplex } from '../network-status.ts';
import type { LinkRole } from '../role.ts';
import type { ReviewLine } from '../settings/settings.ts';
import type { Age } from './duration.ts';
import type { Message, MessageCode, MessageValues } from './messages.ts';

/** A text, or how it is made from its values. On the glass `\n` divides two rows of at most 16 cells. */
export type Text<Values> = string | ((values: Values) => string);

export type MessageWords = { readonly [Code in MessageCode]: Text<MessageValues[Code]> };

type Table<Key extends string> = Readonly<Record<Key, string>>;

export type MenuTitle = 'main' | 'network' | 'panel' | 'language';

/** Items of the menus by id. The `change...` ones stand in for `enable...` once the thing is on. */
export type ItemLabel =
  | 'setupNetwork'
  | 'panelSettings'
  | 'reboot'
  | 'shutdown'
  | 'versionInfo'
  | 'exit'
  | 'enableLan'
  | 'changeLan'
  | 'disableLan'
  | 'enableWan'
  | 'changeWan'
  | 'disableWan'
  | 'enableVlan'
  | 'changeVlan'
  | 'disableVlan'
  | 'enableIpv6'
  | 'disableIpv6'
  | 'enableProxy'
  | 'changeProxy'
  | 'disableProxy'
  | 'testNetwork'
  | 'switchOff'
  | 'resetNetwork'
  | 'language'
  | 'contrast'
  | 'brightness'
  | 'lampTest'
  | 'setPin'
  | 'changePin'
  | 'clearPin'
  | 'lockNow';

export type FieldLabel =
  | 'lanAddress'
  | 'lanNetmask'
  | 'lanGateway'
  | 'lanDns1'
  | 'lanDns2'
  | 'wanMethod'
  | 'wanAddress'
  | 'wanNetmask'
  | 'wanGateway'
  | 'wanDns1'
  | 'wanDns2'
  | 'vlanId'
  | 'vlanAddress'
  | 'vlanNetmask'
  | 'proxyHost'
  | 'proxyPort'
  | 'proxyUser'
  | 'proxyPassword'
  | 'offWan'
  | 'offVlan'
  | 'offIpv6'
  | 'offProxy'
  | 'pin'
  | 'currentPin'
  | 'newPin'
  | 'repeatPin';

/** The wizards: their items and changes are named after them. */
export type WizardLabel =
  | 'lan'
  | 'disableLan'
  | 'wan'
  | 'disableWan'
  | 'vlan'
  | 'disableVlan'
  | 'ipv6'
  | 'disableIpv6'
  | 'proxy'
  | 'disableProxy'
  | 'switchOff'
  | 'resetNetwork';

/** Questions of confirmations. */
export type QuestionLabel =
  | 'apply'
  | 'resetNetwork'
  | 'reboot'
  | 'shutdown'
  | 'rebootAnyway'
  | 'shutdownAnyway'
  | 'clearPin'
  | 'discard';

/** The title of a change while it runs: the wizard that asked for it, or the platform. */
export type ChangeTitle = WizardLabel | 'platform';

/** A note after a field: what the accepted value means. */
export type NoteLabel = 'priorityTagged';

/** How an interface gets its address. */
export type MethodLabel = 'dhcp' | 'static';

export type ChoiceLabel = 'no' | 'yes';

export type PhaseLabel = 'checking' | 'applying' | 'verifying' | 'rolling-back' | 'keep';

/** Headlines and short texts on screens of their own. */
export type HeadlineLabel =
  | 'keepQuestion'
  | 'keepShort'
  | 'keeping'
  | 'kept'
  | 'rolledBack'
  | 'runNetworkTest'
  | 'notChanged'
  | 'nothingToChange'
  | 'noRouter'
  | 'tooManyTries'
  | 'checkingPin'
  | 'saving'
  | 'scanRuns'
  | 'updateSilent'
  | 'rebooting'
  | 'shuttingDown'
  | 'pleaseWait'
  | 'stopped'
  | 'stoppedHelp'
  | 'lampTest'
  | 'testing'
  | 'allOk'
  | 'oneFailed'
  | 'anyKeyStays'
  | 'keysNotHeard'
  | 'apply';

/** Labels and values of the status pages. */
export type StatusLabel =
  | 'updating'
  | 'doNotPowerOff'
  | 'change'
  | 'lan'
  | 'wan'
  | 'ipv6'
  | 'vlan'
  | 'platformVlans'
  | 'mask'
  | 'link'
  | 'mac'
  | 'origin'
  | 'lanOrigin'
  | 'proxy'
  | 'lastContact'
  | 'time'
  | 'clockNotSet'
  | 'uptime'
  | 'lastChange'
  | 'changedFrom'
  | 'serial'
  | 'version'
  | 'name'
  | 'noAddress'
  | 'noLink'
  | 'noPort'
  | 'notManaged'
  | 'linkUp'
  | 'disabled'
  | 'none'
  | 'off'
  | 'ip'
  | 'priorityTagged'
  | 'connected'
  | 'communicationFailure'
  | 'noContact'
  | 'heartbeatMissed';

/** What the keys do, for rows that would be empty otherwise; on a console, sentences. */
export type HintLabel =
  | 'menu'
  | 'edit'
  | 'turn'
  | 'turnOrLeave'
  | 'choose'
  | 'next'
  | 'ok'
  | 'leaveByExit'
  | 'leaveByLeft'
  | 'backByExit'
  | 'backByLeft'
  | 'home'
  | 'anyKey'
  | 'level'
  | 'levelByExit'
  | 'levelByLeft'
  | 'keep'
  | 'undoByExit'
  | 'undoByLeft'
  | 'keepTight'
  | 'undoByExitTight'
  | 'undoByLeftTight'
  | 'goOn'
  | 'dismiss'
  | EditorHint;

/** What the keys do in a field at this moment. */
export type EditorHint =
  | 'digitMove'
  | 'digitNext'
  | 'digitOk'
  | 'choice'
  | 'netmask'
  | 'pinAdd'
  | 'textMove'
  | 'textAdd'
  | 'textNext'
  | 'textDelete'
  | 'textDeleteStep'
  | 'textInsert'
  | 'textInsertStep'
  | 'textEnd';

/** Texts with values that are no message: they label or count. */
export interface PhraseValues {
  readonly undoIn: { readonly seconds: number };
  readonly leavingIn: { readonly seconds: number };
  readonly waitSeconds: { readonly seconds: number };
  readonly manyFailed: { readonly count: number };
  readonly waitsForKeep: { readonly seconds: number };
  /** `duplex` null: not known. */
  readonly speed: { readonly mbps: number; readonly duplex: Duplex | null };
  readonly gateway: { readonly link: LinkRole };
  readonly ignoredVlan: { readonly id: number };
  readonly dnsServer: { readonly link: LinkRole; readonly place: number };
  /** 0 minutes: just now. */
  readonly ago: Age;
  readonly uptime: { readonly minutes: number };
  readonly changed: { readonly value: string };
  readonly changes: { readonly count: number };
}
export type PhraseLabel = keyof PhraseValues;

/** Short values in reviews. */
export type ValueLabel = 'none' | 'fromDhcp' | 'secret' | 'on' | 'off';

/** The words both registers have. */
export interface RegisterWords {
  readonly register: 'glass' | 'console';
  readonly titles: Table<MenuTitle>;
  readonly items: Table<ItemLabel>;
  readonly fields: Table<FieldLabel>;
  readonly methods: Table<MethodLabel>;
  readonly notes: Table<NoteLabel>;
  readonly questions: Table<QuestionLabel>;
  readonly choices: Table<ChoiceLabel>;
  readonly changes: Table<ChangeTitle>;
  readonly phases: Table<PhaseLabel>;
  readonly headlines: Table<HeadlineLabel>;
  readonly status: Table<StatusLabel>;
  readonly origins: Table<AddressOrigin>;
  readonly checks: Table<CheckName>;
  readonly results: Table<'ok' | 'failed' | 'skipped'>;
  readonly lines: Table<ReviewLine>;
  readonly values: Table<ValueLabel>;
  readonly was: string;
  readonly will: string;
  readonly hints: Table<HintLabel>;
  /** The letter that selects an answer on a keyboard, in lower case; '' where none does. */
  readonly letters: Table<ChoiceLabel>;
  /** Pairs of long and short, tried in this order where a text would not fit otherwise. */
  readonly abbreviations: readonly (readonly [long: string, short: string])[];
  readonly phrases: { readonly [Label in PhraseLabel]: (values: PhraseValues[Label]) => string };
  readonly messages: MessageWords;
}

export interface GlassWords extends RegisterWords {
  readonly register: 'glass';
}

/** A screen's tip on a console: its purpose and the keys. */
export type TipLabel =
  | 'list'
  | 'note'
  | 'nothing'
  | 'refused'
  | 'confirm'
  | 'discard'
  | 'notice'
  | 'status'
  | 'gate'
  | 'currentPin'
  | 'checkingPin'
  | 'wrongPin'
  | 'newPin'
  | 'repeatPin'
  | 'saving'
  | 'changing'
  | 'keeping'
  | 'keep'
  | 'keepSoon'
  | 'kept'
  | 'testing'
  | 'tested'
  | 'lampTest'
  | 'readAndPress'
  | 'pressKey'
  | 'version'
  | 'level'
  | 'language'
  | 'scanRuns'
  | 'updateSilent'
  | 'rebooting'
  | 'shuttingDown'
  | 'stopped'
  | 'failed';

/** The texts of the console program around the screens. */
export interface FaceWords {
  readonly testing: string;
  readonly typeValue: string;
  readonly typeValueNextField: string;
  readonly none: string;
  readonly connecting: string;
  readonly noService: string;
  readonly noServiceHelp: string;
  /** Connected again after the service was away. */
  readonly again: string;
  /** The same, with a form open that is gone. */
  readonly againWithoutEntries: string;
  /** What the letters do on the board. */
  readonly boardKeys: string;
  /** The key that leaves a console that can be left. */
  readonly leave: string;
  readonly closePage: string;
  readonly log: string;
  readonly logEmpty: string;
  readonly logLocked: string;
  readonly qrCode: string;
  readonly qrTooSmall: string;
  readonly lan: string;
  readonly platform: string;
  readonly platformUnknown: string;
  readonly platformConnected: string;
  readonly platformDown: string;
  readonly scanRunning: string;
  readonly noAddress: string;
  readonly noLink: string;
  readonly software: string;
  readonly update: string;
  readonly on: string;
  readonly off: string;
  readonly updateFailed: (values: { readonly message: string }) => string;
  readonly updateSilent: (values: { readonly seconds: number }) => string;
  readonly page: (values: { readonly page: number; readonly count: number }) => string;
  readonly reverts: (values: { readonly seconds: number }) => string;
  readonly closes: (values: { readonly seconds: number }) => string;
  readonly tooSmall: (values: { readonly size: string; readonly needed: string }) => string;
}

export interface ConsoleWords extends RegisterWords {
  readonly register: 'console';
  readonly tips: Table<TipLabel>;
  readonly itemTips: Table<ItemTip>;
  readonly fieldTips: Table<FieldTip>;
  readonly face: FaceWords;
}

/** An item's tip on a console, by item id. */
export type ItemTip =
  | 'setupNetwork'
  | 'panelSettings'
  | 'reboot'
  | 'shutdown'
  | 'versionInfo'
  | 'exit'
  | 'exitNetwork'
  | 'exitPanel'
  | WizardLabel
  | 'testNetwork'
  | 'language'
  | 'contrast'
  | 'brightness'
  | 'lampTest'
  | 'setPin'
  | 'clearPin'
  | 'lockNow';

/** A field's tip on a console. */
export type FieldTip =
  | 'address'
  | 'netmask'
  | 'gateway'
  | 'dns1'
  | 'dns2'
  | 'wanMethod'
  | 'vlanId'
  | 'vlanAddress'
  | 'proxyHost'
  | 'proxyPort'
  | 'proxyUser'
  | 'proxyPassword'
  | 'switchOff';

/** One language, whole: a file of its own beside this one, and an entry in `languages.ts`. */
export interface Language {
  /**
   * What stands for a character that a glass lacks, such as `AE` for `Ä`. A character without a stand-in makes the
   * language unfit for that glass, which then shows English.
   */
  readonly standIns: Readonly<Record<string, string>>;
  readonly glass: GlassWords;
  readonly console: ConsoleWords;
}

/** The text of a message in one register. */
export function textOf(words: RegisterWords, { code, values }: Message): string {
  const text: Text<never> = words.messages[code];
  // A message pairs a code with its own values, and so does the table.
  return typeof text === 'string' ? text : text(values as never);
}
