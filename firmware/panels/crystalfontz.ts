import * as v from 'valibot';
import type { Cfa635ModelName } from '../../drivers/cfa635/models.ts';
import type { Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS } from '../../menus/keys.ts';
import {
  countedFromTop,
  type PanelFamily,
  type Probe,
  panelSection,
  serialFamily,
  serialPort,
  USUAL_PROMISES,
} from './family.ts';

/** What differs between the two models of the packet protocol. */
interface CrystalfontzModel<Model extends Cfa635ModelName> {
  readonly driver: Model;
  readonly title: string;
  readonly baud: number;
  /** Speeds the doctor asks at. */
  readonly speeds: readonly number[];
  readonly geometry: Geometry;
  readonly leds: number;
  readonly usb: PanelFamily['usb'];
  /** Whether a panel that calls itself by this model number, '' for none, is one of these. */
  readonly isModel: (number: string) => boolean;
}

/** Crystalfontz CFA-635 and CFA-633: the same packets over a serial port. */
export function crystalfontz<const Model extends Cfa635ModelName>(model: CrystalfontzModel<Model>) {
  const { driver, title, leds, usb, baud, geometry } = model;
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
      models: [
        {
          name: driver,
          title,
          load: async () => {
            const { VirtualCfa635 } = await import('../../drivers/cfa635/virtual-panel.ts');
            return (options) => new VirtualCfa635({ ...options, model: driver });
          },
        },
      ],
    },
    panelSection({ driver: v.literal(driver), ...serialPort(baud) }),
    async () => {
      const { createCfa635Panel } = await import('../../drivers/cfa635/driver.ts');
      return (parts) => createCfa635Panel({ ...parts, model: driver });
    },
  );
}

/** `CFA635:h1.1,v1.6`: model, hardware, firmware (CFA635 data sheet, command 1). */
const CFA_VERSION = /^CFA(\d{3})[^:]*:h([^,]*),v(.*)$/;

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
          const text = Buffer.from(report.data).toString('latin1').trim();
          const [, number = '', , firmware = ''] = CFA_VERSION.exec(text) ?? [];
          if (!model.isModel(number)) continue;
          return {
            model: number === '' ? text : `CFA-${number}`,
            firmware: firmware.trim(),
            geometry: model.geometry,
            keys: new Set(PANEL_KEYS),
            leds: model.leds,
            config: {},
          };
        }
        return null;
      };
    },
  }));
}
