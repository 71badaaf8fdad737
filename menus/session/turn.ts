/** UP and DOWN on screens that show one thing of several, or one part of a thing. */
import { partCount } from '../layout/layout.ts';
import { type SessionScreenMeta, sessionScreen } from '../screens/session.ts';
import type { SessionContext } from '../state/session-context.ts';
import { FIRST, type Position, partWithin, turned } from '../turning.ts';
import { wordsOf } from '../words/audience.ts';

/** How many things a screen turns through, the summary of checks included. */
function countOf(context: SessionContext, meta: SessionScreenMeta): number {
  const screen = sessionScreen(context, meta);
  return screen.kind === 'checks' || screen.kind === 'countdown' ? screen.checks.length + 1 : 1;
}

function partsAt(context: SessionContext, meta: SessionScreenMeta, index: number): number {
  const screen = sessionScreen({ ...context, position: { index, part: 0 } }, meta);
  return partCount(screen, context.geometry, wordsOf(context));
}

export function turnedScreen(context: SessionContext, meta: SessionScreenMeta, step: 1 | -1): Position {
  return turned(context.position, step, countOf(context, meta), (index) => partsAt(context, meta, index));
}

/** Whether there is anything to turn to. */
export function canTurn(context: SessionContext, meta: SessionScreenMeta): boolean {
  return countOf(context, meta) > 1 || partsAt(context, meta, 0) > 1;
}

/** Whether the next part in that direction belongs to the same page. */
export function hasPartAhead(context: SessionContext, meta: SessionScreenMeta, step: 1 | -1): boolean {
  const parts = partsAt(context, meta, 0);
  const next = partWithin(context.position.part, parts) + step;
  return next >= 0 && next < parts;
}

/** Where a page is entered: at its first part going down, at its last going up. */
export function entered(step: 1 | -1): Position {
  return step === 1 ? FIRST : { index: 0, part: Number.MAX_SAFE_INTEGER };
}
