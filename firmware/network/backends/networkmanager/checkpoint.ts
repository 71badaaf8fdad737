import * as v from 'valibot';
import { message } from '../../../../menus/words/messages.ts';
import { BusError } from '../../../dbus/bus.ts';
import { NetworkFailure } from '../../errors.ts';
import { CHECKPOINT_FLAG, INTERFACE, MANAGER_PATH, NAME } from './names.ts';
import type { NetworkManagerService } from './service.ts';

/**
 * NetworkManager's checkpoints: a copy of devices and profiles that it puts back by itself when its timer ends,
 * whatever has become of us. It dies with NetworkManager.
 */

const CHECKPOINT = v.object({ Devices: v.array(v.string()) });
const FIRST_PATH = v.looseTuple([v.string()]);
const ROLLBACK_RESULT = v.looseTuple([v.array(v.tuple([v.string(), v.number()]))]);

/** What NetworkManager answers for a path that is no checkpoint's (any more). */
const CHECKPOINT_GONE = `${NAME}.InvalidArguments`;

/** `:1.42/org/freedesktop/NetworkManager/Checkpoint/1`: paths start again from 1 with each NetworkManager. */
type Handle = { readonly owner: string; readonly path: string };

function parseHandle(handle: string): Handle {
  const at = handle.indexOf('/');
  return { owner: handle.slice(0, Math.max(0, at)), path: at < 0 ? '/' : handle.slice(at) };
}

/**
 * Covers the devices given, and deletes every profile that is added later, which takes a new VLAN with it.
 * NetworkManager refuses while another checkpoint covers one of them: of two, the older one would still undo what
 * was kept by destroying the younger.
 * @param devices at least one: NetworkManager reads none as all there are
 * @returns a handle that stays good as long as this NetworkManager runs
 */
export async function createCheckpoint(
  service: NetworkManagerService,
  devices: readonly string[],
  timeout_s: number,
): Promise<string> {
  const { owner } = service;
  const reply = await service.call(MANAGER_PATH, INTERFACE.manager, 'CheckpointCreate', 'aouu', [
    devices,
    timeout_s,
    CHECKPOINT_FLAG.deleteNewConnections,
  ]);
  return `${owner}${v.parse(FIRST_PATH, reply)[0]}`;
}

/** Keep. Rejects with `undo-expired` when the checkpoint has fired or is unknown, `backend-restarted` when it died. */
export async function destroyCheckpoint(service: NetworkManagerService, handle: string): Promise<void> {
  const { owner, path } = parseHandle(handle);
  if (service.owner !== null && owner !== service.owner) {
    throw new NetworkFailure(
      message('backend-restarted'),
      'NetworkManager restarted; its checkpoint died with it.',
    );
  }
  try {
    await service.call(MANAGER_PATH, INTERFACE.manager, 'CheckpointDestroy', 'o', [path]);
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    const log = `The checkpoint is gone: ${error.message}.`;
    throw new NetworkFailure(message('undo-expired'), log, { cause: error });
  }
}

/** Destroys every checkpoint that covers one of the devices, ours or not; returns their paths. */
export async function destroyCheckpointsOver(
  service: NetworkManagerService,
  devices: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const covering = [...service.objects.withInterface(INTERFACE.checkpoint)].filter((path) => {
    const checkpoint = v.safeParse(CHECKPOINT, service.objects.get(path, INTERFACE.checkpoint));
    return checkpoint.success && checkpoint.output.Devices.some((device) => devices.includes(device));
  });
  for (const path of covering) {
    signal.throwIfAborted();
    try {
      await service.call(MANAGER_PATH, INTERFACE.manager, 'CheckpointDestroy', 'o', [path]);
    } catch (error) {
      // Fired or destroyed by its maker meanwhile.
      if (!isGone(error)) throw error;
    }
  }
  return covering;
}

/**
 * Puts back now. Resolves to the number of devices that NetworkManager says it could not put back; 0 when the
 * checkpoint is unknown or has fired already.
 */
export async function rollBackCheckpoint(service: NetworkManagerService, handle: string): Promise<number> {
  const { owner, path } = parseHandle(handle);
  if (owner !== service.owner) return 0;
  try {
    const reply = await service.call(MANAGER_PATH, INTERFACE.manager, 'CheckpointRollback', 'o', [path]);
    const [results] = v.parse(ROLLBACK_RESULT, reply);
    return results.filter(([, result]) => result !== 0).length;
  } catch (error) {
    if (isGone(error)) return 0;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof BusError && error.name === CHECKPOINT_GONE;
}
