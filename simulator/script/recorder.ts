import { sizeName } from '../panel-choice.ts';
import { type Command, writeCommand } from './command.ts';
import type { ScriptPanel } from './parse.ts';

/** Shorter pauses are ordinary typing and are dropped; longer ones may matter to a timer. */
const SHORTEST_PAUSE_ms = 1000;

/** Pauses are recorded in tenths of a second. */
const PAUSE_STEP_ms = 100;

/**
 * Records a user's actions at the bench as a script that repeats them: presses of one key in a row become one
 * line, a pause of a second or more becomes a `wait`.
 */
export class Recorder {
  readonly #lines: Command[] = [];
  readonly #panel: ScriptPanel | null;
  #lastEnd_ms: number;

  /**
   * @param start_ms clock time at which the bench was ready
   * @param panel the panel the script is for; null: the default one
   */
  constructor(start_ms: number, panel: ScriptPanel | null = null) {
    this.#lastEnd_ms = start_ms;
    this.#panel = panel;
  }

  /** `at_ms` is when it began, `end_ms` when it was over. */
  note(command: Command, at_ms: number, end_ms: number = at_ms): void {
    const pause_ms = Math.round((at_ms - this.#lastEnd_ms) / PAUSE_STEP_ms) * PAUSE_STEP_ms;
    this.#lastEnd_ms = end_ms;
    if (pause_ms >= SHORTEST_PAUSE_ms) {
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
    const head = this.#panel === null ? [] : [writePanel(this.#panel)];
    return [...head, ...this.#lines.map(writeCommand)].map((line) => `${line}\n`).join('');
  }
}

function writePanel({ panel, geometry }: ScriptPanel): string {
  return `panel ${panel}${geometry === undefined ? '' : ` ${sizeName(geometry)}`}`;
}

/** Two consecutive commands merged into one; null: they cannot be merged. */
export function mergedWith(last: Command | undefined, next: Command): Command | null {
  if (last?.kind === 'press' && next.kind === 'press' && last.key === next.key) {
    return { ...last, times: last.times + next.times };
  }
  if (last?.kind === 'type' && next.kind === 'type') {
    return { ...last, text: last.text + next.text };
  }
  return null;
}
