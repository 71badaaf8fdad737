/** What is tried with VLANs, in the order it is done. */
export const VLAN_SCENARIOS = [
  'ID 0: priority-tagged',
  'changed to ID 1',
  'changed to ID 100',
  'tagged frames reach the other side',
  'changed to ID 4094',
  'a changed ID rolled back',
  'daemon killed while a changed ID waits to be kept',
  'LAN changed under it',
  'removed',
] as const;
export type VlanScenario = (typeof VLAN_SCENARIOS)[number];

/** What came of one; null: it went well. */
export interface VlanResult {
  readonly name: VlanScenario;
  readonly failure: string | null;
}
