import { createCfa635Panel } from '../../../../drivers/cfa635/driver.ts';
import type { Cfa635ModelName } from '../../../../drivers/cfa635/identity.ts';
import { VirtualCfa635 } from '../../../../drivers/cfa635/virtual-panel.ts';
import type { PanelLink } from '../../../../drivers/panel.ts';
import type { Connect } from '../../../../drivers/transport.ts';
import { type Cursor, type Frame, frameOf } from '../../../../menus/frame.ts';
import { LEDS_OFF, type LedPlaces, type Leds } from '../../../../menus/leds.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

/** A driver and a virtual panel on one line in simulated time, and everything they did. */
export function panelOnALine(
  options: {
    readonly model?: Cfa635ModelName;
    readonly baud?: number | null;
    readonly leds?: LedPlaces;
    /** Put between driver and panel. */
    readonly through?: (connect: Connect) => Connect;
  } = {},
) {
  const { model = 'cfa635', baud = null, leds = { S1: 0, S2: 1 }, through = (connect) => connect } = options;
  const clock = new SimulatedClock(1_000_000);
  const panel = new VirtualCfa635({ model, clock, baud });
  const links: PanelLink[] = [];
  const edges: string[] = [];
  const driver = createCfa635Panel({
    connect: through(panel.connect),
    clock,
    model,
    name: 'panel under test',
    leds,
  });
  let onEdge: () => void = () => undefined;
  return {
    clock,
    panel,
    driver,
    links,
    /** `UP press`, `UP release`, in order. */
    edges,
    /** What the firmware does on each edge. */
    whenEdge(run: () => void) {
      onEdge = run;
    },
    start() {
      driver.start({
        onEdge: ({ key, edge }) => {
          edges.push(`${key} ${edge}`);
          onEdge();
        },
        onLink: (link) => links.push(link),
      });
    },
    frame(lines: readonly string[], cursor: Cursor | null = null, leds: Partial<Leds> = {}): Frame {
      return frameOf(driver.geometry, lines, cursor, { ...LEDS_OFF, ...leds });
    },
    show(...lines: readonly string[]) {
      driver.show(frameOf(driver.geometry, lines));
    },
    /** Rows on the glass without the blanks behind them. */
    glass: () => panel.frame().rows.map((row) => row.trimEnd()),
    /** Bytes the host sends and gets while `run` happens and `ms` pass. */
    traffic(run: () => void, ms: number) {
      const before = { ...panel.bytes };
      run();
      clock.advance(ms);
      return {
        fromHost: panel.bytes.fromHost - before.fromHost,
        toHost: panel.bytes.toHost - before.toHost,
      };
    },
  };
}

/** A line whose panel is up and shows `lines`. */
export function shownPanel(lines: readonly string[], options: Parameters<typeof panelOnALine>[0] = {}) {
  const line = panelOnALine(options);
  line.show(...lines);
  line.start();
  line.clock.advance(1000);
  return line;
}
