import { expect, test } from 'vitest';
import { SETTINGS_MESSAGES, settingsError } from '../../../../menus/values/messages.ts';

test.each(Object.entries(SETTINGS_MESSAGES))(
  '%s fits two lines of 16 and tells what was expected',
  (_, { panel, log }) => {
    expect(panel).toHaveLength(2);
    for (const line of panel) expect(line).toMatch(/^[ -`{-~]{1,16}$/);
    expect(log).toMatch(/^expected /);
  },
);

test('a subject stands before the sentence', () => {
  expect(settingsError('port-range', 'port 0')).toEqual({
    code: 'port-range',
    panel: ['PORT MUST BE', '1 TO 65535'],
    log: 'port 0: expected a TCP port from 1 to 65535',
  });
  expect(settingsError('port-range').log).toBe('expected a TCP port from 1 to 65535');
});
