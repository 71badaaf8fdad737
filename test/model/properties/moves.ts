/** What random hands do at a bench: keys, words typed at a console, waiting, faults, restarts. */
import fc from 'fast-check';
import { PANEL_KEYS, type PanelKey } from '../../../menus/keys.ts';
import type { Bench } from '../../../simulator/bench.ts';

export type Move =
  | { readonly kind: 'press'; readonly key: PanelKey }
  | { readonly kind: 'hold'; readonly key: PanelKey; readonly duration_ms: number }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'wait'; readonly duration_ms: number }
  | { readonly kind: 'fault'; readonly name: string; readonly value: string }
  | { readonly kind: 'restart' }
  | { readonly kind: 'power cut' };

/** BEZEL_PROPERTY_RUNS=20 tries twenty times as many sequences as `npm test` does. */
const FACTOR = Math.max(1, Number(process.env.BEZEL_PROPERTY_RUNS ?? 1) || 1);

/** Parameters of a property: so many sequences, the smallest failing one told with its seed. */
export function runs(numRuns: number): { readonly numRuns: number } {
  return { numRuns: numRuns * FACTOR };
}

const press = (key: PanelKey): Move => ({ kind: 'press', key });

/** Keys weighted as hands use them: who only pressed at random would never get past a wizard's first field. */
const key = fc.oneof(
  { weight: 6, arbitrary: fc.constant<PanelKey>('ENTER') },
  { weight: 3, arbitrary: fc.constant<PanelKey>('DOWN') },
  { weight: 5, arbitrary: fc.constantFrom(...PANEL_KEYS) },
);

const TEXTS = ['192.168.1.10', '192.168.1.20', '10.1.2.3', '0012', '1234', '\b\b\b', 'proxy.example', '~'];
const FAULTS: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['gateway', ['answers', 'silent']],
  ['dhcp', ['on', 'off']],
  ['dns', ['answers', 'silent']],
  ['lan-cable', ['in', 'out']],
  ['neighbour', ['192.168.1.10', 'none']],
  ['apply', ['ok', 'fails-at-1', 'fails-at-2', 'fails']],
  ['undo', ['works', 'expired', 'lost']],
  ['service', ['running', 'stopped']],
  ['disk', ['ok', 'full', 'failing']],
  ['update', ['start', 'progress 40', 'done', 'failed']],
  ['scan', ['running', 'none']],
  ['agent', ['connected', 'failing', 'unheard']],
  ['account-ipv6', ['off', 'on']],
  ['account-vlan', ['off', 'on']],
];

/** Ways deep into the menus, so that the random moves after them begin where something is at stake. */
const change = (...moves: readonly Move[]): readonly Move[] => [
  ...moves,
  { kind: 'wait', duration_ms: 3000 },
];
const enter = (count: number): readonly Move[] => Array.from({ length: count }, () => press('ENTER'));
const toLan: readonly Move[] = [...enter(3), press('DOWN'), { kind: 'type', text: '192.168.1.10' }];
const WAYS: readonly (readonly Move[])[] = [
  [],
  toLan,
  [...toLan, ...enter(1)],
  [...toLan, ...enter(1), press('DOWN'), press('EXIT')],
  change(...toLan, ...enter(2)),
  change(...toLan, ...enter(2), { kind: 'wait', duration_ms: 2000 }, ...enter(2)),
  [...enter(2), ...Array.from({ length: 4 }, () => press('DOWN')), ...enter(3)],
  change(...enter(2), press('DOWN'), ...enter(2)),
  change(...enter(2), ...Array.from({ length: 3 }, () => press('DOWN')), ...enter(2)),
  [
    ...enter(1),
    press('DOWN'),
    ...enter(1),
    ...Array.from({ length: 3 }, () => press('DOWN')),
    press('ENTER'),
  ],
];

const handMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 20, arbitrary: key.map(press) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      key,
      duration_ms: fc.constantFrom(600, 2600),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom(...TEXTS).map((text) => ({ kind: 'type' as const, text })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(50, 700, 3000, 40_000, 130_000, 200_000)
      .map((duration_ms) => ({ kind: 'wait' as const, duration_ms })),
  },
);

const faultMove: fc.Arbitrary<Move> = fc
  .constantFrom(...FAULTS)
  .chain(([name, values]) =>
    fc.constantFrom(...values).map((value) => ({ kind: 'fault' as const, name, value })),
  );

const crash: fc.Arbitrary<Move> = fc.constantFrom<Move>({ kind: 'restart' }, { kind: 'power cut' });

/** Hands on keys and nothing else. */
export const handMoves: fc.Arbitrary<readonly Move[]> = fc
  .tuple(fc.constantFrom(...WAYS), fc.array(handMove, { maxLength: 25 }))
  .map(([way, moves]) => [...way, ...moves]);

/** Hands, while things break beside them. */
export const troubledMoves: fc.Arbitrary<readonly Move[]> = fc
  .tuple(
    fc.array(faultMove, { maxLength: 2 }),
    fc.constantFrom(...WAYS),
    fc.array(
      fc.oneof(
        { weight: 12, arbitrary: handMove },
        { weight: 3, arbitrary: faultMove },
        { weight: 1, arbitrary: crash },
      ),
      { maxLength: 25 },
    ),
  )
  .map(([faults, way, moves]) => [...faults, ...way, ...moves]);

export async function make(bench: Bench, move: Move): Promise<void> {
  switch (move.kind) {
    case 'press':
      return await bench.press(move.key);
    case 'hold':
      return await bench.hold(move.key, move.duration_ms);
    case 'type':
      return await bench.type(move.text);
    case 'wait':
      return await bench.wait(move.duration_ms);
    case 'fault':
      return await bench.fault(move.name, move.value);
    case 'restart':
      return await bench.restart();
    case 'power cut':
      bench.cutPower();
      await bench.wait(1000);
      return await bench.powerOn();
  }
}

/** Everything that can break is in order again. */
export async function mendAll(bench: Bench): Promise<void> {
  for (const [name, values] of FAULTS) {
    const [first = ''] = values;
    await bench.fault(name, { neighbour: 'none', update: 'done', scan: 'none' }[name] ?? first);
  }
}

/** Hands may have chosen SYSTEM SHUTDOWN or SYSTEM REBOOT: once that is over, the appliance runs again. */
export async function switchedOn(bench: Bench): Promise<void> {
  await bench.wait(GOING_DOWN_ms);
  await bench.powerOn();
}

/** From YES to the daemon's end, or over a reboot to its next start. */
const GOING_DOWN_ms = 12_000;
