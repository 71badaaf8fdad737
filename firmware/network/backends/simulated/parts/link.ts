import type { LinkRole } from '../../../../../menus/role.ts';
import type { Ipv4Settings } from '../../../../../menus/settings/ipv4/ipv4.ts';
import type { RolePart } from '../../../../../menus/words/messages.ts';
import type { Mismatch } from '../../../mismatch.ts';
import { addressingText } from '../../../mismatch.ts';
import { linkRole } from '../../../roles.ts';

/** How two ways of addressing a link differ. */
export function addressingDifferences(
  link: LinkRole,
  wanted: Ipv4Settings,
  inForce: Ipv4Settings,
): readonly Mismatch[] {
  const differences = differing(link, 'address', addressingText(wanted), addressingText(inForce));
  if (wanted.method === 'dhcp' || inForce.method === 'dhcp') return differences;
  return [
    ...differences,
    ...differing(link, 'gateway', wanted.gateway, inForce.gateway),
    ...differing(link, 'dns', wanted.dns.join(', '), inForce.dns.join(', ')),
  ];
}

/** None where both are the same. */
export function differing(
  link: LinkRole,
  part: RolePart,
  wanted: string,
  inForce: string,
): readonly Mismatch[] {
  return wanted === inForce ? [] : [{ role: linkRole(link), part, wanted, inForce }];
}
