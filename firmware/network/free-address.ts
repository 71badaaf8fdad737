import type { LinkRole } from '../../menus/role.ts';
import type { Ipv4Settings } from '../../menus/settings/ipv4/ipv4.ts';
import { message } from '../../menus/words/messages.ts';
import type { NetworkContext } from './context.ts';
import { failureOf, NetworkFailure } from './errors.ts';
import type { ChangeProgress } from './progress.ts';
import type { Target } from './target.ts';

type ProbeContext = Pick<NetworkContext, 'backend' | 'log'>;

/** Probes each static address that an interface does not have yet. @throws NetworkFailure `address-in-use` */
export async function refuseTakenAddresses(
  wanted: Target,
  context: ProbeContext,
  progress: ChangeProgress,
  signal: AbortSignal,
): Promise<void> {
  await refuseTaken('lan', wanted.lan.ipv4, context, progress, signal);
  if (wanted.wan !== null) await refuseTaken('wan', wanted.wan, context, progress, signal);
}

async function refuseTaken(
  link: LinkRole,
  ipv4: Ipv4Settings,
  { backend, log }: ProbeContext,
  progress: ChangeProgress,
  signal: AbortSignal,
): Promise<void> {
  if (ipv4.method !== 'static' || backend.status()[link]?.ipv4?.address === ipv4.address) return;
  const { address } = ipv4;
  let owner: string | null;
  try {
    owner = await progress.probing(address, backend.findOwner(link, address, signal));
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== 'no-carrier') throw failure;
    // Without a cable there is no one to ask; an appliance may well be set up before it is connected.
    log.info('address not probed: no carrier', { link, address });
    return;
  }
  if (owner === null) return;
  throw new NetworkFailure(
    message('address-in-use', { address, mac: owner }),
    `${address} answers from ${owner}`,
  );
}
