import { GEOMETRY_20X4 } from '../../menus/frame.ts';
import { isCfa633 } from './cfa633.ts';
import { crystalfontz } from './crystalfontz.ts';

export const cfa635 = crystalfontz({
  driver: 'cfa635',
  title: 'Crystalfontz CFA-635',
  baud: 115_200,
  speeds: [115_200, 19_200],
  geometry: GEOMETRY_20X4,
  // Two-colour LEDs, counted from 0 at the top.
  leds: 4,
  // Under FTDI's vendor number, with the CFA-631 of the same packets (kernel: ftdi_sio_ids.h).
  usb: [{ vendor: '0403', products: ['fc0c', 'fc0d'] }],
  // A number that is not known is a relative of the larger model more often than not.
  isModel: (number) => !isCfa633(number),
});
