import * as v from 'valibot';
import { section } from '../config/values.ts';
import { kind } from '../config/variant.ts';

/** No panel: an appliance that has only its console. */
export const none = {
  schema: kind(
    section({ driver: v.literal('none') }),
    () => ({ driver: 'none', device: null, leds: 0, load: null }),
    async (_section, _context: object) => null,
  ),
};
