import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualCfa635 } from '../../../drivers/cfa635/virtual-panel.ts';
import type { PanelLink } from '../../../drivers/panel.ts';
import { serialConnect } from '../../../drivers/serial/serial-transport.ts';
import { realClock } from '../../../firmware/clock.ts';
import { parseConfig } from '../../../firmware/config-file/load.ts';
import { driverFor } from '../../../firmware/doctor/configuration.ts';
import { doctorCommand, realDoctor } from '../../../firmware/doctor/doctor.ts';
import { examinePort } from '../../../firmware/doctor/examine.ts';
import { inquiries } from '../../../firmware/doctor/probes.ts';
import { frameOf, GLYPHS } from '../../../menus/frame.ts';
import { lit } from '../../support/leds.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';

/** Names a panel on this machine to run the test of a device against it instead of our virtual one. */
const DEVICE = process.env.BEZEL_PANEL_DEVICE;

describe('a panel on a real serial port', () => {
  let directory: string;
  let terminal: PseudoTerminal;
  let virtual: VirtualCfa635;

  async function plug(): Promise<void> {
    terminal = await openPseudoTerminal(directory, 'lcd');
    virtual.serve(terminal.stream);
  }

  beforeEach(async () => {
    directory = temporaryDirectory();
    virtual = new VirtualCfa635({ model: 'cfa635', clock: realClock });
    await plug();
  });

  afterEach(async () => {
    await terminal.close();
  });

  it('may be pulled and plugged in again: lost once, back once, repainted', async () => {
    const section = `panel = { driver = "cfa635", device = "${terminal.device}" }`;
    const panel = await parseConfig(section, 'test').panel.open({ clock: realClock, leds: { S2: 0 } });
    if (panel === null) throw new Error('no panel');
    const links: PanelLink[] = [];
    panel.start({ onEdge: () => {}, onLink: (link) => links.push(link) });
    panel.show(frameOf(panel.geometry, ['SETUP NETWORK'], null, lit('S2')));
    const shown = (): boolean =>
      virtual.frame().rows[0] === 'SETUP NETWORK       ' && virtual.frame().leds[0] === 'red';
    await until('the frame is shown', shown, () => virtual.frame());
    await terminal.close();
    await until(
      'the loss is noticed',
      () => links.at(-1)?.state === 'absent',
      () => links,
    );
    virtual.faults.reset();
    await plug();
    await until('the frame is shown again', shown, () => virtual.frame());
    expect(links.map(({ state }) => state)).toEqual(['connected', 'absent', 'connected']);
    await panel.close(500);
  });

  it('is recognised, takes a hundred frames, and is let go', async () => {
    const device = DEVICE ?? terminal.device;
    const connect = (path: string, baud: number) => serialConnect({ device: path, baud });
    const finding = await examinePort(device, await inquiries(), connect, realClock);
    if (finding.kind !== 'panel') throw new Error(`no panel on ${device}: ${JSON.stringify(finding)}`);
    const make = await driverFor(device, finding.panel, {});
    const line = connect(device, finding.panel.baud);
    const panel = make({ connect: line, clock: realClock, name: 'found', leds: { S2: 0 } });
    const links: PanelLink[] = [];
    panel.start({ onEdge: () => {}, onLink: (link) => links.push(link) });
    await until(
      'it answers',
      () => links.at(-1)?.state === 'connected',
      () => links,
    );
    for (let count = 0; count < 100; count++)
      panel.show(frameOf(panel.geometry, [`COUNT ${count}`, Object.values(GLYPHS).join('')]));
    await panel.close(2000);
    expect(links.map(({ state }) => state)).toEqual(['connected']);
    if (DEVICE === undefined) expect(virtual.frame().rows[0]).toBe('COUNT 99            ');
  });

  it('is found by the doctor', async () => {
    const out: string[] = [];
    const output = { out: (text: string) => out.push(text), err: (text: string) => out.push(text) };
    const parts = realDoctor(output, realClock, null);
    expect(await doctorCommand(['--device', terminal.device], parts)).toBe(0);
    expect(out[0]).toBe(`${terminal.device}: CFA-635, firmware 1.6, 20x4, at 115200 baud`);
    expect(out[1]).toContain('driver = "cfa635"');
  });

  it('that another program has is said to be in use, and by whom', async () => {
    let opened = false;
    const other = serialConnect({ device: terminal.device, baud: 19_200 })({
      onOpen: () => {
        opened = true;
      },
      onData: () => {},
      onClose: () => {},
    });
    await until('the other program has it', () => opened);
    const out: string[] = [];
    const output = { out: (text: string) => out.push(text), err: (text: string) => out.push(text) };
    expect(await doctorCommand(['--device', terminal.device], realDoctor(output, realClock, null))).toBe(1);
    expect(out[0]).toContain('in use');
    other.close();
  });
});
