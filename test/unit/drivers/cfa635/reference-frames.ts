/**
 * Packets as they stand in the CFA-635 data sheet (version 2.1) or follow from its packet structure and command
 * table: what is sent, and the bytes on the line with their checksum.
 */
export const REFERENCE_FRAMES: Readonly<Record<string, string>> = {
  ping: '00 00 47 0f',
  'ping ack': '40 00 21 49',
  'ping "AB"': '00 02 41 42 ce 77',
  'ping "AB" ack': '40 02 41 42 79 61',
  'version?': '01 00 9f 16',
  'version ack': '41 10 43 46 41 36 33 35 3a 68 31 2e 31 2c 76 31 2e 36 5a 85',
  clear: '06 00 97 5b',
  'clear ack': '46 00 f1 1d',
  'cursor to column 0 row 0': '0b 02 00 00 73 89',
  'cursor style off': '0c 01 00 b7 7a',
  'contrast 95': '0d 01 5f 19 8a',
  'backlight 100 %': '0e 01 64 2d ea',
  'backlight 0 %': '0e 01 00 0f cf',
  'report all presses and releases': '17 02 3f 3f f8 21',
  'poll keys': '18 00 16 54',
  'status?': '1e 00 c6 00',
  'old whole-line write "This is a test. "': '07 10 54 68 69 73 20 69 73 20 61 20 74 65 73 74 2e 20 fa 93',
  'text "A" at column 0 row 0': '1f 03 00 00 41 8b 67',
  'text "Hello" at column 0 row 1': '1f 07 00 01 48 65 6c 6c 6f 25 db',
  'text of 20 blanks in row 3':
    '1f 16 00 03 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 e5 dc',
  'text ack': '5f 00 78 5f',
  'text refused': 'df 00 b4 d3',
  'LED 0 (top) red on': '22 02 0c 64 c1 73',
  'LED 0 red off': '22 02 0c 00 e3 56',
  'LED 0 green on': '22 02 0b 64 c9 3e',
  'LED 1 red on': '22 02 0a 64 11 27',
  'LED 2 red on': '22 02 08 64 a1 14',
  'LED 3 (bottom) red on': '22 02 06 64 b1 8e',
  'LED ack': '62 00 a2 59',
  'LED refused': 'e2 00 6e d5',
  'baud 19200': '21 01 00 f3 86',
  'baud 115200': '21 01 01 7a 97',
  reboot: '05 03 08 12 63 90 fd',
  'reboot ack': '45 00 99 37',
};

/** Key reports: press and release of each key. */
export const REFERENCE_KEYS = {
  UP: { press: '80 01 01 71 c2', release: '80 01 07 47 a7' },
  DOWN: { press: '80 01 02 ea f0', release: '80 01 08 b0 5f' },
  LEFT: { press: '80 01 03 63 e1', release: '80 01 09 39 4e' },
  RIGHT: { press: '80 01 04 dc 95', release: '80 01 0a a2 7c' },
  ENTER: { press: '80 01 05 55 84', release: '80 01 0b 2b 6d' },
  EXIT: { press: '80 01 06 ce b6', release: '80 01 0c 94 19' },
} as const;

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.split(' '), (byte) => Number.parseInt(byte, 16));
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
export const reference = (name: string): Uint8Array => {
  const hex = REFERENCE_FRAMES[name];
  if (hex === undefined) throw new Error(`no reference frame is called ${name}`);
  return bytesOf(hex);
};
