import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { Figure, Measure } from '../report.ts';
import { benchProgram } from '../rig/bench-program.ts';
import { summarize } from '../statistics.ts';

/** As many as a platform may define. */
const VLANS = 4094;

const STALLS = v.object({ longest_ms: v.number(), whole_ms: v.number() });
const OUTPUT = v.object({ start: STALLS, signals: STALLS, compare: STALLS, verify: STALLS });
type Part = keyof v.InferOutput<typeof OUTPUT>;

const PARTS: readonly (readonly [Part, string])[] = [
  ['start', "NetworkManager's objects are read"],
  ['signals', 'each device announces three changes of its state'],
  ['compare', 'what is in force is compared with what is wanted'],
  ['verify', 'they are verified'],
];

/** How long a key may have to wait for the network backend, at an appliance with every VLAN there can be. */
export const manyVlans: Measure = {
  name: 'many-vlans',
  what: `${VLANS} VLANs in the NetworkManager backend, on a bus in memory; processor time as the service runs Node`,
  async run({ pick }) {
    const program = await benchProgram('test/bench/many-vlans/main.ts');
    const rounds: v.InferOutput<typeof OUTPUT>[] = [];
    for (let round = 0; round < pick(10, 1); round++) {
      const { stdout } = await promisify(execFile)(process.execPath, [...program, String(VLANS)]);
      rounds.push(v.parse(OUTPUT, JSON.parse(stdout)));
    }
    const figure = (part: Part, what: string, time: keyof v.InferOutput<typeof STALLS>): Figure => ({
      id: `many-vlans.${part}.${time === 'longest_ms' ? 'stall' : 'whole'}`,
      subject: 'Bezel',
      what,
      unit: 'ms',
      value: summarize(rounds.map((each) => each[part][time])),
    });
    return PARTS.flatMap(([part, what]) => [
      figure(part, `longest stall of the event loop while ${what}`, 'longest_ms'),
      figure(part, 'all of it, in many turns', 'whole_ms'),
    ]);
  },
};
