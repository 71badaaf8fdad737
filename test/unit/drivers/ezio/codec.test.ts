import { describe, expect, it } from 'vitest';
import {
  type EzioModel,
  HostReader,
  heldAnswer,
  KeyAnswerReader,
  moveTo,
} from '../../../../drivers/ezio/codec.ts';

describe('the key answer', () => {
  /** Portwell's manual and lcdproc's documentation: none, Enter, Up, Down, Esc. */
  it.each([
    ['ezio-100', [0x4f, 0x4b, 0x4d, 0x47, 0x4e]],
    ['ezio-300', [0xbf, 0xbb, 0xbe, 0xbd, 0xb7]],
  ] as const)('of an %s is as documented', (model: EzioModel, codes) => {
    const answers = [[], ['ENTER'], ['UP'], ['DOWN'], ['EXIT']] as const;
    expect(answers.map((held) => heldAnswer(model, held)[1])).toEqual(codes);
    const reader = new KeyAnswerReader();
    for (const [index, code] of codes.entries())
      expect(reader.push(Uint8Array.of(0xfd, code))).toMatchObject([
        { model, state: answers[index]?.[0] ?? null },
      ]);
  });

  it('knows nothing of keys an EZIO does not have', () => {
    expect(heldAnswer('ezio-100', ['LEFT', 'UP'])).toEqual(heldAnswer('ezio-100', ['UP']));
  });

  it('of several keys names none', () => {
    expect(new KeyAnswerReader().push(heldAnswer('ezio-300', ['UP', 'DOWN']))).toMatchObject([
      { model: 'ezio-300', state: 'several' },
    ]);
  });

  it('is found among other bytes, also in pieces', () => {
    const reader = new KeyAnswerReader();
    expect(reader.push(Uint8Array.of(0x00, 0xbb, 0xfd))).toEqual([]);
    expect(reader.push(Uint8Array.of(0xbb, 0x12))).toMatchObject([{ model: 'ezio-300', state: 'ENTER' }]);
  });

  it('of no known family is none', () => {
    expect(new KeyAnswerReader().push(Uint8Array.of(0xfd, 0x1b, 0xfd, 0xff))).toEqual([]);
  });
});

describe('host bytes', () => {
  it('are characters, and commands after FE', () => {
    expect(new HostReader().push(Uint8Array.of(0xfe, 0x01, 0x41, 0xfe, 0xc3, 0xfe, 0x48))).toEqual([
      { kind: 'command', code: 0x01 },
      { kind: 'character', code: 0x41 },
      { kind: 'move', address: 0x43 },
      { kind: 'glyph-address', address: 0x08 },
    ]);
  });

  it('reach the second row at address 40', () => {
    expect([...moveTo(3, 1)]).toEqual([0xfe, 0xc3]);
  });

  it('meant for a third row fall on the first', () => {
    expect(moveTo(3, 2)).toEqual(moveTo(3, 0));
  });
});
