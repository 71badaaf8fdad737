/**
 * The states of every wizard:
 *
 *   list ── ENTER on a value ──> field ── ENTER ──> the next value that needs the operator, else the list on APPLY
 *     │                            └── EXIT ──> list
 *     ├── ENTER on APPLY ──> accepted         (after REALLY? where there is one; a wrong value is opened instead)
 *     └── EXIT ──> discard (if anything was entered) ── YES ──> left
 *
 * EXIT is always the harmless answer: it leads from a field back to the list with what was entered, and at
 * `DISCARD CHANGES?` it means NO. TAB and BACKTAB go round the fields without accepting.
 */
import type { SnapshotFrom } from 'xstate';
import type { Wizard } from '../forms/wizard.ts';
import { openedWizard } from '../state/wizard-list.ts';
import { choiceStates } from '../statechart/choices.ts';
import { wizardSetup } from './setup.ts';

const openSelected = [
  { guard: 'isToggleSelected', target: 'toggled' },
  { guard: 'isFieldSelected', target: 'field', actions: 'enterSelected' },
] as const;

/** All values as they would be set; also the review of what changes. */
const list = wizardSetup.createStateConfig({
  id: 'list',
  meta: { screen: 'list' },
  on: {
    'PRESS.UP': { actions: { type: 'select', params: { step: -1 } } },
    'PRESS.DOWN': { actions: { type: 'select', params: { step: 1 } } },
    'PRESS.BACKTAB': { actions: { type: 'select', params: { step: -1 } } },
    'PRESS.TAB': { actions: { type: 'select', params: { step: 1 } } },
    'PRESS.ENTER': [
      ...openSelected,
      { guard: 'isApplySelected', target: 'applying' },
      // A line that cannot be changed.
      { actions: 'selectApply' },
    ],
    'PRESS.RIGHT': [
      { guard: 'isHeld' },
      ...openSelected,
      { guard: 'isFirstEdited', target: 'field', actions: ['selectFirst', 'enterSelected'] },
      { actions: 'selectFirst' },
    ],
    'PRESS.CHARACTER': [
      { guard: 'isToggleSelected' },
      { guard: 'isFieldSelected', target: 'field', actions: ['enterSelected', 'editField', 'tellDraft'] },
    ],
    'PRESS.EXIT': 'leaving',
    'PRESS.LEFT': { guard: 'isFresh', target: 'leaving' },
  },
});

const field = wizardSetup.createStateConfig({
  id: 'field',
  meta: { screen: 'field' },
  on: {
    'PRESS.TAB': { target: 'field', actions: [{ type: 'goToField', params: { step: 1 } }] },
    'PRESS.BACKTAB': { target: 'field', actions: [{ type: 'goToField', params: { step: -1 } }] },
    'PRESS.*': { actions: ['editField', 'tellDraft'] },
    'FIELD.ACCEPTED': [{ guard: 'hasNote', target: 'note' }, { target: 'going' }],
    'FIELD.LEFT': { target: 'list', actions: ['follow', 'tellDraft'] },
  },
});

/** A choice has gone to its next value; a value that is needed now is opened. */
const toggled = wizardSetup.createStateConfig({
  entry: ['toggle', 'tellDraft'],
  always: [{ guard: 'isNeedSelected', target: 'field', actions: 'enterSelected' }, { target: 'list' }],
});

/** A note on what was accepted, between two fields. */
const note = wizardSetup.createStateConfig({
  meta: { screen: 'note' },
  on: {
    'PRESS.ENTER': 'going',
    'PRESS.RIGHT': { guard: 'isFresh', target: 'going' },
    'PRESS.LEFT': { guard: 'isFresh', target: 'field' },
    'PRESS.EXIT': 'field',
  },
});

/** On from an accepted field. */
const going = wizardSetup.createStateConfig({
  entry: ['confirmField', 'follow', 'selectNext', 'tellDraft'],
  always: [
    { guard: 'isToggleSelected', target: 'list' },
    { guard: 'isFieldSelected', target: 'field', actions: 'enterSelected' },
    { target: 'list' },
  ],
});

/** A wrong value is opened with its reason. */
const applying = wizardSetup.createStateConfig({
  entry: ['collectErrors', 'selectWrong'],
  always: [
    { guard: 'isFieldSelected', target: 'field', actions: 'enterSelected' },
    { guard: 'changesNothing', target: 'nothing' },
    { guard: 'isRefused', target: 'refused' },
    { guard: 'hasQuestion', target: 'confirm' },
    { target: 'accepted' },
  ],
});

/** `REALLY ...?` */
const confirm = wizardSetup.createStateConfig({
  initial: 'no',
  states: choiceStates(
    [
      { name: 'no', meta: { screen: 'confirm', choice: 'no' }, leads: [{ target: '#list' }] },
      {
        name: 'yes',
        meta: { screen: 'confirm', choice: 'yes' },
        leads: [{ guard: 'isRefused', target: '#refused' }, { target: '#accepted' }],
      },
    ],
    '#list',
  ),
});

/** Without entries to lose, leaves without a question. */
const leaving = wizardSetup.createStateConfig({
  always: [{ guard: 'isDirty', target: 'discard' }, { target: 'left' }],
});

const discard = wizardSetup.createStateConfig({
  initial: 'no',
  states: choiceStates(
    [
      { name: 'no', meta: { screen: 'discard', choice: 'no' }, leads: [{ target: '#list' }] },
      {
        name: 'yes',
        meta: { screen: 'discard', choice: 'yes' },
        leads: [{ target: '#left', actions: 'forgetDraft' }],
      },
    ],
    '#list',
  ),
});

/** The machine of a wizard. Its output is the change to apply. */
export function wizardMachine(id: string, wizard: Wizard) {
  return wizardSetup.createMachine({
    id,
    context: ({ input }) => openedWizard(wizard, input),
    output: ({ context }) => context.outcome,
    on: { 'APPLIANCE.CHANGED': { actions: 'followAppliance' } },
    initial: 'list',
    states: {
      list,
      toggled,
      field,
      note,
      going,
      applying,
      /** There is nothing to apply: any key ends the wizard. */
      nothing: {
        meta: { screen: 'nothing' },
        on: { 'PRESS.*': { guard: 'isFresh', target: 'left' } },
      },
      refused: {
        id: 'refused',
        meta: { screen: 'refused' },
        entry: 'explainRefusal',
        on: { 'PRESS.*': { guard: 'isFresh', target: 'list' } },
      },
      confirm,
      leaving,
      discard,
      left: { id: 'left', type: 'final' },
      accepted: { id: 'accepted', type: 'final', entry: 'accept' },
    },
  });
}

export type WizardMachine = ReturnType<typeof wizardMachine>;
export type WizardSnapshot = SnapshotFrom<WizardMachine>;
