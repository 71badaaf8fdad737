import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pins } from '../../../../drivers/gpio/pins.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

/** A directory that looks like `/sys/class/gpio` with these chips; bases differ as they do between kernels. */
export function gpioDirectory(chips: readonly { label: string; base: number; lines: number }[]): string {
  const root = temporaryDirectory();
  for (const { label, base, lines } of chips) {
    const directory = join(root, `gpiochip${base}`);
    mkdirSync(directory);
    writeFileSync(join(directory, 'label'), `${label}\n`);
    writeFileSync(join(directory, 'base'), `${base}\n`);
    writeFileSync(join(directory, 'ngpio'), `${lines}\n`);
  }
  return root;
}

/** Lines of a board without a board. */
export class FakePins implements Pins {
  readonly levels = new Map<number, boolean>();
  readonly taken = new Set<number>();
  /** How often an output was written. */
  writes = 0;
  broken: string | null = null;
  readonly #watchers = new Map<
    number,
    { changed: (level: boolean) => void; failed: (why: string) => void }
  >();

  input(number: number, changed: (level: boolean) => void, failed: (why: string) => void) {
    this.#take(number);
    this.#watchers.set(number, { changed, failed });
    return {
      level: () => this.levels.get(number) === true,
      close: () => this.#giveBack(number),
    };
  }

  output(number: number, level: boolean) {
    this.#take(number);
    this.levels.set(number, level);
    return {
      write: (next: boolean) => {
        if (this.broken !== null) throw new Error(this.broken);
        this.writes += 1;
        this.levels.set(number, next);
      },
      close: () => this.#giveBack(number),
    };
  }

  /** A hand, or a wire, moves a line. */
  drive(number: number, level: boolean): void {
    this.levels.set(number, level);
    this.#watchers.get(number)?.changed(level);
  }

  /** Watching a line breaks. */
  fail(number: number, why: string): void {
    this.#watchers.get(number)?.failed(why);
  }

  #take(number: number): void {
    if (this.broken !== null) throw new Error(this.broken);
    if (this.taken.has(number)) throw new Error(`EBUSY: line ${number}`);
    this.taken.add(number);
  }

  #giveBack(number: number): void {
    this.taken.delete(number);
    this.#watchers.delete(number);
  }
}
