import type { LinkStatus, NetworkStatus } from '../../menus/network-status.ts';
import type { LinkRole } from '../../menus/role.ts';
import { type Message, message } from '../../menus/words/messages.ts';
import { NetworkFailure } from './errors.ts';
import { linkOf } from './roles.ts';
import { roleSetBy, type Step } from './step.ts';

type Link = Pick<LinkStatus, 'name' | 'mac' | 'state'>;

/** Why nothing can be set on an interface; null: it can, be it for the time when the cable is in. */
export function unusableLink(
  link: LinkRole,
  { name, mac, state }: Link,
): Message<'interface-missing' | 'not-managed'> | null {
  switch (state.kind) {
    case 'absent':
      return message('interface-missing', { link, name: name === '' ? mac : name, present: state.present });
    case 'unmanaged':
      return message('not-managed', { link, by: state.by, file: state.file });
    default:
      return null;
  }
}

/** What is wrong with an interface; null: it is ready. */
export function linkProblem(link: LinkRole, status: Link) {
  switch (status.state.kind) {
    case 'no-carrier':
      return message('no-carrier', { link });
    case 'not-ready':
      return message('link-not-ready', { link });
    default:
      return unusableLink(link, status);
  }
}

/** For the log: which interface, and what to change where. */
export function linkText(link: LinkRole, { name, mac, state }: Link): string {
  const what = `${link.toUpperCase()} (${name === '' ? mac : name})`;
  switch (state.kind) {
    case 'absent': {
      const [only, ...others] = state.present;
      const offer =
        only !== undefined && others.length === 0 ? ` Is it ${only}? Then set ${link} = "${only}".` : '';
      return `${what} does not exist; there are: ${state.present.join(', ') || 'none'}.${offer}`;
    }
    case 'unmanaged':
      return `${what} is not managed by the network service: ${state.by || 'unknown'} holds it${state.file === '' ? '' : ` by ${state.file}`}.`;
    case 'no-carrier':
      return `${what} has no carrier.`;
    case 'not-ready':
      return `${what} is not ready yet.`;
    case 'ready':
      return `${what} is ready.`;
  }
}

/** Refuses steps on an interface that nothing can be set on; taking away is always tried. @throws NetworkFailure */
export function refuseUnusable(steps: readonly Step[], status: NetworkStatus): void {
  for (const step of steps) {
    const role = roleSetBy(step);
    if (role === null || step.kind === 'remove-wan' || step.kind === 'remove-vlan') continue;
    const link = linkOf(role);
    const found = status[link];
    const problem = found === null ? null : unusableLink(link, found);
    if (found !== null && problem !== null) throw new NetworkFailure(problem, linkText(link, found));
  }
}

/** Why the network cannot be what is stored, where an interface is the reason; LAN first. */
export function unusableOf({ lan, wan }: NetworkStatus, isWanUsed: boolean) {
  return unusableLink('lan', lan) ?? (wan === null || !isWanUsed ? null : unusableLink('wan', wan));
}
