/** PANEL SETTINGS: contrast, brightness, language, lamp test, PIN. */
import { and } from 'xstate';
import type { Level } from '../state/session-meta.ts';
import { message } from '../words/messages.ts';
import { sessionSetup } from './setup.ts';

const cannotSave = {
  target: '#failed',
  actions: { type: 'showMessage', params: { tone: 'fault', parts: [message('save-failed')] } },
} as const;

const toMenu = {
  'PRESS.EXIT': '#menus-back',
  'PRESS.LEFT': { guard: 'leavesByLeft', target: '#menus-back' },
} as const;

/** UP and DOWN take effect at once; ENTER stores the value, leaving in any other way restores the stored one. */
export function levelState(level: Level) {
  const tryLevel = (step: 1 | -1) => ({ actions: { type: 'tryLevel', params: { level, step } } }) as const;
  return sessionSetup.createStateConfig({
    id: level,
    initial: 'trying',
    exit: 'endTrial',
    states: {
      trying: {
        meta: { screen: 'level', level },
        on: { 'PRESS.UP': tryLevel(1), 'PRESS.DOWN': tryLevel(-1), 'PRESS.ENTER': 'storing', ...toMenu },
      },
      storing: {
        meta: { screen: 'saving' },
        invoke: {
          id: 'storing',
          src: 'setPreferences',
          input: ({ context }) => ({ ...context.appliance.preferences, ...context.trial }),
          onDone: '#menus-back',
          onError: cannotSave,
        },
        on: toMenu,
      },
    },
  });
}

/** UP and DOWN go round the languages; the words change once ENTER has stored the choice. */
export const language = sessionSetup.createStateConfig({
  id: 'language',
  initial: 'choosing',
  entry: 'startLanguage',
  states: {
    choosing: {
      meta: { screen: 'language' },
      on: {
        'PRESS.UP': { actions: { type: 'turnLanguage', params: { step: -1 } } },
        'PRESS.DOWN': { actions: { type: 'turnLanguage', params: { step: 1 } } },
        'PRESS.ENTER': 'storing',
        ...toMenu,
        'PRESS.LEFT': { guard: 'isFresh', target: '#menus-back' },
      },
    },
    storing: {
      meta: { screen: 'saving' },
      invoke: {
        id: 'storingLanguage',
        src: 'setPreferences',
        input: ({ context }) => ({ ...context.appliance.preferences, language: context.languageChoice }),
        onDone: '#menus-back',
        onError: cannotSave,
      },
      on: toMenu,
    },
  },
});

export const lampTest = sessionSetup.createStateConfig({
  id: 'lampTest',
  meta: { screen: 'lampTest' },
  invoke: {
    id: 'lampTest',
    src: 'lampTest',
    onError: {
      target: '#failed',
      actions: { type: 'showMessage', params: { tone: 'fault', parts: [message('lamp-test-failed')] } },
    },
  },
  on: { 'PRESS.*': { guard: 'isFresh', target: '#menus-back' } },
});

const pinIs = (outcome: 'accepted' | 'left') => ({ type: 'pinIs', params: { outcome } }) as const;

/** A new PIN, entered twice. */
export const newPin = sessionSetup.createStateConfig({
  id: 'newPin',
  initial: 'entering',
  entry: 'clearPin',
  exit: 'clearPin',
  states: {
    entering: {
      meta: { screen: 'newPin' },
      on: {
        'PRESS.*': [
          { guard: pinIs('accepted'), target: 'repeating', actions: 'startPinRepeat' },
          { guard: pinIs('left'), target: '#menus-back' },
          { actions: 'editPin' },
        ],
      },
    },
    repeating: {
      meta: { screen: 'repeatPin' },
      on: {
        'PRESS.*': [
          { guard: and([pinIs('accepted'), 'isPinRepeated']), target: 'storing' },
          { guard: pinIs('accepted'), target: 'entering', actions: 'showPinsDiffer' },
          { guard: pinIs('left'), target: '#menus-back' },
          { actions: 'editPin' },
        ],
      },
    },
    storing: {
      id: 'storingPin',
      meta: { screen: 'saving' },
      invoke: {
        id: 'newPin',
        src: 'setPin',
        input: ({ context }) => ({ pin: context.pin.first }),
        onDone: {
          target: '#saved',
          // The operator who set the PIN does not have to enter it again.
          actions: [
            'unlock',
            { type: 'showMessage', params: { tone: 'success', parts: [message('pin-set')] } },
          ],
        },
        onError: cannotSave,
      },
    },
  },
});

export const clearingPin = sessionSetup.createStateConfig({
  id: 'clearingPin',
  meta: { screen: 'saving' },
  invoke: {
    id: 'clearingPin',
    src: 'setPin',
    input: { pin: null },
    onDone: {
      target: '#saved',
      actions: { type: 'showMessage', params: { tone: 'success', parts: [message('pin-cleared')] } },
    },
    onError: cannotSave,
  },
});
