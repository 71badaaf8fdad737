/**
 * The characters a text field scrolls through, in scrolling order: UP on an empty cell shows the first, DOWN the
 * last. So the most frequent characters are at the two ends.
 */

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';

export const DIGITS = '0123456789';

/**
 * Host names in the panel's upper case, and addresses: the colon is for IPv6. The dot is one DOWN away, the digits
 * follow it. Host names are case-insensitive, so a lower-case letter typed on a console becomes a capital.
 */
export const HOST_ALPHABET = `${UPPER}${DIGITS}:-.`;

/** From rare to frequent in account names and passwords, so that DOWN comes to the frequent ones first. */
const PUNCTUATION = '`|~^{}[]()<>"\';, %&=/\\?*+$#:!@_-.';

/** All printable ASCII: UP gives small letters and then capitals, DOWN digits and then `.-_@!`. */
export const PASSWORD_ALPHABET = `${LOWER}${UPPER}${PUNCTUATION}${DIGITS}`;

/** The same without the colon, which ends a user name (RFC 7617). */
export const USER_ALPHABET = PASSWORD_ALPHABET.replace(':', '');
