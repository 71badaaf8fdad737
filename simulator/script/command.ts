import type { PanelKey } from '../../menus/keys.ts';
import { LED_NAMES, LEDS, type LedColour, type LedName } from '../../menus/leds.ts';

/** The lamps on the case as a script names them: PWR is lit while the daemon has power; the others are status LEDs. */
export type Lamp = 'PWR' | LedName;
export const LAMPS: readonly Lamp[] = ['PWR', ...LED_NAMES];

/** Colour of each lamp; green is the field's colour for power. */
export function lampColour(lamp: Lamp): LedColour {
  return lamp === 'PWR' ? 'green' : LEDS[lamp].colour;
}

/** One line of a script. The table in `parse.ts` says how each is written. */
export type Command =
  | { readonly kind: 'press'; readonly key: PanelKey; readonly times: number }
  | { readonly kind: 'hold'; readonly key: PanelKey; readonly duration_ms: number }
  /** Typed as at a console; `\b` is Backspace, `\t` Tab. */
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'wait'; readonly duration_ms: number }
  | { readonly kind: 'expect'; readonly text: string }
  /** `line` counts from 1 at the top. The text is compared with the whole row, trailing blanks apart. */
  | { readonly kind: 'expect-line'; readonly line: number; readonly text: string }
  | { readonly kind: 'expect-led'; readonly lamp: Lamp; readonly lit: boolean }
  | { readonly kind: 'fault'; readonly name: string; readonly value: string }
  | { readonly kind: 'frame' }
  | { readonly kind: 'screenshot'; readonly file: string }
  | { readonly kind: 'restart' };

export type CommandKind = Command['kind'];

/** Every command, in the order the help lists them. */
export const COMMAND_KINDS = [
  'press',
  'hold',
  'type',
  'wait',
  'expect',
  'expect-line',
  'expect-led',
  'fault',
  'frame',
  'screenshot',
  'restart',
] as const satisfies readonly CommandKind[];

/** A command and the line of the script it stands on, counted from 1. */
export interface ScriptLine {
  readonly line: number;
  readonly command: Command;
}

/** The command as a line of a script; `parseScript` reads it back as the same command. */
export function writeCommand(command: Command): string {
  switch (command.kind) {
    case 'press':
      return command.times === 1 ? `press ${command.key}` : `press ${command.key} x${command.times}`;
    case 'hold':
      return `hold ${command.key} ${writeDuration(command.duration_ms)}`;
    case 'type':
      return `type ${quote(command.text)}`;
    case 'wait':
      return `wait ${writeDuration(command.duration_ms)}`;
    case 'expect':
      return `expect ${quote(command.text)}`;
    case 'expect-line':
      return `expect-line ${command.line} ${quote(command.text)}`;
    case 'expect-led':
      return `expect-led ${command.lamp} ${command.lit ? 'on' : 'off'}`;
    case 'fault':
      return `fault ${command.name} ${command.value}`;
    case 'screenshot':
      return `screenshot ${quote(command.file)}`;
    case 'frame':
    case 'restart':
      return command.kind;
  }
}

function writeDuration(duration_ms: number): string {
  return duration_ms > 0 && duration_ms % 1000 === 0 ? `${duration_ms / 1000}s` : `${duration_ms}ms`;
}

function quote(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\t', '\\t')
    .replaceAll('\b', '\\b');
  return `"${escaped}"`;
}
