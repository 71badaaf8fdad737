import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endOfSequence,
  NO_PENDING_KEY,
  PASTE_LIMIT,
  readTerminal,
  type TerminalKey,
  toKeyEvent,
} from '../../../../drivers/terminal/keys.ts';
import { PASTE_BEGIN, PASTE_END } from '../../../../drivers/terminal/sequences.ts';

/** Keys of these reads followed by silence, as short words. */
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
  if (key.kind === 'named') {
    return key.shift ? `shift-${key.name}` : key.name;
  }
  if (key.kind === 'position') return `at ${key.column} ${key.row}`;
  return key.kind === 'character' ? key.character : `ctrl-${key.letter}`;
}

describe('keys of a terminal', () => {
  it.each([
    ['\x1b[A', ['up']],
    ['\x1bOB', ['down']],
    ['\x1b[1;2C', ['shift-right']],
    ['\x1b[1;5D', ['left']],
    ['\r', ['enter']],
    ['\n', ['enter']],
    ['\x1bOM', ['enter']],
    ['\x1b', ['escape']],
    ['\t', ['tab']],
    ['\x1b[Z', ['shift-tab']],
    ['\x1b\t', ['shift-tab']],
    ['\x7f', ['backspace']],
    ['\b', ['backspace']],
    ['\x1b[3~', ['delete']],
    ['\x1b[5~', ['page-up']],
    ['\x1bOH', ['home']],
    ['\x1b[4~', ['end']],
    ['\x1b[[A', ['f1']],
    ['\x1bOP', ['f1']],
    ['\x1b[11~', ['f1']],
    ['\x1b[[E', ['f5']],
    ['\x1b[15;2~', ['shift-f5']],
    ['\x1b[24~', ['f12']],
    ['\x03', ['ctrl-c']],
    ['\x0c', ['ctrl-l']],
    ['ä', ['ä']],
  ])('%j is %j', (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });

  it('takes several keys from one read', () => {
    expect(keysOf('\r\r\r')).toEqual(['enter', 'enter', 'enter']);
    expect(keysOf('kkk')).toEqual(['k', 'k', 'k']);
    expect(keysOf('10.\x1b[A\x1b[A')).toEqual(['1', '0', '.', 'up', 'up']);
  });

  it('takes CR LF for one Enter, also when the line feed comes in a read of its own', () => {
    expect(keysOf('\r\n\r', '\n', '\n')).toEqual(['enter', 'enter', 'enter']);
  });

  it('puts a sequence that arrives in pieces together', () => {
    expect(keysOf('\x1b', '[', 'A')).toEqual(['up']);
    expect(keysOf('\x1b[1', ';2', 'B')).toEqual(['shift-down']);
    expect(keysOf('\x1b[', '[', 'B')).toEqual(['f2']);
  });

  it('makes Escape of a lone ESC when a plain key follows', () => {
    expect(keysOf('\x1bq')).toEqual(['escape', 'q']);
    expect(keysOf('\x1b\x1b[A')).toEqual(['escape', 'up']);
    expect(keysOf('\x1bO5')).toEqual(['escape', 'O', '5']);
  });

  it('drops unknown sequences and the reports of the terminal whole, inventing nothing', () => {
    expect(keysOf('\x1b[99~', '\x1b[I', '\x1b[?62;22c', '\x1bOj')).toEqual([]);
  });

  it('tells the position that was asked for apart from F3 with a modifier', () => {
    expect(keysOf('\x1b[24;80R')).toEqual(['at 80 24']);
    expect(keysOf('\x1b[1;2R')).toEqual(['shift-f3']);
  });

  it('has Ctrl-], which leaves a console, and no other of its kind', () => {
    expect(keysOf('\x1d\x1c\x1e')).toEqual(['ctrl-]']);
  });

  it('drops an unfinished sequence when the line goes quiet', () => {
    expect(keysOf('\x1b[')).toEqual([]);
    expect(keysOf('\x1b[1;')).toEqual([]);
  });

  it('drops control characters that are no key and bytes that were no UTF-8', () => {
    expect(keysOf('\0\x1c\x9b\ufffd1')).toEqual(['1']);
  });

  it('reads the same keys however the text is cut', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '\x1b[A',
        '\x1bOB',
        '\r',
        '\r\n',
        'x',
        '7',
        '\x1b[Z',
        '\x1b[1;2D',
        '\t',
        `${PASTE_BEGIN}10.1${PASTE_END}`,
      ),
    );
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(60)), (sequences, cuts) => {
        const text = sequences.join('');
        const edges = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
        const reads = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
        expect(keysOf(...reads)).toEqual(keysOf(text));
      }),
    );
  });

  it('never throws and never holds much, whatever arrives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readTerminal(NO_PENDING_KEY, text).state.pending.length).toBeLessThan(PASTE_LIMIT + 20);
      }),
    );
  });
});

describe('pasted text', () => {
  const paste = (text: string) => keysOf(PASTE_BEGIN + text + PASTE_END).join('');

  it('is typed as its first line, without pressing Enter', () => {
    expect(paste('192.168.1.10\r\n')).toBe('192.168.1.10');
    expect(paste('\n  10.0.0.1 \r\n10.0.0.2')).toBe('10.0.0.1');
  });

  it('keeps no control characters', () => {
    expect(paste('10\x1b[A.\x030')).toBe('10[A.0');
  });

  it('ends with the silence when its end never comes, and the next key is a key', () => {
    const open = readTerminal(NO_PENDING_KEY, `${PASTE_BEGIN}10.0.0.1`);
    const ended = endOfSequence(open.state);
    expect(ended.keys.map(word).join('')).toBe('10.0.0.1');
    expect(readTerminal(ended.state, '\r').keys.map(word)).toEqual(['enter']);
  });

  it('is cut at its limit and still ends where it ends', () => {
    const chunk = '1'.repeat(1_000);
    const reads = [
      PASTE_BEGIN,
      ...Array<string>(10).fill(chunk),
      PASTE_END.slice(0, 3),
      PASTE_END.slice(3),
      '\r',
    ];
    const keys = keysOf(...reads);
    expect(keys).toHaveLength(PASTE_LIMIT + 1);
    expect(keys.at(-1)).toBe('enter');
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
    const alone = endOfSequence(readTerminal(NO_PENDING_KEY, '\x1b').state);
    expect(alone.keys.map(toKeyEvent)).toEqual([{ type: 'KEY.EXIT' }]);
  });

  it('are nothing for keys the menus do not know', () => {
    expect(toKeyEvent({ kind: 'control', letter: 'l' })).toBeNull();
    expect(toKeyEvent({ kind: 'named', name: 'page-up', shift: false })).toBeNull();
  });
});
