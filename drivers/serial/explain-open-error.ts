import { reasonOf } from '../reason.ts';

/** What the library's message contains, and what the log says instead. */
const EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
  [/no such file|ENOENT/i, 'no such device'],
  [
    /permission denied|EACCES|EPERM/i,
    'permission denied; the user must be in the group that owns the device',
  ],
  [/cannot lock|EBUSY|resource (busy|temporarily unavailable)/i, 'in use by another program'],
  [/inappropriate ioctl|not a (tty|typewriter)|ENOTTY/i, 'not a serial port'],
  [/no such device|ENXIO|ENODEV|input\/output error|EIO/i, 'the device does not respond'],
];

/** Why a serial port could not be opened, for the log: `/dev/ttyS1: in use by another program`. */
export function explainOpenError(error: unknown, device: string): string {
  const message = reasonOf(error);
  const known = EXPLANATIONS.find(([pattern]) => pattern.test(message));
  return `${device}: ${known === undefined ? message : known[1]}`;
}
