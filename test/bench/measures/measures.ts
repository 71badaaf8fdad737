import type { Measure } from '../report.ts';
import { appliances } from './appliances.ts';
import { bytes } from './bytes.ts';
import { consoles } from './consoles.ts';
import { families } from './families.ts';
import { faults } from './faults.ts';
import { floods } from './floods.ts';
import { idle } from './idle.ts';
import { keys } from './keys.ts';
import { latency } from './latency.ts';
import { manyVlans } from './many-vlans.ts';
import { menuSize } from './menu-size.ts';
import { network } from './network.ts';
import { startUp } from './start-up.ts';
import { transaction } from './transaction.ts';

/** Every measure, in the order of a full run: programs first, while this process is still small. */
export const MEASURES: readonly Measure[] = [
  startUp,
  latency,
  idle,
  faults,
  keys,
  bytes,
  families,
  transaction,
  menuSize,
  network,
  manyVlans,
  consoles,
  appliances,
  floods,
];
