import { FOUR_KEYS } from '../../drivers/cfa635/reports.ts';
import { crystalfontz } from './crystalfontz.ts';

export const cfa631 = crystalfontz({
  driver: 'cfa631',
  title: 'Crystalfontz CFA-631',
  baud: 115_200,
  speeds: [115_200, 19_200],
  geometry: { columns: 20, rows: 2 },
  // One at each corner of the glass: upper left, lower left, upper right, lower right.
  keys: new Set(['UP', 'DOWN', 'ENTER', 'EXIT']),
  keyCodes: FOUR_KEYS,
  leds: 0,
  // Under FTDI's vendor number (kernel: ftdi_sio_ids.h).
  usb: [{ vendor: '0403', products: ['fc0c'] }],
  firmwares: [{ name: 'cfa631', title: 'Crystalfontz CFA-631' }],
});
