import { message } from '../../../../menus/words/messages.ts';
import type { Around } from '../../around.ts';
import type { Target } from '../../target.ts';
import { FOREIGN_ADDRESS, FOREIGN_DNS, FOREIGN_INTERFACE } from './segments.ts';
import type { Switches } from './switches.ts';

/** What other software has set in the simulated system, and stands in the way of what is wanted. */
export function aroundOf(switches: Switches, wanted: Target): readonly Around[] {
  const found: (Around | false)[] = [
    switches.rivalRoute && {
      check: 'gateway',
      problem: message('rival-route', { via: FOREIGN_INTERFACE }),
      log: `the default route leads over ${FOREIGN_INTERFACE}`,
    },
    switches.dnsElsewhere && {
      check: 'dns',
      problem: message('dns-elsewhere', { servers: [FOREIGN_DNS] }),
      log: `DNS is ${FOREIGN_DNS}`,
    },
    switches.foreignAddress && {
      check: 'address',
      problem: message('foreign-address', { link: 'lan', address: FOREIGN_ADDRESS }),
      log: `LAN has ${FOREIGN_ADDRESS}, too`,
    },
    switches.forwarding &&
      wanted.wan !== null && {
        check: 'wan',
        problem: message('forwarding-on'),
        log: 'the simulated kernel forwards',
      },
  ];
  return found.filter((each) => each !== false);
}
