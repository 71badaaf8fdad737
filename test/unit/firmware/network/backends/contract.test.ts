import { backendContract } from '../../../../support/backend-contract/contract.ts';
import { SIMULATED } from '../../../../support/backend-contract/simulated.ts';

/** Over real NetworkManager: `test/system/network/contract.system.ts`. */
backendContract(SIMULATED);
