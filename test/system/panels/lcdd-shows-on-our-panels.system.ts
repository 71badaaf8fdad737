import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualCfa635 } from '../../../drivers/cfa635/virtual-panel.ts';
import { VirtualEzio } from '../../../drivers/ezio/virtual-panel.ts';
import { VirtualMatrixOrbital } from '../../../drivers/matrix-orbital/virtual-panel.ts';
import type { VirtualPanel } from '../../../drivers/virtual/virtual-panel.ts';
import { realClock } from '../../../firmware/clock.ts';
import type { Clock } from '../../../menus/clock.ts';
import { Lcdd, LcddClient } from '../../support/lcdd.ts';
import { openPseudoTerminal, type PseudoTerminal } from '../../support/pseudo-terminal.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';

/** LCDd polls an EZIO about every 110 ms, and repeats a key that is held for 500 ms. */
const LCDD_PRESS_ms = 300;

interface Subject {
  readonly panel: VirtualPanel;
  /** Whether LCDd's `output` bits 0 (green, or the first output) and 4 are lit; null: the panel has no LEDs. */
  readonly lit: (() => readonly boolean[]) | null;
}

interface Model {
  readonly name: string;
  readonly columns: number;
  readonly driver: string;
  readonly section: (device: string) => Record<string, string>;
  readonly make: (clock: Clock) => Subject;
  /** Value for `output` and which of `lit` it lights. */
  readonly output: { readonly value: number; readonly lights: readonly boolean[] } | null;
}

const MODELS: readonly Model[] = [
  {
    name: 'CFA-635',
    columns: 20,
    driver: 'CFontzPacket',
    section: (device) => ({ Model: '635', Device: device, Contrast: '350', Reboot: 'no' }),
    make: (clock) => {
      const panel = new VirtualCfa635({ model: 'cfa635', clock, baud: 115_200 });
      const lit = (): boolean[] => {
        const [top] = panel.frame().leds;
        return [top === 'green' || top === 'amber', top === 'red' || top === 'amber'];
      };
      return { panel, lit };
    },
    // Bit 0: green LED 0, bit 4: red LED 0.
    output: { value: 0x11, lights: [true, true] },
  },
  {
    name: 'EZIO-300',
    columns: 16,
    driver: 'hd44780',
    section: (device) => ({
      ConnectionType: 'ezio',
      Device: device,
      Keypad: 'yes',
      Size: '16x2',
      KeyMatrix_4_1: 'Enter',
      KeyMatrix_4_2: 'Up',
      KeyMatrix_4_3: 'Down',
      KeyMatrix_4_4: 'Escape',
    }),
    make: (clock) => ({ panel: new VirtualEzio({ clock }), lit: null }),
    output: null,
  },
  {
    name: 'LK204-25',
    columns: 20,
    driver: 'MtxOrb',
    section: (device) => ({
      Device: device,
      Size: '20x4',
      Type: 'lkd',
      Speed: '19200',
      KeyMap_A: 'Left',
      KeyMap_B: 'Right',
      KeyMap_C: 'Up',
      KeyMap_D: 'Down',
      KeyMap_E: 'Enter',
      KeyMap_F: 'Escape',
    }),
    make: (clock) => {
      const panel = new VirtualMatrixOrbital({ clock });
      return { panel, lit: () => panel.frame().outputs };
    },
    output: { value: 0b000101, lights: [true, false, true, false, false, false] },
  },
];

describe.each(MODELS)('LCDd and our virtual $name', (model) => {
  let directory: string;
  let terminal: PseudoTerminal;
  let lcdd: Lcdd;
  let client: LcddClient;
  let subject: Subject;

  beforeEach(async () => {
    directory = temporaryDirectory();
    terminal = await openPseudoTerminal(directory, 'lcd');
    subject = model.make(realClock);
    subject.panel.serve(terminal.stream);
    lcdd = await Lcdd.start({
      directory,
      driver: model.driver,
      section: model.section(terminal.device),
      menuKey: 'Escape',
    });
    client = new LcddClient(lcdd.port);
    client.send('hello');
  });

  afterEach(async () => {
    client.close();
    await lcdd.stop();
    await terminal.close();
  });

  const shows = (text: string): boolean => subject.panel.frame().rows.some((row) => row.includes(text));
  const rows = (): readonly string[] => subject.panel.frame().rows;
  const appears = (text: string): Promise<void> => until(`${text} on the glass`, () => shows(text), rows);

  async function tap(key: 'UP' | 'DOWN' | 'ENTER' | 'EXIT', done: () => boolean): Promise<void> {
    subject.panel.press(key);
    await sleep(LCDD_PRESS_ms);
    subject.panel.release(key);
    await until(`${key} does something`, done, rows);
  }

  it('shows a screen of a client', async () => {
    client.send('screen_add s', 'screen_set s -priority alert -heartbeat off');
    client.send('widget_add s t string', 'widget_set s t 1 1 {SETUP NETWORK}');
    client.send('widget_add s u string', `widget_set s u ${model.columns - 4} 2 {END-2}`);
    await appears('SETUP NETWORK');
    await appears('END-2');
    expect(rows()[0]).toBe('SETUP NETWORK'.padEnd(model.columns));
    expect(rows()[1]).toBe('END-2'.padStart(model.columns));
  });

  it('opens its menu and moves in it when our keys are pressed', async () => {
    await appears('Cli');
    await tap('EXIT', () => shows('Options'));
    const before = JSON.stringify([rows(), subject.panel.frame().cursor]);
    await tap('DOWN', () => JSON.stringify([rows(), subject.panel.frame().cursor]) !== before);
    await tap('EXIT', () => shows('Cli'));
  });

  if (model.output !== null) {
    const { value, lights } = model.output;
    it('lights the LEDs by output', async () => {
      client.send('screen_add s', 'screen_set s -priority alert', 'client_set -name t', `output ${value}`);
      const lit = (): boolean => JSON.stringify(subject.lit?.()) === JSON.stringify(lights);
      await until('the LEDs are lit', lit, () => subject.lit?.());
      client.send('output off');
      await until('the LEDs are dark', () => subject.lit?.().every((each) => !each) === true);
    });
  }
});
