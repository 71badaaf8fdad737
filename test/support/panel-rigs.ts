import * as v from 'valibot';
import type { Panel } from '../../drivers/panel.ts';
import { isLit, type VirtualPanel } from '../../drivers/virtual/virtual-panel.ts';
import { PANEL_FAMILIES, panelSchema } from '../../firmware/panels/families.ts';
import { type PanelFamily, usualPlaces, VIRTUAL_SIZES } from '../../firmware/panels/family.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Geometry } from '../../menus/frame.ts';
import { eachLed, LEDS, type Leds } from '../../menus/leds.ts';
import { type LossyLine, lossyLine } from './lossy-line.ts';

/** One family's driver, connected to its own virtual panel over a line that can lose bytes. */
export interface Rig {
  readonly panel: Panel;
  readonly virtual: VirtualPanel;
  readonly line: LossyLine;
  /** The status LEDs as they are lit on the virtual panel; null: this family has none. */
  leds(): Leds | null;
}

/** One kind of rig: a virtual model of a family at one size of glass. */
export interface RigKind {
  readonly name: string;
  readonly family: PanelFamily;
  rig(clock: Clock): Rig;
}

/** A rig for every virtual model of every family, at each size of glass it comes in. */
export async function loadRigs(): Promise<readonly RigKind[]> {
  const kinds = PANEL_FAMILIES.flatMap((family) =>
    family.models.flatMap((model) =>
      family.geometry === null
        ? VIRTUAL_SIZES.map((geometry) =>
            rigKind(family, model, geometry, `${model.name} ${sizeOf(geometry)}`),
          )
        : [rigKind(family, model, family.geometry, model.name)],
    ),
  );
  return await Promise.all(kinds);
}

const sizeOf = ({ columns, rows }: Geometry) => `${columns}x${rows}`;

async function rigKind(
  family: PanelFamily,
  model: PanelFamily['models'][number],
  geometry: Geometry,
  name: string,
): Promise<RigKind> {
  const section = {
    driver: family.driver,
    ...(family.baud === null ? {} : { device: '/dev/virtual' }),
    ...(family.geometry === null ? { size: sizeOf(geometry) } : {}),
  };
  const makeDriver = await v.parse(panelSchema, section).load?.();
  if (makeDriver === undefined) throw new Error(`${name} has no driver`);
  const makeVirtual = await model.load();
  return {
    name,
    family,
    rig(clock) {
      const virtual = makeVirtual({ clock, geometry, baud: family.baud });
      const line = lossyLine(virtual.connect);
      const places = usualPlaces(family, virtual.lamps().length);
      const panel = makeDriver({ connect: line.connect, clock, name, leds: places });
      const leds = (): Leds | null =>
        Object.keys(places).length === 0
          ? null
          : eachLed((led) => isLit(virtual.lamps()[places[led] ?? -1], LEDS[led].colour));
      return { panel, virtual, line, leds };
    },
  };
}
