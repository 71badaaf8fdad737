import { ReadlineParser } from '@serialport/parser-readline';

/**
 * Splits a byte stream into lines with serialport's line parser. `push` returns the lines, so that no event-loop turn
 * comes between; a line longer than the bound is dropped whole.
 */
export class LineReader {
  readonly #maximum: number;
  #parser = newParser();
  /** Bytes since the last line feed. */
  #unfinished = 0;
  /** The line now arriving has outgrown the bound. */
  #overlong = false;

  /** @param maximum_bytes longest line that is handed out, line feed not counted. */
  constructor(maximum_bytes: number) {
    this.#maximum = maximum_bytes;
  }

  push(bytes: Uint8Array): string[] {
    const lines: string[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      const end = rest.indexOf(0x0a);
      const length = end < 0 ? rest.length : end + 1;
      this.#take(rest.subarray(0, length), end >= 0, lines);
      rest = rest.subarray(length);
    }
    return lines;
  }

  /** Forgets an unfinished line. */
  reset(): void {
    this.#parser.destroy();
    this.#parser = newParser();
    this.#unfinished = 0;
    this.#overlong = false;
  }

  #take(piece: Uint8Array, ends: boolean, lines: string[]): void {
    this.#unfinished += piece.length;
    if (this.#unfinished > this.#maximum + 1 && !this.#overlong) {
      this.reset();
      this.#overlong = true;
    }
    if (!this.#overlong) {
      this.#parser.write(Buffer.from(piece));
      for (let line: unknown = this.#parser.read(); line !== null; line = this.#parser.read())
        if (typeof line === 'string') lines.push(line);
    }
    if (ends) {
      this.#unfinished = 0;
      this.#overlong = false;
    }
  }
}

function newParser(): ReadlineParser {
  // Object mode keeps neighbouring lines apart when they are read out of the stream without waiting for events.
  return new ReadlineParser({ delimiter: '\n', encoding: 'latin1', readableObjectMode: true });
}
