/** A panel named by its link below /dev/serial/by-id, which leads to another port each time it is plugged in. */
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { VirtualCfa635 } from '../../../drivers/cfa635/virtual-panel.ts';
import { realClock } from '../../../firmware/clock.ts';
import { callControl, followControl } from '../../../firmware/control/client.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';
import { DaemonProcess } from '../appliance/lab/daemon.ts';

const virtual = new VirtualCfa635({ model: 'cfa635', clock: realClock });
let directory: string;
let link: string;
let port: PseudoTerminal;
let daemon: DaemonProcess | null = null;

/** As the kernel and udev do it: a port of the next free name, then the link to it. */
async function plugAs(name: string): Promise<void> {
  port = await openPseudoTerminal(directory, name);
  virtual.serve(port.stream);
  symlinkSync(name, link);
}

async function unplug(): Promise<void> {
  await port.close();
  rmSync(link);
}

beforeEach(async () => {
  directory = temporaryDirectory();
  link = join(directory, 'usb-Crystalfontz_CFA635-if00-port0');
  await plugAs('ttyUSB0');
});

afterEach(async () => {
  await daemon?.close();
  await port.close();
});

const shows = (text: string): Promise<void> =>
  until(
    `the panel shows ${text}`,
    () => virtual.frame().rows.some((row) => row.includes(text)),
    () => virtual.frame(),
  );

const logged = (text: string): number => (daemon?.log ?? '').split(text).length - 1;

it('is found again at another port: same screen, LEDs lit, one line of log for the loss and one for the return', async () => {
  daemon = await DaemonProcess.start(
    `[panel]\ndriver = "cfa635"\ndevice = "${link}"\n[leds.s2]\nkind = "panel"\nindex = 0\n`,
  );
  await until('the panel is found', () => logged('panel connected') === 1);
  const links: string[] = [];
  followControl(daemon.socket, (name, document) => {
    if (name === 'sessions') links.push(JSON.stringify(document));
  }).catch(() => undefined);
  await callControl(daemon.socket, 'PUT', '/v1/update', { state: 'running', percent: 40 });
  await shows('DO NOT POWER OFF');
  virtual.tap('ENTER');
  await shows('SETUP NETWORK');
  virtual.tap('DOWN');
  await shows('→PANEL SETTINGS');

  await unplug();
  await until('the loss is noticed', () => logged('panel absent') === 1);
  // What a panel without power forgets.
  virtual.faults.reset();
  await plugAs('ttyUSB1');
  await shows('→PANEL SETTINGS');
  await until('S2 is lit', () => virtual.frame().leds[0] === 'red');
  virtual.tap('DOWN');
  await shows('→SYSTEM REBOOT');

  expect([logged('panel absent'), logged('panel connected')]).toEqual([1, 2]);
  await until(
    'both are told',
    () => links.length >= 2,
    () => links,
  );
  expect(links.map((told) => /"state":"(\w+)"/.exec(told)?.[1])).toEqual(['absent', 'connected']);
});
