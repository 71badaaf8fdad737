/** The settings in `openapi.json` are those of `menus/settings/`: a part that comes, goes or changes shape is seen here. */
import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import * as v from 'valibot';
import { describe, expect } from 'vitest';
import { encodeSettingsMasked } from '../../../../menus/settings/codec.ts';
import { anySettings } from '../../menus/settings/values.ts';
import { mismatches, resolve } from './json-schema.ts';

const FILE = new URL('../../../../firmware/control/openapi.json', import.meta.url);
const file = v.parse(v.record(v.string(), v.unknown()), JSON.parse(readFileSync(FILE, 'utf8')));
const status = v.parse(
  v.object({ properties: v.object({ settings: v.unknown() }) }),
  resolve(file, '#/components/schemas/Status'),
);
const schema = status.properties.settings;

type JsonObject = Record<string, unknown>;

/** The settings as a client of the control socket gets them. */
const anyDocument = anySettings.map(
  (settings): JsonObject => JSON.parse(JSON.stringify(encodeSettingsMasked(settings))),
);

/** Every object in a JSON value. */
function objectsIn(json: unknown): readonly JsonObject[] {
  if (Array.isArray(json)) return json.flatMap(objectsIn);
  if (typeof json !== 'object' || json === null) return [];
  return [json as JsonObject, ...Object.values(json).flatMap(objectsIn)];
}

describe('the settings that openapi.json describes', () => {
  test.prop([anyDocument])('are those the control socket gives', (document) => {
    expect(mismatches(schema, document, file)).toEqual([]);
  });

  test.prop([anyDocument, fc.nat()])('have no other keys', (document, place) => {
    const objects = objectsIn(document);
    Object.assign(objects[place % objects.length] ?? {}, { colour: 'red' });
    expect(mismatches(schema, document, file)).not.toEqual([]);
  });

  test.prop([anyDocument, fc.nat()])('have all their parts', (document, place) => {
    const keys = Object.keys(document);
    delete document[keys[place % keys.length] ?? ''];
    expect(mismatches(schema, document, file)).not.toEqual([]);
  });
});
