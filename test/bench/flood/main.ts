/** A client that asks too much: `main FLOOD SOCKET`. Runs until it is ended. */
import { FLOODS, flood, tellProgress } from './kinds.ts';

const [name, path] = process.argv.slice(2);
const found = FLOODS.find((each) => each.name === name);
if (found !== undefined && path !== undefined) {
  flood(found, path);
  if (found.name === 'events') tellProgress(path);
}
