import { createCfa635Panel } from '../../../../drivers/cfa635/driver.ts';
import { VirtualCfa635 } from '../../../../drivers/cfa635/virtual-panel.ts';
import { createEzioPanel } from '../../../../drivers/ezio/driver.ts';
import { VirtualEzio } from '../../../../drivers/ezio/virtual-panel.ts';
import { createLcdprocPanel } from '../../../../drivers/lcdproc/driver.ts';
import { VirtualLcdd } from '../../../../drivers/lcdproc/virtual-server.ts';
import { createLinePanel } from '../../../../drivers/line/driver.ts';
import { VirtualLinePanel } from '../../../../drivers/line/virtual-panel.ts';
import { createMatrixOrbitalPanel } from '../../../../drivers/matrix-orbital/driver.ts';
import { VirtualMatrixOrbital } from '../../../../drivers/matrix-orbital/virtual-panel.ts';
import type { Panel } from '../../../../drivers/panel.ts';
import type { VirtualPanel } from '../../../../drivers/virtual/virtual-panel.ts';
import type { Clock } from '../../../../menus/clock.ts';
import { GEOMETRY_16X2, GEOMETRY_20X4, type Leds } from '../../../../menus/frame.ts';
import { type LossyLine, lossyLine } from './lossy-line.ts';

/** One family's driver, connected to its own virtual panel over a line that can lose bytes. */
export interface Rig {
  readonly panel: Panel;
  readonly virtual: VirtualPanel;
  readonly line: LossyLine;
  /** The status LEDs as they are lit on the virtual panel; null: this family has none. */
  leds(): Leds | null;
}

export interface Family {
  readonly name: string;
  /** Within how many milliseconds anything wrong on the glass is right again. */
  readonly repaired_ms: number;
  /** Shortest press that is never missed, in milliseconds. */
  readonly shortestPress_ms: number;
  /** False: nothing tells this family's keys from noise that looks like them. */
  readonly checksKeys: boolean;
  /** False: the stream loses and invents nothing (TCP). */
  readonly isSerial: boolean;
  /** False: arrows and the like are shown as ASCII signs. */
  readonly hasGlyphs: boolean;
  rig(clock: Clock): Rig;
}

const S1 = 0;
const S2 = 1;

function cfa(model: 'cfa635' | 'cfa633'): Family {
  return {
    name: model,
    repaired_ms: 2000,
    shortestPress_ms: 1,
    checksKeys: true,
    isSerial: true,
    hasGlyphs: true,
    rig(clock) {
      const virtual = new VirtualCfa635({ model, clock, baud: model === 'cfa635' ? 115_200 : 19_200 });
      const line = lossyLine(virtual.connect);
      const panel = createCfa635Panel({
        connect: line.connect,
        clock,
        model,
        name: model,
        leds: model === 'cfa635' ? { S1, S2 } : {},
      });
      const leds = (): Leds | null => {
        const { leds: lit } = virtual.frame();
        return lit.length === 0 ? null : { S1: lit[S1] === 'green', S2: lit[S2] === 'red' };
      };
      return { panel, virtual, line, leds };
    },
  };
}

function ezio(model: 'ezio-100' | 'ezio-300'): Family {
  return {
    name: model,
    repaired_ms: 5000,
    shortestPress_ms: 80,
    checksKeys: true,
    isSerial: true,
    hasGlyphs: true,
    rig(clock) {
      const virtual = new VirtualEzio({ clock, model });
      const line = lossyLine(virtual.connect);
      const panel = createEzioPanel({ connect: line.connect, clock, name: model });
      return { panel, virtual, line, leds: () => null };
    },
  };
}

const MATRIX_ORBITAL: Family = {
  name: 'matrix-orbital',
  repaired_ms: 2000,
  shortestPress_ms: 1,
  checksKeys: false,
  isSerial: true,
  hasGlyphs: true,
  rig(clock) {
    const virtual = new VirtualMatrixOrbital({ clock });
    const line = lossyLine(virtual.connect);
    const panel = createMatrixOrbitalPanel({
      connect: line.connect,
      clock,
      name: 'matrix-orbital',
      leds: { S1: S1 + 1, S2: S2 + 1 },
    });
    const leds = (): Leds => {
      const { outputs } = virtual.frame();
      return { S1: outputs[S1] === true, S2: outputs[S2] === true };
    };
    return { panel, virtual, line, leds };
  },
};

function line(geometry: typeof GEOMETRY_20X4): Family {
  const name = `line ${geometry.columns}x${geometry.rows}`;
  return {
    name,
    repaired_ms: 2000,
    shortestPress_ms: 1,
    checksKeys: true,
    isSerial: true,
    hasGlyphs: true,
    rig(clock) {
      const virtual = new VirtualLinePanel({ clock, geometry });
      const cable = lossyLine(virtual.connect);
      const panel = createLinePanel({
        connect: cable.connect,
        clock,
        name,
        geometry,
        leds: { S1, S2 },
      });
      const leds = (): Leds => {
        const lit = virtual.frame().leds;
        return { S1: lit[S1] === true, S2: lit[S2] === true };
      };
      return { panel, virtual, line: cable, leds };
    },
  };
}

const LCDPROC: Family = {
  name: 'lcdproc',
  repaired_ms: 2000,
  shortestPress_ms: 1,
  checksKeys: true,
  isSerial: false,
  hasGlyphs: false,
  rig(clock) {
    const virtual = new VirtualLcdd({ clock });
    const line = lossyLine(virtual.connect);
    const panel = createLcdprocPanel({
      connect: line.connect,
      clock,
      name: 'lcdproc',
      geometry: GEOMETRY_20X4,
      leds: { S1: S1, S2: 4 + S2 },
    });
    const leds = (): Leds => {
      const { output } = virtual.frame();
      return { S1: (output & (1 << S1)) !== 0, S2: (output & (1 << (4 + S2))) !== 0 };
    };
    return { panel, virtual, line, leds };
  },
};

/** Every family the suite runs over. */
export const FAMILIES: readonly Family[] = [
  cfa('cfa635'),
  cfa('cfa633'),
  ezio('ezio-100'),
  ezio('ezio-300'),
  MATRIX_ORBITAL,
  line(GEOMETRY_20X4),
  line(GEOMETRY_16X2),
  LCDPROC,
];
