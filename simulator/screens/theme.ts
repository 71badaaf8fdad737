import { ASCII_STAND_INS } from '../../drivers/charset/glyphs.ts';

/** Colours of the bench; terminals with fewer colours get the nearest they have. */
export const THEME = {
  title: '#d7dde3',
  text: '#b4bcc4',
  faint: '#717a83',
  accent: '#9fc131',
  warn: '#e0b13c',
  error: '#ef5b4c',
  keyFace: '#3a4047',
  keyText: '#d7dde3',
  keyLitFace: '#9fc131',
  keyLitText: '#10160a',
  lampGreen: '#4fdc74',
  lampRed: '#ff4a3a',
  lampAmber: '#ffb02e',
} as const;

/** The lit glass and its characters; `dark` is the glass with its lamp out. */
export const GLASS_THEME = {
  lit: [163, 196, 54],
  dark: [70, 82, 32],
  ink: '#141c08',
} as const;

/** Characters beyond ASCII, each one cell wide. */
export interface BenchSymbols {
  readonly lit: string;
  readonly dark: string;
  readonly selected: string;
  readonly cut: string;
  /** Ink's name for it. */
  readonly border: 'single' | 'classic';
  /** What stands for a character of the glass that the terminal may not have. */
  readonly glass: ReadonlyMap<string, string>;
}

export const UNICODE_SYMBOLS: BenchSymbols = {
  lit: '●',
  dark: '○',
  selected: '›',
  cut: '…',
  border: 'single',
  glass: new Map(),
};

/** For terminals that are not UTF-8, and the Linux console, whose font has 256 signs. */
export const ASCII_SYMBOLS: BenchSymbols = {
  lit: '*',
  dark: '-',
  selected: '>',
  cut: '.',
  border: 'classic',
  glass: ASCII_STAND_INS,
};

/** The text in this terminal's characters. */
export function inSymbols(text: string, symbols: BenchSymbols): string {
  return [...text].map((character) => symbols.glass.get(character) ?? character).join('');
}

/** Background of the glass at a brightness of 0-100. */
export function glassBackground(brightness_percent: number): string {
  const part = brightness_percent / 100;
  const channels = GLASS_THEME.lit.map((lit, index) => {
    const dark = GLASS_THEME.dark[index] ?? 0;
    return Math.round(dark + (lit - dark) * part)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
