/** A QR code with what support asks for: serial number, addresses, MAC addresses. */
import qrcode from 'qrcode-generator';
import { type Content, EMPTY_LINE, type Line, line, type Segment } from './lines.ts';
import type { Headline } from './messages.ts';
import type { Terminal } from './terminal.ts';

/** Modules of light around the code: ISO/IEC 18004 asks for 4; readers make do with 2, most with 1. */
const QUIET_ZONES = [4, 2, 1];

/**
 * Upper case, digits and `$%*+-./:` only: these take five and a half bits each (ISO/IEC 18004, alphanumeric mode), so the
 * code is small enough for 24 rows.
 */
export function qrText({ serial, links }: Headline): string {
  const parts = links.flatMap(({ role, mac, address }) =>
    mac === '' && address === null
      ? []
      : [`${role}:${mac}`, ...(address === null ? [] : [address.replace(/\/.*/, '')])],
  );
  return [`SN:${serial}`, ...parts]
    .join(' ')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z $%*+\-./:]/g, '.');
}

/** Room for an address beside the code, in cells. */
const TEXT_WIDTH = 24;
const GAP = 3;

/** The code in half blocks, light on dark, with the text beside it; without the code where it does not fit. */
export function qrPage(
  headline: Headline,
  room: { readonly width: number; readonly rows: number },
  terminal: Terminal,
  tooSmall: string,
): Content {
  const text = qrText(headline);
  const modules = modulesOf(text);
  const zone = QUIET_ZONES.find((each) => {
    const size = modules.length + 2 * each;
    return Math.ceil(size / 2) <= room.rows && size + GAP + TEXT_WIDTH <= room.width;
  });
  const parts = text.split(' ').map((part) => line(part, 'value'));
  if (zone === undefined || terminal.characters === 'ascii') {
    return { lines: [line(tooSmall), EMPTY_LINE, ...parts], focus: 0 };
  }
  const code = codeLines(modules, zone);
  const gap: Segment = { text: ' '.repeat(GAP), tone: 'plain' };
  return { lines: code.map((row, index) => [...row, gap, ...(parts[index] ?? [])]), focus: 0 };
}

/** true: dark. */
function modulesOf(text: string): readonly (readonly boolean[])[] {
  const code = qrcode(0, 'L');
  code.addData(text, 'Alphanumeric');
  code.make();
  const places = Array.from({ length: code.getModuleCount() }, (_, place) => place);
  return places.map((row) => places.map((column) => code.isDark(row, column)));
}

/** Two modules in each cell: the upper and the lower half; light modules are drawn, dark ones left out. */
function codeLines(modules: readonly (readonly boolean[])[], zone: number): readonly Line[] {
  const size = modules.length + 2 * zone;
  const isLight = (row: number, column: number): boolean => modules[row - zone]?.[column - zone] !== true;
  return Array.from({ length: Math.ceil(size / 2) }, (_, pair) => {
    const cells = Array.from({ length: size }, (__, column) => {
      const [upper, lower] = [
        isLight(2 * pair, column),
        2 * pair + 1 < size && isLight(2 * pair + 1, column),
      ];
      return upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
    });
    return line(cells.join(''), 'code');
  });
}
