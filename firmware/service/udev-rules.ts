import { LED_NAMES } from '../../menus/leds.ts';
import { ledWord } from '../leds/status-leds.ts';
import type { PanelFamily, UsbNumbers } from '../panels/family.ts';

/** The text of `udev.rules`: what the service may touch, by the families' USB numbers and the status LEDs' names. */
export function udevRules(families: readonly PanelFamily[]): string {
  const panels = families.flatMap(({ title, usb }) =>
    usb.length === 0
      ? []
      : [`# ${title}`, ...usb.map((numbers) => `${attributesOf(numbers)}, ENV{BEZEL_PANEL}="1"`)],
  );
  const leds = LED_NAMES.map((led) => `${ledWord(led)}:*`).join('|');
  return `${[
    '# Made by udev-rules.ts from the panel families and the status LEDs; `BEZEL_UPDATE_GOLDEN=1 npm test` makes it anew.',
    '',
    '# USB panels that say by their numbers that they are one.',
    '# Others, an EZIO behind an adapter or a microcontroller, have the numbers of their adapter: name those in a line of',
    '# your own (`udevadm info --attribute-walk /dev/ttyUSB0`), or configure the panel by its name below /dev/serial/by-id,',
    '# which needs no rule: the daemon is in the group dialout.',
    'SUBSYSTEM!="tty|usb-serial", GOTO="bezel_serial_end"',
    ...panels,
    '',
    '# The group may open it, /dev/bezel-panel leads to it whichever port it is in, and the daemon runs.',
    'SUBSYSTEM=="tty", ENV{BEZEL_PANEL}=="1", SYMLINK+="bezel-panel", GROUP="bezel", MODE="0660", TAG+="systemd", ENV{SYSTEMD_WANTS}+="bezel.service"',
    '# ModemManager would ask them whether they are modems, and brltty takes adapters for Braille displays.',
    'ENV{BEZEL_PANEL}=="1", ENV{ID_MM_DEVICE_IGNORE}="1", ENV{ID_MM_PORT_IGNORE}="1", ENV{BRLTTY_BRAILLE_DRIVER}=""',
    '# An FTDI bridge holds what arrives for up to 16 ms: every key and acknowledgement would be that much later.',
    'ACTION=="add|bind", SUBSYSTEM=="usb-serial", DRIVER=="ftdi_sio", ENV{BEZEL_PANEL}=="1", ATTR{latency_timer}="1"',
    'LABEL="bezel_serial_end"',
    '',
    '# Status LEDs by the names a board gives them, `s2:red:update`: the group may light them.',
    `ACTION=="add", SUBSYSTEM=="leds", KERNEL=="${leds}", ${groupMayWrite('/sys%p/brightness /sys%p/trigger')}`,
    '',
    '# GPIO lines through sysfs: exporting them, and those that are exported.',
    `ACTION=="add", SUBSYSTEM=="gpio", KERNEL=="gpiochip*", ${groupMayWrite('/sys/class/gpio/export /sys/class/gpio/unexport')}`,
    `ACTION=="add", SUBSYSTEM=="gpio", KERNEL=="gpio[0-9]*", RUN+="/bin/sh -c 'chgrp bezel ${GPIO_FILES}; chmod g+w ${GPIO_FILES}'"`,
  ].join('\n')}\n`;
}

const GPIO_FILES = ['active_low', 'direction', 'edge', 'value'].map((name) => `/sys%p/${name}`).join(' ');

function attributesOf({ vendor, products }: UsbNumbers): string {
  const product = products === null ? '' : `, ATTRS{idProduct}=="${products.join('|')}"`;
  return `ATTRS{idVendor}=="${vendor}"${product}`;
}

function groupMayWrite(files: string): string {
  return `RUN+="/bin/chgrp bezel ${files}", RUN+="/bin/chmod g+w ${files}"`;
}
