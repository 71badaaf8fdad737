import type { Check } from '../../menus/appliance.ts';
import type { NetworkStatus } from '../../menus/network-status.ts';
import type { LinkRole } from '../../menus/role.ts';
import type { Ipv4Address } from '../../menus/values/types.ts';
import type { Around } from './around.ts';
import type { Mismatch } from './mismatch.ts';
import type { Step } from './step.ts';
import type { Target } from './target.ts';

/**
 * What makes a target real. Methods reject with `NetworkFailure` (errors.ts) only; each observes `signal`.
 * The transaction calls one method at a time. A new backend passes the suite in `test/support/backend-contract`.
 */
export interface Backend {
  readonly name: string;
  /** Resolves once the first status is known; rejects when the service behind is absent. It keeps trying after that. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The network as it is now, from events, without asking. */
  status(): NetworkStatus;
  /** Called after each change of `status()`, and when the service has come back. Returns how to stop. */
  onStatus(listener: (status: NetworkStatus) => void): () => void;
  /**
   * Called when something outside may have changed what is in force: the network service came back, one of our
   * interfaces runs what is not ours. From events, never by polling. Returns how to stop.
   */
  onForeignChange(listener: (why: string) => void): () => void;
  /** Whether there is anything that Bezel once set up here and that lasts; a new appliance has nothing. */
  holdsOurs(signal: AbortSignal): Promise<boolean>;
  /** Does another machine own this address? Resolves to its MAC address, or null when it is free. */
  findOwner(link: LinkRole, address: Ipv4Address, signal: AbortSignal): Promise<string | null>;
  /**
   * Arms an undo that is held outside this process and fires by itself after `timeout_s` seconds.
   * Resolves to a handle for the journal, or null where the backend has none.
   */
  arm(timeout_s: number, signal: AbortSignal): Promise<string | null>;
  /**
   * Disarms every undo over our interfaces, whatever armed it: one that a crash left behind would fire into what is
   * kept later.
   */
  disarmAll(signal: AbortSignal): Promise<void>;
  /** Keep: the undo will not fire. An unknown or expired handle is an error (`undo-expired`). */
  disarm(handle: string): Promise<void>;
  /** Fires the undo now. An unknown or expired handle resolves: it has fired already. */
  undo(handle: string): Promise<void>;
  /**
   * Carries out one step. Idempotent: doing it twice leaves the same network. Until `commit` it holds as long as the
   * machine runs; the proxy file lasts at once.
   */
  execute(step: Step, signal: AbortSignal): Promise<void>;
  /** Makes what the steps did last: from now on it comes back after a restart of the machine, without us. */
  commit(signal: AbortSignal): Promise<void>;
  /**
   * Reads back what the kernel has of ours and compares. Empty: the network is what `wanted` says, whatever else other
   * software has set on the machine.
   */
  compare(wanted: Target, signal: AbortSignal): Promise<readonly Mismatch[]>;
  /** What other software has set, and stands in the way of what `wanted` is for. */
  lookAround(wanted: Target, signal: AbortSignal): Promise<readonly Around[]>;
  /**
   * Link, gateway, DNS, router advertisement: does the world answer? Reports each check as it is known; one that is
   * passed fails by what `lookAround` finds.
   */
  verify(wanted: Target, report: (check: Check) => void, signal: AbortSignal): Promise<readonly Check[]>;
  /** TEST NETWORK: all of `verify`, then the proxy and the platform. */
  test(wanted: Target, report: (check: Check) => void, signal: AbortSignal): Promise<readonly Check[]>;
}
