/** TEST NETWORK. Leaving it stops the test; the test changes no settings. */
import type { SessionScreenMeta } from '../screens/session.ts';
import { message } from '../words/messages.ts';
import { sessionSetup } from './setup.ts';

function turning(meta: SessionScreenMeta) {
  const turn = (step: 1 | -1) => ({ actions: { type: 'turn', params: { meta, step } } }) as const;
  return { 'PRESS.UP': turn(-1), 'PRESS.DOWN': turn(1) } as const;
}

const testing = { screen: 'testing' } as const satisfies SessionScreenMeta;
const tested = { screen: 'tested' } as const satisfies SessionScreenMeta;

export const test = sessionSetup.createStateConfig({
  id: 'test',
  initial: 'running',
  entry: 'clearChecks',
  on: { 'PRESS.EXIT': '#menus-back', 'PRESS.LEFT': { guard: 'isFresh', target: '#menus-back' } },
  states: {
    running: {
      meta: testing,
      invoke: {
        id: 'test',
        src: 'testNetwork',
        onError: {
          target: '#failed',
          actions: { type: 'showMessage', params: { tone: 'fault', parts: [message('test-failed')] } },
        },
      },
      on: {
        ...turning(testing),
        'TEST.CHECK': { actions: 'addCheck' },
        'TEST.DONE': { target: 'done', actions: 'showFirstFailed' },
      },
    },
    done: { meta: tested, on: { ...turning(tested), 'PRESS.ENTER': '#menus-back' } },
  },
});
