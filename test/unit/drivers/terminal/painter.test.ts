import { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScreenPainter } from '../../../../drivers/terminal/painter.ts';

/** A terminal that is painted on, and how many bytes that took. */
function paintedTerminal(rows: number) {
  const terminal = new Terminal({ rows, cols: 20, allowProposedApi: true });
  let bytes = 0;
  let written: Promise<void> = Promise.resolve();
  const painter = new ScreenPainter((text) => {
    bytes += text.length;
    written = new Promise((resolve) => terminal.write(text, resolve));
  });
  const screen = async (): Promise<readonly string[]> => {
    await written;
    return Array.from(
      { length: rows },
      (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '',
    );
  };
  return { terminal, painter, screen, bytes: () => bytes };
}

describe('painting a screen', () => {
  it('shows it, as high as the terminal and without scrolling', async () => {
    const { painter, screen } = paintedTerminal(3);
    painter.paint('one\ntwo\nthree');
    expect(await screen()).toEqual(['one', 'two', 'three']);
  });

  it('erases what the last one had and this one has not', async () => {
    const { painter, screen } = paintedTerminal(3);
    painter.paint('a long line\ntwo\nthree');
    painter.paint('short');
    expect(await screen()).toEqual(['short', '', '']);
  });

  it('sends nothing for the same screen, and little for one changed line', () => {
    const { painter, bytes } = paintedTerminal(3);
    painter.paint('one\ntwo\nthree');
    const whole = bytes();
    painter.paint('one\ntwo\nthree');
    expect(bytes()).toBe(whole);
    painter.paint('one\nTWO\nthree');
    expect(bytes() - whole).toBeLessThan(40);
  });

  it('paints everything anew after the terminal was disturbed', async () => {
    const { terminal, painter, screen } = paintedTerminal(2);
    painter.paint('one\ntwo');
    await screen();
    terminal.write('\x1b[HNOISE');
    painter.repaint();
    expect(await screen()).toEqual(['one', 'two']);
  });

  it('paints over a screen that someone joined late, without erasing it first', async () => {
    const { terminal, painter, screen } = paintedTerminal(3);
    painter.paint('one\n\nthree');
    await screen();
    terminal.write('\x1b[2;1HNOISE\x1b[?25h');
    const sent: string[] = [];
    const over = new ScreenPainter((text) => sent.push(text));
    over.paintOver();
    painter.paintOver();
    painter.paint('one\n\nthree');
    expect(await screen()).toEqual(['one', '', 'three']);
    over.paint('one');
    painter.paintOver();
    over.paintOver();
    over.paint('one');
    expect(sent.at(-1)).not.toContain('\x1b[2J');
    expect(sent.at(-1)).toContain('one');
  });

  it('sends nothing after its end', () => {
    const { painter, bytes } = paintedTerminal(2);
    painter.close();
    painter.paint('one');
    painter.repaint();
    expect(bytes()).toBe(0);
  });

  it('shows the last of any row of screens', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '─'), maxLength: 20 });
    const picture = fc.array(line, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(picture, { minLength: 1, maxLength: 6 }), async (pictures) => {
        const { painter, screen } = paintedTerminal(4);
        for (const lines of pictures) {
          painter.paint(lines.join('\n'));
        }
        const last = pictures.at(-1) ?? [];
        const expected = Array.from({ length: 4 }, (_, row) => (last[row] ?? '').trimEnd());
        expect((await screen()).map((shown) => shown.trimEnd())).toEqual(expected);
      }),
    );
  });
});
