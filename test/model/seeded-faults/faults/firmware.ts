/** Faults in the transaction, the recovery at boot, the PIN, the LEDs and the power. */
import { type SeededFault, within } from '../fault.ts';

export const FIRMWARE_FAULTS: readonly SeededFault[] = [
  ...within(
    'firmware/network/transaction.ts',
    [
      'the undo is never armed',
      'const undo = await arm(undoAfter_s, context, signal);',
      'const undo: string | null = null;',
      'transaction',
    ],
    [
      'the undo is not disarmed by keeping',
      'if (undo !== null) await backend.disarm(undo);',
      '',
      'transaction',
    ],
    ['what was kept is not stored', 'store.keep(change.wanted, change.id);', '', 'transaction'],
    ['the journal is not written', 'journal.write(entry);', '', 'transaction'],
    ['the journal stays open after going back', 'context.journal.close();', '', 'transaction'],
    [
      'going back leaves the network as it is',
      'const result = touched\n',
      'const result = false\n',
      'transaction',
    ],
  ),
  ...within('firmware/network/free-address.ts', [
    'an address that is taken is used',
    'if (owner === null) return;',
    'if (owner !== undefined) return;',
    'transaction',
  ]),
  ...within(
    'firmware/network/recovery.ts',
    [
      'an undone change is not told after a restart',
      "context.notify('fault', message('change-undone',",
      "Object.is('fault', message('change-undone',",
      'transaction',
    ],
    [
      'a power cut is told as a restart',
      'openedIn !== null && openedIn !== boot ?',
      'false ?',
      'transaction',
    ],
  ),
  ...within(
    'firmware/appliance/pin.ts',
    ['a restart ends the wait', 'document.store(failed);', '', 'pin'],
    ['the wait does not grow', 'FIRST_DELAY_s * 2 ** (failures - FREE_FAILURES - 1)', 'FIRST_DELAY_s', 'pin'],
    ['no wait at all', 'Math.max(0, Math.ceil(delay_s - passed_s))', '0', 'pin'],
  ),
  ...within(
    'menus/leds.ts',
    ['S2 stays dark during an update', 'isUnderWay(update)', 'false', 'power'],
    ['S1 is lit before the platform answers', 'platform.connected === true', 'true', 'power'],
  ),
  ...within('firmware/network/countdown.ts', [
    'silence keeps the question up for ever',
    'if (remaining_s <= 0) {',
    'if (remaining_s <= -1000) {',
    'transaction',
  ]),
  ...within('firmware/appliance/power.ts', [
    'an update that starts at the last moment is cut off',
    "if (update.state === 'running') return",
    'if (false) return',
    'power',
  ]),
];
