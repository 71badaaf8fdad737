import * as v from 'valibot';
import { type Cfa635ModelName, driverOfNumber, parseIdentity } from '../../drivers/cfa635/identity.ts';
import type { KeyCodes } from '../../drivers/cfa635/reports.ts';
import type { FIRMWARES } from '../../drivers/cfa635/virtual-memory.ts';
import type { Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';
import { text } from '../config/values.ts';
import {
  countedFromTop,
  keyNames,
  type PanelFamily,
  type Probe,
  panelSection,
  serialFamily,
  serialPort,
  USUAL_PROMISES,
  type VirtualOptions,
} from './family.ts';

/** What differs between the sizes of glass that speak the packet protocol. */
interface CrystalfontzModel<Model extends Cfa635ModelName> {
  readonly driver: Model;
  readonly title: string;
  readonly baud: number;
  /** Speeds the doctor asks at. */
  readonly speeds: readonly number[];
  readonly geometry: Geometry;
  readonly leds: number;
  readonly usb: PanelFamily['usb'];
  readonly keys: PanelKeys;
  /** What each of them sends, as engraved. */
  readonly keyCodes: KeyCodes;
  /** Firmwares that have a virtual panel each, the usual one first; names of `FIRMWARES` in `drivers/cfa635`. */
  readonly firmwares: readonly [Firmware, ...Firmware[]];
}

interface Firmware {
  readonly name: keyof typeof FIRMWARES;
  readonly title: string;
}

const virtualCfa = (model: Cfa635ModelName, { name, title }: Firmware) => ({
  name,
  title,
  load: async () => {
    const [{ VirtualCfa635 }, { FIRMWARES }] = await Promise.all([
      import('../../drivers/cfa635/virtual-panel.ts'),
      import('../../drivers/cfa635/virtual-memory.ts'),
    ]);
    return (options: VirtualOptions) => new VirtualCfa635({ ...options, model, firmware: FIRMWARES[name] });
  },
});

/** Crystalfontz panels: the same packets over a serial port. */
export function crystalfontz<const Model extends Cfa635ModelName>(model: CrystalfontzModel<Model>) {
  const { driver, title, leds, usb, baud, geometry } = model;
  const [first, ...others] = model.firmwares;
  return serialFamily(
    {
      driver,
      title,
      leds,
      usualPlace: countedFromTop,
      baud,
      geometry,
      usb,
      example: `${driver}.toml`,
      promises: USUAL_PROMISES,
      probes: () => probesFor(model),
      learning: {
        load: learnPresses,
        isUsual: (names) =>
          PANEL_KEYS.every((key) => names[key] === undefined || names[key] === String(model.keyCodes[key])),
      },
      models: [virtualCfa(driver, first), ...others.map((each) => virtualCfa(driver, each))],
    },
    panelSection({
      driver: v.literal(driver),
      ...serialPort(baud),
      /** The press code that each key sends: `up = "1"`. */
      keys: keyNames(pressCode),
    }),
    async ({ keys }) => {
      const { createCfa635Panel } = await import('../../drivers/cfa635/driver.ts');
      return (parts) => createCfa635Panel({ ...parts, model: driver, ...codesOf(keys) });
    },
  );
}

/** Codes of presses. Source: CFA635 and CFA631 data sheets, report 0x80. */
const pressCode = v.pipe(
  text,
  v.regex(/^([1-6]|1[3-6])$/, 'expected the code of a press: "1" to "6", "13" to "16"'),
);

function codesOf(keys: Readonly<Partial<Record<PanelKey, string>>> | undefined): {
  readonly keyCodes?: KeyCodes;
} {
  if (keys === undefined) return {};
  const keyCodes: Partial<Record<PanelKey, number>> = {};
  for (const key of PANEL_KEYS) if (keys[key] !== undefined) keyCodes[key] = Number(keys[key]);
  return { keyCodes };
}

async function learnPresses() {
  const [{ PacketReader }, { isPlausibleReport, parseReport }] = await Promise.all([
    import('../../drivers/cfa635/codec.ts'),
    import('../../drivers/cfa635/reports.ts'),
  ]);
  return () => {
    const reader = new PacketReader(isPlausibleReport);
    return (bytes: Uint8Array): string | null => {
      for (const packet of reader.push(bytes)) {
        const report = parseReport(packet);
        if (report?.kind === 'key' && report.edge === 'press') return String(report.code);
      }
      return null;
    };
  };
}

async function probesFor(model: CrystalfontzModel<Cfa635ModelName>): Promise<readonly Probe[]> {
  const [{ encodePacket, PacketReader }, { askVersion, COMMAND }, { isPlausibleReport, parseReport }] =
    await Promise.all([
      import('../../drivers/cfa635/codec.ts'),
      import('../../drivers/cfa635/commands.ts'),
      import('../../drivers/cfa635/reports.ts'),
    ]);
  return model.speeds.map((baud) => ({
    baud,
    question: encodePacket(askVersion()),
    listen() {
      const reader = new PacketReader(isPlausibleReport);
      return (bytes) => {
        for (const packet of reader.push(bytes)) {
          const report = parseReport(packet);
          if (report?.kind !== 'answer' || report.command !== COMMAND.version) continue;
          const said = Buffer.from(report.data).toString('latin1').trim();
          const identity = parseIdentity(said);
          // A number that is not known is a relative of the largest model more often than not.
          const driver = (identity === null ? null : driverOfNumber(identity.number)) ?? 'cfa635';
          if (driver !== model.driver) continue;
          return {
            model: identity === null ? said : `CFA-${identity.number}`,
            firmware: identity?.firmware ?? '',
            geometry: model.geometry,
            keys: model.keys,
            leds: model.leds,
            config: {},
          };
        }
        return null;
      };
    },
  }));
}
