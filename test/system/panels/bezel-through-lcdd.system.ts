import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualCfa635 } from '../../../drivers/cfa635/virtual-panel.ts';
import { createLcdprocPanel } from '../../../drivers/lcdproc/driver.ts';
import { tcpConnect } from '../../../drivers/lcdproc/tcp-connect.ts';
import { realClock } from '../../../firmware/clock.ts';
import { GEOMETRY_20X4 } from '../../../menus/frame.ts';
import type { PanelKey } from '../../../menus/keys.ts';
import { RunningBench } from '../../../simulator/running-bench.ts';
import { realTime } from '../../../simulator/time.ts';
import { Lcdd } from '../../support/lcdd.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';

/** LCDd fetches keys with its frames, eight times a second. */
const PRESS_ms = 150;
/** With CFontzPacket bit 1 is the second green LED, bit 4 the top red one. */
const PLACES = { S1: 1, S2: 4 };

describe('Bezel behind the real LCDd on our virtual CFA-635', () => {
  let directory: string;
  let terminal: PseudoTerminal;
  let lcdd: Lcdd;
  let virtual: VirtualCfa635;
  let bench: RunningBench;

  const rows = (): readonly string[] => virtual.frame().rows;
  const appears = (...texts: string[]): Promise<void> =>
    until(
      `${texts.join(', ')} on the glass`,
      () => texts.every((text) => rows().some((row) => row.includes(text))),
      rows,
    );
  async function press(key: PanelKey): Promise<void> {
    virtual.press(key);
    await sleep(PRESS_ms);
    virtual.release(key);
  }

  async function startLcdd(port?: number): Promise<void> {
    lcdd = await Lcdd.start({
      directory,
      driver: 'CFontzPacket',
      section: { Model: '635', Device: terminal.device, Contrast: '350', Reboot: 'no' },
      menuKey: null,
      ...(port === undefined ? {} : { port }),
    });
  }

  beforeEach(async () => {
    directory = temporaryDirectory();
    terminal = await openPseudoTerminal(directory, 'lcd');
    virtual = new VirtualCfa635({ model: 'cfa635', clock: realClock, baud: 115_200 });
    virtual.serve(terminal.stream);
    await startLcdd();
    const { port } = lcdd;
    bench = new RunningBench(
      () => ({
        title: 'CFA-635 through LCDd',
        virtual,
        places: PLACES,
        press_ms: PRESS_ms,
        driver: ({ clock }) =>
          createLcdprocPanel({
            connect: tcpConnect({ host: '127.0.0.1', port }),
            clock,
            name: 'lcdproc',
            geometry: GEOMETRY_20X4,
            leds: PLACES,
          }),
      }),
      { time: realTime(realClock) },
    );
    await bench.powerOn();
    await appears('scanner-1', '192.168.1.100');
  });

  afterEach(async () => {
    await bench.stop();
    await lcdd.stop();
    await terminal.close();
  });

  it('sets a static LAN address, walked through by keys at the panel', async () => {
    await press('ENTER');
    await appears('SETUP NETWORK');
    await press('ENTER');
    await appears('ENABLE STATIC IP');
    await press('ENTER');
    await appears('APPLY', '192.168.1.100');
    await press('DOWN');
    await appears('LAN IP ADDRESS   1/7', '192.168.1.100');
    await press('ENTER');
    await appears('LAN IP ADDRESS', '192.168.001.100');
    expect(virtual.frame().cursor).not.toBeNull();
    // The cursor stands on the first digit; left of it is nothing, eleven to the right is the last.
    for (let digit = 0; digit < 9; digit++) await press('RIGHT');
    await press('DOWN');
    await appears('192.168.001.000');
    await press('RIGHT');
    await press('UP');
    await appears('192.168.001.010');
    await press('ENTER');
    await appears('APPLY', '192.168.1.10 ');
    await press('ENTER');
    await appears('KEEP THESE', 'KEEP EXIT: UNDO');
    await press('ENTER');
    await appears('KEPT');
    await press('ENTER');
    await press('EXIT');
    await press('EXIT');
    await appears('scanner-1', '192.168.1.10');
    expect(bench.daemon?.appliance().wanted.lan.ipv4.method).toBe('static');
  });

  it('lights S2 on the panel while an update runs', async () => {
    bench.daemon?.updates.running(10, 'NEW VERSION');
    const leds = () => virtual.frame().leds;
    await until('S2 is red', () => leds()[0] === 'red', leds);
    bench.daemon?.updates.finished('done');
    await until('S2 is dark', () => leds()[0] === 'off', leds);
  });

  it('comes back when LCDd is started again', async () => {
    const { port } = lcdd;
    await lcdd.stop();
    await startLcdd(port);
    await appears('scanner-1', '192.168.1.100');
  });
});
