/** The session's guards, actions and delays by name; its states are in the other files of this folder. */
import { and, assertEvent, assign, forwardTo, not, or, raise, sendTo, setup, stateIn } from 'xstate';
import type { ChangeCommand, PinVerdict, PowerVerdict } from '../effects.ts';
import { isShown } from '../menu-item.ts';
import type { SessionScreenMeta } from '../screens/session.ts';
import { headlineOf, isPageShown, noticeIdOf } from '../screens/status-pages.ts';
import type { WizardId } from '../setup-network/setup-network.ts';
import { blameOf, changeAfter, firstFailed, noChange, outcomeOf } from '../state/change.ts';
import { withDraft } from '../state/drafts.ts';
import {
  acceptedPin,
  differingPin,
  editPin,
  emptyPin,
  type PinOutcome,
  pinOutcome,
  repeatPin,
} from '../state/pin-entry.ts';
import { isHeldCommand, isLetterOf, isRepeat, keyOf, leavesByLeft, pressOf } from '../state/presses.ts';
import type { ScreenMessage } from '../state/screen-message.ts';
import { isLocked, type SessionContext } from '../state/session-context.ts';
import type { InnerEvent, SessionEvent, SessionInput } from '../state/session-input.ts';
import type { Level, SessionMeta } from '../state/session-meta.ts';
import type { WizardOutcome } from '../state/wizard-context.ts';
import { around } from '../statechart/ring.ts';
import { menuItem } from '../tree.ts';
import { FIRST } from '../turning.ts';
import type { StatusPage } from '../view.ts';
import { WIZARD_LOGIC } from '../wizards/wizards.ts';
import { wordsOf } from '../words/audience.ts';
import { LANGUAGE_IDS } from '../words/languages.ts';
import type { ChoiceLabel } from '../words/words.ts';
import { effectStubs } from './effect-stubs.ts';
import { changedLevel } from './levels.ts';
import { canTurn, entered, hasPartAhead, turnedScreen } from './turn.ts';
import { refusalOf, retryAfter_s, wrongPinOf } from './verdicts.ts';

type Event = SessionEvent | InnerEvent;
type Step = { readonly step: 1 | -1 };

/** The idle notice comes up this long before the session leaves, in seconds: enough to see it and reach a key. */
const NOTICE_s = 30;

/** Duration of the notice before a timeout, in seconds; 0 for a timeout that is off, whose timer never starts. */
function noticeLength_s(timeout_s: number | null): number {
  return Math.min(NOTICE_s, Number(timeout_s));
}

/**
 * Ignore ENTER for this long after KEEP? appears, in milliseconds, so that a double press on YES cannot keep an unread
 * result. A double press takes under 0.5 s and a slow serial panel 0.2 s to draw the question; the rest is for reading.
 */
const READING_TIME_ms = 1000;

function untilNotice_ms(timeout_s: number | null): number {
  return (Number(timeout_s) - noticeLength_s(timeout_s)) * 1000;
}

export const sessionSetup = setup({
  types: {
    context: {} as SessionContext,
    events: {} as Event,
    input: {} as SessionInput,
    meta: {} as SessionMeta,
    children: {} as { transaction: 'applyNetwork'; wizard: WizardId },
  },
  actors: { ...effectStubs, ...WIZARD_LOGIC },
  delays: {
    untilMenuNotice: ({ context }) => untilNotice_ms(context.idle.menu_s),
    untilEditNotice: ({ context }) => untilNotice_ms(context.idle.edit_s),
    untilLocked: ({ context }) => Number(context.idle.menu_s) * 1000,
    second: 1000,
    readingTime: READING_TIME_ms,
  },
  guards: {
    isFresh: ({ event }) => !isRepeat(keyOf(event)),
    isHeldCommand: ({ event }) => isHeldCommand(keyOf(event)),
    leavesByLeft: ({ context, event }) => leavesByLeft(keyOf(event), context.keys),
    isLetterOf: ({ context, event }, { name }: { name: ChoiceLabel }) =>
      isLetterOf(keyOf(event), wordsOf(context).letters[name]),
    isLocked: ({ context }) => isLocked(context),
    isStartedAfterFault: ({ context }) => context.startedAfterFault,
    isPageShown: ({ context }, { page }: { page: StatusPage }) => isPageShown(context, page),
    isPageGone: ({ context }, { page }: { page: StatusPage }) => !isPageShown(context, page),
    hasNewHeadline: ({ context, event }) => {
      assertEvent(event, 'APPLIANCE.CHANGED');
      const next = headlineOf({ ...context, appliance: event.appliance });
      return next !== '' && next !== headlineOf(context);
    },
    hasPartAhead: ({ context }, { meta, step }: { meta: SessionScreenMeta } & Step) =>
      hasPartAhead(context, meta, step),
    canTurn: ({ context }, { meta }: { meta: SessionScreenMeta }) => canTurn(context, meta),
    isItemShown: ({ context }, { item }: { item: string }) => isShown(menuItem(item), context.appliance),
    isItemGone: ({ context }, { item }: { item: string }) => !isShown(menuItem(item), context.appliance),
    isItemRefused: ({ context }, { item }: { item: string }) =>
      menuItem(item).refused(context.appliance) !== null,
    isDraftOf: ({ context }, { wizard }: { wizard: WizardId }) =>
      context.change.title === wizard && context.drafts[wizard] !== undefined,
    hasNoChange: (_, outcome: WizardOutcome) => outcome === null,
    isPinRight: (_, verdict: PinVerdict) => verdict.ok,
    isUpdateSilent: ({ context }) => context.appliance.update.state === 'silent',
    isPowerGranted: (_, verdict: PowerVerdict) => verdict.ok,
    pinIs: ({ context, event }, { outcome }: { outcome: PinOutcome }) =>
      pinOutcome(context.pin, keyOf(event)) === outcome,
    isPinRepeated: ({ context, event }) => acceptedPin(context.pin, keyOf(event)) === context.pin.first,
    mustWait: ({ context }) => context.pin.retryAfter_s > 0,
    isNoticeOver: ({ context }) => Number(context.leavingIn_s) <= 1,

    isOut: or([stateIn('#status'), stateIn('#changed')]),
    isEditing: or([stateIn('#wizards'), stateIn('#newPin')]),
    isBusy: stateIn('#changing'),
    isInMenus: and([not('isOut'), not('isEditing'), not('isBusy')]),
    isPinSet: ({ context }) => context.appliance.pinSet,
    /** Beyond the PIN without having entered the one in force; a running change and its outcome stay. */
    isLockedOut: and([
      'isLocked',
      not(
        or([
          stateIn('#status'),
          stateIn('#gate'),
          stateIn('#gateFailed'),
          stateIn('#changing'),
          stateIn('#changed'),
          stateIn('#restarted'),
          stateIn('#storingPin'),
        ]),
      ),
    ]),
    isPinUnlocked: ({ context }) => context.appliance.pinSet && context.unlocked,
    /** Out of the menus, but still unlocked: the next operator would get in without the PIN. */
    isLeftOpen: and(['isOut', 'isPinUnlocked']),
    /** No idle timer runs. */
    isAtRest: or([
      'isBusy',
      and(['isOut', not('isPinUnlocked')]),
      and(['isEditing', 'editNeverEnds']),
      and(['isInMenus', 'menuNeverEnds']),
    ]),
    menuNeverEnds: ({ context }) => context.idle.menu_s === null,
    editNeverEnds: ({ context }) => context.idle.edit_s === null,
  },
  actions: {
    followAppliance: assign(({ context, event }) => {
      assertEvent(event, 'APPLIANCE.CHANGED');
      const { appliance } = event;
      const isThere = (notice: number) => appliance.notices.some(({ id }) => id === notice);
      // Who was let in under another PIN is locked out.
      const unlocked = context.unlocked && appliance.pinGeneration === context.appliance.pinGeneration;
      return { appliance, unlocked, dismissed: context.dismissed.filter(isThere) };
    }),
    followDraft: assign(({ context, event }) => {
      assertEvent(event, 'DRAFT.CHANGED');
      return { drafts: withDraft(context.drafts, event.wizard, event.draft) };
    }),
    dropDraft: assign(({ context }) => ({
      drafts: withDraft(context.drafts, context.change.title, null),
    })),
    blameDraft: assign(({ context, event }) => {
      assertEvent(event, ['CHANGE.REFUSED', 'CHANGE.ROLLED_BACK']);
      const { title, checks } = context.change;
      const draft = context.drafts[title];
      return draft === undefined
        ? {}
        : { drafts: withDraft(context.drafts, title, { ...draft, blame: blameOf(event.reason, checks) }) };
    }),
    raisePress: raise(({ event }) => pressOf(keyOf(event))),
    startNotice: assign(({ context }, { timeout }: { timeout: 'menu_s' | 'edit_s' }) => ({
      leavingIn_s: noticeLength_s(context.idle[timeout]),
    })),
    countNotice: assign(({ context }) => ({ leavingIn_s: Number(context.leavingIn_s) - 1 })),
    endNotice: assign({ leavingIn_s: null }),
    leave: raise({ type: 'IDLE' }),

    unlock: assign({ unlocked: true }),
    lock: assign({ unlocked: false }),
    clearOpened: assign({ opened: null }),
    rememberOpened: assign((_, { menu, item }: Extract<SessionMeta, { screen: 'item' }>) => ({
      opened: { menu, item },
    })),
    dismissNotice: assign(({ context }) => ({
      dismissed: [...context.dismissed, noticeIdOf(context)],
    })),
    startPage: assign((_, { step }: Step) => ({ position: entered(step) })),
    resetPosition: assign({ position: FIRST }),
    turn: assign(({ context }, { meta, step }: { meta: SessionScreenMeta } & Step) => ({
      position: turnedScreen(context, meta, step),
    })),

    showMessage: assign((_, message: ScreenMessage) => ({ message })),
    showRefusal: assign(({ context }, { item }: { item: string }) => {
      const parts = [menuItem(item).refused(context.appliance)].filter((reason) => reason !== null);
      return { message: { tone: 'fault' as const, parts } };
    }),
    showPowerRefusal: assign((_, verdict: PowerVerdict) => ({
      message: { tone: 'fault' as const, parts: refusalOf(verdict) },
    })),
    showOutcome: assign(({ event }) => {
      assertEvent(event, ['CHANGE.REFUSED', 'CHANGE.ROLLED_BACK']);
      return { message: { tone: 'fault' as const, parts: outcomeOf(event) } };
    }),

    startChange: assign(({ context }, outcome: WizardOutcome) => ({
      change: { ...noChange(context.appliance.wanted), ...outcome },
    })),
    followProgress: assign(({ context, event }) => {
      assertEvent(event, ['CHANGE.PROGRESS', 'CHANGE.VERIFIED', 'CHANGE.COUNTDOWN']);
      return { change: changeAfter(context.change, event) };
    }),
    showVerified: assign(({ event }) => {
      assertEvent(event, 'CHANGE.VERIFIED');
      return { position: firstFailed(event.checks) };
    }),
    showFirstFailed: assign(({ context }) => ({
      position: firstFailed(context.checks),
    })),
    forwardToWizard: forwardTo('wizard'),
    answer: sendTo('transaction', (_, command: ChangeCommand) => command),

    clearChecks: assign({ checks: [], position: FIRST }),
    addCheck: assign(({ context, event }) => {
      assertEvent(event, 'TEST.CHECK');
      const checks = [...context.checks, event.check];
      return { checks, position: { index: checks.length, part: 0 } };
    }),

    clearPin: assign(({ context }) => ({ pin: emptyPin(context.keys) })),
    editPin: assign(({ context, event }) => ({ pin: editPin(context.pin, keyOf(event)) })),
    startPinRepeat: assign(({ context, event }) => ({
      pin: repeatPin(context.keys, acceptedPin(context.pin, keyOf(event))),
    })),
    showPinsDiffer: assign(({ context }) => ({ pin: differingPin(context.keys) })),
    showWrongPin: assign(({ context }, verdict: PinVerdict) => ({
      pin: {
        ...emptyPin(context.keys),
        error: wrongPinOf(verdict),
        retryAfter_s: retryAfter_s(verdict),
      },
    })),
    startPinDelay: assign(({ context, event }) => {
      assertEvent(event, 'PIN.DELAY');
      return {
        pin: { ...emptyPin(context.keys), retryAfter_s: event.seconds },
      };
    }),
    countPinDelay: assign(({ context }) => ({
      pin: { ...context.pin, retryAfter_s: Math.max(0, context.pin.retryAfter_s - 1) },
    })),

    tryLevel: assign(({ context }, { level, step }: { level: Level } & Step) => ({
      trial: changedLevel(context.trial ?? context.appliance.preferences, level, step),
    })),
    endTrial: assign({ trial: null }),
    startLanguage: assign(({ context }) => ({ languageChoice: context.appliance.language.id })),
    turnLanguage: assign(({ context: { languageChoice } }, { step }: Step) => ({
      // The next language, or the same one when there is no other.
      languageChoice: around(LANGUAGE_IDS, languageChoice, step).reduceRight((_, id) => id, languageChoice),
    })),
  },
});
