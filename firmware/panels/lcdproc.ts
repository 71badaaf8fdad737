import * as v from 'valibot';
import type { KeyNames } from '../../drivers/lcdproc/codec.ts';
import { LEDS } from '../../menus/leds.ts';
import { KEY_WORDS } from '../config/key-words.ts';
import { someText, whole } from '../config/values.ts';
import { keyNames, keysKey, panelFamily, panelSection, sizeKey, USUAL_PROMISES } from './family.ts';

/** LCDd's `output` of a Crystalfontz display: bits 0-3 are green LEDs from the top, 4-7 the red ones. */
const FIRST_BIT = { green: 0, red: 4, amber: 4 } as const;

/** Any display of lcdproc's, through LCDd. The number of an LED is the bit of LCDd's `output`. */
export const lcdproc = panelFamily(
  {
    driver: 'lcdproc',
    title: 'LCDd display',
    leds: null,
    usualPlace: (led) => FIRST_BIT[LEDS[led].colour] + LEDS[led].fromTop,
    baud: null,
    geometry: null,
    usb: [],
    example: 'lcdproc.toml',
    promises: { ...USUAL_PROMISES, isSerial: false, hasGlyphs: false },
    // It is not on a serial port.
    probes: async () => [],
    models: [
      {
        name: 'lcdproc',
        title: 'LCDd display',
        load: async () => {
          const { VirtualLcdd } = await import('../../drivers/lcdproc/virtual-server.ts');
          return (options) => new VirtualLcdd(options);
        },
      },
    ],
  },
  panelSection({
    driver: v.literal('lcdproc'),
    host: v.optional(someText, '127.0.0.1'),
    port: v.optional(whole(1, 65_535), 13_666),
    size: sizeKey(),
    /** A list of those it has, or a section with LCDd's name of each: `[panel.keys] enter = "Right"`. */
    keys: v.optional(
      v.union(
        [
          keysKey,
          v.pipe(
            keyNames(someText),
            v.transform((names) => ({ names })),
          ),
        ],
        'expected a list of keys with at least "up", "down" and "enter", or a section that names them',
      ),
      [...KEY_WORDS],
    ),
  }),
  {
    deviceOf: () => null,
    async connect({ host, port }) {
      const { tcpConnect } = await import('../../drivers/lcdproc/tcp-connect.ts');
      return { connect: tcpConnect({ host, port }), place: `${host}:${port}` };
    },
    async load({ size, keys }) {
      const { createLcdprocPanel } = await import('../../drivers/lcdproc/driver.ts');
      return (parts) =>
        createLcdprocPanel({
          ...parts,
          geometry: size,
          ...('names' in keys ? namesOf(keys.names) : { keys }),
        });
    },
  },
);

const namesOf = (keyNames: KeyNames | undefined) => (keyNames === undefined ? {} : { keyNames });
