import { describe, expect, it } from 'vitest';
import { USUAL_LETTERS } from '../../../../drivers/matrix-orbital/codec.ts';
import { KeyByteReader } from '../../../../drivers/matrix-orbital/key-bytes.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('the bytes of a Matrix Orbital keypad', () => {
  it('are a letter for a press and its small letter for a release', () => {
    const { edges } = new KeyByteReader(USUAL_LETTERS).push(bytes('CcEe'), false, 0);
    expect(edges.map(({ key, edge }) => `${key} ${edge}`)).toEqual([
      'UP press',
      'UP release',
      'ENTER press',
      'ENTER release',
    ]);
  });

  it('hold the answer that was waited for, which is no key', () => {
    const { edges, answer } = new KeyByteReader(USUAL_LETTERS).push(bytes('C\x09c'), true, 0);
    expect(answer).toBe(0x09);
    expect(edges).toHaveLength(2);
  });

  it('count as keys though an answer is waited for', () => {
    expect(new KeyByteReader(USUAL_LETTERS).push(bytes('C'), true, 0)).toEqual({
      edges: [{ key: 'UP', edge: 'press' }],
      answer: null,
    });
  });

  it('are no presses in the company of bytes no panel sends, nor shortly after', () => {
    const reader = new KeyByteReader(USUAL_LETTERS);
    expect(reader.push(bytes('\xffC'), false, 1000).edges).toEqual([]);
    expect(reader.push(bytes('E'), false, 1010).edges).toEqual([]);
    expect(reader.push(bytes('E'), false, 1020).edges).toHaveLength(1);
  });

  it('are releases in any company: a key must not stay down for ever', () => {
    expect(new KeyByteReader(USUAL_LETTERS).push(bytes('\xffc'), false, 0).edges).toHaveLength(1);
  });

  it('of keys that are not wired are nothing, and no noise', () => {
    expect(new KeyByteReader({ UP: 'K' }).push(bytes('AKk'), false, 0).edges).toHaveLength(2);
  });
});
