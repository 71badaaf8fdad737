import type { TransactionStatus } from '../../menus/appliance.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Settings } from '../../menus/settings/types.ts';
import type { NoticeCode } from '../appliance/notices.ts';
import type { Log } from '../log/log.ts';
import type { FoundJournal, Journal } from '../state/journal.ts';
import type { SettingsStore } from '../state/settings-store.ts';
import type { Backend, Mismatch } from './backend.ts';
import { failureOf, within } from './limits.ts';
import { describe, restore } from './restore.ts';

/** For reading what is in force; a network service that has just started takes some seconds to know it itself. */
const COMPARE_LIMIT_s = 60;

export interface BootParts {
  readonly backend: Backend;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: SettingsStore;
  readonly journal: Journal;
  readonly boot: string;
  readonly report: (status: TransactionStatus) => void;
  readonly notify: (severity: 'info' | 'fault', code: NoticeCode, panel: readonly string[]) => void;
}

/**
 * What the start does to the network, once the backend answers. An open journal means a change that was never
 * kept, unless the settings file names it: then only the last stroke, closing the journal, is missing.
 * @returns whether the network is now known to be what is stored
 */
export async function recoverNetwork(found: FoundJournal, parts: BootParts): Promise<boolean> {
  const { store, log } = parts;
  if (found.state === 'open' && found.entry.id === store.keptBy) {
    log.info('a change was kept just before the restart', { id: found.entry.id, title: found.entry.title });
    parts.notify('info', 'change-kept', ['CHANGE KEPT', restartWord(found.entry.boot, parts)]);
    closeJournal(parts);
  } else if (found.state !== 'closed') {
    return await undoOpenChange(found, parts);
  }
  if (store.origin === 'lost') {
    log.error('no stored settings: the network is left as it is');
    return false;
  }
  await disarmLeftOver(parts);
  return await mendDrift(parts);
}

/** Armed in the last moment before a crash, after a change was decided or by a call that came late. */
async function disarmLeftOver({ backend, log }: BootParts): Promise<void> {
  try {
    await backend.disarmAll(new AbortController().signal);
  } catch (error) {
    // The next change tries again before it arms its own.
    log.error('an undo may be left that fires later', { why: failureOf(error).message });
  }
}

async function undoOpenChange(
  found: Exclude<FoundJournal, { state: 'closed' }>,
  parts: BootParts,
): Promise<boolean> {
  const { store, log } = parts;
  const entry = found.state === 'open' ? found.entry : null;
  log.warn('a change was under way when the daemon ended; the settings before it are restored', {
    id: entry?.id ?? null,
    title: entry?.title ?? null,
  });
  const settings = settingsBefore(entry?.before ?? null, store);
  if (settings === null) return false;
  const result = await restore(settings, entry?.undo ?? null, parts, (percent, step) =>
    parts.report({ phase: 'rolling-back', percent, step }),
  );
  parts.report({ phase: 'none' });
  if (!result.restored) {
    parts.notify('fault', 'rollback-failed', rollbackFailedText(result.inForce));
    return false;
  }
  closeJournal(parts);
  parts.notify('fault', 'change-undone', ['CHANGE UNDONE', restartWord(entry?.boot ?? null, parts)]);
  return true;
}

/** The stored settings are the ones before any open change; the journal's copy stands in when they are lost. */
function settingsBefore(journalled: Settings | null, store: SettingsStore): Settings | null {
  if (store.origin !== 'lost') return store.settings;
  if (journalled !== null) store.keep(journalled, '');
  return journalled;
}

async function mendDrift(parts: BootParts): Promise<boolean> {
  const { backend, clock, store, log } = parts;
  let drift: readonly Mismatch[];
  try {
    const { signal } = new AbortController();
    drift = await within(clock, COMPARE_LIMIT_s * 1000, signal, (limited) =>
      backend.compare(store.settings, limited),
    );
  } catch (error) {
    log.error('the network cannot be read', { why: failureOf(error).message });
    return false;
  }
  if (drift.length === 0) return true;
  log.warn('the network is not what is stored; it is set again', { mismatches: describe(drift) });
  const result = await restore(store.settings, null, parts, (percent, step) =>
    parts.report({ phase: 'applying', percent, step }),
  );
  parts.report({ phase: 'none' });
  if (!result.restored) parts.notify('fault', 'rollback-failed', rollbackFailedText(result.inForce));
  // A new appliance has nothing it could have drifted from.
  else if (store.origin !== 'factory')
    parts.notify('info', 'network-drifted', ['NETWORK DIFFERED', 'SET AGAIN']);
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

function restartWord(openedIn: string | null, { boot }: BootParts): string {
  return openedIn !== null && openedIn !== boot ? 'POWER WAS LOST' : 'AFTER A RESTART';
}

function closeJournal({ journal, log }: BootParts): void {
  try {
    journal.close();
  } catch (error) {
    log.error('journal cannot be closed', { why: failureOf(error).message });
  }
}
