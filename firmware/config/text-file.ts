/** Text files as editors and Windows leave them. */

/** The bytes are no UTF-8 text; what they are instead, as far as it can be told. */
export class EncodingError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = 'EncodingError';
    this.line = line;
  }
}

/** Signs that look like ones TOML needs, and what stands there instead: by word processors, chats and web pages. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '\u201c': 'a typographic quote',
  '\u201d': 'a typographic quote',
  '\u201e': 'a typographic quote',
  '\u2018': 'a typographic quote',
  '\u2019': 'a typographic quote',
  '\u00ab': 'a typographic quote',
  '\u00bb': 'a typographic quote',
  '\u00a0': 'a no-break space',
  '\u202f': 'a no-break space',
  '\u2007': 'a no-break space',
  '\u3000': 'a wide space',
  '\u200b': 'an invisible space',
  '\ufeff': 'a byte order mark within the text',
  '\u2013': 'a dash',
  '\u2212': 'a minus sign',
  '\uff1d': 'a wide equals sign',
};

/** In words, with its code point: `a typographic quote (U+201C)`. */
export function signName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `${LOOKALIKES[character] ?? `"${character}"`} (U+${code})`;
}

/**
 * UTF-8, or UTF-16 with its byte order mark as Windows' Notepad saves it. A mark at the beginning is no part of the text.
 * Lines may end in CR LF; a lone CR, as old editors wrote it, becomes LF.
 * @throws EncodingError
 */
export function textOfFile(bytes: Uint8Array): string {
  const text = decode(bytes);
  return text.replace(/^\ufeff/, '').replace(/\r(?!\n)/g, '\n');
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const place = firstBadByte(bytes);
    const line = bytes.subarray(0, place).filter((byte) => byte === 0x0a).length + 1;
    const hex = (bytes[place] ?? 0).toString(16).padStart(2, '0');
    throw new EncodingError(line, `expected UTF-8 text, got the byte 0x${hex}; save the file as UTF-8`);
  }
}

/** The start of the first sequence that is no UTF-8: everything before it decodes. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  const isText = (length: number) => {
    try {
      // `stream`: a sequence that is merely cut off is no fault.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isText(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
