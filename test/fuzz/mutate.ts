import type { Random } from './fuzzer.ts';

/** A few changes to bytes: flipped, cut, doubled, put in from elsewhere. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  let result: Buffer = Buffer.from(bytes);
  const times = 1 + below(random, 4);
  for (let time = 0; time < times; time++) result = mutatedOnce(result, random);
  return result;
}

export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[below(random, items.length)] ?? items[0];
}

export function noise(random: Random, most: number): Buffer {
  return Buffer.from(Array.from({ length: below(random, most + 1) }, () => below(random, 256)));
}

function mutatedOnce(bytes: Buffer, random: Random): Buffer {
  const at = below(random, bytes.length + 1);
  const length = below(random, 32);
  switch (below(random, 5)) {
    case 0: {
      if (at === bytes.length) return bytes;
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << below(random, 8)), at);
      return bytes;
    }
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at - length, at), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), noise(random, 16), bytes.subarray(at)]);
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(random, TOKENS)), bytes.subarray(at)]);
  }
}

/** What parsers stumble over. */
const TOKENS: readonly [string, ...string[]] = [
  '\r\n',
  '\n\n',
  '\u0000',
  '"',
  '[[[[[[[[[[',
  '{}',
  '-1',
  '1e999',
  '__proto__',
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  '\ud800',
  '//[',
];
