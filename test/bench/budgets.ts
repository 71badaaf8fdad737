import type { Figure, Figures, Subject } from './report.ts';

/** One row of the closing table. */
export interface Verdict {
  readonly what: string;
  readonly budget: string;
  readonly peer: string;
  readonly bezel: string;
  /** null: not measured in this run. */
  readonly met: boolean | null;
}

/** A figure and the part of it a budget speaks of. */
interface Reading {
  readonly id: string;
  readonly statistic: 'median' | 'p99' | 'most' | 'least';
  readonly limit: number;
  readonly isLeast?: true;
}

interface Budget {
  readonly what: string;
  readonly budget: string;
  readonly readings: readonly Reading[];
  /** LCDd's figures where they have other ids. */
  readonly peerIds?: readonly string[];
}

const atMost = (id: string, statistic: Reading['statistic'], limit: number): Reading => ({
  id,
  statistic,
  limit,
});

/** What was promised. Latency budgets hold at the panel's own speed, 115200 bit/s. */
const BUDGETS: readonly Budget[] = [
  {
    what: 'key to first changed byte',
    budget: 'median <= 3 ms, p99 <= 15 ms',
    readings: [
      atMost('latency.first-byte.115200.menu', 'median', 3),
      atMost('latency.first-byte.115200.menu', 'p99', 15),
    ],
  },
  {
    what: "key to last byte of a whole new screen, by the line's own time",
    budget: 'median <= 1.2 x',
    readings: [atMost('latency.ratio.115200.page', 'median', 1.2)],
    peerIds: ['latency.ratio.115200.menu'],
  },
  {
    what: 'the same for two changes, 31 bytes in all',
    budget: 'median <= 1.2 x',
    readings: [atMost('latency.ratio.115200.menu', 'median', 1.2)],
  },
  {
    what: 'the same at 19200 bit/s',
    budget: 'median <= 1.2 x',
    readings: [atMost('latency.ratio.19200.menu', 'median', 1.2)],
  },
  { what: 'bytes for one character', budget: '<= 7 B', readings: [atMost('bytes.character', 'most', 7)] },
  { what: 'bytes for one row', budget: '<= 26 B', readings: [atMost('bytes.row', 'most', 26)] },
  { what: 'bytes for both ends of a row', budget: '<= 14 B', readings: [atMost('bytes.ends', 'most', 14)] },
  { what: 'bytes for a full screen', budget: '<= 104 B', readings: [atMost('bytes.screen', 'most', 104)] },
  {
    what: 'idle traffic in 10 s, host to panel',
    budget: '<= 100 B',
    readings: [atMost('idle.bytes', 'most', 100)],
    peerIds: ['idle.bytes', 'idle.bytes.client'],
  },
  { what: 'lost packet repaired', budget: '<= 2000 ms', readings: [atMost('faults.lost', 'most', 2000)] },
  { what: 'panel reset repaired', budget: '<= 2000 ms', readings: [atMost('faults.reset', 'most', 2000)] },
  { what: 'replug repaired', budget: '<= 2000 ms', readings: [atMost('faults.replug', 'most', 2000)] },
  {
    what: 'burst of 40 keys delivered',
    budget: '40',
    readings: [{ id: 'keys.burst', statistic: 'least', limit: 40, isLeast: true }],
  },
  {
    what: 'start to first byte, warm',
    budget: 'median <= 60 ms',
    readings: [atMost('start.warm.first-byte', 'median', 60)],
  },
  {
    what: 'network change, nobody waited for',
    budget: 'median <= 300 ms',
    readings: [atMost('network.overhead', 'median', 300)],
  },
  {
    what: 'longest stall while 4094 VLANs are compared',
    budget: 'median <= 15 ms',
    readings: [atMost('many-vlans.compare.stall', 'median', 15)],
  },
  {
    what: 'the same while they are verified',
    budget: 'median <= 15 ms',
    readings: [atMost('many-vlans.verify.stall', 'median', 15)],
  },
  { what: 'resident memory', budget: '<= 48 MiB', readings: [atMost('idle.memory', 'most', 48)] },
  {
    what: 'idle processor time',
    budget: 'median <= 0.05 %',
    readings: [atMost('idle.processor', 'median', 0.05)],
  },
];

export function verdicts(figures: Figures): readonly Verdict[] {
  return BUDGETS.map(({ what, budget, readings, peerIds }) => {
    const values = readings.map((reading) => readingOf(figures.get(reading.id, 'Bezel'), reading.statistic));
    const met = readings.every(({ limit, isLeast }, index) => {
      const value = values[index] ?? Number.NaN;
      return isLeast ? value >= limit : value <= limit;
    });
    const ids = peerIds ?? [readings[0]?.id ?? ''];
    return {
      what,
      budget,
      peer: ids.map((id) => told(figures, id, 'LCDd', readings.slice(0, 1))).join(' / '),
      bezel: told(figures, readings[0]?.id ?? '', 'Bezel', readings),
      met: values.some((value) => value === null) ? null : met,
    };
  });
}

function readingOf(figure: Figure | undefined, statistic: Reading['statistic']): number | null {
  if (figure === undefined) return null;
  return typeof figure.value === 'number' ? figure.value : figure.value[statistic];
}

function told(figures: Figures, id: string, subject: Subject, readings: readonly Reading[]): string {
  const figure = figures.get(id, subject);
  if (figure === undefined) return '-';
  if (figure.value === Number.POSITIVE_INFINITY) return figure.note ?? 'never';
  const values = readings.map(({ statistic }) => rounded(readingOf(figure, statistic) ?? 0));
  return `${values.join(', ')} ${figure.unit}`;
}

/** Three digits that count. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return 'never';
  if (value !== 0 && Math.abs(value) < 100) return String(Number(value.toPrecision(3)));
  return String(Math.round(value));
}
