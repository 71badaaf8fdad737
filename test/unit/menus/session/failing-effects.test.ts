import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { sessionMachine } from '../../../../menus/session/machine.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { viewOf } from '../../../../menus/views/view-of.ts';
import { wizardMachine } from '../../../../menus/wizards/machine.ts';
import { WIZARDS } from '../../../../menus/wizards/wizards.ts';
import { staticAppliance } from '../../../support/appliance.ts';
import { keyNamed } from '../../../support/operator.ts';

/** What an operator reads after these keys, in a session whose effects are the stubs: each of them fails. */
function pressed(keys: string, machine = sessionMachine): readonly string[] {
  const actor = createActor(machine, {
    clock: new SimulatedClock(),
    input: {
      appliance: staticAppliance(),
      keys: new Set(PANEL_KEYS),
      geometry: GEOMETRY_20X4,
      idle: { menu_s: 180, edit_s: 600 },
    },
  }).start();
  for (const key of keys.split(' ')) {
    actor.send(keyNamed(key));
  }
  const snapshot = actor.getSnapshot();
  expect(snapshot.status).toBe('active');
  const { screen } = viewOf(snapshot);
  return screen.kind === 'message' ? screen.lines : [screen.kind];
}

describe('what fails is told, and the session lives', () => {
  it.each([
    ['applyNetwork', 'ENTER ENTER DOWN ENTER DOWN ENTER', 'CHANGE FAILED SEE THE LOG'],
    ['testNetwork', 'ENTER ENTER UP UP UP ENTER', 'TEST FAILED SEE THE LOG'],
    ['lampTest', 'ENTER DOWN ENTER DOWN DOWN ENTER', 'LAMP TEST FAILED'],
  ])('%s', (_name, keys, expected) => {
    expect(pressed(keys)).toEqual([expected]);
  });

  it('a wizard', () => {
    const { lan } = WIZARDS;
    const press = (): never => {
      throw new Error('broken');
    };
    const broken = wizardMachine('lan', { ...lan, form: { ...lan.form, press } });
    const machine = sessionMachine.provide({ actors: { lan: broken } });
    expect(pressed('ENTER ENTER ENTER ENTER UP', machine)).toEqual(['CHANGE FAILED SEE THE LOG']);
  });
});
