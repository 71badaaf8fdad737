/** What real LCDd makes of two field cases: a CFA-633 with old firmware, and a second client that wants the glass. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { FIRMWARES } from '../../../drivers/cfa635/virtual-memory.ts';
import { VirtualCfa635 } from '../../../drivers/cfa635/virtual-panel.ts';
import { createLcdprocPanel } from '../../../drivers/lcdproc/driver.ts';
import { tcpConnect } from '../../../drivers/lcdproc/tcp-connect.ts';
import { realClock } from '../../../firmware/clock.ts';
import { frameOf, type Geometry } from '../../../menus/frame.ts';
import { RunningBench } from '../../../simulator/running-bench.ts';
import { parseScript } from '../../../simulator/script/parse.ts';
import { runScript } from '../../../simulator/script/run.ts';
import { BENCH_SWITCHES } from '../../../simulator/switches.ts';
import { realTime } from '../../../simulator/time.ts';
import { Lcdd, LcddClient } from '../../support/lcdd.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';

const SCENARIOS = join(import.meta.dirname, '../../scenarios');
/** LCDd fetches keys with its frames, eight times a second. */
const PRESS_ms = 150;
/** Until a frame that a key has caused is on the glass, and an operator has seen it. */
const LOOK_ms = 700;

let terminal: PseudoTerminal | undefined;
let lcdd: Lcdd | undefined;
let bench: RunningBench | undefined;

afterEach(async () => {
  await bench?.stop();
  await lcdd?.stop();
  await terminal?.close();
});

async function lcddOn(virtual: VirtualCfa635, section: Record<string, string>): Promise<Lcdd> {
  const directory = temporaryDirectory();
  terminal = await openPseudoTerminal(directory, 'lcd');
  virtual.serve(terminal.stream);
  lcdd = await Lcdd.start({
    directory,
    driver: 'CFontzPacket',
    section: { Device: terminal.device, Contrast: '350', Reboot: 'no', ...section },
    menuKey: null,
  });
  return lcdd;
}

const driverFor = (port: number, geometry: Geometry) =>
  createLcdprocPanel({
    connect: tcpConnect({ host: '127.0.0.1', port }),
    clock: realClock,
    name: 'lcdproc',
    geometry,
  });

describe('a CFA-633 before firmware 1.9 behind the real LCDd', () => {
  it('takes the LAN wizard from the home page to KEPT, by its OldFirmware', async () => {
    const virtual = new VirtualCfa635({
      model: 'cfa633',
      firmware: FIRMWARES['cfa633-old'],
      clock: realClock,
      baud: 19_200,
    });
    const { port } = await lcddOn(virtual, {
      Model: '633',
      OldFirmware: 'yes',
      Size: '16x2',
      Speed: '19200',
    });
    bench = new RunningBench(
      () => ({
        title: 'an old CFA-633 through LCDd',
        virtual,
        places: {},
        press_ms: PRESS_ms,
        driver: () => driverFor(port, virtual.geometry),
      }),
      { time: realTime(realClock) },
    );
    await bench.powerOn();
    await until(
      'the home page',
      () => virtual.frame().rows.join().includes('scanner-1'),
      () => virtual.frame(),
    );
    const text = readFileSync(join(SCENARIOS, 'lan-static-kept.scenario'), 'utf8');
    const [walk = ''] = text.split(/^restart$/m);
    const slow = walk.replaceAll(/^(press .*)$/gm, `$1\nwait ${LOOK_ms}ms`);
    const script = parseScript(slow, BENCH_SWITCHES);
    if (!script.ok) throw new Error(JSON.stringify(script.errors));
    const outcome = await runScript(script.lines, bench, {
      frame: () => undefined,
      screenshot: () => undefined,
    });
    expect(outcome).toEqual({ ok: true });
    expect(bench.daemon?.appliance().wanted.lan.ipv4.method).toBe('static');
  });
});

describe('a second client of the real LCDd, in the foreground', () => {
  it('has the glass in turns, but not while an operator is at the menus: six of six presses are taken', async () => {
    const virtual = new VirtualCfa635({ model: 'cfa635', clock: realClock, baud: 115_200 });
    const { port } = await lcddOn(virtual, { Model: '635' });
    const rows = () => virtual.frame().rows;
    const panel = driverFor(port, virtual.geometry);
    const presses: string[] = [];
    const links: string[] = [];
    panel.start({
      onEdge: ({ key, edge }) => edge === 'press' && presses.push(key),
      onLink: ({ state }) => links.push(state),
    });
    panel.show(frameOf(virtual.geometry, ['KEEP THESE SETTINGS?']));
    await until('the question', () => rows().join().includes('KEEP'), rows);
    const other = new LcddClient(port);
    other.send(
      'hello',
      'client_set -name other',
      'screen_add o',
      'screen_set o -priority foreground -duration 8',
    );
    other.send('widget_add o text string', 'widget_set o text 1 1 "ANOTHER CLIENT"');
    await until('the other one has the glass', () => rows().join().includes('ANOTHER CLIENT'), rows);
    await until(
      'that is told',
      () => links.includes('hidden'),
      () => links,
    );

    panel.setAttention?.(true);
    await until('the question is back', () => rows().join().includes('KEEP'), rows);
    let hidden = 0;
    for (let press = 0; press < 6; press++) {
      virtual.press('UP');
      await sleep(PRESS_ms);
      virtual.release('UP');
      for (let look = 0; look < 20; look++) {
        await sleep(100);
        if (!rows().join().includes('KEEP')) hidden += 1;
      }
    }
    expect({ hidden, presses: presses.length }).toEqual({ hidden: 0, presses: 6 });
    expect(links.at(-1)).toBe('connected');
    other.close();
    await panel.close(200);
  });
});
