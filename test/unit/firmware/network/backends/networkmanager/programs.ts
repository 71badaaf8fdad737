import type {
  Ended,
  RunProgram,
} from '../../../../../../firmware/network/backends/networkmanager/process.ts';

/** Programs that end at once, as `answer` says; what it leaves out is success and silence. */
export const programs =
  (answer: (program: string, args: readonly string[]) => Partial<Ended>): RunProgram =>
  async (program, args) => ({ code: 0, stdout: '', stderr: '', ...answer(program, args) });
