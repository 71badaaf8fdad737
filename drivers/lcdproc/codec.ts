/**
 * LCDd's client protocol: lines of text over TCP. Source: lcdproc's developer manual, chapter "The LCDproc
 * client language", protocol 0.3.
 */
import type { Geometry } from '../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { ASCII_STAND_INS } from '../charset/glyphs.ts';

/** LCDd accepts longer lines from clients; it sends none longer than this. */
export const MAXIMUM_LINE = 1024;

/** The name that LCDd's driver gives each key. */
export type KeyNames = Readonly<Partial<Record<PanelKey, string>>>;

/** The names most of LCDd's drivers report. */
export const KEY_NAMES = {
  UP: 'Up',
  DOWN: 'Down',
  LEFT: 'Left',
  RIGHT: 'Right',
  ENTER: 'Enter',
  EXIT: 'Escape',
} as const satisfies KeyNames;

export function keyOfName(names: KeyNames, name: string): PanelKey | null {
  for (const key of PANEL_KEYS) if (names[key] === name) return key;
  return null;
}

/**
 * Text as one quoted argument of a command, in ASCII: the protocol has no glyphs, and each of LCDd's drivers maps
 * other characters in its own way.
 */
export function quote(text: string): string {
  let quoted = '';
  for (const character of text) {
    const printable = character >= ' ' && character <= '~';
    const shown = ASCII_STAND_INS.get(character) ?? (printable ? character : '?');
    quoted += shown === '"' || shown === '\\' ? `\\${shown}` : shown;
  }
  return `"${quoted}"`;
}

/** LCDd's answer to `hello`. */
export interface ServerHello {
  readonly version: string;
  readonly geometry: Geometry;
}

const CONNECT = /^connect LCDproc (\S+) protocol \S+ lcd wid (\d+) hgt (\d+)/;

export type ServerLine =
  | { readonly kind: 'hello'; readonly hello: ServerHello }
  | { readonly kind: 'key'; readonly name: string }
  /** LCDd shows this screen (`listen`), or has begun to show another (`ignore`). */
  | { readonly kind: 'visible'; readonly screen: string; readonly isVisible: boolean }
  /** The answer to `noop`. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'other' };

export function readServerLine(line: string): ServerLine {
  const text = line.replace(/\r$/, '');
  const [, version, columns, rows] = CONNECT.exec(text) ?? [];
  if (version !== undefined)
    return {
      kind: 'hello',
      hello: { version, geometry: { columns: Number(columns), rows: Number(rows) } },
    };
  if (text.startsWith('key ')) return { kind: 'key', name: text.slice(4) };
  const [, verb, screen = ''] = /^(listen|ignore) (\S+)$/.exec(text) ?? [];
  if (verb !== undefined) return { kind: 'visible', screen, isVisible: verb === 'listen' };
  if (text === 'noop complete') return { kind: 'complete' };
  if (text.startsWith('huh?')) return { kind: 'refused', why: text.slice(4).trim() };
  return { kind: 'other' };
}
