import { type Command, writeCommand } from './command.ts';

/** Shorter pauses are how fast fingers are, and mean nothing; longer ones may wake a timer. */
const SHORTEST_PAUSE_MS = 1000;

/** Pauses are recorded in tenths of a second. */
const PAUSE_STEP_MS = 100;

/**
 * Writes down what a person does at the bench as a script that does it again: presses of one key in a row become one
 * line, a pause of a second or more becomes a `wait`.
 */
export class Recorder {
  readonly #lines: Command[] = [];
  #lastEnd_ms: number;

  /** @param start_ms clock time at which the bench was ready */
  constructor(start_ms: number) {
    this.#lastEnd_ms = start_ms;
  }

  /** `at_ms` is when it began, `end_ms` when it was over. */
  note(command: Command, at_ms: number, end_ms: number = at_ms): void {
    const pause_ms = Math.round((at_ms - this.#lastEnd_ms) / PAUSE_STEP_MS) * PAUSE_STEP_MS;
    this.#lastEnd_ms = end_ms;
    if (pause_ms >= SHORTEST_PAUSE_MS) {
      this.#lines.push({ kind: 'wait', duration_ms: pause_ms });
    }
    const merged = mergedWith(this.#lines.at(-1), command);
    if (merged === null) {
      this.#lines.push(command);
    } else {
      this.#lines[this.#lines.length - 1] = merged;
    }
  }

  /** The script so far. */
  get script(): string {
    return this.#lines.map((command) => `${writeCommand(command)}\n`).join('');
  }
}

/** Two commands in a row as one; null: they are two. */
export function mergedWith(last: Command | undefined, next: Command): Command | null {
  if (last?.kind === 'press' && next.kind === 'press' && last.key === next.key) {
    return { ...last, times: last.times + next.times };
  }
  if (last?.kind === 'type' && next.kind === 'type') {
    return { ...last, text: last.text + next.text };
  }
  return null;
}
