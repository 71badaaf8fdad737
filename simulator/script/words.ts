/** A word of a script line, and whether it stood in double quotes. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

export type Words =
  | { readonly ok: true; readonly words: readonly Word[] }
  | { readonly ok: false; readonly why: string };

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', t: '\t', b: '\b' };

/**
 * Cuts a line into words at blanks. A word in double quotes may hold blanks, `#` and the escapes `\"`, `\\`, `\t`
 * and `\b`. A `#` that begins a word begins a comment.
 */
export function splitWords(line: string): Words {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    const character = line[at] ?? '';
    if (/\s/.test(character)) {
      at++;
    } else if (character === '#') {
      break;
    } else if (character === '"') {
      const quoted = readQuoted(line, at + 1);
      if (!quoted.ok) {
        return quoted;
      }
      words.push({ text: quoted.text, quoted: true });
      at = quoted.next;
    } else {
      const end = line.slice(at).search(/\s/);
      const next = end === -1 ? line.length : at + end;
      words.push({ text: line.slice(at, next), quoted: false });
      at = next;
    }
  }
  return { ok: true, words };
}

type Quoted =
  | { readonly ok: true; readonly text: string; readonly next: number }
  | { readonly ok: false; readonly why: string };

function readQuoted(line: string, start: number): Quoted {
  let text = '';
  for (let at = start; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === '"') {
      return { ok: true, text, next: at + 1 };
    }
    if (character === '\\') {
      at++;
      const escaped = ESCAPES[line[at] ?? ''];
      if (escaped === undefined) {
        return { ok: false, why: 'expected \\", \\\\, \\t or \\b after a backslash' };
      }
      text += escaped;
    } else {
      text += character;
    }
  }
  return { ok: false, why: 'expected a closing double quote' };
}
