import { decodeSettings, encodeSettings } from '../../menus/settings/codec.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import type { Codec } from './document.ts';

/** Settings within a state file, the proxy's password included. */
export const settingsCodec: Codec<Settings> = {
  encode: encodeSettings,
  decode(json) {
    const decoded = decodeSettings(json);
    if (decoded.ok) return decoded.value;
    throw new Error(decoded.problems.map(({ pointer, expected }) => `${pointer}: ${expected}`).join('; '));
  },
};
