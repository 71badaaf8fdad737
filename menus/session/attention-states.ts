/**
 * Whether somebody is there. Every key passes here first: held ENTER and EXIT are dropped, a key that answers the
 * idle notice is swallowed, all others are pressed on the screens. Where nobody is waited for no timer runs.
 */
import { not } from 'xstate';
import { sessionSetup } from './setup.ts';

/** Any key starts the waiting anew. */
const pressAnd = (target: string) =>
  ({ 'KEY.*': [{ guard: 'isHeldCommand' }, { target, reenter: true, actions: 'press' }] }) as const;

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
    atRest: { always: { guard: not('isAtRest'), target: 'sorting' }, on: pressAnd('atRest') },
    leftOpen: {
      always: { guard: not('isLeftOpen'), target: 'sorting' },
      on: pressAnd('leftOpen'),
      after: { untilLocked: { target: 'sorting', actions: 'lock' } },
    },
    inMenus: {
      always: { guard: not('isInMenus'), target: 'sorting' },
      on: pressAnd('inMenus'),
      after: { untilMenuNotice: 'menuNotice' },
    },
    editing: {
      always: { guard: not('isEditing'), target: 'sorting' },
      on: pressAnd('editing'),
      after: { untilEditNotice: 'editNotice' },
    },
    menuNotice: notice('menu_s', 'isInMenus'),
    editNotice: notice('edit_s', 'isEditing'),
  },
});
