import type { Settings } from '../../menus/settings/settings.ts';
import { message, type RestartCause } from '../../menus/words/messages.ts';
import type { FoundJournal } from '../state/journal.ts';
import type { SettingsStore } from '../state/settings-store.ts';
import type { NetworkContext } from './context.ts';
import { correctDrift, DRIFTED, findDrift } from './drift.ts';
import { failureOf } from './errors.ts';
import { withinReadLimit } from './limits.ts';
import { notRestored } from './mismatch.ts';
import { restore } from './restore.ts';
import { targetOf } from './target.ts';

/** Whether the stored settings were made for this machine. */
type Belonging = ReturnType<SettingsStore['bindTo']>;

/**
 * What the start does to the network, once the backend answers. An open journal means a change that was never
 * kept, unless the settings file names it: then only closing the journal is left to do.
 * @returns whether the network is now known to be what is stored
 */
export async function recoverNetwork(
  found: FoundJournal,
  belonging: Belonging,
  context: NetworkContext,
): Promise<boolean> {
  const { store, log } = context;
  if (store.newerVersion !== null) {
    log.error('the settings are of later software: the network is left as it is');
    return false;
  }
  if (store.origin === 'unreadable' || found.state === 'unreadable') {
    log.error('stored state cannot be read: the network is left as it is');
    if (found.state === 'unreadable') context.notify('fault', message('state-unreadable'));
    return false;
  }
  if (found.state === 'open' && found.entry.id === store.keptBy) {
    log.info('a change was kept just before the restart', { id: found.entry.id, title: found.entry.title });
    context.notify('info', message('change-kept', { cause: causeOf(found.entry.boot, context) }));
    closeJournal(context);
  } else if (found.state !== 'closed') {
    return await undoOpenChange(found, context);
  }
  if (store.origin === 'lost') {
    log.error('no stored settings: the network is left as it is');
    return false;
  }
  // A journal says that there were no settings before its change either.
  const isNew = store.origin === 'factory' && found.state === 'closed';
  if (isNew && !(await isFirstStart(context))) return false;
  if (belonging === 'not-told' && !(await wereEverSetHere(context))) return leaveAlone(context);
  await disarmOrphans(context);
  const target = targetOf(store.settings);
  const drift = await findDrift(target, context, new AbortController().signal);
  if (drift === null) return false;
  if (drift.length > 0 && belonging === 'made-elsewhere') return leaveAlone(context);
  if (drift.length === 0) {
    await commitAsStored(context);
    return true;
  }
  return await correctDrift(target, drift, isNew ? message('first-start') : DRIFTED, context);
}

/** Another machine's settings would lock out those who reach this one: nothing is set until an operator keeps some. */
function leaveAlone({ store, log, notify }: NetworkContext): false {
  store.doubt();
  log.error('the stored settings were kept on another machine: the network is left as it is');
  notify('fault', message('settings-elsewhere'));
  return false;
}

/** Settings that do not say where they were kept may have been played with in a simulated network. */
async function wereEverSetHere({ backend, clock, log }: NetworkContext): Promise<boolean> {
  try {
    return await withinReadLimit(clock, new AbortController().signal, (signal) => backend.holdsOurs(signal));
  } catch (error) {
    // Then it cannot be compared either, and nothing is set.
    log.error('the network cannot be read', { why: failureOf(error).message });
    return true;
  }
}

/** What is in force may have been set by an undo that fired while the daemon was down. */
async function commitAsStored(context: NetworkContext): Promise<void> {
  const { backend, clock, log } = context;
  try {
    await withinReadLimit(clock, new AbortController().signal, (signal) => backend.commit(signal));
  } catch (error) {
    log.error('the network is as stored, and may not be after a power cut', {
      why: failureOf(error).message,
    });
  }
}

/** An undo armed just before a crash, or by a call that came late, would fire into what is kept next. */
async function disarmOrphans(context: NetworkContext): Promise<void> {
  const { backend, clock, log } = context;
  try {
    await withinReadLimit(clock, new AbortController().signal, (signal) => backend.disarmAll(signal));
  } catch (error) {
    // The next change tries again before it arms its own.
    log.error('an undo may be left that fires later', { why: failureOf(error).message });
  }
}

/**
 * Nothing is stored. On a new appliance the factory settings take the network over; one that Bezel has set up before
 * has lost its state directory, and resetting its network would lock out those who still reach it.
 */
async function isFirstStart(context: NetworkContext): Promise<boolean> {
  const { backend, clock, store, log } = context;
  const { signal } = new AbortController();
  try {
    if (await withinReadLimit(clock, signal, (both) => backend.holdsOurs(both))) {
      log.error('no settings are stored, yet the network was set up by Bezel: it is left as it is');
      context.notify('fault', message('settings-lost'));
      return false;
    }
  } catch (error) {
    log.error('the network cannot be read', { why: failureOf(error).message });
    return false;
  }
  log.info('first start: LAN is set to DHCP; WAN, VLANs, IPv6 and the proxy are off');
  keepIfPossible(store.settings, context);
  return true;
}

/** Without it the next start would take what this one sets for another program's. A full disk does not stop the start. */
function keepIfPossible(settings: Settings, { store, log }: NetworkContext): void {
  try {
    store.keep(settings, '');
  } catch (error) {
    log.error('settings cannot be stored', { why: failureOf(error).message });
  }
}

async function undoOpenChange(
  found: Exclude<FoundJournal, { state: 'closed' | 'unreadable' }>,
  context: NetworkContext,
): Promise<boolean> {
  const { log } = context;
  const entry = found.state === 'open' ? found.entry : null;
  log.warn('a change was under way when the daemon ended; the settings before it are restored', {
    id: entry?.id ?? null,
    title: entry?.title ?? null,
  });
  const settings = settingsBefore(entry?.before ?? null, context);
  if (settings === null) return false;
  const result = await restore(targetOf(settings), entry?.undo ?? null, context, (percent, step) =>
    context.report({ phase: 'rolling-back', percent, step }),
  );
  context.report({ phase: 'none' });
  if (!result.restored) {
    context.notify('fault', notRestored(result.inForce));
    return false;
  }
  closeJournal(context);
  context.notify('fault', message('change-undone', { cause: causeOf(entry?.boot ?? null, context) }));
  return true;
}

/** The stored settings are the ones before any open change; the journal's copy stands in when they are lost. */
function settingsBefore(journalled: Settings | null, context: NetworkContext): Settings | null {
  const { store } = context;
  if (store.origin !== 'lost') return store.settings;
  if (journalled !== null) keepIfPossible(journalled, context);
  return journalled;
}

/** Another boot than the one the change was opened in means that the machine went down meanwhile. */
function causeOf(openedIn: string | null, { boot }: NetworkContext): RestartCause {
  return openedIn !== null && openedIn !== boot ? 'power-lost' : 'restarted';
}

function closeJournal({ journal, log }: NetworkContext): void {
  try {
    journal.close();
  } catch (error) {
    log.error('journal cannot be closed', { why: failureOf(error).message });
  }
}
