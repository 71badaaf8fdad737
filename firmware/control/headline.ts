import type { Headline, HeadlineLink } from '../../drivers/console/messages.ts';
import type { Appliance } from '../../menus/appliance.ts';
import { type Repertoire, toPanelText } from '../../menus/frame.ts';
import { ledsOf } from '../../menus/leds.ts';
import type { LinkStatus } from '../../menus/network-status.ts';
import type { LinkRole } from '../../menus/role.ts';
import { cidr } from '../../menus/values/address.ts';
import { wordsFor } from '../../menus/words/audience.ts';

/** What a console's status block shows of the appliance. */
export function headlineOf(appliance: Appliance, repertoire: Repertoire): Headline {
  const { language } = appliance;
  const { lan, wan } = appliance.network;
  const { origins } = wordsFor(language.words, 'console', repertoire);
  const linkOf = (role: LinkRole, isUsed: boolean, { ipv4, carrier, mac }: LinkStatus): HeadlineLink => ({
    role,
    isUsed,
    address: ipv4 === null ? null : cidr(ipv4),
    origin: ipv4 === null ? '' : origins[ipv4.origin],
    carrier,
    mac: toPanelText(mac),
  });
  return {
    name: toPanelText(appliance.name),
    serial: toPanelText(appliance.serial),
    version: toPanelText(appliance.version),
    language: language.id,
    leds: ledsOf(appliance),
    links: [
      linkOf('lan', true, lan),
      ...(wan === null ? [] : [linkOf('wan', appliance.wanted.wan !== null, wan)]),
    ],
    platformConnected: appliance.platform.connected,
    scanRunning: appliance.platform.scanRunning,
    update: appliance.update,
  };
}
