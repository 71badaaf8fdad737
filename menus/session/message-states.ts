/** Message screens, shown until a key is pressed. */
import { not } from 'xstate';
import type { SessionScreenMeta } from '../screens/session.ts';
import type { WizardId } from '../setup-network/setup-network.ts';
import { sessionSetup } from './setup.ts';

type Back =
  | { readonly guard?: 'isLocked'; readonly target: string }
  | {
      readonly guard: { readonly type: 'isDraftOf'; readonly params: { readonly wizard: WizardId } };
      readonly target: string;
    };

/**
 * UP and DOWN turn the parts of a long message; any other key leads to `back`, and so do UP and DOWN when there is
 * only one part. Repeats of a held key never end it.
 */
export function messageState(id: string, meta: SessionScreenMeta, back: readonly Back[]) {
  const leave = [{ guard: not('isFresh') }, ...back] as const;
  const turn = (step: 1 | -1) =>
    [
      { guard: { type: 'canTurn', params: { meta } }, actions: { type: 'turn', params: { meta, step } } },
      ...leave,
    ] as const;
  return sessionSetup.createStateConfig({
    id,
    meta,
    entry: 'resetPosition',
    on: { 'PRESS.UP': turn(-1), 'PRESS.DOWN': turn(1), 'PRESS.*': leave },
  });
}

/** A message that goes back to the menu. */
export const messageToMenu = (id: string) =>
  messageState(id, { screen: 'message' }, [{ target: '#menus-back' }]);
