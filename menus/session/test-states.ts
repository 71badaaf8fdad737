/** TEST NETWORK. Leaving it stops it; it changes nothing. */
import type { OwnMeta } from '../screens/session.ts';
import { message } from '../words/messages.ts';
import { sessionSetup } from './setup.ts';

function turning(meta: OwnMeta) {
  const turn = (step: 1 | -1) => ({ actions: { type: 'turn', params: { meta, step } } }) as const;
  return { 'PRESS.UP': turn(-1), 'PRESS.DOWN': turn(1) } as const;
}

const testing = { screen: 'testing' } as const satisfies OwnMeta;
const tested = { screen: 'tested' } as const satisfies OwnMeta;

export const test = sessionSetup.createStateConfig({
  id: 'test',
  initial: 'running',
  entry: 'forgetChecks',
  on: { 'PRESS.EXIT': '#menus-back', 'PRESS.LEFT': { guard: 'isFresh', target: '#menus-back' } },
  states: {
    running: {
      meta: testing,
      invoke: {
        id: 'test',
        src: 'testNetwork',
        onError: {
          target: '#failed',
          actions: { type: 'say', params: { tone: 'fault', said: [message('test-failed')] } },
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
