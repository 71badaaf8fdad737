import { createCfa635Panel } from '../../drivers/cfa635/driver.ts';
import { createEzioPanel } from '../../drivers/ezio/driver.ts';
import { createLinePanel } from '../../drivers/line/driver.ts';
import { createMatrixOrbitalPanel } from '../../drivers/matrix-orbital/driver.ts';
import type { Panel } from '../../drivers/panel.ts';
import type { Connect } from '../../drivers/transport.ts';
import type { Clock } from '../../menus/clock.ts';
import type { FoundPanel } from './probes.ts';

/** The product's own driver for a panel that was found; `s2`: which of its LEDs is S2. */
export function openFoundPanel(found: FoundPanel, connect: Connect, clock: Clock, s2: number | null): Panel {
  const { driver, geometry, keys, model, baud } = found;
  const common = { connect, clock, name: model };
  const leds = s2 === null ? {} : { S2: s2 };
  switch (driver) {
    case 'cfa635':
    case 'cfa633':
      return createCfa635Panel({ ...common, model: driver, leds });
    case 'ezio':
      return createEzioPanel({ ...common, baud });
    case 'matrix-orbital':
      // General purpose outputs count from 1.
      return createMatrixOrbitalPanel({ ...common, baud, geometry, leds: s2 === null ? {} : { S2: s2 + 1 } });
    case 'line':
      return createLinePanel({ ...common, geometry, keys, leds });
  }
}

/** A connection that also tells what arrives. */
export function overheard(connect: Connect, onBytes: (bytes: Uint8Array) => void): Connect {
  return (events) =>
    connect({
      ...events,
      onData(bytes) {
        onBytes(bytes);
        events.onData(bytes);
      },
    });
}
