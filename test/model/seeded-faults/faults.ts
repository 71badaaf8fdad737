/** Every seeded fault. */
import type { SeededFault } from './fault.ts';
import { FIRMWARE_FAULTS } from './faults/firmware.ts';
import { MENUS_FAULTS } from './faults/menus.ts';
import { WIZARDS_FAULTS } from './faults/wizards.ts';

export const SEEDED_FAULTS: readonly SeededFault[] = [...MENUS_FAULTS, ...WIZARDS_FAULTS, ...FIRMWARE_FAULTS];
