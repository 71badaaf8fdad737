import type { Headline } from '../../drivers/console/messages.ts';
import type { AddressOrigin, Appliance } from '../../menus/appliance.ts';
import { toPanelText } from '../../menus/frame.ts';
import { ledsOf } from '../../menus/leds.ts';
import { cidr } from '../../menus/settings/address.ts';

const ORIGINS: Readonly<Record<AddressOrigin, string>> = {
  dhcp: 'DHCP',
  static: 'static',
  'router-advertisement': 'router advertisement',
  'link-local': 'link-local',
};

/** What a console's status block shows of the appliance. */
export function headlineOf(appliance: Appliance): Headline {
  const { lan } = appliance.network;
  return {
    name: toPanelText(appliance.name),
    serial: toPanelText(appliance.serial),
    version: toPanelText(appliance.version),
    leds: ledsOf(appliance),
    lanAddress: lan.ipv4 === null ? null : cidr(lan.ipv4),
    lanOrigin: lan.ipv4 === null ? '' : ORIGINS[lan.ipv4.origin],
    lanCarrier: lan.carrier,
    platformConnected: appliance.platform.connected,
    scanRunning: appliance.platform.scanRunning,
    update: appliance.update,
  };
}
