/**
 * The idle rule, and the filter every key passes first: repeats of ENTER and EXIT are dropped, a key that dismisses
 * the idle notice is dropped, all others are raised as presses for the screens. In `atRest` no timer runs.
 */
import { not } from 'xstate';
import { sessionSetup } from './setup.ts';

/** Any key restarts the idle timer. */
const raisePressAnd = (target: string) =>
  ({ 'KEY.*': [{ guard: 'isHeldCommand' }, { target, reenter: true, actions: 'raisePress' }] }) as const;

function notice(timeout: 'menu_s' | 'edit_s', stillApplies: 'isInMenus' | 'isEditing') {
  return sessionSetup.createStateConfig({
    entry: { type: 'startNotice', params: { timeout } },
    exit: 'endNotice',
    initial: 'counting',
    always: { guard: not(stillApplies), target: 'sorting' },
    on: { 'KEY.*': 'sorting' },
    states: {
      counting: {
        after: {
          second: [
            { guard: 'isNoticeOver', target: '#attention-sorting', actions: 'leave' },
            { target: 'counting', reenter: true, actions: 'countNotice' },
          ],
        },
      },
    },
  });
}

export const attention = sessionSetup.createStateConfig({
  id: 'attention',
  initial: 'sorting',
  states: {
    sorting: {
      id: 'attention-sorting',
      always: [
        { guard: 'isAtRest', target: 'atRest' },
        { guard: 'isLeftOpen', target: 'leftOpen' },
        { guard: 'isEditing', target: 'editing' },
        { target: 'inMenus' },
      ],
    },
    atRest: { always: { guard: not('isAtRest'), target: 'sorting' }, on: raisePressAnd('atRest') },
    leftOpen: {
      always: { guard: not('isLeftOpen'), target: 'sorting' },
      on: raisePressAnd('leftOpen'),
      after: { untilLocked: { target: 'sorting', actions: 'lock' } },
    },
    inMenus: {
      always: { guard: not('isInMenus'), target: 'sorting' },
      on: raisePressAnd('inMenus'),
      after: { untilMenuNotice: 'menuNotice' },
    },
    editing: {
      always: { guard: not('isEditing'), target: 'sorting' },
      on: raisePressAnd('editing'),
      after: { untilEditNotice: 'editNotice' },
    },
    menuNotice: notice('menu_s', 'isInMenus'),
    editNotice: notice('edit_s', 'isEditing'),
  },
});
