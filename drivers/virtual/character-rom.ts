import { CUSTOM_GLYPHS } from '../charset/glyphs.ts';

/** Which controller a virtual panel has: that of the CFA-635, or an HD44780 as most others. */
export type CharacterRom = 'cfa635' | 'hd44780';

/**
 * What a virtual panel shows for each code: its generator ROM read as Unicode, 16 codes a line from 0x10 up.
 * `·` stands for signs that no frame holds. Sources: CFA635 data sheet, character generator ROM;
 * HD44780U data sheet, table 4 (ROM code A00).
 */
const CFA635_ROM = [
  '▶◀···········^··', // 10
  ' !"#¤%&\'()*+,-./', // 20
  '0123456789:;<=>?', // 30
  '¡ABCDEFGHIJKLMNO', // 40
  'PQRSTUVWXYZÄÖÑÜ§', // 50
  '¿abcdefghijklmno', // 60
  'pqrstuvwxyzäöñüà', // 70
  '················', // 80
  '················', // 90
  '@·$·èé···Ç····Å·', // A0
  '············Æ·ßÉ', // B0
  '····_ÈÊêç·····~·', // C0
  '······█·······↑→', // D0
  '↓←ÁÍÓÚ·áíóú·····', // E0
  '··········[\\]{|}', // F0
];
const HD44780_ROM = [
  '                ', // 10
  ' !"#$%&\'()*+,-./', // 20
  '0123456789:;<=>?', // 30
  '@ABCDEFGHIJKLMNO', // 40
  'PQRSTUVWXYZ[¥]^_', // 50
  '`abcdefghijklmno', // 60
  'pqrstuvwxyz{|}→←', // 70
  '················', // 80
  '················', // 90
  '·｡｢｣､･ｦｧｨｩｪｫｬｭｮｯ', // A0
  'ｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿ', // B0
  'ﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏ', // C0
  'ﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ', // D0
  '·ä············ñö', // E0
  '·····ü·········█', // F0
];
const ROMS: Readonly<Record<CharacterRom, readonly string[]>> = {
  cfa635: CFA635_ROM,
  hd44780: HD44780_ROM,
};

/** Custom characters answer to 0-7 and once more to 8-15. */
const CUSTOM_CODES = 16;
/** Shown for a custom picture that is no character of a frame. */
const UNKNOWN_PICTURE = '▒';

/** What a cell shows: `code` is what was written there, `pictures` the custom characters uploaded so far. */
export function characterShown(
  rom: CharacterRom,
  code: number,
  pictures: readonly (readonly number[])[],
): string {
  if (code < CUSTOM_CODES) return characterOfPicture(pictures[code % 8] ?? []);
  return ROMS[rom][(code >> 4) - 1]?.[code & 0xf] ?? UNKNOWN_PICTURE;
}

function characterOfPicture(picture: readonly number[]): string {
  if (picture.every((dots) => dots === 0)) return ' ';
  for (const [character, glyph] of Object.entries(CUSTOM_GLYPHS)) {
    if (glyph.every((dots, row) => dots === picture[row])) return character;
  }
  return UNKNOWN_PICTURE;
}
