import { Runner } from './runner.ts';

/** What uses the appliance's network, one at a time. The start comes before all of it. */
export type NetworkTask = 'reconcile' | 'test' | 'change';

/** A change goes before everything, and neither an operator nor the platform may cut another's short. */
export function createNetworkRunner(): Runner<NetworkTask> {
  return new Runner({
    reconcile: { priority: 0, preemptible: true },
    test: { priority: 1, preemptible: true },
    change: { priority: 2, preemptible: false },
  });
}
