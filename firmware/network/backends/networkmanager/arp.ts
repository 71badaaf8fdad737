import type { LinkRole } from '../../../../menus/role.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';
import { message } from '../../../../menus/words/messages.ts';
import { NetworkFailure } from '../../errors.ts';
import type { RunProgram } from './process.ts';

/**
 * ARP questions by iputils `arping`: Node has no raw sockets, and the kernel asks only about addresses it has a
 * route to. An answer ends it at once; silence takes the seconds given here.
 */

/** Two probes a second apart: one may be lost, and a switch port that has just come up may swallow the first. */
const PROBES = { count: '2', limit_s: '2' } as const;
const GATEWAY_PROBES = { count: '3', limit_s: '3' } as const;

/** iputils arping: 0 (with -D) no answer, 1 an answer, 2 it could not ask. */
const CANNOT_ASK = 2;
const REPLY = /reply from \S+ \[([0-9A-Fa-f:]{17})\]/i;

/**
 * Asks who has an address, as a machine without one (RFC 5227 probe).
 * @returns the owner's MAC address in lower case, or null
 */
export async function arpOwner(
  run: RunProgram,
  { link, device }: { readonly link: LinkRole; readonly device: string },
  address: Ipv4Address,
  signal: AbortSignal,
): Promise<string | null> {
  const { count, limit_s } = PROBES;
  const args = ['-D', '-f', '-c', count, '-w', limit_s, '-I', device, address];
  const { code, stdout, stderr } = await run('arping', args, signal);
  if (code === CANNOT_ASK)
    throw new NetworkFailure(message('no-carrier', { link }), `${device} cannot send ARP: ${stderr.trim()}`);
  return REPLY.exec(stdout)?.[1]?.toLowerCase() ?? null;
}

/** Whether a machine answers for the address: works with routers that drop ICMP. */
export async function answersArp(
  run: RunProgram,
  device: string,
  address: Ipv4Address,
  signal: AbortSignal,
): Promise<boolean> {
  const { count, limit_s } = GATEWAY_PROBES;
  const args = ['-f', '-c', count, '-w', limit_s, '-I', device, address];
  const { stdout } = await run('arping', args, signal);
  return REPLY.test(stdout);
}
