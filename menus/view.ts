/**
 * What one state of the menus shows, whatever the size of the glass. Made from a snapshot without effects by
 * `viewOf`; `layout/` turns the screen into an LCD frame, the console draws screen, menu and tip with Ink.
 * All texts are in the operator's language and in the register of a glass or a console.
 */
import type { Check } from './appliance.ts';
import type { CheckName } from './network-status.ts';
import type { PartId } from './settings/settings.ts';
import { keysOf } from './values/typed-object.ts';

export interface View {
  readonly screen: Screen;
  /** The menu the screen was opened from (or is), whole, for consoles; null outside the menus. */
  readonly menu: MenuList | null;
  /** A tip for consoles: what this screen asks for, at most 160 characters; empty for a glass. */
  readonly tip: string;
  /** Seconds until the idle rule leaves this screen; null when no notice is up. LCD shows it as a screen of its own. */
  readonly leavingIn_s: number | null;
}

export interface MenuList {
  readonly title: string;
  readonly items: readonly MenuItemView[];
  readonly selected: number;
}

export interface MenuItemView {
  readonly id: string;
  readonly label: string;
}

export type Screen =
  | StatusScreen
  | MenuScreen
  | FieldScreen
  | ProposalScreen
  | ConfirmationScreen
  | ProgressScreen
  | ChecksScreen
  | CountdownScreen
  | MessageScreen;

/** One status page. */
export interface StatusScreen {
  readonly kind: 'status';
  readonly page: StatusPage;
  readonly index: number;
  readonly count: number;
  readonly tone: 'normal' | 'update' | 'fault';
  /** Label/value pairs in order of importance; the first fits 16x2 with its label. */
  readonly entries: readonly { readonly label: string; readonly value: string }[];
  /** 0-100 for a progress bar under the entries; null: none. */
  readonly percent: number | null;
  /** The part shown where one LCD screen cannot hold everything; consoles show everything and ignore it. */
  readonly part: number;
  /** All pages of the appliance at once, for consoles; empty for a glass. */
  readonly board: readonly StatusBlock[];
}

/** What one status page says, on a console's board. */
export interface StatusBlock {
  readonly page: StatusPage;
  readonly tone: StatusScreen['tone'];
  readonly entries: StatusScreen['entries'];
}

/** Each part of the settings has a page; the platform's VLANs stand on that of the VLAN. */
export type StatusPage =
  | 'change'
  | 'notice'
  | 'update'
  | 'home'
  | PartId
  | 'time'
  | 'last-change'
  | 'serial'
  | 'version';

/** Every status page there can be, in the order of turning. */
export const STATUS_PAGES = keysOf<Readonly<Record<StatusPage, true>>>({
  change: true,
  notice: true,
  update: true,
  home: true,
  lan: true,
  wan: true,
  ipv6: true,
  vlan: true,
  proxy: true,
  platform: true,
  time: true,
  'last-change': true,
  serial: true,
  version: true,
});

export interface MenuScreen {
  readonly kind: 'menu';
  readonly list: MenuList;
}

export interface FieldScreen {
  readonly kind: 'field';
  readonly label: string;
  /** What stands in the field, one string; a masked editor gives `*`. */
  readonly text: string;
  /** How a console enters it: as a line of text, as one that is not shown, or by keys as a panel does. */
  readonly entry: 'text' | 'secret' | 'keys';
  /** Index in `text` of the character under the cursor; may equal its length. */
  readonly cursor: number;
  readonly error: readonly string[] | null;
  /** What the keys do to the text, at most 20 cells on a glass. */
  readonly hint: string;
  /** The keys that accept and leave, unless `hint` names them, at most 20 cells; for glasses with a row to spare. */
  readonly ways: string;
  /** The whole form, for consoles: this field is `fields[index]`. */
  readonly form: {
    readonly title: string;
    readonly fields: readonly {
      readonly label: string;
      readonly text: string;
      readonly error: readonly string[] | null;
    }[];
    readonly index: number;
  } | null;
}

/** A wizard's list: every value as it would be set, old and new of those that change, and APPLY after the last. */
export interface ProposalScreen {
  readonly kind: 'proposal';
  readonly title: string;
  readonly rows: readonly ProposalRow[];
  /** The label of APPLY. */
  readonly apply: string;
  /** How much would change: `3 CHANGES`. */
  readonly summary: string;
  /** Index in `rows`; their length: APPLY. */
  readonly selected: number;
  /** The part of the selected row where one LCD screen cannot hold it; consoles show everything and ignore it. */
  readonly part: number;
  /** What ENTER does here. */
  readonly hint: string;
  /** The key that leaves, at most 20 cells with `hint`. */
  readonly ways: string;
}

export interface ProposalRow {
  readonly label: string;
  /** The label where it shares its row with a word. */
  readonly brief: string;
  readonly value: string;
  /** The value now; null: it stays as it is. */
  readonly before: string | null;
  /** The operator should look at it: it is wrong, missing, a guess, or it followed another value. */
  readonly needsYou: boolean;
  /** Why it was refused or undone; null: it was not. */
  readonly reason: readonly string[] | null;
}

/** `REALLY ...?` with NO first. */
export interface ConfirmationScreen {
  readonly kind: 'confirmation';
  readonly question: string;
  /** A warning shown with it (`A SCAN IS RUNNING`); empty: none. */
  readonly warning: string;
  readonly choices: readonly string[];
  readonly selected: number;
}

export interface ProgressScreen {
  readonly kind: 'progress';
  readonly title: string;
  readonly step: string;
  /** null: unknown. */
  readonly percent: number | null;
}

/** One line of a verification or of TEST NETWORK in words. */
export interface CheckView {
  readonly name: CheckName;
  readonly label: string;
  readonly result: Check['result'];
  /** The result in words. */
  readonly verdict: string;
  /** What is wrong; empty when ok. */
  readonly problem: readonly string[];
}

/** Results line by line of TEST NETWORK. One on an LCD at a time; index 0 is the summary, n the n-th check. */
export interface ChecksScreen {
  readonly kind: 'checks';
  readonly title: string;
  readonly checks: readonly CheckView[];
  readonly index: number;
  /** The part shown where one LCD screen cannot hold everything; consoles show everything and ignore it. */
  readonly part: number;
  readonly running: boolean;
}

/** `KEEP THESE SETTINGS? 118`, with what verification found; index 0 is the summary, n the n-th check. */
export interface CountdownScreen {
  readonly kind: 'countdown';
  readonly question: string;
  readonly remaining_s: number;
  readonly checks: readonly CheckView[];
  readonly index: number;
  /** The part shown where one LCD screen cannot hold everything; consoles show everything and ignore it. */
  readonly part: number;
  /** What the keys do; `ENTER: KEEP` comes first, once ENTER is no longer ignored. */
  readonly answers: readonly {
    readonly hint: string;
    /** Where a row has no room for `hint`. */
    readonly tight: string;
    /** The key alone, as its glyph or as it is marked. */
    readonly key: string;
  }[];
}

export interface MessageScreen {
  readonly kind: 'message';
  readonly tone: 'info' | 'success' | 'fault';
  /** Word-wrapped by the layout; first line is the headline. */
  readonly lines: readonly string[];
  /** The part shown where one LCD screen cannot hold everything; consoles show everything and ignore it. */
  readonly part: number;
  /** What a key does: `PRESS ENTER`; empty while nothing can be pressed. */
  readonly hint: string;
}
