import type { Headline } from '../../drivers/console/messages.ts';
import type { Appliance } from '../../menus/appliance.ts';
import { type Repertoire, toPanelText } from '../../menus/frame.ts';
import { ledsOf } from '../../menus/leds.ts';
import { cidr } from '../../menus/values/address.ts';
import { wordsFor } from '../../menus/words/audience.ts';

/** What a console's status block shows of the appliance. */
export function headlineOf(appliance: Appliance, repertoire: Repertoire): Headline {
  const { language } = appliance;
  const { lan } = appliance.network;
  return {
    name: toPanelText(appliance.name),
    serial: toPanelText(appliance.serial),
    version: toPanelText(appliance.version),
    language: language.id,
    leds: ledsOf(appliance),
    lanAddress: lan.ipv4 === null ? null : cidr(lan.ipv4),
    lanOrigin:
      lan.ipv4 === null ? '' : wordsFor(language.words, 'console', repertoire).origins[lan.ipv4.origin],
    lanCarrier: lan.carrier,
    platformConnected: appliance.platform.connected,
    scanRunning: appliance.platform.scanRunning,
    update: appliance.update,
  };
}
