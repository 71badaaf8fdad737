import type { CharacterRom } from '../virtual/character-rom.ts';
import type { Cfa635ModelName } from './identity.ts';

/** What the models' glass is driven by. */
export const ROM_OF_MODEL: Readonly<Record<Cfa635ModelName, CharacterRom>> = {
  cfa635: 'cfa635',
  cfa633: 'hd44780',
  cfa631: 'cfa635',
};
