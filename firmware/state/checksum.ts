import type { Codec, Decoded } from './codec.ts';

/**
 * Every stored file has a checksum, so that a bit that flips on the disk is damage and not another address. It is the
 * CRC-32 of the rest (as in gzip, RFC 1952), JSON without spaces, in hexadecimal; the last member of the object.
 */
const MEMBER = 'checksum';

/** JSON to be stored, with its checksum. */
export function sealed(json: unknown): unknown {
  return isObject(json) ? { ...json, [MEMBER]: checksumOf(json) } : json;
}

/** Decodes stored JSON if its checksum is right; early versions had none. */
export function decodeSealed<Value>(json: unknown, codec: Codec<Value>): Decoded<Value> {
  if (!isObject(json)) return codec.decode(json);
  const { [MEMBER]: checksum, ...content } = json;
  if (checksum === undefined) {
    const { version = 1 } = content;
    if (typeof version === 'number' && version <= codec.lastUnsealed) return codec.decode(json);
    return { state: 'damaged', why: 'the checksum is missing' };
  }
  if (checksum !== checksumOf(content)) return { state: 'damaged', why: 'the checksum is wrong' };
  return codec.decode(content);
}

function checksumOf(content: object): string {
  // Loaded on first use, like everything that a start can do without.
  const { crc32 } = process.getBuiltinModule('node:zlib');
  return crc32(JSON.stringify(content)).toString(16).padStart(8, '0');
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
