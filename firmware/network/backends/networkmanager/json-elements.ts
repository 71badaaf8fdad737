/** So much JSON is parsed at a time: a millisecond's work. */
const PIECE_CHARACTERS = 32_768;
/** An element may hold so many places at which another could begin; beyond, the rest is parsed as a whole. */
const FALSE_CUTS_MAX = 16;
/** What stands between two objects of an array in JSON without spaces; inside strings and deeper arrays, too. */
const BETWEEN = '},{';

/**
 * The elements of a JSON array of objects, parsed piece by piece, so that a loop over a long one can pause in
 * between; nothing for a blank text. A piece is cut where an element may end. It does end there when the piece can be
 * parsed: cut anywhere else, a string or a bracket is not closed.
 * @throws SyntaxError when the text is no JSON, TypeError when it is no array
 */
export function* jsonElements(text: string): Generator<unknown> {
  const body = text.trim();
  if (body === '') return;
  let start = 0;
  let falseCuts = 0;
  const rest = (end?: number): string => (start === 0 ? '' : '[') + body.slice(start, end);
  let cut = body.indexOf(BETWEEN, PIECE_CHARACTERS);
  while (cut !== -1 && falseCuts < FALSE_CUTS_MAX) {
    const elements = parsedOrNull(`${rest(cut)}}]`);
    if (elements === null) {
      falseCuts += 1;
      cut = body.indexOf(BETWEEN, cut + 1);
    } else {
      yield* elements;
      falseCuts = 0;
      start = cut + BETWEEN.length - 1;
      cut = body.indexOf(BETWEEN, start + PIECE_CHARACTERS);
    }
  }
  const last: unknown = JSON.parse(rest());
  if (!Array.isArray(last)) throw new TypeError('expected a JSON array');
  yield* last;
}

function parsedOrNull(text: string): readonly unknown[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
