/**
 * Cyclic lists of which some elements may be hidden: menu items, status pages, fields.
 */

/** All elements but `from`, in cyclic order starting next to it, in one direction. */
export function around<Thing>(things: readonly Thing[], from: Thing, step: 1 | -1): readonly Thing[] {
  const place = things.indexOf(from);
  const others = [...things.slice(place + 1), ...things.slice(0, place)];
  return step === 1 ? others : others.toReversed();
}

/** The candidates to try in order: up to and including the first that is always shown. */
export function upToCertain<Thing>(
  things: readonly Thing[],
  isCertain: (thing: Thing) => boolean,
): readonly Thing[] {
  const end = things.findIndex(isCertain);
  return end < 0 ? things : things.slice(0, end + 1);
}
