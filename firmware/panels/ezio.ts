import * as v from 'valibot';
import type { EzioModel } from '../../drivers/ezio/codec.ts';
import { GEOMETRY_16X2 } from '../../menus/frame.ts';
import { panelSection, serialFamily, serialPort, USUAL_PROMISES } from './family.ts';

/** Its one speed, in bit/s (manual: 2400,N,8,1). */
const BAUD = 2400;

const virtualEzio = (model: EzioModel) => ({
  name: model,
  title: `Portwell ${model.toUpperCase()}`,
  load: async () => {
    const { VirtualEzio } = await import('../../drivers/ezio/virtual-panel.ts');
    return (options: ConstructorParameters<typeof VirtualEzio>[0]) => new VirtualEzio({ ...options, model });
  },
});

/** Portwell EZIO-100 and EZIO-300: four polled keys, no LEDs, no acknowledgement. */
export const ezio = serialFamily(
  {
    driver: 'ezio',
    title: 'Portwell EZIO-100, EZIO-300',
    leds: 0,
    usualPlace: () => null,
    baud: BAUD,
    geometry: GEOMETRY_16X2,
    // Behind an adapter, whose numbers say nothing of it.
    usb: [],
    example: 'ezio.toml',
    // At 2400 baud the whole screen, its repetition and the polls of the keys share 240 bytes a second.
    promises: { ...USUAL_PROMISES, isAcknowledged: false, repaired_ms: 5000, shortestPress_ms: 80 },
    probes: async () => {
      const { CODES, command, EZIO_KEYS, KeyAnswerReader } = await import('../../drivers/ezio/codec.ts');
      return [
        {
          baud: BAUD,
          question: command(CODES.readKeys),
          listen() {
            const reader = new KeyAnswerReader();
            return (bytes) => {
              const [answer] = reader.push(bytes);
              if (answer === undefined) return null;
              return {
                model: answer.model.toUpperCase(),
                firmware: '',
                geometry: GEOMETRY_16X2,
                keys: EZIO_KEYS,
                leds: 0,
                config: {},
              };
            };
          },
        },
      ];
    },
    models: [virtualEzio('ezio-300'), virtualEzio('ezio-100')],
  },
  panelSection({ driver: v.literal('ezio'), ...serialPort(BAUD) }),
  async ({ baud }) => {
    const { createEzioPanel } = await import('../../drivers/ezio/driver.ts');
    return ({ connect, clock, name }) => createEzioPanel({ connect, clock, name, baud });
  },
);
