import * as v from 'valibot';
import { kind } from '../config/variant.ts';
import { panelSection } from './family.ts';

/** No panel: an appliance that has only its console. */
export const none = {
  schema: kind(
    panelSection({ driver: v.literal('none') }),
    ({ language }) => ({ driver: 'none', device: null, leds: 0, load: null, language }),
    async (_section, _context: object) => null,
  ),
};
