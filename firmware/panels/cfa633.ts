import { SIX_KEYS } from '../../drivers/cfa635/reports.ts';
import { GEOMETRY_16X2 } from '../../menus/frame.ts';
import { PANEL_KEYS } from '../../menus/keys.ts';
import { crystalfontz } from './crystalfontz.ts';

export const cfa633 = crystalfontz({
  driver: 'cfa633',
  title: 'Crystalfontz CFA-633, CFA-533',
  // As it leaves the factory; firmware 1.4 and later can be set to 115200.
  baud: 19_200,
  speeds: [115_200, 19_200],
  geometry: GEOMETRY_16X2,
  keys: new Set(PANEL_KEYS),
  keyCodes: SIX_KEYS,
  leds: 0,
  // Under FTDI's vendor number (kernel: ftdi_sio_ids.h).
  usb: [{ vendor: '0403', products: ['fc0b'] }],
  firmwares: [
    { name: 'cfa633', title: 'Crystalfontz CFA-633' },
    { name: 'cfa633-old', title: 'Crystalfontz CFA-633 before firmware 1.9' },
  ],
});
