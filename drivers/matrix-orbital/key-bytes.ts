import { PANEL_KEYS, type PanelKey } from '../../menus/keys.ts';
import { isKeyByte, type KeyLetters, keyByte } from './codec.ts';

/**
 * After a byte that no LK204 sends, presses are dropped for this long: noise comes in bursts, and an invented press
 * is worse than one that has to be repeated.
 */
const NOISY_FOR_ms = 20;

export interface KeyByteEdge {
  readonly key: PanelKey;
  readonly edge: 'press' | 'release';
}

/** What arrived, sorted: edges of wired keys in order, and the answer to the open question. */
export interface SortedBytes {
  readonly edges: readonly KeyByteEdge[];
  readonly answer: number | null;
}

/**
 * Sorts the bytes a panel sends. They carry no check: any letter may be a key, and noise can only be recognised by
 * other bytes that come with it.
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

  /** @param awaiting an answer is due: the first byte that is not a wired key's is taken for it. */
  push(bytes: Uint8Array, awaiting: boolean, now_ms: number): SortedBytes {
    let answer: number | null = null;
    const edges: KeyByteEdge[] = [];
    for (const byte of bytes) {
      const edge = this.#edges.get(byte);
      if (edge !== undefined) edges.push(edge);
      else if (awaiting && answer === null) answer = byte;
      else if (!isKeyByte(byte)) this.#noisyUntil_ms = now_ms + NOISY_FOR_ms;
    }
    // A release among noise is believed: dropping a real one would leave the key held down.
    const quiet = now_ms >= this.#noisyUntil_ms;
    return { edges: quiet ? edges : edges.filter(({ edge }) => edge === 'release'), answer };
  }
}
