/** Menu items are chosen by the digit in front of them: 1 to 9, then 0. */

const DIGITS = '1234567890';

/** The digit of an item; a blank for those after the tenth. */
export const numberOf = (index: number): string => DIGITS.charAt(index) || ' ';

/** The item that a character chooses; null: none. @param count of items in the menu */
export function itemOf(character: string, count: number): number | null {
  const index = DIGITS.indexOf(character);
  return index >= 0 && index < count ? index : null;
}
