import * as v from 'valibot';
import type { Panel } from '../drivers/panel.ts';
import type { Clock } from '../menus/clock.ts';
import type { Leds } from '../menus/frame.ts';
import { flag, someText, whole } from './config/values.ts';
import type { Log } from './log/log.ts';

/** What every panel family is opened with, beside its own keys of the configuration. */
export interface PanelSurroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** Which of the panel's own LEDs shows what, by index; a status LED that is elsewhere is left out. */
  readonly leds: Partial<Record<keyof Leds, number>>;
}

/** The `[panel]` section of one family. */
type FamilySchema = v.StrictObjectSchema<
  { readonly driver: v.LiteralSchema<string, undefined> } & v.ObjectEntries,
  undefined
>;

/** A checked `[panel]` section, which knows how to open its panel; `none` opens to null. */
export type PanelConfig = {
  readonly driver: string;
  /** Loads the driver, which is not loaded otherwise, and makes the panel, not yet started. */
  readonly open: (around: PanelSurroundings) => Promise<Panel | null>;
};

function family<const Schema extends FamilySchema>(
  schema: Schema,
  open: (config: v.InferOutput<Schema>, around: PanelSurroundings) => Promise<Panel | null>,
) {
  return v.pipe(
    schema,
    v.transform(
      (config): PanelConfig => ({
        driver: schema.entries.driver.literal,
        open: (around) => open(config, around),
      }),
    ),
  );
}

/** Crystalfontz CFA-635 and CFA-633: the packet protocol over a serial port. */
function crystalfontz<const Model extends 'cfa635' | 'cfa633'>(model: Model) {
  const keys = {
    driver: v.literal(model),
    /** `/dev/serial/by-id/...` keeps its name over replugging. */
    device: someText,
    baud: v.optional(whole(1200, 921_600), 115_200),
    /** Moves DTR and RTS when the port is opened; some adapters reset the panel by it. */
    toggle_lines: v.optional(flag, true),
  };
  return family(v.strictObject(keys), async (config, { clock, leds }) => {
    const [{ createCfa635Panel }, { serialConnect }] = await Promise.all([
      import('../drivers/cfa635/driver.ts'),
      import('../drivers/serial/serial-transport.ts'),
    ]);
    return createCfa635Panel({
      connect: serialConnect({ device: config.device, baud: config.baud, toggleLines: config.toggle_lines }),
      clock,
      model,
      name: `${model} on ${config.device}`,
      leds,
    });
  });
}

/** Every panel family, by what `[panel] driver` says. A new family is one entry here. */
const FAMILIES = [
  family(v.strictObject({ driver: v.literal('none') }), async () => null),
  crystalfontz('cfa635'),
  crystalfontz('cfa633'),
] as const;

const names = FAMILIES.map((each) => `"${each.entries.driver.literal}"`).join(', ');

/** The `[panel]` section: the family's own keys, checked; left out, there is no panel. */
export const panelSchema = v.optional(v.variant('driver', FAMILIES, `expected driver = one of ${names}`), {
  driver: 'none',
});
