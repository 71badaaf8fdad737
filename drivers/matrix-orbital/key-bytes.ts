import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { isKeyByte, type KeyLetters, keyByte } from './codec.ts';

/**
 * After a byte that no LK204 sends, the line is taken as noisy for this long and presses are not believed: noise
 * comes in bursts, and a press that was not made is worse than one that has to be repeated.
 */
const NOISY_FOR_ms = 20;

export interface KeyByteEdge {
  readonly key: PanelKey;
  readonly edge: 'press' | 'release';
}

/** What arrived, sorted: edges of wired keys in order, and the answer that was waited for. */
export interface Heard {
  readonly edges: readonly KeyByteEdge[];
  readonly answer: number | null;
}

/**
 * Sorts the bytes a panel sends. They carry no check: a letter is a key, and the one thing that tells noise from
 * keys is the company it comes in.
 */
export class KeyByteReader {
  readonly #edges: ReadonlyMap<number, KeyByteEdge>;
  #noisyUntil_ms = Number.NEGATIVE_INFINITY;

  constructor(letters: KeyLetters) {
    this.#edges = new Map(
      PANEL_KEYS.flatMap((key) => {
        const letter = letters[key];
        if (letter === undefined) return [];
        return (['press', 'release'] as const).map((edge): [number, KeyByteEdge] => [
          keyByte(letter, edge),
          { key, edge },
        ]);
      }),
    );
  }

  /** @param awaiting an answer to a question is due: the first byte that is no wired key's is it. */
  push(bytes: Uint8Array, awaiting: boolean, now_ms: number): Heard {
    let answer: number | null = null;
    const edges: KeyByteEdge[] = [];
    for (const byte of bytes) {
      const edge = this.#edges.get(byte);
      if (edge !== undefined) edges.push(edge);
      else if (awaiting && answer === null) answer = byte;
      else if (!isKeyByte(byte)) this.#noisyUntil_ms = now_ms + NOISY_FOR_ms;
    }
    // A release only ends something: it is believed even in bad company, or a key would seem held for ever.
    const quiet = now_ms >= this.#noisyUntil_ms;
    return { edges: quiet ? edges : edges.filter(({ edge }) => edge === 'release'), answer };
  }
}
