import type { Settings } from '../../menus/settings/settings.ts';
import { message, type RestartCause } from '../../menus/words/messages.ts';
import type { FoundJournal, Journal } from '../state/journal.ts';
import { type DriftParts, findDrift, limited, mend, notRestored } from './drift.ts';
import { failureOf } from './limits.ts';
import { restore } from './restore.ts';

export interface BootParts extends DriftParts {
  readonly journal: Journal;
  readonly boot: string;
}

/**
 * What the start does to the network, once the backend answers. An open journal means a change that was never
 * kept, unless the settings file names it: then only the last stroke, closing the journal, is missing.
 * @returns whether the network is now known to be what is stored
 */
export async function recoverNetwork(found: FoundJournal, parts: BootParts): Promise<boolean> {
  const { store, log } = parts;
  if (store.newerVersion !== null) {
    log.error('the settings are of later software: the network is left as it is');
    return false;
  }
  if (found.state === 'open' && found.entry.id === store.keptBy) {
    log.info('a change was kept just before the restart', { id: found.entry.id, title: found.entry.title });
    parts.notify('info', message('change-kept', { cause: causeOf(found.entry.boot, parts) }));
    closeJournal(parts);
  } else if (found.state !== 'closed') {
    return await undoOpenChange(found, parts);
  }
  if (store.origin === 'lost') {
    log.error('no stored settings: the network is left as it is');
    return false;
  }
  // A journal says that there were no settings before its change either.
  const isNew = store.origin === 'factory' && found.state === 'closed';
  if (isNew && !(await isFirstStart(parts))) return false;
  await disarmLeftOver(parts);
  const drift = await findDrift(parts, new AbortController().signal);
  if (drift === null) return false;
  if (drift.length === 0) {
    await commit(parts);
    return true;
  }
  return await mend(drift, message(isNew ? 'first-start' : 'network-drifted'), parts);
}

/** What is in force may have been put there by an undo that fired while nobody was there. */
async function commit(parts: BootParts): Promise<void> {
  const { backend, log } = parts;
  try {
    await limited(parts, new AbortController().signal, (signal) => backend.commit(signal));
  } catch (error) {
    log.error('the network is as stored, and may not be after a power cut', {
      why: failureOf(error).message,
    });
  }
}

/** Armed in the last moment before a crash, after a change was decided or by a call that came late. */
async function disarmLeftOver(parts: BootParts): Promise<void> {
  const { backend, log } = parts;
  try {
    await limited(parts, new AbortController().signal, (signal) => backend.disarmAll(signal));
  } catch (error) {
    // The next change tries again before it arms its own.
    log.error('an undo may be left that fires later', { why: failureOf(error).message });
  }
}

/**
 * Nothing is stored. On a new appliance the factory settings take the network over; one that Bezel has set up before
 * has lost its state directory, and resetting its network would lock out whoever still reaches it.
 */
async function isFirstStart(parts: BootParts): Promise<boolean> {
  const { backend, store, log } = parts;
  try {
    if (await limited(parts, new AbortController().signal, (signal) => backend.holdsOurs(signal))) {
      log.error('no settings are stored, yet the network was set up by Bezel: it is left as it is');
      parts.notify('fault', message('settings-lost'));
      return false;
    }
  } catch (error) {
    log.error('the network cannot be read', { why: failureOf(error).message });
    return false;
  }
  log.info('first start: LAN is set to DHCP; WAN, VLANs, IPv6 and the proxy are off');
  keepAnyhow(store.settings, parts);
  return true;
}

/** So that the next start does not take what this one sets for a stranger's. A disk that refuses changes nothing now. */
function keepAnyhow(settings: Settings, { store, log }: BootParts): void {
  try {
    store.keep(settings, '');
  } catch (error) {
    log.error('settings cannot be stored', { why: failureOf(error).message });
  }
}

async function undoOpenChange(
  found: Exclude<FoundJournal, { state: 'closed' }>,
  parts: BootParts,
): Promise<boolean> {
  const { log } = parts;
  const entry = found.state === 'open' ? found.entry : null;
  log.warn('a change was under way when the daemon ended; the settings before it are restored', {
    id: entry?.id ?? null,
    title: entry?.title ?? null,
  });
  const settings = settingsBefore(entry?.before ?? null, parts);
  if (settings === null) return false;
  const result = await restore(settings, entry?.undo ?? null, parts, (percent, step) =>
    parts.report({ phase: 'rolling-back', percent, step }),
  );
  parts.report({ phase: 'none' });
  if (!result.restored) {
    parts.notify('fault', notRestored(result.inForce));
    return false;
  }
  closeJournal(parts);
  parts.notify('fault', message('change-undone', { cause: causeOf(entry?.boot ?? null, parts) }));
  return true;
}

/** The stored settings are the ones before any open change; the journal's copy stands in when they are lost. */
function settingsBefore(journalled: Settings | null, parts: BootParts): Settings | null {
  const { store } = parts;
  if (store.origin !== 'lost') return store.settings;
  if (journalled !== null) keepAnyhow(journalled, parts);
  return journalled;
}

function causeOf(openedIn: string | null, { boot }: BootParts): RestartCause {
  return openedIn !== null && openedIn !== boot ? 'power-lost' : 'restarted';
}

function closeJournal({ journal, log }: BootParts): void {
  try {
    journal.close();
  } catch (error) {
    log.error('journal cannot be closed', { why: failureOf(error).message });
  }
}
