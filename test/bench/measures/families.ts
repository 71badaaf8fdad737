import { frameOf, type Geometry } from '../../../menus/frame.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';
import { loadRigs, type RigKind } from '../../support/panel-rigs.ts';
import type { Figure, Measure } from '../report.ts';

const SETTLE_ms = 30_000;
const IDLE_s = 10;
/** Even an EZIO at 2400 baud has shown a screen by then, in milliseconds. */
const SHOWN_ms = 3000;
const STEP_ms = 0.1;

/** Every panel family against its own virtual panel, at the line's own speed, in simulated time. */
export const families: Measure = {
  name: 'families',
  what: 'bytes and time each panel family needs for its screens',
  async run() {
    return (await loadRigs()).flatMap(figuresOf);
  },
};

function figuresOf(kind: RigKind): readonly Figure[] {
  const figure = (id: string, what: string, unit: string, value: number, note?: string): Figure => ({
    id: `families.${kind.name.replaceAll(' ', '-')}.${id}`,
    subject: 'Bezel',
    what: `${kind.name}: ${what}`,
    unit,
    value,
    ...(note === undefined ? {} : { note }),
  });
  const { geometry } = kind.rig(new SimulatedClock()).panel;
  const base = linesOf(geometry, 'abcdefghijklmnopqrstuvwxyz');
  const changed = (row: string): readonly string[] => [row, ...base.slice(1)];
  const [first = ''] = base;
  const other = linesOf(geometry, 'ZYXWVUTSRQPONMLKJIHGFEDCBA');
  const screen = costOf(kind, base, other);
  return [
    figure(
      'character',
      'bytes for one character',
      'B',
      costOf(kind, base, changed(`${first.slice(0, 5)}#${first.slice(6)}`)).bytes,
    ),
    figure('row', 'bytes for one row', 'B', costOf(kind, base, changed(other[0] ?? '')).bytes),
    figure('screen', 'bytes for a full screen', 'B', screen.bytes),
    figure(
      'screen.time',
      'from a new frame to its last byte at the panel',
      'ms',
      screen.shown_ms,
      "simulated time at the line's speed",
    ),
    figure('idle', `bytes to the panel in ${IDLE_s} idle seconds`, 'B', idleBytes(kind, base)),
  ];
}

const linesOf = ({ columns, rows }: Geometry, letters: string): readonly string[] =>
  Array.from({ length: rows }, (_, row) => (letters.slice(row) + letters).slice(0, columns));

function shownRig(kind: RigKind, lines: readonly string[]) {
  const clock = new SimulatedClock();
  const { panel, virtual } = kind.rig(clock);
  panel.show(frameOf(panel.geometry, lines));
  panel.start({ onEdge: () => undefined, onLink: () => undefined });
  clock.advance(SETTLE_ms);
  return { clock, panel, virtual };
}

/** What goes to the panel beyond what goes there anyway, from a frame to its last byte. */
function costOf(kind: RigKind, from: readonly string[], to: readonly string[]) {
  const { clock, panel, virtual } = shownRig(kind, from);
  const wanted = frameOf(panel.geometry, to);
  const before = virtual.bytes.fromHost;
  panel.show(wanted);
  let shown_ms = 0;
  while (shown_ms < SHOWN_ms && virtual.frame().rows.join('') !== wanted.rows.join('')) {
    clock.advance(STEP_ms);
    shown_ms += STEP_ms;
  }
  return { bytes: virtual.bytes.fromHost - before, shown_ms };
}

function idleBytes(kind: RigKind, lines: readonly string[]): number {
  const { clock, virtual } = shownRig(kind, lines);
  const before = virtual.bytes.fromHost;
  clock.advance(IDLE_s * 1000);
  return virtual.bytes.fromHost - before;
}
