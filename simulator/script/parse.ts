import type { Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { choosePanel, SIZE_NAMES, sizeNamed } from '../panel-choice.ts';
import { COMMAND_KINDS, type Command, type CommandKind, LAMPS, type ScriptLine } from './command.ts';
import { splitWords, type Word } from './words.ts';

/** A fault's name and values in a script. */
export interface FaultGrammar {
  readonly name: string;
  /** Words it can be set to. A value in angle brackets stands for anything `accepts` takes: `<address>`. */
  readonly values: readonly string[];
  /** Whether a value not listed in `values` is one of the bracketed kinds. */
  accepts?(value: string): boolean;
}

interface ScriptError {
  /** Counted from 1. */
  readonly line: number;
  /** What was expected, and what was found. */
  readonly why: string;
}

/** The panel that a script is for. */
export interface ScriptPanel {
  readonly panel: string;
  readonly geometry?: Geometry;
}

export type ParsedScript =
  /** `panel` is null where the script names none. */
  | { readonly ok: true; readonly panel: ScriptPanel | null; readonly lines: readonly ScriptLine[] }
  | { readonly ok: false; readonly errors: readonly ScriptError[] };

/** How each command is written: what the help lists and what an error quotes. */
export const COMMAND_FORMS: Readonly<Record<CommandKind, { readonly form: string; readonly help: string }>> =
  {
    press: { form: 'press KEY [xCOUNT]', help: `KEY: ${PANEL_KEYS.join(' ')}` },
    hold: { form: 'hold KEY DURATION', help: 'keeps the key down: hold UP 2500ms' },
    type: { form: 'type TEXT', help: 'types as at a console; in quotes \\b is Backspace, \\t Tab' },
    wait: { form: 'wait DURATION', help: 'simulated time, costs none: 500ms, 5s, 3min' },
    expect: { form: 'expect "TEXT"', help: 'somewhere in the frame, now or within 2 s' },
    'expect-line': { form: 'expect-line LINE "TEXT"', help: 'the whole line; the top one is 1' },
    'expect-led': { form: 'expect-led LED on|off', help: `LED: ${LAMPS.join(' ')}` },
    fault: { form: 'fault NAME VALUE', help: 'throws a switch; the names are listed below' },
    frame: { form: 'frame', help: 'prints the frame' },
    screenshot: { form: 'screenshot FILE.png', help: 'draws the panel as a person sees it' },
    restart: { form: 'restart', help: 'kills the daemon and starts it on the same state' },
  };

/** The line that names the panel; it is not a command, because it selects what the commands act on. */
export const PANEL_FORM = {
  form: 'panel NAME [SIZE]',
  help: 'before any command: the panel the script is for',
} as const;

/** More presses in one command are taken as a typing mistake. */
const MOST_PRESSES = 999;

/** A day; longer waits are taken as a typing mistake. */
const LONGEST_ms = 24 * 3600 * 1000;

const UNIT_ms: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** Reads a whole script, or names every line that is wrong and what was expected there. */
export function parseScript(text: string, faults: readonly FaultGrammar[]): ParsedScript {
  const lines: ScriptLine[] = [];
  let panel: ScriptPanel | null = null;
  const errors: ScriptError[] = [];
  text.split(/\r\n|\n/).forEach((content, index) => {
    const line = index + 1;
    const words = splitWords(content);
    if (!words.ok) {
      errors.push({ line, why: words.why });
      return;
    }
    const [head, ...rest] = words.words;
    if (head === undefined) {
      return;
    }
    if (!head.quoted && head.text === 'panel') {
      const named = parsePanel(rest);
      if (!named.ok) errors.push({ line, why: named.why });
      else if (panel !== null || lines.length > 0) {
        errors.push({ line, why: `expected ${PANEL_FORM.form} once, before any command` });
      } else panel = named.panel;
      return;
    }
    const result = parseCommand(head, rest, faults);
    if (result.ok) {
      lines.push({ line, command: result.command });
    } else {
      errors.push({ line, why: result.why });
    }
  });
  return errors.length === 0 ? { ok: true, panel, lines } : { ok: false, errors };
}

type ParsedPanel =
  | { readonly ok: true; readonly panel: ScriptPanel }
  | { readonly ok: false; readonly why: string };

function parsePanel([name, size, ...more]: readonly Word[]): ParsedPanel {
  const [left] = more;
  if (name === undefined) return expected('the name of a panel', undefined, PANEL_FORM.form);
  if (left !== undefined) return expected('the end of the line', left, PANEL_FORM.form);
  const geometry = size === undefined ? undefined : sizeNamed(size.text);
  if (geometry === null) return expected(`one of ${SIZE_NAMES.join(' ')}`, size, PANEL_FORM.form);
  const chosen = choosePanel(name.text, geometry);
  if (!chosen.ok) return { ok: false, why: `${chosen.why} (${PANEL_FORM.form})` };
  return { ok: true, panel: { panel: name.text, ...(geometry === undefined ? {} : { geometry }) } };
}

type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly why: string };

function parseCommand(head: Word, rest: readonly Word[], faults: readonly FaultGrammar[]): ParsedCommand {
  const kind = commandKind(head);
  if (kind === null) {
    return expected(`one of panel ${COMMAND_KINDS.join(' ')}`, head);
  }
  const reader = new WordReader(kind, rest);
  try {
    const command = readCommand(kind, reader, faults);
    reader.end();
    return { ok: true, command };
  } catch (error) {
    if (error instanceof Unexpected) {
      return { ok: false, why: error.message };
    }
    throw error;
  }
}

function readCommand(kind: CommandKind, words: WordReader, faults: readonly FaultGrammar[]): Command {
  switch (kind) {
    case 'press':
      return { kind, key: words.key(), times: words.times() };
    case 'hold':
      return { kind, key: words.key(), duration_ms: words.duration() };
    case 'type':
    case 'expect':
      return { kind, text: words.text() };
    case 'wait':
      return { kind, duration_ms: words.duration() };
    case 'expect-line':
      return { kind, line: words.lineNumber(), text: words.text() };
    case 'expect-led':
      return { kind, lamp: words.oneOf(LAMPS), lit: words.oneOf(['on', 'off']) === 'on' };
    case 'fault':
      return { kind, ...words.fault(faults) };
    case 'screenshot':
      return { kind, file: words.pngFile() };
    case 'frame':
    case 'restart':
      return { kind };
  }
}

function commandKind(head: Word): CommandKind | null {
  return head.quoted ? null : (COMMAND_KINDS.find((kind) => kind === head.text) ?? null);
}

/** A word the command does not accept; caught in `parseCommand`. */
class Unexpected extends Error {}

function expected(
  what: string,
  found: Word | undefined,
  form?: string,
): { readonly ok: false; readonly why: string } {
  const there = found === undefined ? 'the line ends' : `found ${JSON.stringify(found.text)}`;
  return { ok: false, why: `expected ${what}, ${there}${form === undefined ? '' : ` (${form})`}` };
}

/** Takes the words of one line in order; each method throws `Unexpected` with what it expected. */
class WordReader {
  readonly #kind: CommandKind;
  readonly #words: readonly Word[];
  #at = 0;

  constructor(kind: CommandKind, words: readonly Word[]) {
    this.#kind = kind;
    this.#words = words;
  }

  key(): PanelKey {
    return this.oneOf(PANEL_KEYS);
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const word = this.#next();
    return (
      choices.find((choice) => choice === word?.text) ?? this.#refuse(`one of ${choices.join(' ')}`, word)
    );
  }

  times(): number {
    if (this.#at >= this.#words.length) {
      return 1;
    }
    const word = this.#next();
    const times = /^x([1-9]\d*)$/.exec(word?.text ?? '')?.[1];
    if (times === undefined || Number(times) > MOST_PRESSES) {
      return this.#refuse(`a count from x1 to x${MOST_PRESSES}`, word);
    }
    return Number(times);
  }

  duration(): number {
    const word = this.#next();
    const match = /^(\d+(?:\.\d+)?)(ms|s|min|h)$/.exec(word?.text ?? '');
    const duration_ms = Math.round(Number(match?.[1]) * (UNIT_ms[match?.[2] ?? ''] ?? Number.NaN));
    if (Number.isNaN(duration_ms) || duration_ms > LONGEST_ms) {
      return this.#refuse('a duration such as 500ms, 5s, 3min or 1h (24h at most)', word);
    }
    return duration_ms;
  }

  text(): string {
    const word = this.#next();
    return word === undefined || word.text === '' ? this.#refuse('a text', word) : word.text;
  }

  lineNumber(): number {
    const word = this.#next();
    return /^[1-9]$/.test(word?.text ?? '') ? Number(word?.text) : this.#refuse('a line number from 1', word);
  }

  pngFile(): string {
    const word = this.#next();
    return word?.text.endsWith('.png') === true
      ? word.text
      : this.#refuse('a file name ending in .png', word);
  }

  fault(faults: readonly FaultGrammar[]): { readonly name: string; readonly value: string } {
    const name = this.oneOf(faults.map((fault) => fault.name));
    const grammar = faults.find((fault) => fault.name === name);
    const words = this.#words.slice(this.#at);
    const value = words.map((word) => word.text).join(' ');
    this.#at = this.#words.length;
    const known = grammar?.values.includes(value) === true || grammar?.accepts?.(value) === true;
    if (!known) {
      const found = words.length === 0 ? undefined : { text: value, quoted: false };
      return this.#refuse(`${name} followed by ${grammar?.values.join(' | ')}`, found);
    }
    return { name, value };
  }

  end(): void {
    const left = this.#words[this.#at];
    if (left !== undefined) {
      this.#refuse('the end of the line', left);
    }
  }

  #next(): Word | undefined {
    return this.#words[this.#at++];
  }

  #refuse(what: string, found: Word | undefined): never {
    throw new Unexpected(expected(what, found, COMMAND_FORMS[this.#kind].form).why);
  }
}
