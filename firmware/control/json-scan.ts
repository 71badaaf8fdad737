import { BODY_DEPTH_LIMIT, BODY_VALUES_LIMIT } from './limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Looks at JSON text (RFC 8259) while it arrives, in UTF-8, and tells before it is parsed whether that would be dear.
 * Whether the text is JSON at all is for the parser to say.
 */
export class JsonScan {
  #depth = 0;
  #values = 0;
  #isText = false;
  #isEscaped = false;

  /** @returns whether what has come so far is within the limits */
  accepts(bytes: Uint8Array): boolean {
    for (const byte of bytes) this.#take(byte);
    return this.#depth <= BODY_DEPTH_LIMIT && this.#values <= BODY_VALUES_LIMIT;
  }

  #take(byte: number): void {
    if (this.#isText) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) this.#isText = false;
      return;
    }
    switch (byte) {
      case QUOTE:
        this.#isText = true;
        break;
      case COMMA:
      case COLON:
        this.#values += 1;
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        // Never counted down past the limit: a text that was too deep once stays refused.
        this.#depth += 1;
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        if (this.#depth <= BODY_DEPTH_LIMIT) this.#depth -= 1;
    }
  }
}
