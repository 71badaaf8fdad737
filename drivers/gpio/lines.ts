/**
 * Finds the number under which the kernel's sysfs GPIO interface knows a line. The base of a chip is given out at
 * boot and differs between kernels (504 or 1016 on the same board), so it is looked up by the chip's label.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const GPIO_ROOT = '/sys/class/gpio';

/** A line as the configuration names it: offset on the chip with this label; without a chip, the sysfs number. */
export interface GpioLine {
  readonly chip?: string | undefined;
  readonly offset: number;
}

class GpioError extends Error {
  override readonly name = 'GpioError';
  readonly code: 'no-gpio' | 'no-chip' | 'several-chips' | 'no-such-offset';

  constructor(code: GpioError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface GpioChip {
  readonly label: string;
  /** Number of the chip's first line. */
  readonly base: number;
  /** How many lines it has. */
  readonly lines: number;
}

/** The chips the kernel has; throws `GpioError` `no-gpio` on a kernel without the sysfs interface. */
export function listChips(root: string = GPIO_ROOT): GpioChip[] {
  let entries: string[];
  try {
    entries = readdirSync(root);
  } catch {
    throw new GpioError('no-gpio', `${root} does not exist: this kernel has no sysfs GPIO interface`);
  }
  return entries
    .filter((entry) => entry.startsWith('gpiochip'))
    .sort()
    .map((entry) => {
      const read = (file: string): string => readFileSync(join(root, entry, file), 'utf8').trim();
      return { label: read('label'), base: Number(read('base')), lines: Number(read('ngpio')) };
    });
}

/** The number to export for `line`. Throws `GpioError` with the labels there are when the chip is not found. */
export function lineNumber(line: GpioLine, root: string = GPIO_ROOT): number {
  if (line.chip === undefined) return line.offset;
  const chips = listChips(root);
  const [chip, second] = chips.filter(({ label }) => label === line.chip);
  if (chip === undefined) {
    const labels = chips.map(({ label }) => label).join(', ');
    throw new GpioError('no-chip', `no GPIO chip is labelled ${line.chip}; there are: ${labels || 'none'}`);
  }
  if (second !== undefined)
    throw new GpioError('several-chips', `several GPIO chips are labelled ${line.chip}: give line numbers`);
  if (line.offset >= chip.lines) {
    const last = chip.lines - 1;
    throw new GpioError('no-such-offset', `${line.chip} has lines 0 to ${last}, not ${line.offset}`);
  }
  return chip.base + line.offset;
}

/** `pl061 line 5`, for the log. */
export function describeLine(line: GpioLine): string {
  return line.chip === undefined ? `line ${line.offset}` : `${line.chip} line ${line.offset}`;
}
