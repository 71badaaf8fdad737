import { backendContract } from '../../support/backend-contract/contract.ts';
import { NETWORK_MANAGER } from './lab/contract-rig.ts';

/** Over the simulated backend: `test/unit/firmware/network/backends/contract.test.ts`. */
backendContract(NETWORK_MANAGER);
