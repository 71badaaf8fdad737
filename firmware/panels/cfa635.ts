import { SIX_KEYS } from '../../drivers/cfa635/reports.ts';
import { GEOMETRY_20X4 } from '../../menus/frame.ts';
import { PANEL_KEYS } from '../../menus/keys.ts';
import { crystalfontz } from './crystalfontz.ts';

export const cfa635 = crystalfontz({
  driver: 'cfa635',
  title: 'Crystalfontz CFA-635, XES635, CFA-735, CFA-835',
  baud: 115_200,
  speeds: [115_200, 19_200],
  geometry: GEOMETRY_20X4,
  keys: new Set(PANEL_KEYS),
  // Two-colour LEDs, counted from 0 at the top.
  keyCodes: SIX_KEYS,
  leds: 4,
  usb: [
    // Under FTDI's vendor number (kernel: ftdi_sio_ids.h).
    { vendor: '0403', products: ['fc0d'] },
    // The 735 and 835 are CDC devices under the maker's own number (usb.ids).
    { vendor: '223b', products: null },
  ],
  firmwares: [
    { name: 'cfa635', title: 'Crystalfontz CFA-635' },
    { name: 'cfa835', title: 'Crystalfontz CFA-835' },
  ],
});
