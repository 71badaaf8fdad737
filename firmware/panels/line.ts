import * as v from 'valibot';
import { keyWord } from '../config/key-words.ts';
import {
  countedFromTop,
  keysKey,
  panelSection,
  serialFamily,
  serialPort,
  sizeKey,
  USUAL_PROMISES,
} from './family.ts';

const BAUD = 115_200;
/** A row of signs, two characters each, has to fit a line of `drivers/line/PROTOCOL.md`. */
const MOST_COLUMNS = 24;
/** An Arduino restarts when its port is opened, and its boot loader waits for a program first. */
const BOOT_LOADER_ms = 3000;
/** Any four hexadecimal digits name the session. */
const TOKEN = 'D0C7';

/** A microcontroller that speaks `drivers/line/PROTOCOL.md`. */
export const line = serialFamily(
  {
    driver: 'line',
    title: 'Line protocol panel',
    leds: null,
    usualPlace: countedFromTop,
    baud: BAUD,
    geometry: null,
    // Those of whatever microcontroller it is made of.
    usb: [],
    example: 'line.toml',
    promises: USUAL_PROMISES,
    probes: async () => {
      const [{ decodeHello, decodeLine, encodeLine, MAXIMUM_LINE, PROTOCOL_VERSION }, { LineReader }] =
        await Promise.all([
          import('../../drivers/line/codec.ts'),
          import('../../drivers/text-lines/line-reader.ts'),
        ]);
      const hello = encodeLine({ sequence: 1, body: `HELLO ${PROTOCOL_VERSION} ${TOKEN}` });
      return [
        {
          baud: BAUD,
          // A line feed first: it ends whatever half a line the panel holds.
          question: Buffer.from(`\n${hello}`, 'latin1'),
          patience_ms: BOOT_LOADER_ms,
          listen() {
            const reader = new LineReader(MAXIMUM_LINE + 1);
            return (bytes) => {
              for (const each of reader.push(bytes)) {
                const answer = decodeHello(decodeLine(each)?.body ?? '');
                if (answer === null) continue;
                const { geometry, keys, leds, name } = answer;
                return {
                  model: name,
                  firmware: '',
                  geometry,
                  keys,
                  leds,
                  config: {
                    size: `${geometry.columns}x${geometry.rows}`,
                    keys: [...keys].map(keyWord),
                    // Most boards restart when DTR moves.
                    toggle_lines: false,
                  },
                };
              }
              return null;
            };
          },
        },
      ];
    },
    models: [
      {
        name: 'line',
        title: 'Line protocol panel',
        load: async () => {
          const { VirtualLinePanel } = await import('../../drivers/line/virtual-panel.ts');
          return (options) => new VirtualLinePanel(options);
        },
      },
    ],
  },
  panelSection({
    driver: v.literal('line'),
    ...serialPort(BAUD),
    size: sizeKey(MOST_COLUMNS),
    keys: keysKey,
  }),
  async ({ size, keys }) => {
    const { createLinePanel } = await import('../../drivers/line/driver.ts');
    return (parts) => createLinePanel({ ...parts, geometry: size, keys });
  },
);
