import type { Backend } from '../firmware/network/backend.ts';
import type { PowerSupply } from './power.ts';

/**
 * A backend as one run of the daemon has it: what was asked for before the cut is still carried out, as a network
 * service does, but its answer is lost.
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
    verify: (wanted, report, signal) =>
      supply.promise(() => backend.verify(wanted, supply.output(report), signal)),
    test: (wanted, report, signal) =>
      supply.promise(() => backend.test(wanted, supply.output(report), signal)),
  };
}
