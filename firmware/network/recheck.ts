import { Alarm } from '../../menus/alarm.ts';
import type { Check } from '../../menus/appliance.ts';
import type { CheckName } from '../../menus/network-status.ts';
import type { LinkRole } from '../../menus/role.ts';
import { message } from '../../menus/words/messages.ts';
import { failed } from './checks.ts';
import type { NetworkContext } from './context.ts';
import { failureOf } from './errors.ts';
import { same } from './same.ts';
import type { Target } from './target.ts';

/** Between two rounds, in milliseconds. A switch port with spanning tree learns for up to 30 s after its cable came. */
const ROUND_ms = 5_000;

const ADDRESS_CHECK: Readonly<Record<LinkRole, CheckName>> = { lan: 'address', wan: 'wan' };

/**
 * While the operator decides, what failed is asked again, and once at least whether another machine has a static
 * address of ours: what was silent behind a port that had just come up is no verdict (RFC 5227 section 2.4 has hosts
 * watch for conflicts for as long as they use an address). Ends when `signal` fires, or when all is well; never rejects.
 * @param tell called with all checks whenever one has another result
 */
export async function recheck(
  wanted: Target,
  first: readonly Check[],
  { backend, clock, log }: Pick<NetworkContext, 'backend' | 'clock' | 'log'>,
  signal: AbortSignal,
  tell: (checks: readonly Check[]) => void,
): Promise<void> {
  let known = first;
  try {
    do {
      if (!(await pass(clock, signal))) return;
      const verified = await backend.verify(wanted, () => undefined, signal);
      const checks = await withOwners(verified, wanted, backend, signal);
      if (signal.aborted) return;
      if (!same(checks.map(resultOf), known.map(resultOf))) {
        for (const { name, result, log: detail } of checks)
          log.info('asked again', { check: name, result, detail });
        tell(checks);
      }
      known = checks;
    } while (known.some(({ result }) => result === 'failed'));
  } catch (error) {
    if (!signal.aborted) log.warn('the checks cannot be repeated', { why: failureOf(error).message });
  }
}

function resultOf({ name, result, problem }: Check) {
  return { name, result, problem };
}

/** An address that another machine answers for fails its check. */
async function withOwners(
  checks: readonly Check[],
  wanted: Target,
  backend: NetworkContext['backend'],
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const found = new Map<CheckName, Check>();
  for (const [link, ipv4] of [
    ['lan', wanted.lan.ipv4],
    ['wan', wanted.wan],
  ] as const) {
    if (ipv4?.method !== 'static') continue;
    const { address } = ipv4;
    const mac = await backend.findOwner(link, address, signal).catch((error: unknown) => {
      if (failureOf(error).code === 'no-carrier') return null;
      throw error;
    });
    const name = ADDRESS_CHECK[link];
    if (mac !== null)
      found.set(
        name,
        failed(name, message('address-in-use', { address, mac }), `${address} answers from ${mac}.`),
      );
  }
  return checks.map((check) => found.get(check.name) ?? check);
}

/** Resolves to false when the signal fires first. */
function pass(clock: NetworkContext['clock'], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const alarm = new Alarm(clock);
    const cancel = () => {
      alarm.cancel();
      resolve(false);
    };
    if (signal.aborted) return resolve(false);
    signal.addEventListener('abort', cancel, { once: true });
    alarm.after(ROUND_ms, () => {
      signal.removeEventListener('abort', cancel);
      resolve(true);
    });
  });
}
