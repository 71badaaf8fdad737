import * as v from 'valibot';
import type { EzioModel } from '../../drivers/ezio/codec.ts';
import type { EzioPauses, EzioProfile } from '../../drivers/ezio/profile.ts';
import { GEOMETRY_16X2 } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { flag, section, text, whole } from '../config/values.ts';
import { keyNames, panelSection, serialFamily, serialPort, USUAL_PROMISES } from './family.ts';

/** Its one speed, in bit/s (manual: 2400,N,8,1). */
const BAUD = 2400;

const pause = whole(0, 100);
const PAUSES = {
  home: v.optional(pause, 40),
  cursor: v.optional(pause, 0),
  move: v.optional(pause, 0),
  poll: v.optional(pause, 0),
};

/** An answer to the question for the keys. */
const ANSWER_bytes = 2;
/** What the keys of the EZIO-100 and the EZIO-300 send (manual, "Read key"). */
const USUAL_KEYS: readonly Readonly<Partial<Record<PanelKey, string>>>[] = [
  { UP: '4D', DOWN: '47', ENTER: '4B', EXIT: '4E' },
  { UP: 'BE', DOWN: 'BD', ENTER: 'BB', EXIT: 'B7' },
];

const keyByte = v.pipe(text, v.regex(/^[0-9A-Fa-f]{2}$/, 'expected two hexadecimal digits, as in "BD"'));

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
          whole(bytes) {
            const [answer] = new KeyAnswerReader().push(bytes);
            if (answer === undefined || bytes.length !== ANSWER_bytes) return null;
            return {
              model: answer.model.toUpperCase(),
              firmware: '',
              geometry: GEOMETRY_16X2,
              keys: EZIO_KEYS,
              leds: 0,
              config: {},
            };
          },
        },
      ];
    },
    learning: {
      load: async () => {
        const { KeyAnswerReader } = await import('../../drivers/ezio/codec.ts');
        return () => {
          const reader = new KeyAnswerReader();
          return (bytes) => {
            const down = reader.push(bytes).find(({ state }) => state !== null);
            return down === undefined ? null : down.code.toString(16).toUpperCase();
          };
        };
      },
      isUsual: (names) =>
        USUAL_KEYS.some((usual) =>
          PANEL_KEYS.every((key) => names[key] === undefined || names[key] === usual[key]),
        ),
    },
    doubts: [
      {
        question: 'Is a character missing, strange or out of place, or does the text wander?',
        remedies: [
          { pause_ms: 10 },
          { poll_shifts: true },
          { pause_ms: 10, poll_shifts: true },
          { pause_ms: 40 },
          { pause_ms: 40, poll_shifts: true },
        ],
      },
      {
        question: 'Are there blocks where the second line should end in arrows, a bent arrow and a lock?',
        remedies: [{ custom_characters: false }],
      },
    ],
    models: [virtualEzio('ezio-300'), virtualEzio('ezio-100')],
  },
  panelSection({
    driver: v.literal('ezio'),
    ...serialPort(BAUD),
    /** How long the panel is busy after a command, whichever it is or by kind. */
    pause_ms: v.optional(
      v.union([pause, section(PAUSES)], 'expected milliseconds from 0 to 100, or a section'),
    ),
    /** The question for the keys shifts what is shown. */
    poll_shifts: v.optional(flag, false),
    /** False: arrows and the lock are shown as other signs. */
    custom_characters: v.optional(flag, true),
    /** The second byte of the answer while each key is down: `up = "BD"`. */
    keys: keyNames(keyByte),
  }),
  async ({ baud, stop_bits, pause_ms, poll_shifts, custom_characters, keys }) => {
    const [{ createEzioPanel }, { PLAIN_PROFILE }] = await Promise.all([
      import('../../drivers/ezio/driver.ts'),
      import('../../drivers/ezio/profile.ts'),
    ]);
    const profile: EzioProfile = {
      pauses: pausesOf(pause_ms, PLAIN_PROFILE.pauses),
      pollShifts: poll_shifts,
      drawsCharacters: custom_characters,
      stopBits: stop_bits,
      keyCodes: keys === undefined ? null : codesOf(keys),
    };
    return ({ connect, clock, name }) => createEzioPanel({ connect, clock, name, baud, profile });
  },
);

function pausesOf(configured: number | Partial<EzioPauses> | undefined, usual: EzioPauses): EzioPauses {
  if (typeof configured !== 'number') return { ...usual, ...configured };
  const most = Math.max(configured, usual.home);
  return { home: most, cursor: configured, move: configured, poll: configured };
}

function codesOf(names: Readonly<Partial<Record<PanelKey, string>>>): Partial<Record<PanelKey, number>> {
  const codes: Partial<Record<PanelKey, number>> = {};
  for (const key of PANEL_KEYS) {
    const name = names[key];
    if (name !== undefined) codes[key] = Number.parseInt(name, 16);
  }
  return codes;
}
