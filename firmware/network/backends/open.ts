import * as v from 'valibot';
import type { Clock } from '../../../menus/clock.ts';
import type { Ipv4Network } from '../../../menus/values/types.ts';
import { section, someText, whole } from '../../config/values.ts';
import { kind, oneOf } from '../../config/variant.ts';
import type { Log } from '../../log/log.ts';
import type { Files } from '../../state/files.ts';
import type { Backend } from '../backend.ts';

/** What a backend is opened with, beside its own section. */
export interface BackendContext {
  /** Networks that are reached through WAN when there is one. */
  readonly networks: readonly Ipv4Network[];
  /** HTTPS URL of the platform; null: TEST NETWORK does not ask for it. */
  readonly platformUrl: string | null;
  /** PEM file of a private certificate authority; null: none. */
  readonly caFile: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** The state directory: a simulated network starts with the settings kept there. */
  readonly files: Files;
}

/** Keys of every backend, so that `backend` can be changed without touching the lines beside it. */
const common = {
  /** The kernel's name of the interface, or its MAC address. */
  lan: v.optional(someText, 'lan0'),
  /** Left out: no second interface. */
  wan: v.optional(someText),
  /** How long the operator has to keep a change: at least as long as reading the question takes. */
  keep_timeout_s: v.optional(whole(10, 3600), 120),
  /**
   * Where other software reads the proxy settings; a simulated network writes none. Below the state directory, since the
   * unit lets the daemon write nowhere else; the package's `/etc/bezel/proxy.env` leads there.
   */
  proxy_file: v.optional(someText, '/var/lib/bezel/proxy.env'),
};

const asConfigured = <Section extends object>(section: Section) => section;

/**
 * Every backend, loaded only when it is opened; it opens not yet started. A new one is one entry, with its own keys, and a folder
 * that passes the contract suite.
 */
const BACKENDS = [
  kind(
    section({ backend: v.optional(v.literal('simulated'), 'simulated'), ...common }),
    asConfigured,
    async ({ lan, wan = null }, { clock, log, files }: BackendContext): Promise<Backend> => {
      const { openSimulated } = await import('./simulated/open.ts');
      return openSimulated({ lan, wan, clock, log, files });
    },
  ),
  kind(
    section({ backend: v.literal('networkmanager'), ...common }),
    asConfigured,
    async ({ lan, wan = null, proxy_file }, context: BackendContext): Promise<Backend> => {
      const { createNetworkManagerBackend } = await import('./networkmanager/backend.ts');
      return createNetworkManagerBackend({ ...context, lan, wan, proxyFile: proxy_file });
    },
  ),
] as const;

/** The `[network]` section. Two roles of one interface would undo each other. */
export const networkSchema = v.pipe(
  oneOf('backend', BACKENDS),
  v.forward(
    v.check(
      ({ lan, wan }) => lan.toLowerCase() !== wan?.toLowerCase(),
      'expected another interface than that of lan',
    ),
    ['wan'],
  ),
);
