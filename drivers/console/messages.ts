/**
 * Messages on the WebSocket between the daemon and a console in another process, each one JSON text.
 * Views and the headline come down, keys go up. Described for other programs in `firmware/control/openapi.json`.
 */
import * as v from 'valibot';
import { type KeyEvent, PANEL_KEYS } from '../../menus/keys.ts';
import { eachLed, type Leds } from '../../menus/leds.ts';
import type { UpdateStatus } from '../../menus/update.ts';
import type { View } from '../../menus/view.ts';
import { LANGUAGE_IDS, type LanguageId } from '../../menus/words/languages.ts';
import type { AskedNumbers } from '../keys/sight.ts';
import { viewSchema } from './view-schema.ts';

/** The longest message in either direction, in bytes of UTF-8. A view with every field in error is under 8 KiB. */
export const MESSAGE_LIMIT = 65_536;

/** What a console's status block shows above every screen. */
export interface Headline {
  readonly name: string;
  readonly serial: string;
  readonly version: string;
  /** Language of the views; the console uses it for its own texts, too. */
  readonly language: LanguageId;
  readonly leds: Leds;
  /** LAN, and WAN where there is one. */
  readonly links: readonly HeadlineLink[];
  /** null: the platform's agent has reported nothing yet. */
  readonly platformConnected: boolean | null;
  readonly scanRunning: boolean;
  readonly update: UpdateStatus;
}

export interface HeadlineLink {
  readonly role: 'lan' | 'wan';
  readonly isUsed: boolean;
  /** Address in force with its prefix length: `192.168.1.10/24`; null: none. */
  readonly address: string | null;
  readonly origin: string;
  readonly carrier: boolean;
  /** Empty while it is not known. */
  readonly mac: string;
}

export type DownMessage =
  /** The first message, sent once. `session` is the session's id in the status. */
  | { readonly type: 'welcome'; readonly session: string; readonly version: string }
  | { readonly type: 'headline'; readonly headline: Headline }
  /** `asked`: what the view asks, in numbers that keys are sent back with; null: nothing that a key answers for good. */
  | { readonly type: 'view'; readonly view: View; readonly asked: AskedNumbers | null }
  /** The last lines of the daemon's log, oldest first; null: a PIN is set and was not entered here. */
  | { readonly type: 'log'; readonly lines: readonly string[] | null };

export type UpMessage =
  | {
      readonly type: 'key';
      readonly event: KeyEvent;
      /**
       * `asked.answer` of the last view that the terminal showed when the key was pressed; 0: of none. Left out by
       * consoles that do not know: the key counts for what was sent to them.
       */
      readonly seen?: number;
      /** The text of the field, edited on the console: it goes in first. If it is refused, the key is dropped. */
      readonly text?: string;
    }
  /** Asks for the log once. */
  | { readonly type: 'log' };

const headline: v.GenericSchema<unknown, Headline> = v.object({
  name: v.string(),
  serial: v.string(),
  version: v.string(),
  language: v.picklist(LANGUAGE_IDS),
  leds: v.object(eachLed(() => v.boolean())),
  links: v.array(
    v.object({
      role: v.picklist(['lan', 'wan']),
      isUsed: v.boolean(),
      address: v.nullable(v.string()),
      origin: v.string(),
      carrier: v.boolean(),
      mac: v.string(),
    }),
  ),
  platformConnected: v.nullable(v.boolean()),
  scanRunning: v.boolean(),
  update: v.variant('state', [
    v.object({ state: v.literal('none') }),
    v.object({ state: v.literal('running'), percent: v.nullable(v.number()), message: v.string() }),
    v.object({
      state: v.literal('silent'),
      percent: v.nullable(v.number()),
      message: v.string(),
      after_s: v.number(),
    }),
    v.object({ state: v.literal('failed'), message: v.string(), engineEnded: v.nullable(v.string()) }),
  ]),
});

export const downMessageSchema: v.GenericSchema<unknown, DownMessage> = v.variant('type', [
  v.object({ type: v.literal('welcome'), session: v.string(), version: v.string() }),
  v.object({ type: v.literal('headline'), headline }),
  v.object({
    type: v.literal('view'),
    view: viewSchema,
    asked: v.nullable(v.object({ question: v.number(), answer: v.number(), mustBeRead: v.boolean() })),
  }),
  v.object({ type: v.literal('log'), lines: v.nullable(v.array(v.string())) }),
]);

/** One printable Unicode character. */
const character = v.pipe(v.string(), v.regex(/^[^\p{Cc}\p{Cs}]$/u));

/** Characters of a field's whole text; the longest, a host name, has 253. */
const TEXT_LIMIT = 512;

const keyEventSchema: v.GenericSchema<unknown, Exclude<KeyEvent, { readonly type: 'KEY.TEXT' }>> = v.union([
  v.strictObject({ type: v.literal('KEY.CHARACTER'), character }),
  v.strictObject({ type: v.picklist(['KEY.BACKSPACE', 'KEY.TAB', 'KEY.BACKTAB']) }),
  v.strictObject({
    type: v.picklist(PANEL_KEYS.map((key) => `KEY.${key}` as const)),
    repeat: v.exactOptional(v.literal(true)),
  }),
]);

export const upMessageSchema: v.GenericSchema<unknown, UpMessage> = v.variant('type', [
  v.strictObject({
    type: v.literal('key'),
    event: keyEventSchema,
    seen: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    text: v.exactOptional(v.pipe(v.string(), v.maxLength(TEXT_LIMIT))),
  }),
  v.strictObject({ type: v.literal('log') }),
]);
