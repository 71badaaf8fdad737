import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import type { Appliance } from '../../../../menus/appliance.ts';
import { GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { linesOf } from '../../../../menus/screens/texts.ts';
import { sessionMachine } from '../../../../menus/session/machine.ts';
import { WIZARDS } from '../../../../menus/setup-network/setup-network.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { viewOf } from '../../../../menus/views/view-of.ts';
import { wizardMachine } from '../../../../menus/wizards/machine.ts';
import { en } from '../../../../menus/words/en.ts';
import { type Message, message } from '../../../../menus/words/messages.ts';
import { staticAppliance } from '../../../support/appliance.ts';
import { keyNamed, PLAIN_GLASS } from '../../../support/operator.ts';

/** What an operator reads after these keys, in a session whose effects are the stubs: each of them fails. */
async function pressed(
  keys: string,
  machine = sessionMachine,
  appliance: Appliance = staticAppliance(),
): Promise<readonly string[]> {
  const actor = createActor(machine, {
    clock: new SimulatedClock(),
    input: {
      appliance,
      operator: 'panel',
      keys: new Set(PANEL_KEYS),
      geometry: GEOMETRY_20X4,
      audience: PLAIN_GLASS,
      idle: { menu_s: 180, edit_s: 600 },
    },
  }).start();
  for (const key of keys.split(' ')) {
    if (/^\d+$/.test(key)) {
      for (const character of key) {
        actor.send({ type: 'KEY.CHARACTER', character });
      }
    } else {
      actor.send(keyNamed(key));
    }
    for (let turn = 0; turn < 8; turn++) {
      await Promise.resolve();
    }
  }
  const snapshot = actor.getSnapshot();
  expect(snapshot.status).toBe('active');
  const { screen } = viewOf(snapshot);
  return screen.kind === 'message' ? screen.lines : [screen.kind];
}

const says = (...said: readonly Message[]): readonly string[] => linesOf(en.glass, ...said);

describe('what fails is said, and the session lives', () => {
  it.each([
    ['applyNetwork', 'ENTER ENTER DOWN ENTER ENTER', message('change-crashed')],
    ['testNetwork', 'ENTER ENTER UP UP UP ENTER', message('test-failed')],
    ['lampTest', 'ENTER DOWN ENTER DOWN DOWN DOWN ENTER', message('lamp-test-failed')],
    ['setPreferences', 'ENTER DOWN ENTER DOWN ENTER UP ENTER', message('save-failed')],
    ['setPin', 'ENTER DOWN ENTER UP UP ENTER 4711 ENTER 4711 ENTER', message('save-failed')],
    ['power', 'ENTER DOWN DOWN ENTER DOWN ENTER', message('power-failed', { action: 'reboot' })],
  ])('%s', async (_name, keys, expected) => {
    expect(await pressed(keys)).toEqual(says(expected));
  });

  it('verifyPin', async () => {
    const appliance = staticAppliance({ pinSet: true });
    expect(await pressed('ENTER 4711 ENTER', sessionMachine, appliance)).toEqual(
      says(message('pin-check-failed')),
    );
  });

  it('dismissNotice, silently: the notice is out of sight', async () => {
    const notices = [{ id: 1, severity: 'fault', message: message('settings-damaged') }] as const;
    const appliance = staticAppliance({ notices });
    expect(await pressed('ENTER', sessionMachine, appliance)).toEqual(['status']);
    expect(await pressed('ENTER ENTER', sessionMachine, appliance)).toEqual(['menu']);
  });

  it('a wizard', async () => {
    const { lan } = WIZARDS;
    const press = (): never => {
      throw new Error('broken');
    };
    const broken = wizardMachine('lan', { ...lan, form: { ...lan.form, press } });
    const machine = sessionMachine.provide({ actors: { lan: broken } });
    expect(await pressed('ENTER ENTER ENTER DOWN ENTER UP', machine)).toEqual(
      says(message('change-crashed')),
    );
  });
});
