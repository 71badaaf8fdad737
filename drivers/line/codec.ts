/**
 * Lines of the protocol in `PROTOCOL.md`: sequence number, words, checksum. Encoders and decoders of both sides, pure.
 */
import { type Geometry, GLYPHS } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey, type PanelKeys } from '../../menus/keys.ts';

export const PROTOCOL_VERSION = 1;
/** Longest line, line feed not counted. */
export const MAXIMUM_LINE = 80;
/** The token with which a panel answers `PING` before the first `HELLO` since power-up. */
export const NO_TOKEN = '0000';

/** CRC-16/IBM-3740 (polynomial 0x1021, start 0xFFFF) over the characters' codes. */
export function checksum(text: string): string {
  let crc = 0xffff;
  for (let index = 0; index < text.length; index++) {
    crc ^= (text.charCodeAt(index) & 0xff) << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) !== 0 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** A message without its frame: `sequence` 0-255, `body` the verb and its arguments. */
export interface Message {
  readonly sequence: number;
  readonly body: string;
}

/** The line as it is sent, line feed included. */
export function encodeLine({ sequence, body }: Message): string {
  const text = `${sequence.toString(16).toUpperCase().padStart(2, '0')} ${body}`;
  return `${text}*${checksum(text)}\n`;
}

const LINE = /^([0-9A-F]{2}) ([\x20-\x7e]+)\*([0-9A-F]{4})$/;

/** Reads one line without its line feed; null when it is too long, not of the form, or its checksum is wrong. */
export function decodeLine(line: string): Message | null {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (text.length > MAXIMUM_LINE) return null;
  const [, sequence, body, sum] = LINE.exec(text) ?? [];
  if (sequence === undefined || body === undefined) return null;
  if (sum !== checksum(`${sequence} ${body}`)) return null;
  return { sequence: Number.parseInt(sequence, 16), body };
}

/** Letters of the keys in `HELLO` and `KEY`. */
const KEY_LETTERS: Readonly<Record<PanelKey, string>> = {
  UP: 'U',
  DOWN: 'D',
  LEFT: 'L',
  RIGHT: 'R',
  ENTER: 'N',
  EXIT: 'X',
};

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  [GLYPHS.up, '\\u'],
  [GLYPHS.down, '\\d'],
  [GLYPHS.left, '\\l'],
  [GLYPHS.right, '\\r'],
  [GLYPHS.upDown, '\\v'],
  [GLYPHS.enter, '\\n'],
  [GLYPHS.block, '\\b'],
  [GLYPHS.lock, '\\k'],
]);
const UNESCAPES: ReadonlyMap<string, string> = new Map([...ESCAPES].map(([sign, sent]) => [sent, sign]));

/** Text as it is sent: glyphs and the backslash as two characters, any other character outside ASCII as `?`. */
export function escapeText(text: string): string {
  let sent = '';
  for (const character of text) {
    const printable = character >= ' ' && character <= '~';
    sent += ESCAPES.get(character) ?? (printable ? character : '?');
  }
  return sent;
}

/** The text a panel shows; null when it holds an unknown escape. */
export function unescapeText(sent: string): string | null {
  let text = '';
  for (let index = 0; index < sent.length; index++) {
    const character = sent.charAt(index);
    if (character !== '\\') {
      text += character;
      continue;
    }
    index++;
    const sign = UNESCAPES.get(`\\${sent.charAt(index)}`);
    if (sign === undefined) return null;
    text += sign;
  }
  return text;
}

/** A panel's answer to `HELLO`. */
export interface PanelHello {
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  readonly leds: number;
  readonly name: string;
}

export function encodeHello({ geometry, keys, leds, name }: PanelHello): string {
  const letters = [...keys].map((key) => KEY_LETTERS[key]).join('');
  return `OK ${PROTOCOL_VERSION} ${geometry.columns} ${geometry.rows} ${letters} ${leds} ${name}`;
}

const HELLO = /^OK 1 ([1-9][0-9]?) ([1-9][0-9]?) ([UDLRNX]+) ([0-9]{1,2}) ([A-Za-z0-9.-]{1,16})$/;

/** Reads the answer to `HELLO`; null when it is not one of this version. */
export function decodeHello(body: string): PanelHello | null {
  const [, columns, rows, letters, leds, name] = HELLO.exec(body) ?? [];
  if (letters === undefined || name === undefined) return null;
  const keys = new Set(PANEL_KEYS.filter((key) => letters.includes(KEY_LETTERS[key])));
  return { geometry: { columns: Number(columns), rows: Number(rows) }, keys, leds: Number(leds), name };
}

/** A key event as the panel sends it. */
export interface KeyReport {
  readonly key: PanelKey;
  readonly edge: 'press' | 'release';
}

export function encodeKey({ key, edge }: KeyReport): string {
  return `KEY ${KEY_LETTERS[key]} ${edge === 'press' ? '+' : '-'}`;
}

export function decodeKey(body: string): KeyReport | null {
  const [, letter, sign] = /^KEY ([UDLRNX]) ([+-])$/.exec(body) ?? [];
  const key = PANEL_KEYS.find((each) => KEY_LETTERS[each] === letter);
  return key === undefined ? null : { key, edge: sign === '+' ? 'press' : 'release' };
}

/** The number after this one: 01 to FF, then 01 again; 00 is never used for a key event. */
export function nextKeySequence(sequence: number): number {
  return sequence >= 0xff ? 1 : sequence + 1;
}
