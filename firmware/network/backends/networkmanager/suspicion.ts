import * as v from 'valibot';
import type { LinkRole } from '../../backend.ts';
import type { Device } from './device.ts';
import { INTERFACE, MANAGER_PATH, REASON } from './names.ts';
import { LAN_PROFILE, WAN_PROFILE } from './profiles.ts';
import type { Surroundings } from './surroundings.ts';

const PROFILES: Readonly<Record<LinkRole, string>> = { lan: LAN_PROFILE, wan: WAN_PROFILE };
const ACTIVE = v.object({ Id: v.string() });
const STARTED = v.object({ Startup: v.literal(false) });

/**
 * Notices other hands: NetworkManager that was restarted, a stranger's profile on LAN or WAN, one of ours that
 * somebody took down or deleted. A cable or a DHCP server that fails is none: NetworkManager goes on by itself.
 */
export class Suspicion {
  readonly #around: Surroundings;
  readonly #tell: (why: string) => void;
  /** A NetworkManager has been met; the first one is the start's business. */
  #hasMet = false;
  /** It came back and still brings up what it has stored. */
  #isReturning = false;
  readonly #disturbed = new Set<LinkRole>();

  constructor(around: Surroundings, tell: (why: string) => void) {
    this.#around = around;
    this.#tell = tell;
  }

  /** After a change. @param returned another NetworkManager is on the bus than the last time */
  look(returned: boolean): void {
    const { service, links } = this.#around;
    if (returned && this.#hasMet) this.#isReturning = true;
    this.#hasMet = true;
    if (this.#isReturning) {
      if (!v.is(STARTED, service.objects.get(MANAGER_PATH, INTERFACE.manager))) return;
      this.#isReturning = false;
      this.#tell('NetworkManager was restarted');
    }
    const { lan, wan } = service.devices.ofLinks(links);
    this.#follow('lan', lan);
    this.#follow('wan', wan);
  }

  /** Told once when it begins. */
  #follow(link: LinkRole, device: Device | null): void {
    const what = device === null ? null : this.#disturbance(link, device);
    const isNew = what !== null && !this.#disturbed.has(link);
    if (what === null) this.#disturbed.delete(link);
    else this.#disturbed.add(link);
    if (isNew) this.#tell(`${link}: ${what}`);
  }

  #disturbance(link: LinkRole, { active, carrier, reason }: Device): string | null {
    if (active !== null) {
      const found = v.safeParse(ACTIVE, this.#around.service.objects.get(active, INTERFACE.active));
      const id = found.success ? found.output.Id : PROFILES[link];
      return id === PROFILES[link] ? null : `runs the profile ${id}`;
    }
    if (!carrier) return null;
    if (reason === REASON.userRequested) return 'was taken down';
    return reason === REASON.connectionRemoved ? 'lost its profile' : null;
  }
}
