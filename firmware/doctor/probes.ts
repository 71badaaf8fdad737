import { encodePacket, PacketReader } from '../../drivers/cfa635/codec.ts';
import { askVersion, COMMAND } from '../../drivers/cfa635/commands.ts';
import { isPlausibleReport, parseReport } from '../../drivers/cfa635/reports.ts';
import { CODES, EZIO_KEYS, command as ezioCommand, KeyAnswerReader } from '../../drivers/ezio/codec.ts';
import { EZIO_BAUD } from '../../drivers/ezio/driver.ts';
import { decodeHello, decodeLine, encodeLine } from '../../drivers/line/codec.ts';
import { LINE_BAUD } from '../../drivers/line/driver.ts';
import { MODULE_NAMES, command as orbitalCommand } from '../../drivers/matrix-orbital/codec.ts';
import { MATRIX_ORBITAL_BAUD } from '../../drivers/matrix-orbital/driver.ts';
import { LineReader } from '../../drivers/text-lines/line-reader.ts';
import { GEOMETRY_16X2, GEOMETRY_20X4, type Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKeys } from '../../menus/keys.ts';

/** What answered. */
export interface FoundPanel {
  /** As `[panel] driver` names it. */
  readonly driver: 'cfa635' | 'cfa633' | 'ezio' | 'matrix-orbital' | 'line';
  readonly model: string;
  /** '' where the protocol tells none. */
  readonly firmware: string;
  readonly baud: number;
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  /** How many LEDs of its own it has. */
  readonly leds: number;
}

/** One way to ask a device whether it is a panel of one family. */
export interface Probe {
  /** What is looked for, in words. */
  readonly name: string;
  readonly baud: number;
  /** Sent when the port is open, and again every `REPEAT_ms`. */
  readonly question: Uint8Array;
  /** How long to wait for an answer, in milliseconds. */
  readonly patience_ms: number;
  /** Starts listening: the returned function takes what arrives and says what it is as soon as it knows. */
  readonly listen: () => (bytes: Uint8Array) => FoundPanel | null;
}

/** Between two questions of one probe: the first may fall into half a command of an earlier program. */
export const REPEAT_ms = 500;
/** A panel answers within a quarter of a second; the question goes out three times. */
const PATIENCE_ms = 1250;
/** An Arduino restarts when its port is opened, and its boot loader waits for a program first. */
const BOOT_LOADER_ms = 3000;

/** `CFA635:h1.1,v1.6`: model, hardware, firmware. */
const CFA_VERSION = /^CFA(\d{3})[^:]*:h([^,]*),v(.*)$/;

function crystalfontz(baud: number): Probe {
  return {
    name: 'Crystalfontz CFA-635 or CFA-633',
    baud,
    question: encodePacket(askVersion()),
    patience_ms: PATIENCE_ms,
    listen() {
      const reader = new PacketReader(isPlausibleReport);
      return (bytes) => {
        for (const packet of reader.push(bytes)) {
          const report = parseReport(packet);
          if (report?.kind !== 'answer' || report.command !== COMMAND.version) continue;
          const text = Buffer.from(report.data).toString('latin1').trim();
          const [, number = '', , firmware = ''] = CFA_VERSION.exec(text) ?? [];
          const isSmall = number === '633' || number === '533';
          return {
            driver: isSmall ? 'cfa633' : 'cfa635',
            model: number === '' ? text : `CFA-${number}`,
            firmware: firmware.trim(),
            baud,
            geometry: isSmall ? GEOMETRY_16X2 : GEOMETRY_20X4,
            keys: new Set(PANEL_KEYS),
            leds: isSmall ? 0 : 4,
          };
        }
        return null;
      };
    },
  };
}

const LINE_PROBE: Probe = {
  name: 'line protocol',
  baud: LINE_BAUD,
  // A line feed first: it ends whatever half a line the panel holds.
  question: Buffer.from(`\n${encodeLine({ sequence: 1, body: 'HELLO 1 D0C7' })}`, 'latin1'),
  patience_ms: BOOT_LOADER_ms,
  listen() {
    const reader = new LineReader(81);
    return (bytes) => {
      for (const line of reader.push(bytes)) {
        const hello = decodeHello(decodeLine(line)?.body ?? '');
        if (hello === null) continue;
        const { geometry, keys, leds, name } = hello;
        return { driver: 'line', model: name, firmware: '', baud: LINE_BAUD, geometry, keys, leds };
      }
      return null;
    };
  },
};

const MATRIX_ORBITAL_PROBE: Probe = {
  name: 'Matrix Orbital LK204-25',
  baud: MATRIX_ORBITAL_BAUD,
  question: Uint8Array.from([...orbitalCommand('moduleType'), ...orbitalCommand('version')]),
  patience_ms: PATIENCE_ms,
  listen() {
    const heard: number[] = [];
    return (bytes) => {
      heard.push(...bytes);
      const [module, version] = heard.slice(-2);
      const model = module === undefined ? undefined : MODULE_NAMES.get(module);
      if (model === undefined || version === undefined) return null;
      return {
        driver: 'matrix-orbital',
        model,
        firmware: `${version >> 4}.${version & 0x0f}`,
        baud: MATRIX_ORBITAL_BAUD,
        geometry: GEOMETRY_20X4,
        keys: new Set(PANEL_KEYS),
        leds: 6,
      };
    };
  },
};

const EZIO_PROBE: Probe = {
  name: 'Portwell EZIO',
  baud: EZIO_BAUD,
  question: ezioCommand(CODES.readKeys),
  patience_ms: PATIENCE_ms,
  listen() {
    const reader = new KeyAnswerReader();
    return (bytes) => {
      const [answer] = reader.push(bytes);
      if (answer === undefined) return null;
      return {
        driver: 'ezio',
        model: answer.model.toUpperCase(),
        firmware: '',
        baud: EZIO_BAUD,
        geometry: GEOMETRY_16X2,
        keys: EZIO_KEYS,
        leds: 0,
      };
    };
  },
};

/** Every probe in the order they are tried on one port: the common and quick ones first. */
export const PROBES: readonly Probe[] = [
  crystalfontz(115_200),
  crystalfontz(19_200),
  MATRIX_ORBITAL_PROBE,
  EZIO_PROBE,
  LINE_PROBE,
];
