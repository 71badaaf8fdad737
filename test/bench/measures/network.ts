import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { Figure, Measure } from '../report.ts';
import { ROOT } from '../rig/paths.ts';
import { summarize } from '../statistics.ts';

/** It starts files of its own folder, so it is run where it lies. */
const PROGRAM = join(ROOT, 'test/system/network/lab/measure-changes.ts');

const TIMES = v.record(v.string(), v.array(v.number()));

const PARTS = {
  'dhcp.arm': 'of it: checkpoint made',
  'dhcp.apply': 'of it: profile stored, activated, lease taken from a server that answers at once',
  'dhcp.compare': 'of it: read back from the kernel, NetworkManager, resolv.conf, proxy file',
  'dhcp.verify': 'of it: carrier, address, gateway by ARP, DNS; all answer at once',
  'dhcp.commit': 'of it: profiles written to the disk',
  'dhcp.disarm': 'of it: checkpoint destroyed',
  'static.apply': "static LAN applied: NetworkManager's own conflict probe of up to 0.2 s is in it",
  undo: 'rolled back and settled',
} as const;
const OVERHEAD = ['dhcp.arm', 'dhcp.apply', 'dhcp.compare', 'dhcp.verify', 'dhcp.commit', 'dhcp.disarm'];

/** What a change costs on a real NetworkManager. Needs root and the packages of `test/system/network`. */
export const network: Measure = {
  name: 'network',
  what: 'a network change through NetworkManager, in namespaces; neither the world nor an operator is waited for',
  async run({ pick }) {
    if (process.getuid?.() !== 0) return [];
    const rounds = pick(20, 3);
    const args = ['--import', 'tsx', PROGRAM, String(rounds)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    const times = v.parse(TIMES, JSON.parse(stdout));
    const whole = Array.from({ length: rounds }, (_, round) =>
      OVERHEAD.reduce((sum, part) => sum + (times[part]?.[round] ?? 0), 0),
    );
    return [
      figure('overhead', 'a whole change to DHCP, kept', whole),
      ...Object.entries(PARTS).map(([part, what]) => figure(part, what, times[part] ?? [])),
    ];
  },
};

function figure(id: string, what: string, values: readonly number[]): Figure {
  return { id: `network.${id}`, subject: 'Bezel', what, unit: 'ms', value: summarize(values) };
}
