import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel tells of a process and all its threads. */
export interface ProcessUse {
  /** Time on a processor since it started, children that have ended included, in milliseconds. */
  readonly processor_ms: number;
  /** How often one of its threads was switched to. */
  readonly wakeUps: number;
}

/** Clock ticks a second in `/proc/PID/stat` on every Linux of the last decades (`sysconf(_SC_CLK_TCK)`). */
const TICKS_PER_SECOND = 100;

export function processUse(pid: number): ProcessUse {
  let processor_ms = 0;
  let wakeUps = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const [running_ns = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    processor_ms += Number(running_ns) / 1e6;
    const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
    for (const [, count] of status.matchAll(/ctxt_switches:\s+(\d+)/g)) wakeUps += Number(count);
  }
  return { processor_ms: processor_ms + childrenTime_ms(pid), wakeUps };
}

/** `cutime` and `cstime`, fields 16 and 17 of `proc_pid_stat(5)`. */
function childrenTime_ms(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[13]) + Number(fields[14])) * 1000) / TICKS_PER_SECOND;
}

export interface ProcessMemory {
  /** Everything that is in memory, shared pages in full, in MiB. */
  readonly resident_MiB: number;
  /** What is its own: heap and stacks, in MiB. */
  readonly anonymous_MiB: number;
  /** Shared pages divided among those who share them, in MiB. */
  readonly proportional_MiB: number;
}

export function processMemory(pid: number): ProcessMemory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const read_MiB = (text: string, name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
  return {
    resident_MiB: read_MiB(status, 'VmRSS'),
    anonymous_MiB: read_MiB(status, 'RssAnon'),
    proportional_MiB: read_MiB(rollup, 'Pss'),
  };
}
