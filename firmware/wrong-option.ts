/** Why a command line was refused, for the person who typed it: `Unknown option '--bogus'`. */
export function wrongOption(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Node goes on with advice about positional arguments.
  return message.split('. ')[0] ?? message;
}
