import * as v from 'valibot';
import { oneOf } from '../config/variant.ts';
import { cfa631 } from './cfa631.ts';
import { cfa633 } from './cfa633.ts';
import { cfa635 } from './cfa635.ts';
import { ezio } from './ezio.ts';
import type { PanelConfig, PanelFamily } from './family.ts';
import { lcdproc } from './lcdproc.ts';
import { line } from './line.ts';
import { matrixOrbital } from './matrix-orbital.ts';
import { none } from './none.ts';

const FAMILIES = [cfa635, cfa633, cfa631, matrixOrbital, ezio, line, lcdproc] as const;

/** Every panel family, in the order in which the doctor asks for them: the common and quick ones first. */
export const PANEL_FAMILIES: readonly PanelFamily[] = FAMILIES;

/** The `[panel]` section: the family's own keys, checked; left out, there is no panel. */
export const panelSchema: v.GenericSchema<unknown, PanelConfig> = v.optional(
  oneOf('driver', [...FAMILIES.map(({ schema }) => schema), none.schema]),
  { driver: 'none' },
);
