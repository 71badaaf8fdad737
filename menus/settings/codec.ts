/**
 * Settings as versioned JSON, for the store, the journal and the control socket. Decoding is strict: an unknown
 * key, a missing one or a value in another notation is refused, and the problem names it. Settings of an earlier
 * version are upgraded before (`migrations.ts`). The rules between settings are not checked here (`checkSettings`).
 */

import { complete, type Decoded, Reader } from '../values/problems.ts';
import { keysOf } from '../values/typed-object.ts';
import { SETTINGS_MIGRATIONS } from './migrations.ts';
import {
  FACTORY_SETTINGS,
  mapParts,
  type PartId,
  type PartValues,
  partValues,
  pointerOf,
  type Settings,
  settingsOf,
} from './settings.ts';
import { versionOf } from './versions.ts';

/** The version this software writes. */
export const SETTINGS_VERSION = versionOf(SETTINGS_MIGRATIONS);

/** JSON with one order of keys, so equal settings have equal text. */
export interface EncodedSettings extends Settings {
  readonly version: number;
}

/** The JSON value of settings, secrets included: for root's files only, never for a log. */
export function encodeSettings(settings: Settings): EncodedSettings {
  const values = partValues(settings);
  const written = mapParts<PartValues>((id, part) => part.write(values[id]));
  return { version: SETTINGS_VERSION, ...settingsOf(written) };
}

/** The same with secrets masked: for status answers and logs. */
export function encodeSettingsMasked(settings: Settings): EncodedSettings {
  const values = partValues(settings);
  const masked = mapParts<PartValues>((id, part) => part.mask?.(values[id]) ?? values[id]);
  return encodeSettings(settingsOf(masked));
}

/**
 * Settings from the JSON value of the present version without its number, as `upgrade` gives it, or every problem it
 * has. Never throws on what `JSON.parse` can give.
 */
export function decodeSettings(json: unknown): Decoded<Settings> {
  const reader = new Reader();
  const places = partsIn(reader, json);
  if (places === undefined) return reader.result<Settings>(undefined);
  const read = mapParts<{ readonly [Id in PartId]: PartValues[Id] | undefined }>((id, part) =>
    id in places ? part.read(reader, places[id], pointerOf(id)) : undefined,
  );
  const values = complete<PartValues>(read);
  return reader.result(values && settingsOf(values));
}

/** The JSON of each part; those of LAN are absent when LAN is no object. */
function partsIn(reader: Reader, json: unknown): { readonly [Id in PartId]?: unknown } | undefined {
  const read = reader.object(json, '', keysOf(FACTORY_SETTINGS));
  if (read === undefined) return undefined;
  const { lan, ...others } = read;
  const inLan = reader.object(lan, '/lan', keysOf(FACTORY_SETTINGS.lan));
  return inLan === undefined ? others : { ...others, lan: inLan.ipv4, ipv6: inLan.ipv6 };
}
