import { decodeSettings, encodeSettings } from '../../menus/settings/codec.ts';
import { SETTINGS_MIGRATIONS } from '../../menus/settings/migrations.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import { type Migration, upgrade } from '../../menus/settings/versions.ts';
import type { Codec, Decoded } from './codec.ts';

/** Settings of any version in a state file. */
export function decodeStoredSettings(json: unknown, migrations: readonly Migration[]): Decoded<Settings> {
  const upgraded = upgrade(json, migrations);
  if (upgraded.state === 'newer') return upgraded;
  const decoded = decodeSettings(upgraded.json);
  if (decoded.ok) return { state: 'good', value: decoded.value };
  const why = decoded.problems.map(({ pointer, expected }) => `${pointer}: ${expected}`).join('; ');
  return { state: 'damaged', why };
}

/** Settings within a state file, secrets included. */
export const settingsCodec: Omit<Codec<Settings>, 'lastUnsealed'> = {
  encode: encodeSettings,
  decode: (json) => decodeStoredSettings(json, SETTINGS_MIGRATIONS),
};
