import { message } from '../../../../../menus/words/messages.ts';
import { linkProblem } from '../../../link-state.ts';
import { addressingText } from '../../../mismatch.ts';
import type { WanStep } from '../../../parts/wan.ts';
import { nameOf, WAN } from '../../../roles.ts';
import type { ByKind } from '../../../step.ts';
import type { Target } from '../../../target.ts';
import { type Asked, askGateway, type Finding, looked } from '../questions.ts';
import { addressingDifferences, differing } from './link.ts';
import type { SimulatedPart } from './part.ts';

export const executeWan: ByKind<[now: Target], Target, WanStep> = {
  'configure-wan': ({ ipv4 }, now) => ({ ...now, wan: ipv4 }),
  'remove-wan': (_step, now) => ({ ...now, wan: null }),
};

export const wan: SimulatedPart = {
  compare({ wan: wanted }, { wan: inForce }) {
    if (inForce === null) return wanted === null ? [] : differing('wan', 'profile', nameOf(WAN), '');
    if (wanted === null) return differing('wan', 'address', '', addressingText(inForce));
    return addressingDifferences('wan', wanted, inForce);
  },
  verification: (world, { wan: wanted }) =>
    wanted === null ? [] : [{ name: 'wan', ask: () => askWan(world) }],
  test: () => [],
};

/** One check for WAN as a whole. */
function askWan(world: Asked): Finding {
  const { wan } = world.status();
  const problem = wan === null ? null : linkProblem('wan', wan);
  if (problem !== null) return looked(problem);
  if (wan?.ipv4 === null) return looked(message('no-lease', { link: 'wan' }));
  return askGateway(world, 'wan');
}
