/** The installed package on a real Linux text console: kernel, font, keyboard and getty replaced by Bezel's unit. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debianRoot, packages } from './lab/root.ts';
import { TextMachine } from './lab/text-machine.ts';

let debs: string;
let machine: TextMachine;

beforeAll(async () => {
  debs = packages();
  machine = await TextMachine.boot(debianRoot(), debs);
});

afterAll(async () => {
  await machine?.end();
  rmSync(debs, { recursive: true, force: true });
});

/** One sitting at the console, in order. */
describe('the console on tty1', { shuffle: false }, () => {
  it('is there after the boot, with no login before it', async () => {
    await machine.shows('Press Enter');
    expect(machine.screen.join('\n')).not.toContain('login:');
  });

  it('draws its lines with characters the console font has', async () => {
    await machine.press('ret');
    await machine.shows('> Set up network');
    expect(machine.screen.join('\n')).toContain('┌──');
    // What the font lacks becomes U+FFFD.
    expect(machine.screen.join('')).not.toContain('\ufffd');
    const picture = process.env.BEZEL_PICTURE;
    if (picture !== undefined) await machine.picture(picture);
  });

  it('hears arrows, F-keys that mean nothing, and Ctrl-C that does not end it', async () => {
    await machine.press('f2', 'ctrl-c', 'ctrl-z', 'down');
    await machine.shows('> Panel settings');
    await machine.press('up', 'right');
    await machine.shows('> Enable static IP on LAN');
    await machine.press('esc');
    await machine.shows('> Set up network');
  });

  it('takes a typed address', async () => {
    await machine.press('ret', 'ret');
    await machine.shows('> Apply');
    await machine.press('down');
    await machine.shows('> LAN IP address');
    await machine.press('1', '0', 'dot', '2', '0', 'dot', '3', '0', 'dot', '4', '4');
    await machine.shows('10.20.30.44');
  });
});
