import { reasonOf } from '../../drivers/reason.ts';

/** Why a command line was refused, for the person who typed it: `Unknown option '--bogus'`. */
export function wrongOption(error: unknown): string {
  const message = reasonOf(error);
  // Only the first sentence: Node adds advice about positional arguments.
  return message.split('. ')[0] ?? message;
}
