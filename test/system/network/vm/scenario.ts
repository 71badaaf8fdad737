import type { Appliance } from '../lab/appliance.ts';

/**
 * Something tried in the virtual machine. All go on from each other on one appliance, as an operator would go on
 * working: a boot for each would take half a minute.
 */
export interface Scenario {
  readonly name: string;
  readonly run: (appliance: Appliance) => Promise<void>;
}

/** What came of one; null: it went well. */
export interface ScenarioResult {
  readonly name: string;
  readonly failure: string | null;
}
