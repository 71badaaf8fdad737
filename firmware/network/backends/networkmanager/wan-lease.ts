import * as v from 'valibot';
import { failureOf } from './failures.ts';
import { INTERFACE } from './names.ts';
import { WAN_PROFILE } from './profiles.ts';
import { applyWanLease, hasLease, wanLeaseOf } from './steps.ts';
import type { Surroundings } from './surroundings.ts';

const ACTIVE = v.object({ Id: v.string() });

/**
 * Keeps WAN's routing rules in step with its lease: a server may give another address, other DNS servers.
 * @param idle fires when steps or an undoing begin, null while they run: WAN's profile is theirs then
 * @returns how to stop
 */
export function followWanLease(around: Surroundings, idle: () => AbortSignal | null): () => void {
  const { service, links, log } = around;
  let applied = '';
  return service.onChange(() => {
    const signal = idle();
    if (links.wan === null || signal === null) return;
    const device = service.devices.selected(links.wan);
    const lease = device !== null && hasLease(device) ? wanLeaseOf(device) : null;
    const active = device?.active == null ? null : service.objects.get(device.active, INTERFACE.active);
    if (device === null || lease === null || !v.is(ACTIVE, active) || active.Id !== WAN_PROFILE) return;
    const key = JSON.stringify(lease);
    if (key === applied) return;
    applied = key;
    applyWanLease(around, device, lease, signal).then(
      () => log.info('WAN is routed by its lease', { address: lease.address }),
      (error: unknown) => {
        applied = '';
        log.warn('WAN is not routed by its lease', { why: failureOf('Routing WAN', error).message });
      },
    );
  });
}
