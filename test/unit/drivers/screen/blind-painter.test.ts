import { describe, expect, it } from 'vitest';
import { charsetOf } from '../../../../drivers/charset/charset.ts';
import { type BlindCommands, BlindPainter } from '../../../../drivers/screen/blind-painter.ts';
import { LineTime } from '../../../../drivers/screen/line-time.ts';
import { type Cursor, frameOf, type Geometry } from '../../../../menus/frame.ts';
import { LEDS_OFF } from '../../../../menus/leds.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

const GEOMETRY: Geometry = { columns: 8, rows: 2 };
/** One byte takes 1 ms. */
const BAUD = 10_000;
const REFRESH_ms = 1000;

const text = new TextEncoder();
const ASCII = charsetOf(
  new Map(Array.from({ length: 95 }, (_, at): [string, number] => [String.fromCharCode(32 + at), 32 + at])),
);

/** Commands that can be read: one `<` and words. */
const COMMANDS: BlindCommands = {
  setUp: () => [text.encode('<set-up>')],
  define: ({ index }) => [text.encode(`<define ${index}>`)],
  moveTo: (column, row) => text.encode(`<${column},${row}>`),
  cursorStyle: (style) => [text.encode(`<cursor ${style}>`)],
  leds: ({ S1, S2 }) => [text.encode(`<S1 ${S1}>`), text.encode(`<S2 ${S2}>`)],
  display: ({ contrast_percent }) => [text.encode(`<contrast ${contrast_percent}>`)],
};

function painter() {
  const clock = new SimulatedClock();
  let sent: string[] = [];
  let flushes = 0;
  const paint = new BlindPainter(
    {
      geometry: GEOMETRY,
      charset: ASCII,
      customCharacters: [{ index: 0, character: '~', glyph: [] }],
      commands: COMMANDS,
      line: new LineTime({ baud: BAUD }),
      setUpLeavesMarks: false,
      refresh_ms: REFRESH_ms,
      refresh_cells: GEOMETRY.columns,
    },
    {
      clock,
      write: (bytes) => sent.push(new TextDecoder().decode(bytes)),
      onFlushed: () => {
        flushes += 1;
      },
    },
  );
  return {
    clock,
    paint,
    show: (lines: readonly string[], cursor: Cursor | null = null) =>
      paint.show(frameOf(GEOMETRY, lines, cursor, LEDS_OFF)),
    flushes: () => flushes,
    /** What was sent since the last look, after `ms` more. */
    sentIn(ms: number): string[] {
      clock.advance(ms);
      const [...before] = sent;
      sent = [];
      return before;
    },
  };
}

/** A painter whose panel shows `lines`, on an idle line. */
function shown(lines: readonly string[], cursor: Cursor | null = null) {
  const rig = painter();
  rig.show(lines, cursor);
  rig.paint.start();
  rig.sentIn(200);
  return rig;
}

describe('a blind painter', () => {
  it('sets a panel up, uploads its custom characters, then shows text, cursor and LEDs', () => {
    const { paint, show, sentIn } = painter();
    show(['ABC']);
    paint.start();
    expect(sentIn(200)).toEqual([
      '<set-up>',
      '<define 0>',
      '<0,0>ABC     ',
      '<0,1>        ',
      '<cursor null>',
      '<S1 false>',
      '<S2 false>',
    ]);
  });

  it('sends nothing before the line is open', () => {
    const { show, sentIn, paint } = painter();
    show(['ABC']);
    expect(sentIn(5000)).toEqual([]);
    expect(paint.isFlushed).toBe(true);
  });

  it('sends only what differs', () => {
    const { show, sentIn } = shown(['NAME', '1234']);
    show(['NAME', '1934']);
    expect(sentIn(100)).toEqual(['<1,1>9']);
    show(['NAME', '1934']);
    expect(sentIn(100)).toEqual([]);
  });

  it('skips a frame that was replaced before the line was free', () => {
    const { show, sentIn } = shown(['AAAA']);
    show(['BBBB']);
    show(['CCCC']);
    show(['DDDD']);
    expect(sentIn(100)).toEqual(['<0,0>BBBB', '<0,0>DDDD']);
  });

  it('moves the cursor back behind changed text', () => {
    const cursor = { column: 2, row: 1, style: 'underline' } as const;
    const { show, sentIn } = shown(['AAAA'], cursor);
    show(['BBBB'], cursor);
    expect(sentIn(100)).toEqual(['<0,0>BBBB', '<2,1>']);
  });

  it('sends an urgent message before the rest of a frame', () => {
    const { show, sentIn, paint } = shown(['AAAA', 'AAAA']);
    show(['BBBB', 'BBBB']);
    paint.urgent(text.encode('<keys?>'));
    expect(sentIn(100)).toEqual(['<0,0>BBBB', '<keys?>', '<0,1>BBBB']);
  });

  it('sends the part of a text that fits before a reserved moment, and the rest after it', () => {
    const { clock, show, sentIn, paint } = shown(['AAAAAAAA']);
    paint.reserve(clock.now() + 8);
    show(['BBBBBBBB']);
    clock.advance(8);
    paint.urgent(text.encode('<keys?>'));
    // The second part needs no move: the panel's next character lands there.
    expect(sentIn(100)).toEqual(['<0,0>BBB', '<keys?>', 'BBBBB']);
  });

  it('repeats everything within the refresh time, the cursor back in the same write', () => {
    const cursor = { column: 2, row: 1, style: 'block' } as const;
    const { sentIn } = shown(['~', 'B'], cursor);
    const repeated = sentIn(2 * REFRESH_ms);
    for (const part of [
      '<set-up>',
      '<0,0>~       <2,1>',
      '<0,1>B       <2,1>',
      '<cursor block>',
      '<S1 false>',
    ])
      expect(repeated).toContain(part);
  });

  it('paints everything anew when the line was opened again', () => {
    const { paint, sentIn } = shown(['ABC']);
    paint.stop();
    expect(sentIn(5000)).toEqual([]);
    paint.start();
    expect(sentIn(200)).toContain('<0,0>ABC     ');
  });

  it('is flushed when the last byte has left, and says so', () => {
    const { show, sentIn, paint, flushes } = shown(['AAAA']);
    expect(paint.isFlushed).toBe(true);
    const before = flushes();
    show(['BBBB']);
    expect(paint.isFlushed).toBe(false);
    // <0,0>BBBB takes 9 ms.
    sentIn(8);
    expect([paint.isFlushed, flushes()]).toEqual([false, before]);
    sentIn(1);
    expect([paint.isFlushed, flushes()]).toEqual([true, before + 1]);
  });
});
