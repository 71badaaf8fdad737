import { realClock } from '../clock.ts';
import { EXIT, type ExitCode, type Output } from '../command-line/output.ts';
import { ConfigError } from '../config-file/load.ts';
import { doctorCommand, realDoctor } from './doctor.ts';
import { personAtTerminal } from './terminal.ts';

/** `bezel doctor` on this machine, at this terminal. */
export async function doctor(args: readonly string[], output: Output): Promise<ExitCode> {
  const person = args.includes('--json') ? null : personAtTerminal();
  try {
    return await doctorCommand(args, realDoctor(output, realClock, person));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    output.err(error.message);
    return EXIT.usage;
  } finally {
    person?.close();
  }
}
