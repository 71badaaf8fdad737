/** The status pages, one state each; UP and DOWN cycle through those shown now. */

import { isPageCertain, noticeIdOf } from '../screens/status-pages.ts';
import { around, upToCertain } from '../statechart/ring.ts';
import { STATUS_PAGES, type StatusPage } from '../view.ts';
import { sessionSetup } from './setup.ts';

/** Transitions to pages; the first page that is shown is taken. */
function tried(pages: readonly StatusPage[]) {
  return upToCertain(pages, isPageCertain).map((page) => ({
    guard: { type: 'isPageShown', params: { page } } as const,
    target: `#status-${page}`,
  }));
}

function turning(page: StatusPage, step: 1 | -1) {
  const params = { meta: { screen: 'status', page }, step } as const;
  const enter = { type: 'startPage', params: { step } } as const;
  return [
    { guard: { type: 'hasPartAhead', params } as const, actions: { type: 'turn', params } as const },
    ...tried(around(STATUS_PAGES, page, step)).map((next) => ({ ...next, actions: enter })),
  ];
}

/** Any key but a held one dismisses a notice. */
const dismissing = {
  'PRESS.UP': { guard: 'isFresh', target: '#status-dismissing' },
  'PRESS.DOWN': { guard: 'isFresh', target: '#status-dismissing' },
  'PRESS.ENTER': '#status-dismissing',
  'PRESS.EXIT': '#status-dismissing',
  'PRESS.*': { guard: 'isFresh', target: '#status-dismissing' },
} as const;

function pageState(page: StatusPage) {
  return sessionSetup.createStateConfig({
    id: `status-${page}`,
    meta: { screen: 'status', page },
    always: isPageCertain(page)
      ? []
      : { guard: { type: 'isPageGone', params: { page } } as const, target: '#status-first' },
    on: {
      'PRESS.DOWN': turning(page, 1),
      'PRESS.UP': turning(page, -1),
      'PRESS.ENTER': [{ guard: 'isLocked', target: '#gate' }, { target: '#menu-main' }],
      'PRESS.EXIT': '#status-first',
      ...(page === 'notice' ? dismissing : {}),
    },
  });
}

export const status = sessionSetup.createStateConfig({
  id: 'status',
  initial: 'first',
  entry: ['clearOpened', { type: 'startPage', params: { step: 1 } }],
  on: { 'APPLIANCE.CHANGED': { guard: 'hasNewHeadline', target: '#status-first' } },
  states: {
    first: {
      id: 'status-first',
      entry: { type: 'startPage', params: { step: 1 } },
      always: tried(STATUS_PAGES),
    },
    ...Object.fromEntries(STATUS_PAGES.map((page) => [page, pageState(page)])),
    dismissing: {
      id: 'status-dismissing',
      meta: { screen: 'status', page: 'notice' },
      invoke: {
        id: 'dismissal',
        src: 'dismissNotice',
        input: ({ context }) => ({ id: noticeIdOf(context) }),
        onDone: '#status-dismissed',
        onError: '#status-dismissed',
      },
    },
    /** Hidden from this operator even if the appliance failed to dismiss it. */
    dismissed: { id: 'status-dismissed', always: { target: '#status-first', actions: 'dismissNotice' } },
  },
});
