import type { TransactionStatus } from '../../menus/appliance.ts';
import type { Clock } from '../../menus/clock.ts';
import type { NoticeCode } from '../appliance/notices.ts';
import type { Log } from '../log/log.ts';
import type { SettingsStore } from '../state/settings-store.ts';
import type { Backend, Mismatch } from './backend.ts';
import { failureOf, within } from './limits.ts';
import { describe, restore } from './restore.ts';

export interface DriftParts {
  readonly backend: Backend;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: SettingsStore;
  readonly report: (status: TransactionStatus) => void;
  readonly notify: (severity: 'info' | 'fault', code: NoticeCode, panel: readonly string[]) => void;
}

/** For reading what is in force; a network service that has just started takes some seconds to know it itself. */
const READ_LIMIT_s = 60;

/** Asks the backend with a time limit: a network service that hangs must not keep anything from ending. */
export function limited<Result>(
  { clock }: DriftParts,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return within(clock, READ_LIMIT_s * 1000, signal, ask);
}

/** What differs between the stored settings and the network; null when it cannot be read or `signal` called it off. */
export async function findDrift(parts: DriftParts, signal: AbortSignal): Promise<readonly Mismatch[] | null> {
  const { backend, store, log } = parts;
  try {
    return await limited(parts, signal, (both) => backend.compare(store.settings, both));
  } catch (error) {
    if (!signal.aborted) log.error('the network cannot be read', { why: failureOf(error).message });
    return null;
  }
}

/** What the operator is told when the network has been set again, and why that was needed. */
export interface MendedNotice {
  readonly code: NoticeCode;
  readonly panel: readonly string[];
}

export const DRIFTED: MendedNotice = { code: 'network-drifted', panel: ['NETWORK DIFFERED', 'SET AGAIN'] };

/** Sets the stored settings again. @returns whether they are in force now */
export async function mend(
  drift: readonly Mismatch[],
  notice: MendedNotice,
  parts: DriftParts,
): Promise<boolean> {
  const { store, log } = parts;
  log.warn('the network is not what is stored; it is set again', { mismatches: describe(drift) });
  const result = await restore(store.settings, null, parts, (percent, step) =>
    parts.report({ phase: 'applying', percent, step }),
  );
  parts.report({ phase: 'none' });
  if (result.restored) parts.notify('info', notice.code, notice.panel);
  else parts.notify('fault', 'rollback-failed', rollbackFailedText(result.inForce));
  return result.restored;
}

/** What the panel says when neither the old settings nor the new ones are surely in force. */
export function rollbackFailedText(inForce: readonly Mismatch[]): readonly string[] {
  const [first] = inForce;
  if (first === undefined) return ['NOT RESTORED', 'STATE UNKNOWN'];
  // The first word says it: an address without its prefix length, DHCP, OFF.
  const [value = ''] = first.inForce.toUpperCase().split(/[ /]/);
  const named = `${first.what.toUpperCase()} ${value}`;
  return ['NOT RESTORED', (named.length <= PANEL_LINE ? named : value).slice(0, PANEL_LINE)];
}

/** The narrowest panel's line. */
const PANEL_LINE = 16;
