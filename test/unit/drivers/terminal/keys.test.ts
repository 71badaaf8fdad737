import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endOfSequence,
  NO_PENDING_KEY,
  readTerminal,
  type TerminalKey,
  toKeyEvent,
} from '../../../../drivers/terminal/keys.ts';

/** Keys of one read, as short words. */
function keysOf(...reads: readonly string[]): readonly string[] {
  let state = NO_PENDING_KEY;
  const words: string[] = [];
  for (const text of reads) {
    const result = readTerminal(state, text);
    state = result.state;
    words.push(...result.keys.map(word));
  }
  words.push(...endOfSequence(state).keys.map(word));
  return words;
}

function word(key: TerminalKey): string {
  switch (key.kind) {
    case 'named':
      return key.shift ? `shift-${key.name}` : key.name;
    case 'character':
      return key.character;
    case 'control':
      return `ctrl-${key.letter}`;
  }
}

describe('keys of a terminal', () => {
  it.each([
    ['\x1b[A', ['up']],
    ['\x1bOB', ['down']],
    ['\x1b[1;2C', ['shift-right']],
    ['\x1b[D', ['left']],
    ['\r', ['enter']],
    ['\n', ['enter']],
    ['\x1bOM', ['enter']],
    ['\x1b', ['escape']],
    ['\t', ['tab']],
    ['\x1b[Z', ['shift-tab']],
    ['\x7f', ['backspace']],
    ['\b', ['backspace']],
    ['\x1b[3~', ['delete']],
    ['\x1b[5~', ['page-up']],
    ['\x03', ['ctrl-c']],
    ['ä', ['ä']],
  ])('%j is %j', (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });

  it('takes several keys from one read', () => {
    expect(keysOf('\r\r\r')).toEqual(['enter', 'enter', 'enter']);
    expect(keysOf('10.\x1b[A\x1b[A')).toEqual(['1', '0', '.', 'up', 'up']);
  });

  it('puts a sequence that arrives in pieces together', () => {
    expect(keysOf('\x1b', '[', 'A')).toEqual(['up']);
    expect(keysOf('\x1b[1', ';2', 'B')).toEqual(['shift-down']);
  });

  it('makes Escape of a lone ESC when a plain key follows', () => {
    expect(keysOf('\x1bq')).toEqual(['escape', 'q']);
    expect(keysOf('\x1b\x1b[A')).toEqual(['escape', 'up']);
  });

  it('drops function keys and unknown sequences whole, inventing nothing', () => {
    expect(keysOf('\x1b[[A', '\x1bOP', '\x1b[15~', '\x1b[200~', '\x1b[I')).toEqual([]);
  });

  it('drops an unfinished sequence when the line goes quiet', () => {
    expect(keysOf('\x1b[')).toEqual([]);
  });

  it('reads the same keys however the text is cut', () => {
    const pieces = fc.array(fc.constantFrom('\x1b[A', '\x1bOB', '\r', 'x', '7', '\x1b[Z', '\x1b[1;2D', '\t'));
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(60)), (sequences, cuts) => {
        const text = sequences.join('');
        const edges = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
        const reads = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
        expect(keysOf(...reads)).toEqual(keysOf(text));
      }),
    );
  });

  it('never throws, whatever arrives', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void keysOf(text)));
  });
});

describe('terminal keys for the menus', () => {
  it('are the six keys of a panel and the four of a keyboard', () => {
    const events = readTerminal(NO_PENDING_KEY, '\x1b[A\x1b[B\x1b[D\x1b[C\r1\x7f\t\x1b[Z').keys.map(
      toKeyEvent,
    );
    expect(events).toEqual([
      { type: 'KEY.UP' },
      { type: 'KEY.DOWN' },
      { type: 'KEY.LEFT' },
      { type: 'KEY.RIGHT' },
      { type: 'KEY.ENTER' },
      { type: 'KEY.CHARACTER', character: '1' },
      { type: 'KEY.BACKSPACE' },
      { type: 'KEY.TAB' },
      { type: 'KEY.BACKTAB' },
    ]);
    expect(endOfSequence({ pending: '\x1b' }).keys.map(toKeyEvent)).toEqual([{ type: 'KEY.EXIT' }]);
  });

  it('are nothing for keys the menus do not know', () => {
    expect(toKeyEvent({ kind: 'control', letter: 'l' })).toBeNull();
    expect(toKeyEvent({ kind: 'named', name: 'page-up', shift: false })).toBeNull();
  });
});
