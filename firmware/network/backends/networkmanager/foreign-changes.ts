import { Alarm } from '../../../../menus/alarm.ts';
import type { LinkRole } from '../../../../menus/role.ts';
import { linkRole, nameOf } from '../../roles.ts';
import { profileNameOf } from './active-connection.ts';
import type { Context } from './context.ts';
import type { Device } from './device.ts';
import { DEVICE_STATE, REASON } from './names.ts';

/** From the cable to an address: autonegotiation, a switch port that learns a little, a lease. */
const CABLE_WAIT_ms = 10_000;

/**
 * Detects changes from outside: a restart of NetworkManager, another program's profile on LAN or WAN, our profile
 * taken down or deleted. A pulled cable and a DHCP server that fails are none: NetworkManager goes on by itself. A cable
 * that comes back is one, once what it brings had time to come: only then is what was kept without it in force, or not.
 */
export class ForeignChanges {
  readonly #context: Context;
  readonly #notify: (why: string) => void;
  /** A NetworkManager was on the bus before; the first one is the start's business. */
  #hasMet = false;
  /** It came back and still brings up what it has stored. */
  #isReturning = false;
  readonly #disturbed = new Set<LinkRole>();
  readonly #carrier: Record<LinkRole, boolean | null> = { lan: null, wan: null };
  readonly #cables: Readonly<Record<LinkRole, Alarm>>;

  constructor(context: Context, notify: (why: string) => void) {
    this.#context = context;
    this.#notify = notify;
    this.#cables = { lan: new Alarm(context.clock), wan: new Alarm(context.clock) };
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
    this.#followCable('lan', lan?.carrier ?? false);
    this.#followCable('wan', wan?.carrier ?? false);
  }

  stop(): void {
    for (const cable of Object.values(this.#cables)) cable.cancel();
  }

  #followCable(link: LinkRole, carrier: boolean): void {
    const before = this.#carrier[link];
    this.#carrier[link] = carrier;
    if (!carrier) this.#cables[link].cancel();
    else if (before === false)
      this.#cables[link].after(CABLE_WAIT_ms, () => this.#notify(`${link}: its cable came`));
  }

  /** Notifies once when a disturbance begins. */
  #follow(link: LinkRole, device: Device | null): void {
    const what = device === null ? null : this.#disturbance(link, device);
    const isNew = what !== null && !this.#disturbed.has(link);
    if (what === null) this.#disturbed.delete(link);
    else this.#disturbed.add(link);
    if (isNew) this.#notify(`${link}: ${what}`);
  }

  #disturbance(link: LinkRole, { active, carrier, reason, state, ipv4 }: Device): string | null {
    if (active !== null) {
      const ours = nameOf(linkRole(link));
      const name = profileNameOf(this.#context.service.objects, active) ?? ours;
      if (name !== ours) return `runs the profile ${name}`;
      // Only once it is up: on its way there it has none yet.
      const isUp = state === DEVICE_STATE.activated;
      return isUp && this.#context.own.isMissing(link, { ipv4 }) ? 'lost its address' : null;
    }
    if (!carrier) return null;
    if (reason === REASON.userRequested) return 'was taken down';
    return reason === REASON.connectionRemoved ? 'lost its profile' : null;
  }
}
