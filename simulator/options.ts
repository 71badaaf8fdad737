import { parseArgs } from 'node:util';
import type { Cfa635ModelName } from '../drivers/cfa635/models.ts';
import { reasonOf } from '../firmware/log/reason.ts';
import { GLASSES, type Glass } from './screenshot/glass.ts';

/** What the command line asked for. */
export interface Options {
  readonly model: Cfa635ModelName;
  readonly glass: Glass;
  /** Where settings are kept between runs; null: in memory, gone at the end. */
  readonly state: string | null;
  /** The script to run; null: interactive, or from standard input without a terminal. */
  readonly script: string | null;
  /** Where to write what was pressed, as a script. */
  readonly record: string | null;
  readonly help: boolean;
}

/** The panel for each size of glass. */
const MODELS: ReadonlyMap<string, Cfa635ModelName> = new Map([
  ['20x4', 'cfa635'],
  ['16x2', 'cfa633'],
]);

/** Something on the command line that is not understood; the message is for the person who typed it. */
export class OptionError extends Error {}

/** @throws OptionError */
export function parseOptions(args: readonly string[]): Options {
  const values = read(args);
  const model = MODELS.get(values.geometry);
  if (model === undefined) {
    throw new OptionError(`--geometry: expected ${[...MODELS.keys()].join(' or ')}, got ${values.geometry}`);
  }
  const glass = GLASSES.find((each) => each === values.glass);
  if (glass === undefined) {
    throw new OptionError(`--glass: expected ${GLASSES.join(' or ')}, got ${values.glass}`);
  }
  if (values.record !== undefined && values.script !== undefined) {
    throw new OptionError('--record writes what is pressed by hand; it cannot go with --script');
  }
  return {
    model,
    glass,
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
        geometry: { type: 'string', default: '20x4' },
        glass: { type: 'string', default: 'green' },
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
