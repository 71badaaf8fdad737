import type { NetworkContext } from './context.ts';
import { failureOf } from './errors.ts';
import { withinReadLimit } from './limits.ts';
import { same } from './same.ts';
import type { Target } from './target.ts';

/** Of what stands around us, what an operator is told without asking: it breaks a promise of the settings. */
const NOTICED = ['forwarding-on'] as const;

/** Tells of what other software has set beside us: once when it comes, in the log and, where it matters, as a notice. */
export class Surroundings {
  readonly #context: Pick<NetworkContext, 'backend' | 'clock' | 'log' | 'notify' | 'withdraw'>;
  #told: readonly unknown[] = [];

  constructor(context: Pick<NetworkContext, 'backend' | 'clock' | 'log' | 'notify' | 'withdraw'>) {
    this.#context = context;
  }

  /** Looks now; never rejects. */
  async look(target: Target, signal: AbortSignal): Promise<void> {
    const { backend, clock, log, notify, withdraw } = this.#context;
    try {
      const around = await withinReadLimit(clock, signal, (both) => backend.lookAround(target, both));
      if (signal.aborted) return;
      const problems = around.map(({ problem }) => problem);
      const news = around.filter(({ problem }) => !this.#told.some((told) => same(told, problem)));
      this.#told = problems;
      for (const { problem, log: why } of news)
        log.warn('other software has set this', { code: problem.code, why });
      for (const { problem } of news) if (isNoticed(problem)) notify('fault', problem);
      for (const code of NOTICED) if (!problems.some((problem) => problem.code === code)) withdraw(code);
    } catch (error) {
      if (!signal.aborted) log.warn('what is around cannot be read', { why: failureOf(error).message });
    }
  }
}

function isNoticed<Problem extends { readonly code: string }>(
  problem: Problem,
): problem is Extract<Problem, { readonly code: (typeof NOTICED)[number] }> {
  return NOTICED.some((code) => code === problem.code);
}
