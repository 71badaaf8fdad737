import { parseArgs } from 'node:util';
import { reasonOf } from '../drivers/reason.ts';
import type { Geometry } from '../menus/frame.ts';
import { DEFAULT_LANGUAGE, LANGUAGE_IDS, type LanguageId } from '../menus/words/languages.ts';
import { choosePanel, SIZE_NAMES, sizeNamed } from './panel-choice.ts';
import { GLASSES, type Glass } from './screenshot/glass.ts';

/** Options of the command line. */
export interface Options {
  /** null: the script's panel, or the default one. */
  readonly panel: string | null;
  /** null: the panel's own. */
  readonly geometry: Geometry | null;
  readonly glass: Glass;
  readonly language: LanguageId;
  /** Where settings are kept between runs; null: in memory, gone at the end. */
  readonly state: string | null;
  /** The script to run; null: interactive, or from standard input without a terminal. */
  readonly script: string | null;
  /** File to record the key presses in, as a script. */
  readonly record: string | null;
  readonly help: boolean;
}

/** An invalid option on the command line; the message is for the user. */
export class OptionError extends Error {}

/** @throws OptionError */
export function parseOptions(args: readonly string[]): Options {
  const values = read(args);
  const geometry = values.geometry === undefined ? undefined : sizeNamed(values.geometry);
  if (geometry === null) {
    throw new OptionError(`--geometry: expected ${SIZE_NAMES.join(' or ')}, got ${values.geometry}`);
  }
  const chosen = choosePanel(values.panel, geometry);
  if (!chosen.ok) {
    throw new OptionError(`--panel: ${chosen.why}`);
  }
  const glass = GLASSES.find((each) => each === values.glass);
  if (glass === undefined) {
    throw new OptionError(`--glass: expected ${GLASSES.join(' or ')}, got ${values.glass}`);
  }
  const language = LANGUAGE_IDS.find((each) => each === values.language);
  if (language === undefined) {
    throw new OptionError(`--language: expected ${LANGUAGE_IDS.join(', ')}, got ${values.language}`);
  }
  if (values.record !== undefined && values.script !== undefined) {
    throw new OptionError('--record writes what is pressed by hand; it cannot go with --script');
  }
  return {
    panel: values.panel ?? null,
    geometry: geometry ?? null,
    glass,
    language,
    state: values.state ?? null,
    script: values.script ?? null,
    record: values.record ?? null,
    help: values.help,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        panel: { type: 'string' },
        geometry: { type: 'string' },
        glass: { type: 'string', default: 'green' },
        language: { type: 'string', default: DEFAULT_LANGUAGE },
        state: { type: 'string' },
        script: { type: 'string' },
        record: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new OptionError(reasonOf(error));
  }
}
