import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import { statusScreen } from '../../../../menus/screens/status-pages.ts';
import { wizardScreen } from '../../../../menus/screens/wizard.ts';
import { sessionMachine } from '../../../../menus/session/machine.ts';
import { WIZARD_IDS } from '../../../../menus/setup-network/setup-network.ts';
import { initialContext } from '../../../../menus/state/session-context.ts';
import { askedOf } from '../../../../menus/views/asked.ts';
import { sessionMeta, wizardMeta } from '../../../../menus/views/current.ts';
import { viewOf } from '../../../../menus/views/view-of.ts';
import { WIZARD_LOGIC, wizardMachineOf } from '../../../../menus/wizards/wizards.ts';
import { en } from '../../../../menus/words/en.ts';
import { testAppliance } from '../../../support/appliance.ts';
import { PLAIN_GLASS } from '../../../support/operator.ts';

const input = {
  appliance: testAppliance(),
  operator: 'panel',
  keys: new Set(['UP', 'DOWN', 'ENTER', 'EXIT'] as const),
  geometry: GEOMETRY_20X4,
  audience: PLAIN_GLASS,
  idle: { menu_s: 180, edit_s: 600 },
  draft: null,
};
const at = (screens: string | { readonly wizards: 'lan' }) =>
  sessionMachine.resolveState({
    value: { screens, attention: 'atRest', data: 'following' },
    context: initialContext(input),
  });

describe('a snapshot', () => {
  it('in a state of passage has no screen', () => {
    expect(() => sessionMeta(at('starting'))).toThrow('no screen for');
  });

  it('of a session whose wizard has just ended shows nothing', () => {
    expect(viewOf(at({ wizards: 'lan' })).screen).toEqual({
      kind: 'message',
      tone: 'info',
      lines: [],
      hint: '',
      part: 0,
    });
  });

  it('of a session whose wizard has just ended asks nothing', () => {
    expect(askedOf(at({ wizards: 'lan' }))).toBeNull();
  });

  it('of an ended wizard has no screen', () => {
    const actor = createActor(wizardMachineOf('ipv6'), { input }).start();
    actor.send({ type: 'PRESS.EXIT', key: { type: 'KEY.EXIT' } });
    expect(actor.getSnapshot().status).toBe('done');
    expect(wizardMeta(actor.getSnapshot())).toBeNull();
  });
});

describe('a wizard without a question or a field', () => {
  const { context } = createActor(wizardMachineOf('ipv6'), { input }).start().getSnapshot();

  it('asks whether to apply, where a scan would be cut off', () => {
    expect(wizardScreen(context, { screen: 'confirm', choice: 'no' })).toMatchObject({
      question: 'APPLY NOW?',
    });
  });

  it('has no field to edit', () => {
    expect(() => wizardScreen(context, { screen: 'field' })).toThrow('no field');
    expect(() => wizardScreen(context, { screen: 'note' })).toThrow('no field');
  });
});

describe('a status page that is gone', () => {
  it.each(['notice', 'update', 'change'] as const)('%s says nothing that is not so', (page) => {
    const { index, entries, percent } = statusScreen({ ...input, dismissed: [] }, page, 0);
    expect({ index, percent }).toEqual({ index: 0, percent: null });
    expect(entries.map(({ value }) => value)).toEqual(page === 'change' ? [en.glass.status.change] : []);
  });
});

describe('the wizards', () => {
  it.each(WIZARD_IDS)('%s has a machine and logic of its name', (id) => {
    expect(wizardMachineOf(id).id).toBe(id);
    expect(wizardMachineOf(id)).toBe(wizardMachineOf(id));
    const actor = createActor(WIZARD_LOGIC[id], { input }).start();
    expect(actor.getPersistedSnapshot()).toMatchObject({ value: actor.getSnapshot().value });
  });
});
