import { GEOMETRY_16X2 } from '../../menus/frame.ts';
import { crystalfontz } from './crystalfontz.ts';

/** Models of 16x2 in the maker's numbering: the CFA-533 speaks the same packets. */
const NUMBERS = ['633', '533'];

/** Whether a model number the panel gave is one of 16x2. */
export const isCfa633 = (number: string) => NUMBERS.includes(number);

export const cfa633 = crystalfontz({
  driver: 'cfa633',
  title: 'Crystalfontz CFA-633',
  // As it leaves the factory; firmware 1.4 and later can be set to 115200.
  baud: 19_200,
  speeds: [115_200, 19_200],
  geometry: GEOMETRY_16X2,
  leds: 0,
  // Under FTDI's vendor number (kernel: ftdi_sio_ids.h).
  usb: [{ vendor: '0403', products: ['fc0b'] }],
  isModel: isCfa633,
});
