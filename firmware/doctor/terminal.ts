import { createInterface } from 'node:readline/promises';
import type { Person } from './try-out.ts';

/** The person at this terminal; null when standard input or output is not a terminal. */
export function personAtTerminal(): (Person & { close(): void }) | null {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const ask = (question: string, signal?: AbortSignal): Promise<string | null> =>
    // Aborted or closed: no line was typed.
    (signal === undefined ? lines.question(question) : lines.question(question, { signal })).catch(
      () => null,
    );
  return {
    say: (text) => {
      process.stdout.write(`${text}\n`);
    },
    ask: (question) => ask(question),
    pause: async (signal) => {
      await ask('', signal);
    },
    close: () => lines.close(),
  };
}
