/** The status pages, each a state; UP and DOWN go round those there are now. */
import type { StatusPage } from '../view.ts';
import { noticeOf, STATUS_PAGES } from '../views/status-pages.ts';
import { sessionSetup } from './setup.ts';

const isShown = (page: StatusPage) => ({ type: 'isPageShown', params: { page } }) as const;

/** The next pages in one direction, each if it is there. */
function towards(page: StatusPage, step: 1 | -1) {
  const place = STATUS_PAGES.indexOf(page);
  const around = [...STATUS_PAGES.slice(place + 1), ...STATUS_PAGES.slice(0, place + 1)];
  const ordered = step === 1 ? around : [...around.slice(0, -1).toReversed(), page];
  return ordered.map((other) => ({
    guard: isShown(other),
    target: `#status-${other}`,
    actions: { type: 'startPage', params: { step } } as const,
  }));
}

function turning(page: StatusPage, step: 1 | -1) {
  const params = { meta: { screen: 'status', page }, step } as const;
  return [
    { guard: { type: 'hasPartAhead', params } as const, actions: { type: 'turn', params } as const },
    ...towards(page, step),
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
    always: { guard: { type: 'isPageGone', params: { page } }, target: '#status-first' },
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
  entry: ['forgetOpened', { type: 'startPage', params: { step: 1 } }],
  on: { 'APPLIANCE.CHANGED': { guard: 'hasNewHeadline', target: '#status-first' } },
  states: {
    first: {
      id: 'status-first',
      entry: { type: 'startPage', params: { step: 1 } },
      always: STATUS_PAGES.map((page) => ({ guard: isShown(page), target: `#status-${page}` })),
    },
    ...Object.fromEntries(STATUS_PAGES.map((page) => [page, pageState(page)])),
    dismissing: {
      id: 'status-dismissing',
      meta: { screen: 'status', page: 'notice' },
      invoke: {
        id: 'dismissal',
        src: 'dismissNotice',
        input: ({ context }) => ({ id: noticeOf(context)?.id ?? 0 }),
        onDone: '#status-dismissed',
        onError: '#status-dismissed',
      },
    },
    /** Out of this operator's sight even if the appliance could not take it back. */
    dismissed: { id: 'status-dismissed', always: { target: '#status-first', actions: 'dismissNotice' } },
  },
});
