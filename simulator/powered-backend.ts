import type { Backend } from '../firmware/network/backend.ts';
import type { PowerSupply } from './power.ts';

/**
 * The backend of one run of the daemon: requests made before the cut are still carried out, as a network service would,
 * but their answers are lost.
 */
export function poweredBackend(backend: Backend, supply: PowerSupply): Backend {
  return {
    name: backend.name,
    start: () => supply.promise(() => backend.start()),
    stop: () => supply.promise(() => backend.stop()),
    status: () => backend.status(),
    onStatus: (listener) => backend.onStatus(supply.output(listener)),
    onForeignChange: (listener) => backend.onForeignChange(supply.output(listener)),
    holdsOurs: (signal) => supply.promise(() => backend.holdsOurs(signal)),
    findOwner: (...parts) => supply.promise(() => backend.findOwner(...parts)),
    arm: (...parts) => supply.promise(() => backend.arm(...parts)),
    disarmAll: (signal) => supply.promise(() => backend.disarmAll(signal)),
    disarm: (handle) => supply.promise(() => backend.disarm(handle)),
    undo: (handle) => supply.promise(() => backend.undo(handle)),
    execute: (...parts) => supply.promise(() => backend.execute(...parts)),
    commit: (signal) => supply.promise(() => backend.commit(signal)),
    compare: (...parts) => supply.promise(() => backend.compare(...parts)),
    lookAround: (...parts) => supply.promise(() => backend.lookAround(...parts)),
    verify: (wanted, report, signal) =>
      supply.promise(() => backend.verify(wanted, supply.output(report), signal)),
    test: (wanted, report, signal) =>
      supply.promise(() => backend.test(wanted, supply.output(report), signal)),
  };
}
