import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { JsonScan } from '../../../../firmware/control/json-scan.ts';
import { BODY_DEPTH_LIMIT, BODY_VALUES_LIMIT } from '../../../../firmware/control/limits.ts';

/** Whether a scan accepts this text, in pieces of this many bytes. */
function accepts(text: string, piece = 7): boolean {
  const scan = new JsonScan();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) {
    if (!scan.accepts(bytes.subarray(at, at + piece))) return false;
  }
  return true;
}

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

test.prop([fc.jsonValue({ maxDepth: BODY_DEPTH_LIMIT + 4 }), fc.integer({ min: 1, max: 9 })])(
  'JSON is refused exactly when it is nested too deeply, whatever its texts hold and however it is cut',
  (value, piece) => {
    expect(accepts(JSON.stringify(value), piece)).toBe(depthOf(value) <= BODY_DEPTH_LIMIT);
  },
);

it('half a million brackets are refused at the ninth: they once cost 1.7 s', () => {
  expect(accepts('['.repeat(BODY_DEPTH_LIMIT))).toBe(true);
  expect(accepts('['.repeat(BODY_DEPTH_LIMIT + 1))).toBe(false);
  expect(accepts(`${'['.repeat(BODY_DEPTH_LIMIT + 1)}${']'.repeat(BODY_DEPTH_LIMIT + 1)}`, 1000)).toBe(false);
});

it('too many values are refused', () => {
  expect(accepts(`[${'0,'.repeat(BODY_VALUES_LIMIT)}0]`, 4096)).toBe(true);
  expect(accepts(`[${'0,'.repeat(BODY_VALUES_LIMIT + 1)}0]`, 4096)).toBe(false);
});

it('as many VLANs and routes as there may be are accepted', () => {
  const vlans = Array.from({ length: 4094 }, (_, id) => ({
    id,
    address: '10.0.0.2',
    netmask: '255.0.0.0',
    name: ',',
  }));
  const routes = Array.from({ length: 4094 }, () => ({
    target: '10.20.0.0/16',
    gateway: '10.0.0.1',
    name: ':',
  }));
  expect(accepts(JSON.stringify({ vlans, routes }), 4096)).toBe(true);
});
