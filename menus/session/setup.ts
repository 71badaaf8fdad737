/** The session's guards, actions and delays by name; its states are in the files beside. */
import { and, assign, not, or, raise, sendTo, setup, stateIn } from 'xstate';
import type { ChangeCommand, PinVerdict, PowerVerdict } from '../effects.ts';
import { MESSAGES } from '../labels.ts';
import { isShown, menuItem } from '../tree.ts';
import { FIRST } from '../turning.ts';
import type { MessageScreen, StatusPage } from '../view.ts';
import type { OwnMeta } from '../views/session-screens.ts';
import { headlineOf, isPageShown, noticeOf } from '../views/status-pages.ts';
import type { WizardOutcome } from '../wizards/setup.ts';
import { WIZARD_LOGIC, type WizardId } from '../wizards/wizards.ts';
import { beginChange, firstFailed, heardOf } from './change.ts';
import { isLocked, type SessionContext } from './context.ts';
import { effectStubs } from './effect-stubs.ts';
import { type InnerEvent, isKeyEvent, type SessionEvent, type SessionInput } from './input.ts';
import { changedLevel } from './levels.ts';
import type { Level, SessionMeta } from './meta.ts';
import {
  acceptedPin,
  differingPin,
  editPin,
  emptyPin,
  type PinOutcome,
  pinOutcome,
  repeatPin,
} from './pin-entry.ts';
import { isHeldCommand, isRepeat, leavesByLeft, pressOf } from './presses.ts';
import { canTurn, entered, hasPartAhead, turnedScreen } from './turn.ts';

type Event = SessionEvent | InnerEvent;
type Step = { readonly step: 1 | -1 };

/** How long before leaving the idle notice comes up, in seconds: time enough to see it and reach a key. */
const NOTICE_S = 30;

/** The key behind a press, where the event is one. */
function keyOf(event: Event) {
  return 'key' in event ? event.key : null;
}

/** Seconds without a key in the present state, or null where nobody waits for one. */
function noticeLength_s(timeout_s: number | null): number {
  return Math.min(NOTICE_S, timeout_s ?? NOTICE_S);
}

function untilNotice_ms(timeout_s: number | null): number {
  return ((timeout_s ?? 0) - noticeLength_s(timeout_s)) * 1000;
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
    untilLocked: ({ context }) => (context.idle.menu_s ?? 0) * 1000,
    second: 1000,
  },
  guards: {
    isFresh: ({ event }) => {
      const key = keyOf(event);
      return key !== null && !isRepeat(key);
    },
    isHeldCommand: ({ event }) => isKeyEvent(event) && isHeldCommand(event),
    leavesByLeft: ({ context, event }) => {
      const key = keyOf(event);
      return key !== null && leavesByLeft(key, context.keys);
    },
    isLocked: ({ context }) => isLocked(context),
    isStartedAfterFault: ({ context }) => context.startedAfterFault,
    isPageShown: ({ context }, { page }: { page: StatusPage }) => isPageShown(context, page),
    isPageGone: ({ context }, { page }: { page: StatusPage }) => !isPageShown(context, page),
    hasNewHeadline: ({ context, event }) => {
      if (event.type !== 'APPLIANCE.CHANGED') {
        return false;
      }
      const next = headlineOf({ ...context, appliance: event.appliance });
      return next !== '' && next !== headlineOf(context);
    },
    hasPartAhead: ({ context }, { meta, step }: { meta: OwnMeta } & Step) =>
      hasPartAhead(context, meta, step),
    canTurn: ({ context }, { meta }: { meta: OwnMeta }) => canTurn(context, meta),
    isItemShown: ({ context }, { item }: { item: string }) => isShown(menuItem(item), context.appliance),
    isItemGone: ({ context }, { item }: { item: string }) => !isShown(menuItem(item), context.appliance),
    isItemRefused: ({ context }, { item }: { item: string }) =>
      menuItem(item).refused(context.appliance) !== null,
    wantsNothing: (_, outcome: WizardOutcome) => outcome.kind === 'left',
    isPinRight: (_, verdict: PinVerdict) => verdict.ok,
    isPowerGranted: (_, verdict: PowerVerdict) => verdict.ok,
    pinIs: ({ context, event }, { outcome }: { outcome: PinOutcome }) => {
      const key = keyOf(event);
      return key !== null && pinOutcome(context.pin, key) === outcome;
    },
    isPinRepeated: ({ context, event }) => {
      const key = keyOf(event);
      return key !== null && acceptedPin(context.pin, key) === context.pin.first;
    },
    mustWait: ({ context }) => context.pin.retryAfter_s > 0,
    isNoticeOver: ({ context }) => (context.leavingIn_s ?? 0) <= 1,

    isOut: or([stateIn('#status'), stateIn('#changed')]),
    isEditing: or([stateIn('#wizards'), stateIn('#newPin')]),
    isBusy: stateIn('#changing'),
    isInMenus: and([not('isOut'), not('isEditing'), not('isBusy')]),
    isOpenToAnyone: ({ context }) => context.appliance.pinSet && context.unlocked,
    /** Out of the menus, but the next one would not be asked for the PIN. */
    isLeftOpen: and(['isOut', 'isOpenToAnyone']),
    /** Nobody is waited for. */
    isAtRest: or([
      'isBusy',
      and(['isOut', not('isOpenToAnyone')]),
      and(['isEditing', 'editNeverEnds']),
      and(['isInMenus', 'menuNeverEnds']),
    ]),
    menuNeverEnds: ({ context }) => context.idle.menu_s === null,
    editNeverEnds: ({ context }) => context.idle.edit_s === null,
  },
  actions: {
    followAppliance: assign(({ context, event }) => ({
      appliance: event.type === 'APPLIANCE.CHANGED' ? event.appliance : context.appliance,
    })),
    press: raise(({ event }) => {
      if (!isKeyEvent(event)) {
        throw new Error(`${event.type} is no key`);
      }
      return pressOf(event);
    }),
    startNotice: assign(({ context }, { timeout }: { timeout: 'menu_s' | 'edit_s' }) => ({
      leavingIn_s: noticeLength_s(context.idle[timeout]),
    })),
    countNotice: assign(({ context }) => ({ leavingIn_s: (context.leavingIn_s ?? 0) - 1 })),
    endNotice: assign({ leavingIn_s: null }),
    leave: raise({ type: 'IDLE' }),

    unlock: assign({ unlocked: true }),
    lock: assign({ unlocked: false }),
    forgetOpened: assign({ opened: null }),
    remember: assign((_, { menu, item }: Extract<SessionMeta, { screen: 'item' }>) => ({
      opened: { menu, item },
    })),
    dismissNotice: assign(({ context }) => ({
      dismissed: [...context.dismissed, noticeOf(context)?.id ?? 0],
    })),
    startPage: assign((_, { step }: Step) => ({ position: entered(step) })),
    fromTheStart: assign({ position: FIRST }),
    turn: assign(({ context }, { meta, step }: { meta: OwnMeta } & Step) => ({
      position: turnedScreen(context, meta, step),
    })),

    say: assign((_, message: Pick<MessageScreen, 'tone' | 'lines'>) => ({ message })),
    sayRefused: assign(({ context }, { item }: { item: string }) => ({
      message: { tone: 'fault' as const, lines: menuItem(item).refused(context.appliance) ?? [] },
    })),
    sayPowerRefused: assign(({ context }, verdict: PowerVerdict) => ({
      message: verdict.ok ? context.message : { tone: 'fault' as const, lines: verdict.panel },
    })),
    sayOutcome: assign(({ context, event }) => {
      if (event.type === 'CHANGE.REFUSED') {
        return { message: { tone: 'fault' as const, lines: [MESSAGES.refused, ...event.panel] } };
      }
      if (event.type === 'CHANGE.ROLLED_BACK') {
        const lines = event.restored
          ? [MESSAGES.rolledBack, ...event.reason]
          : [MESSAGES.notRestored, ...event.reason, MESSAGES.notRestoredHelp];
        return { message: { tone: 'fault' as const, lines } };
      }
      return { message: context.message };
    }),

    begin: assign(({ context }, outcome: WizardOutcome) => ({
      change:
        outcome.kind === 'accepted'
          ? beginChange(outcome.change, outcome.wanted, context.appliance.wanted)
          : null,
    })),
    hear: assign(({ context, event }) => {
      const change = context.change;
      const isAbout =
        event.type === 'CHANGE.PROGRESS' ||
        event.type === 'CHANGE.VERIFIED' ||
        event.type === 'CHANGE.COUNTDOWN';
      return { change: change !== null && isAbout ? heardOf(change, event) : change };
    }),
    showFirstFailed: assign(({ context }) => ({
      position: firstFailed(context.change?.checks ?? context.checks),
    })),
    answer: sendTo('transaction', (_, command: ChangeCommand) => command),

    forgetChecks: assign({ checks: [], position: FIRST, change: null }),
    addCheck: assign(({ context, event }) => {
      const checks = event.type === 'TEST.CHECK' ? [...context.checks, event.check] : context.checks;
      return { checks, position: { index: checks.length, part: 0 } };
    }),

    clearPin: assign(({ context }) => ({ pin: emptyPin(context.keys) })),
    editPin: assign(({ context, event }) => {
      const key = keyOf(event);
      return { pin: key === null ? context.pin : editPin(context.pin, key) };
    }),
    askAgain: assign(({ context, event }) => {
      const key = keyOf(event);
      return { pin: repeatPin(context.keys, key === null ? '' : acceptedPin(context.pin, key)) };
    }),
    sayPinsDiffer: assign(({ context }) => ({ pin: differingPin(context.keys) })),
    sayWrongPin: assign(({ context }, verdict: PinVerdict) => ({
      pin: {
        ...emptyPin(context.keys),
        error: [MESSAGES.wrongPin],
        retryAfter_s: verdict.ok ? 0 : verdict.retryAfter_s,
      },
    })),
    waitASecond: assign(({ context }) => ({
      pin: { ...context.pin, retryAfter_s: Math.max(0, context.pin.retryAfter_s - 1) },
    })),

    tryLevel: assign(({ context }, { level, step }: { level: Level } & Step) => ({
      trial: changedLevel(context.trial ?? context.appliance.preferences, level, step),
    })),
    endTrial: assign({ trial: null }),
  },
});
