import type { LinkRole } from '../../../../menus/role.ts';
import { linkRole, nameOf } from '../../roles.ts';
import { profileNameOf } from './active-connection.ts';
import type { Context } from './context.ts';
import type { Device } from './device.ts';
import { REASON } from './names.ts';

/**
 * Detects changes from outside: a restart of NetworkManager, another program's profile on LAN or WAN, our profile
 * taken down or deleted. A pulled cable and a DHCP server that fails are none: NetworkManager goes on by itself.
 */
export class ForeignChanges {
  readonly #context: Context;
  readonly #notify: (why: string) => void;
  /** A NetworkManager was on the bus before; the first one is the start's business. */
  #hasMet = false;
  /** It came back and still brings up what it has stored. */
  #isReturning = false;
  readonly #disturbed = new Set<LinkRole>();

  constructor(context: Context, notify: (why: string) => void) {
    this.#context = context;
    this.#notify = notify;
  }

  /** After a change. @param returned another NetworkManager is on the bus than the last time */
  look(returned: boolean): void {
    const { service, links } = this.#context;
    if (returned && this.#hasMet) this.#isReturning = true;
    this.#hasMet = true;
    if (this.#isReturning) {
      if (!service.isStarted) return;
      this.#isReturning = false;
      this.#notify('NetworkManager was restarted');
    }
    const { lan, wan } = service.devices.ofLinks(links);
    this.#follow('lan', lan);
    this.#follow('wan', wan);
  }

  /** Notifies once when a disturbance begins. */
  #follow(link: LinkRole, device: Device | null): void {
    const what = device === null ? null : this.#disturbance(link, device);
    const isNew = what !== null && !this.#disturbed.has(link);
    if (what === null) this.#disturbed.delete(link);
    else this.#disturbed.add(link);
    if (isNew) this.#notify(`${link}: ${what}`);
  }

  #disturbance(link: LinkRole, { active, carrier, reason }: Device): string | null {
    if (active !== null) {
      const ours = nameOf(linkRole(link));
      const name = profileNameOf(this.#context.service.objects, active) ?? ours;
      return name === ours ? null : `runs the profile ${name}`;
    }
    if (!carrier) return null;
    if (reason === REASON.userRequested) return 'was taken down';
    return reason === REASON.connectionRemoved ? 'lost its profile' : null;
  }
}
