import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { LineReader } from '../../../../drivers/text-lines/line-reader.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a stream of lines', () => {
  test.prop([
    fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 20 })),
    fc.array(fc.integer({ min: 1, max: 9 })),
  ])('comes out line by line, however it is cut', (lines, cuts) => {
    const stream = lines.map((line) => `${line}\n`).join('');
    const reader = new LineReader(20);
    const read: string[] = [];
    let at = 0;
    for (const cut of [...cuts, stream.length]) {
      read.push(...reader.push(bytes(stream.slice(at, at + cut))));
      at += cut;
    }
    expect(read).toEqual(lines);
  });

  it('drops a line that is too long, and only that', () => {
    const reader = new LineReader(5);
    expect(reader.push(bytes('ok\n123456\nok2\n'))).toEqual(['ok', 'ok2']);
    expect(reader.push(bytes('12345'))).toEqual([]);
    expect(reader.push(bytes('67'))).toEqual([]);
    expect(reader.push(bytes('89\nok3\n'))).toEqual(['ok3']);
  });

  it('keeps no more than a line of a stream without line feeds', () => {
    const reader = new LineReader(80);
    for (let chunk = 0; chunk < 1000; chunk++)
      expect(reader.push(new Uint8Array(1000).fill(0x41))).toEqual([]);
    expect(reader.push(bytes('\nPING\n'))).toEqual(['PING']);
  });

  it('forgets half a line when told', () => {
    const reader = new LineReader(80);
    reader.push(bytes('half'));
    reader.reset();
    expect(reader.push(bytes('whole\n'))).toEqual(['whole']);
  });
});
