/** Remote access to a session's screen and keys, for tests of an appliance. */
import * as v from 'valibot';
import { type KeyEvent, PANEL_KEYS } from '../../../menus/keys.ts';
import type { OperatorSession } from '../../sessions/operator-session.ts';
import type { ControlParts, RouteParts } from '../ports.ts';
import { ControlProblem } from '../problem.ts';
import { bodyOf, type ControlRequest } from '../request.ts';

const PRIMARY_SESSION = 'panel';

const NAMED = [...PANEL_KEYS, 'BACKSPACE', 'TAB', 'BACKTAB'] as const;

/** `"ENTER"`, or one character as typed at a console: `"7"`. */
const key = v.union(
  [v.picklist(NAMED), v.pipe(v.string(), v.regex(/^[^\p{Cc}\p{Cs}]$/u))],
  `expected ${NAMED.join(', ')} or one character`,
);

/** More than the longest menu walk a test needs in one request. */
const MOST_KEYS = 256;

const press = v.strictObject({
  session: v.optional(v.string(), PRIMARY_SESSION),
  // Counted before they are looked at.
  keys: v.pipe(
    v.array(v.unknown()),
    v.minLength(1, 'expected at least one key'),
    v.maxLength(MOST_KEYS, `expected at most ${MOST_KEYS} keys`),
    v.array(key),
  ),
});

/** `GET /v1/frame?session=panel`: what the operator sees. `frame` is null for consoles, which lay views out themselves. */
export function getFrame({ daemon }: ControlParts, request: ControlRequest): unknown {
  return shownBy(sessionOf(daemon.sessions(), request.query.get('session') ?? PRIMARY_SESSION));
}

/**
 * `POST /v1/keys`: presses keys, if the configuration lets it, each in a turn of its own. Answers with what is shown
 * afterwards.
 */
export async function postKeys(
  { daemon, rules, log, turns }: RouteParts,
  request: ControlRequest,
): Promise<unknown> {
  if (!rules.remoteKeys) {
    throw new ControlProblem('remote-keys-off', '[control] remote_keys is false');
  }
  const body = bodyOf(request, press);
  const session = sessionOf(daemon.sessions(), body.session);
  log.info('keys pressed over the control socket', { session: session.id, keys: body.keys.length });
  for (const name of body.keys) {
    await turns.next();
    session.press(eventOf(name));
  }
  return shownBy(session);
}

const shownBy = (session: OperatorSession) => ({
  session: session.id,
  frame: session.frame(),
  view: session.view(),
});

function sessionOf(sessions: readonly OperatorSession[], id: string): OperatorSession {
  const found = sessions.find((session) => session.id === id);
  if (found === undefined) {
    throw new ControlProblem(
      'no-such-session',
      `open sessions: ${sessions.map((session) => session.id).join(', ')}`,
    );
  }
  return found;
}

function eventOf(name: string): KeyEvent {
  const named = NAMED.find((candidate) => candidate === name);
  return named === undefined ? { type: 'KEY.CHARACTER', character: name } : { type: `KEY.${named}` };
}
