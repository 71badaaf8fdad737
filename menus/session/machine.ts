/**
 * The session of one operator at one panel: the root of the menus. Three regions run in parallel:
 *
 * - `screens`: what is shown, from the status pages to the end of a change;
 * - `attention`: the idle rule, and the key filter before the screens;
 * - `data`: the appliance as it is now, and what was entered in wizards.
 *
 * Its side effects are named in `../effects.ts`; `firmware/` provides them. A session that failed has to be replaced by
 * one with `startedAfterFault`, which first shows that the menus restarted. Contrast and brightness on trial are not
 * an effect: read them with `displayOf` (`../views/display.ts`).
 */
import type { SnapshotFrom } from 'xstate';
import { initialContext } from '../state/session-context.ts';
import { message } from '../words/messages.ts';
import { attention } from './attention-states.ts';
import { changed, changing } from './change-states.ts';
import { gate, pinToChange, pinToClear } from './gate-states.ts';
import { menus } from './menu-states.ts';
import { messageState, messageToMenu } from './message-states.ts';
import { clearingPin, lampTest, language, levelState, newPin } from './panel-states.ts';
import { confirmPower, confirmState, powerState } from './power-states.ts';
import { sessionSetup } from './setup.ts';
import { status } from './status-states.ts';
import { test } from './test-states.ts';
import { wizards } from './wizard-states.ts';

const screens = sessionSetup.createStateConfig({
  id: 'screens',
  initial: 'starting',
  always: { guard: 'isLockedOut', target: '#status' },
  on: { IDLE: { target: '#status', actions: 'lock' } },
  states: {
    starting: {
      always: [
        {
          guard: 'isStartedAfterFault',
          target: 'restarted',
          actions: { type: 'showMessage', params: { tone: 'fault', parts: [message('menus-restarted')] } },
        },
        { target: 'status' },
      ],
    },
    restarted: messageState('restarted', { screen: 'message' }, [{ target: '#status' }]),
    status,
    gate,
    gateFailed: messageState('gateFailed', { screen: 'message' }, [{ target: '#status' }]),
    menus,
    /** Why an item cannot be opened now. */
    refused: messageToMenu('refused'),
    wizards,
    changing,
    changed,
    test,
    contrast: levelState('contrast'),
    brightness: levelState('brightness'),
    lampTest,
    language,
    pinToChange,
    pinToClear,
    newPin,
    confirmClearPin: confirmState('clearPin', '#clearingPin'),
    clearingPin,
    locking: { id: 'locking', always: { target: '#status', actions: 'lock' } },
    confirmReboot: confirmPower('reboot'),
    confirmShutdown: confirmPower('shutdown'),
    confirmRebootAnyway: confirmState('rebootAnyway', '#power-rebootAnyway'),
    confirmShutdownAnyway: confirmState('shutdownAnyway', '#power-shutdownAnyway'),
    reboot: powerState('reboot'),
    shutdown: powerState('shutdown'),
    rebootAnyway: powerState('reboot', true),
    shutdownAnyway: powerState('shutdown', true),
    version: messageState('version', { screen: 'version' }, [{ target: '#menus-back' }]),
    saved: messageToMenu('saved'),
    /** An effect that failed. */
    failed: messageToMenu('failed'),
  },
});

const data = sessionSetup.createStateConfig({
  initial: 'following',
  states: {
    following: {
      on: {
        'APPLIANCE.CHANGED': { actions: 'followAppliance' },
        'DRAFT.CHANGED': { actions: 'followDraft' },
      },
    },
  },
});

export const sessionMachine = sessionSetup.createMachine({
  id: 'session',
  type: 'parallel',
  options: { maxIterations: 1000 },
  context: ({ input }) => initialContext(input),
  states: { screens, attention, data },
});

export type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;
