/**
 * Things of which some are not always there, one beside the other: menu items, status pages, fields.
 */

/** The ones after `from` in one direction, round and round, `from` itself left out. */
export function around<Thing>(things: readonly Thing[], from: Thing, step: 1 | -1): readonly Thing[] {
  const place = things.indexOf(from);
  const others = [...things.slice(place + 1), ...things.slice(0, place)];
  return step === 1 ? others : others.toReversed();
}

/** Those that have to be tried in turn: up to the first that is always there. */
export function upToCertain<Thing>(
  things: readonly Thing[],
  isCertain: (thing: Thing) => boolean,
): readonly Thing[] {
  const end = things.findIndex(isCertain);
  return end < 0 ? things : things.slice(0, end + 1);
}
