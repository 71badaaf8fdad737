import * as v from 'valibot';
import type { KeyLetters } from '../../drivers/matrix-orbital/codec.ts';
import { GEOMETRY_20X4 } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { eachKeyWord, type KeyWord, keyWord } from '../config/key-words.ts';
import { section, text } from '../config/values.ts';
import {
  countedFromTop,
  keyNames,
  panelSection,
  serialFamily,
  serialPort,
  sizeKey,
  USUAL_PROMISES,
} from './family.ts';

/** Factory setting of the LK204-25, in bit/s. */
const BAUD = 19_200;
/** General purpose outputs that can drive an LED. */
const LEDS = 6;

/** One letter of the keypad's matrix. */
const keyLetter = v.pipe(text, v.regex(/^[A-Y]$/, 'expected one letter from A to Y'));

/** Matrix Orbital LK204-25 and relatives. */
export const matrixOrbital = serialFamily(
  {
    driver: 'matrix-orbital',
    title: 'Matrix Orbital LK204-25',
    leds: LEDS,
    usualPlace: countedFromTop,
    baud: BAUD,
    geometry: null,
    usb: [
      // Under FTDI's vendor number (kernel: ftdi_sio_ids.h), later ones under the maker's own.
      { vendor: '0403', products: ['fa00', 'fa01', 'fa02', 'fa03', 'fa04', 'fa05', 'fa06'] },
      { vendor: '1b3d', products: null },
    ],
    example: 'matrix-orbital.toml',
    promises: { ...USUAL_PROMISES, isAcknowledged: false, checksKeys: false },
    probes: async () => {
      const { command, MODULE_NAMES } = await import('../../drivers/matrix-orbital/codec.ts');
      return [
        {
          baud: BAUD,
          question: Uint8Array.from([...command('moduleType'), ...command('version')]),
          whole(bytes) {
            const [module, version, ...others] = bytes;
            const model = module === undefined ? undefined : MODULE_NAMES.get(module);
            if (model === undefined || version === undefined || others.length > 0) return null;
            return {
              model,
              firmware: `${version >> 4}.${version & 0x0f}`,
              geometry: GEOMETRY_20X4,
              keys: new Set(PANEL_KEYS),
              leds: LEDS,
              config: { size: '20x4' },
            };
          },
        },
      ];
    },
    learning: {
      load: async () => {
        const { letterOf } = await import('../../drivers/matrix-orbital/codec.ts');
        return () => letterOf;
      },
      // Every keypad is wired its own way.
      isUsual: () => false,
    },
    models: [
      {
        name: 'matrix-orbital',
        title: 'Matrix Orbital LK204-25',
        load: async () => {
          const { VirtualMatrixOrbital } = await import('../../drivers/matrix-orbital/virtual-panel.ts');
          return (options) => new VirtualMatrixOrbital(options);
        },
      },
    ],
  },
  panelSection({
    driver: v.literal('matrix-orbital'),
    ...serialPort(BAUD),
    size: sizeKey(),
    /** Which letter each key sends; left out, it is the usual wiring. */
    keys: keyNames(keyLetter),
    /** The older name of `keys`. */
    letters: v.optional(section(eachKeyWord(v.optional(keyLetter)))),
  }),
  async ({ baud, size, keys, letters }) => {
    const { createMatrixOrbitalPanel } = await import('../../drivers/matrix-orbital/driver.ts');
    return (parts) =>
      createMatrixOrbitalPanel({
        ...parts,
        baud,
        geometry: size,
        ...lettersOf(keys ?? (letters === undefined ? undefined : wired(letters))),
      });
  },
);

const lettersOf = (letters: KeyLetters | undefined) => (letters === undefined ? {} : { letters });

function wired(
  letters: Readonly<Partial<Record<KeyWord, string | undefined>>>,
): Readonly<Partial<Record<PanelKey, string>>> {
  const byKey: Partial<Record<PanelKey, string>> = {};
  for (const key of PANEL_KEYS) {
    const letter = letters[keyWord(key)];
    if (letter !== undefined) byKey[key] = letter;
  }
  return byKey;
}
