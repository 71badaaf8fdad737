/** Screens that say something and stay until a key. */
import { not } from 'xstate';
import type { OwnMeta } from '../screens/session.ts';
import { sessionSetup } from './setup.ts';

/**
 * UP and DOWN turn what one screen cannot hold; any other key leads to `back`, and so do they when there is
 * nothing to turn. Held keys never end it.
 */
export function messageState(
  id: string,
  meta: OwnMeta,
  back: readonly { guard?: 'isLocked'; target: string }[],
) {
  const leave = [{ guard: not('isFresh') }, ...back] as const;
  const turn = (step: 1 | -1) =>
    [
      { guard: { type: 'canTurn', params: { meta } }, actions: { type: 'turn', params: { meta, step } } },
      ...leave,
    ] as const;
  return sessionSetup.createStateConfig({
    id,
    meta,
    entry: 'fromTheStart',
    on: { 'PRESS.UP': turn(-1), 'PRESS.DOWN': turn(1), 'PRESS.*': leave },
  });
}

/** A message that goes back to the menu. */
export const messageToMenu = (id: string) =>
  messageState(id, { screen: 'message' }, [{ target: '#menus-back' }]);
