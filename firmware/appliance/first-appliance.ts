import type { Appliance, TimeStatus } from '../../menus/appliance.ts';
import type { LinkStatus } from '../../menus/network-status.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import { en } from '../../menus/words/en.ts';
import type { Documents } from './documents.ts';
import { PLATFORM_UNKNOWN } from './platform.ts';

/** The parts of the configuration that describe the appliance. */
interface Configured extends Pick<Appliance, 'features'> {
  readonly appliance: Pick<Appliance, 'name' | 'kind' | 'serial'>;
  readonly network: { readonly lan: string; readonly wan?: string | undefined };
}

/** The appliance before the network or platform was queried: from configuration and stored state alone. */
export function firstAppliance(
  {
    config,
    version,
    time,
  }: { readonly config: Configured; readonly version: string; readonly time: TimeStatus },
  wanted: Settings,
  { pin, platform, preferences, lastUsed, lastChange }: Documents,
): Appliance {
  const { lan, wan } = config.network;
  return {
    name: platform.value.name ?? config.appliance.name,
    kind: config.appliance.kind,
    serial: config.appliance.serial,
    version,
    features: platform.value.features ?? config.features,
    hasWan: wan !== undefined,
    wanted,
    lastUsed: lastUsed.value,
    network: { lan: unknownLink(lan), wan: wan === undefined ? null : unknownLink(wan), vlan: null },
    transaction: { phase: 'none' },
    update: { state: 'none' },
    platform: PLATFORM_UNKNOWN,
    notices: [],
    // A PIN that cannot be read may be set: the menu stays closed.
    pinSet: pin.value.pin !== null || pin.unreadable !== null,
    pinGeneration: 0,
    time,
    lastChange: lastChange.value.change,
    preferences: preferences.value,
    language: { id: 'en', words: en },
  };
}

function unknownLink(name: string): LinkStatus {
  return {
    name,
    mac: '',
    // Until the network was queried nothing is known to be wrong with it but that.
    state: { kind: 'no-carrier' },
    carrier: false,
    speed_mbps: null,
    duplex: null,
    ipv4: null,
    ipv6: [],
    gateway: null,
    dns: [],
    domain: null,
  };
}
