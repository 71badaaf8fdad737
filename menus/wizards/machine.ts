/**
 * The states of every wizard:
 *
 *   prompt ── ENTER ──> field, field, ... ──> check ──> review ──> confirm ── YES ──> accepted
 *     └ UP UP, EXIT ─> left   │ EXIT            └ errors: back to the first wrong field
 *                             └─> discard (if anything was entered) ── YES, EXIT ──> left
 *
 * Going back:
 * - LEFT where the cursor is at the first position goes to the field before, and from the review to the last
 *   field. What was entered stays. In the first field a panel with EXIT stays, one without it leaves.
 * - A panel without LEFT has GO BACK among the answers to `DISCARD CHANGES?`, which EXIT asks; it leads to the
 *   field before.
 * - TAB and BACKTAB go round the fields without accepting; ENTER on the last field then finds all errors at once.
 */
import { not, type SnapshotFrom } from 'xstate';
import type { Wizard } from '../forms/wizard.ts';
import { choiceStates } from '../statechart/choices.ts';
import { FIRST } from '../turning.ts';
import { backTransitions, fieldStates, firstWrong, lastIncluded } from './field-states.ts';
import { wizardSetup } from './setup.ts';

const prompt = wizardSetup.createStateConfig({
  id: 'prompt',
  initial: 'asked',
  meta: { screen: 'prompt' },
  on: {
    'PRESS.ENTER': '#form',
    'PRESS.EXIT': '#left',
    'PRESS.LEFT': { guard: 'leavesByLeft', target: '#left' },
    'PRESS.*': '.asked',
  },
  states: {
    asked: { on: { 'PRESS.UP': { guard: 'isFresh', target: 'upOnce' } } },
    /** A second UP with no other key between quits. */
    upOnce: { on: { 'PRESS.UP': { guard: 'isFresh', target: '#left' } } },
  },
});

const hasFields = (wizard: Wizard): boolean => wizard.form.fields.length > 0;

/** Old and new of every value that changes; left like a field. */
function reviewState(wizard: Wizard) {
  const remember = { type: 'rememberField', params: { field: null } } as const;
  const leave = { target: hasFields(wizard) ? '#leaving' : '#left', actions: remember } as const;
  return wizardSetup.createStateConfig({
    id: 'review',
    meta: { screen: 'review' },
    entry: 'reviewFirst',
    on: {
      'PRESS.UP': { actions: 'reviewPrevious' },
      'PRESS.DOWN': { actions: 'reviewNext' },
      'PRESS.ENTER': '#confirm',
      'PRESS.EXIT': leave,
      'PRESS.LEFT': [...lastIncluded(wizard), { guard: 'leavesByLeft', ...leave }],
    },
  });
}

/** The fields one after the other, then their common check. */
function formState(wizard: Wizard) {
  const [first] = wizard.form.fields;
  return wizardSetup.createStateConfig({
    id: 'form',
    initial: first === undefined ? 'check' : first.id,
    states: {
      ...fieldStates(wizard),
      check: {
        id: 'check',
        entry: 'collectErrors',
        always: [
          ...firstWrong(wizard),
          { guard: 'changesNothing', target: '#nothing' },
          { guard: 'isRefused', target: '#refused' },
          { target: wizard.review ? '#review' : '#confirm' },
        ],
      },
      ...(wizard.review ? { review: reviewState(wizard) } : {}),
      /** Where `DISCARD CHANGES?` NO goes back to. */
      asItWas: { type: 'history', history: 'deep', id: 'asItWas' },
    },
  });
}

/** A screen that any key ends. */
function messageState(screen: 'nothing' | 'refused') {
  return wizardSetup.createStateConfig({
    id: screen,
    meta: { screen },
    ...(screen === 'refused' ? { entry: 'explainRefusal' as const } : {}),
    on: { 'PRESS.*': { guard: 'isFresh', target: '#left' } },
  });
}

/** `REALLY ...?` */
function confirmState(wizard: Wizard) {
  const back = wizard.review ? '#review' : '#left';
  return wizardSetup.createStateConfig({
    id: 'confirm',
    initial: 'no',
    states: choiceStates(
      [
        { name: 'no', meta: { screen: 'confirm', choice: 'no' }, leads: [{ target: back }] },
        {
          name: 'yes',
          meta: { screen: 'confirm', choice: 'yes' },
          leads: [{ guard: 'isRefused', target: '#refused' }, { target: '#accepted' }],
        },
      ],
      back,
    ),
  });
}

/** Without entries to lose, leaves without a question. */
const leaving = wizardSetup.createStateConfig({
  id: 'leaving',
  always: [{ guard: not('isDirty'), target: '#left' }, { target: '#discard' }],
});

/** One machine serves panels with and without LEFT; guards select the answers. */
function discardState(wizard: Wizard) {
  const answer = (choice: 'no' | 'yes' | 'goBack', leads: '#asItWas' | '#left' | '#goBack') => ({
    name: choice,
    meta: { screen: 'discard' as const, choice },
    leads,
  });
  const [no, yes, goBack] = [answer('no', '#asItWas'), answer('yes', '#left'), answer('goBack', '#goBack')];
  return wizardSetup.createStateConfig({
    id: 'discard',
    initial: 'asking',
    states: {
      asking: { always: [{ guard: 'hasLeft', target: 'twoAnswers' }, { target: 'threeAnswers' }] },
      twoAnswers: { initial: 'no', states: choiceStates([no, yes], '#left') },
      threeAnswers: { initial: 'no', states: choiceStates([no, yes, goBack], '#left') },
      goBack: { id: 'goBack', always: [...backTransitions(wizard), { target: '#asItWas' }] },
    },
  });
}

/** The machine of a wizard. Each field is a state of the same name; the output is the change to apply. */
export function wizardMachine(id: string, wizard: Wizard) {
  return wizardSetup.createMachine({
    id,
    options: { maxIterations: 1000 },
    context: ({ input }) => ({
      ...input,
      wizard,
      entries: wizard.form.open(input),
      errors: {},
      refusal: [],
      position: FIRST,
      leftAt: null,
      outcome: null,
    }),
    output: ({ context }) => context.outcome,
    on: { 'APPLIANCE.CHANGED': { actions: 'followAppliance' } },
    initial: wizard.prompt === null ? 'form' : 'prompt',
    states: {
      ...(wizard.prompt === null ? {} : { prompt }),
      form: formState(wizard),
      nothing: messageState('nothing'),
      refused: messageState('refused'),
      confirm: confirmState(wizard),
      ...(hasFields(wizard) ? { leaving, discard: discardState(wizard) } : {}),
      left: { id: 'left', type: 'final' },
      accepted: { id: 'accepted', type: 'final', entry: 'accept' },
    },
  });
}

export type WizardMachine = ReturnType<typeof wizardMachine>;
export type WizardSnapshot = SnapshotFrom<WizardMachine>;
