import { describe, expect, it } from 'vitest';
import { NETWORK_ERROR_TEXT } from '../../firmware/network/errors.ts';
import { SETTINGS_MESSAGES } from '../../menus/settings/messages.ts';
import { goldenNames, RUNS, readGolden } from './golden.ts';

/** Errors that no operator of the simulator can meet, and why. */
const NOT_AT_THE_PANEL: ReadonlyMap<string, string> = new Map([
  ['user-syntax', 'the editor offers only the characters a user name may have'],
  ['password-syntax', 'the editor offers only the characters a password may have'],
  ['nothing-changed', 'a wizard that changes nothing says NOTHING TO CHANGE before it comes to this'],
  ['backend-restarted', 'the simulated network service does not restart'],
  ['not-in-force', 'the simulated network does what it was told'],
  ['cancelled', 'a shutdown ends every session: the next start tells what became of the change'],
  ['timed-out', 'the simulated network answers within every limit'],
]);

const ERRORS = [...Object.entries(SETTINGS_MESSAGES), ...Object.entries(NETWORK_ERROR_TEXT)];

describe.each(RUNS.filter(({ scenarios }) => scenarios === import.meta.dirname))('$title', (run) => {
  const frames = goldenNames(run)
    .map((name) => readGolden(run, name) ?? '')
    .join('\n');

  it.each(ERRORS.filter(([code]) => !NOT_AT_THE_PANEL.has(code)))(
    'the words of %s are held by a golden frame',
    (_code, { panel }) => {
      for (const line of panel) {
        expect(frames).toContain(line);
      }
    },
  );
});
