import type { Clock } from '../../../../menus/clock.ts';
import type { Ipv4Network } from '../../../../menus/values/types.ts';
import type { Log } from '../../../log/log.ts';
import type { Links } from './devices.ts';
import type { OwnAddresses } from './own-addresses.ts';
import type { RunProgram } from './process.ts';
import type { NetworkManagerService } from './service.ts';

/** What the parts of the backend share. */
export interface Context {
  readonly service: NetworkManagerService;
  readonly links: Links;
  readonly own: OwnAddresses;
  /** Networks of the platform: reached through WAN when there is one. */
  readonly networks: readonly Ipv4Network[];
  /** Where other software reads the proxy settings. */
  readonly proxyFile: string;
  /** The platform's address, for TEST NETWORK; null: not configured. */
  readonly platformUrl: URL | null;
  /** PEM file of a private certificate authority; null: none. */
  readonly caFile: string | null;
  readonly run: RunProgram;
  readonly clock: Clock;
  readonly log: Log;
}
