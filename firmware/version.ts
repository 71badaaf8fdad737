import { version } from '../package.json';

/** Version of this software, as package.json has it. */
export const VERSION: string = version;
