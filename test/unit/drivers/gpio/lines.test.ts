import { describe, expect, it } from 'vitest';
import { describeLine, lineNumber, listChips } from '../../../../drivers/gpio/lines.ts';
import { gpioDirectory } from './fake-board.ts';

describe('a GPIO line', () => {
  const board = gpioDirectory([
    { label: 'pl061', base: 504, lines: 8 },
    { label: 'expander', base: 1016, lines: 8 },
    { label: 'twin', base: 0, lines: 4 },
    { label: 'twin', base: 8, lines: 4 },
  ]);

  it('is found by the label of its chip, wherever the chip begins', () => {
    expect(lineNumber({ chip: 'pl061', offset: 5 }, board)).toBe(509);
    expect(lineNumber({ chip: 'expander', offset: 0 }, board)).toBe(1016);
  });

  it('without a chip is the number itself', () => {
    expect(lineNumber({ offset: 17 }, board)).toBe(17);
  });

  it.each([
    ['no-chip', { chip: 'gpio-sim', offset: 0 }, 'there are: twin, expander, pl061, twin'],
    ['several-chips', { chip: 'twin', offset: 0 }, 'give line numbers'],
    ['no-such-offset', { chip: 'pl061', offset: 8 }, 'pl061 has lines 0 to 7, not 8'],
  ])('says %s', (code, line, text) => {
    expect(() => lineNumber(line, board)).toThrow(expect.objectContaining({ code }));
    expect(() => lineNumber(line, board)).toThrow(text);
  });

  it('says so on a kernel without the interface', () => {
    expect(() => listChips('/nonexistent')).toThrow(expect.objectContaining({ code: 'no-gpio' }));
  });

  it('has a name for the log', () => {
    expect(describeLine({ chip: 'pl061', offset: 5 })).toBe('pl061 line 5');
    expect(describeLine({ offset: 509 })).toBe('line 509');
  });
});
