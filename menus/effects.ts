/**
 * The session machine's side effects, by name. `menus/` declares these actors as stubs that fail loudly;
 * `firmware/` provides the real ones through `sessionMachine.provide({ actors })`.
 *
 * | actor           | kind     | input                 | output or events                              |
 * |-----------------|----------|-----------------------|-----------------------------------------------|
 * | applyNetwork    | callback | OperatorChangeInput   | sends ChangeEvent, receives ChangeCommand     |
 * | testNetwork     | callback | -                     | sends TestEvent                               |
 * | verifyPin       | promise  | { pin }               | PinVerdict                                    |
 * | pinDelay        | callback | -                     | sends PinDelayEvent                           |
 * | setPin          | promise  | { pin: string | null }| void                                          |
 * | setPreferences  | promise  | PanelPreferences      | void; the appliance then has the new language |
 * | lampTest        | callback | -                     | LEDs and backlight lit while it runs          |
 * | power           | promise  | PowerRequest          | PowerVerdict                                  |
 * | dismissNotice   | promise  | { id }                | void                                          |
 */
import type { Check } from './appliance.ts';
import type { PowerAction } from './power-action.ts';
import type { Settings } from './settings/settings.ts';
import type { Message, StepCode } from './words/messages.ts';
import type { WizardLabel } from './words/words.ts';

export interface ApplyNetworkInput {
  readonly wanted: Settings;
  /** What the operator chose, for the log and the journal. */
  readonly title: WizardLabel;
}

/** An operator's change, and where that operator is. */
export interface OperatorChangeInput extends ApplyNetworkInput {
  /** The session's name: `panel`, `console tty1`. */
  readonly by: string;
}

/** Progress and result of a network transaction, sent to the session that started it. */
export type ChangeEvent =
  /** Nothing was touched: another transaction runs, or a rule refuses. Final. */
  | { readonly type: 'CHANGE.REFUSED'; readonly reason: Message }
  | {
      readonly type: 'CHANGE.PROGRESS';
      readonly phase: 'checking' | 'applying' | 'verifying' | 'rolling-back';
      readonly percent: number;
      readonly step: Message<StepCode>;
    }
  /** Applied; the operator decides. COUNTDOWN follows every second; sent again when a check has another result. */
  | { readonly type: 'CHANGE.VERIFIED'; readonly checks: readonly Check[]; readonly remaining_s: number }
  | { readonly type: 'CHANGE.COUNTDOWN'; readonly remaining_s: number }
  /** Final. */
  | { readonly type: 'CHANGE.KEPT' }
  /** Final. `restored` false: the rollback itself could not be verified; `reason` says so, and what is in force. */
  | { readonly type: 'CHANGE.ROLLED_BACK'; readonly reason: Message; readonly restored: boolean };

/** The session's answers while the countdown runs. */
export type ChangeCommand = { readonly type: 'CHANGE.KEEP' } | { readonly type: 'CHANGE.ROLL_BACK' };

export type TestEvent =
  | { readonly type: 'TEST.CHECK'; readonly check: Check }
  | { readonly type: 'TEST.DONE' };

/** After wrong PINs, at this or another panel, no PIN is accepted for this many seconds, not even the right one. */
export interface PinDelayEvent {
  readonly type: 'PIN.DELAY';
  readonly seconds: number;
}

/** `tries`: wrong PINs that are left before one has to wait. */
export type PinVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly retryAfter_s: number; readonly tries: number };

/** `despiteSilence`: the operator wants it although an update is silent, which ends that update. */
export interface PowerRequest {
  readonly action: PowerAction;
  readonly despiteSilence: boolean;
}

export type PowerVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: Message };
