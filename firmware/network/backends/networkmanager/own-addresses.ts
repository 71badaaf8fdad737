import type { LinkRole } from '../../../../menus/role.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';
import type { Target } from '../../target.ts';
import type { Device } from './device.ts';

/** The static addresses that were asked for last: what is told from addresses of other software by. */
export class OwnAddresses {
  #wanted: Readonly<Record<LinkRole, Ipv4Address | null>> = { lan: null, wan: null };

  /** After the network was compared with this target. */
  follow({ lan, wan }: Target): void {
    const addressOf = (ipv4: Target['wan']) => (ipv4?.method === 'static' ? ipv4.address : null);
    this.#wanted = { lan: addressOf(lan.ipv4), wan: addressOf(wan) };
  }

  /** Of the addresses of a link, the one that is ours, or the first where none is known to be. */
  among(link: LinkRole, { ipv4, leasedAddress }: Pick<Device, 'ipv4' | 'leasedAddress'>) {
    const own = this.#wanted[link] ?? leasedAddress;
    const [first] = ipv4.addresses;
    return ipv4.addresses.find(({ address }) => address === own) ?? first ?? null;
  }

  /** Whether a link that runs our profile has lost its static address. */
  isMissing(link: LinkRole, { ipv4 }: Pick<Device, 'ipv4'>): boolean {
    const own = this.#wanted[link];
    return own !== null && !ipv4.addresses.some(({ address }) => address === own);
  }
}
