import { describe, expect, it } from 'vitest';
import { VirtualCfa635 } from '../../../../drivers/cfa635/virtual-panel.ts';
import { VirtualEzio } from '../../../../drivers/ezio/virtual-panel.ts';
import { VirtualLinePanel } from '../../../../drivers/line/virtual-panel.ts';
import { VirtualMatrixOrbital } from '../../../../drivers/matrix-orbital/virtual-panel.ts';
import { memoryPair } from '../../../../drivers/memory-transport.ts';
import type { Connect } from '../../../../drivers/transport.ts';
import type { VirtualPanel } from '../../../../drivers/virtual/virtual-panel.ts';
import { parseConfig } from '../../../../firmware/config/load.ts';
import { doctorCommand } from '../../../../firmware/doctor/doctor.ts';
import type { PortFacts } from '../../../../firmware/doctor/ports.ts';
import type { Person } from '../../../../firmware/doctor/try-out.ts';
import type { Clock } from '../../../../menus/clock.ts';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import type { PanelKey } from '../../../../menus/keys.ts';
import { simulatedTime } from '../../../../simulator/time.ts';

const DEVICE = '/dev/ttyS1';
const NOBODY: PortFacts = { group: 'dialout', users: [] };

interface Attached {
  readonly baud: number;
  readonly panel: VirtualPanel;
}

/** A port whose device is understood at one speed and heard as nothing at any other. */
function port({ baud, panel }: Attached, clock: Clock) {
  return (_device: string, asked: number): Connect =>
    asked === baud ? panel.connect : memoryPair(clock).connect;
}

function refusing(why: string, clock: Clock) {
  return (): Connect => {
    const pair = memoryPair(clock);
    pair.device.unplug(why);
    return pair.connect;
  };
}

async function doctor(options: {
  args?: readonly string[];
  attach?: (clock: Clock) => Attached;
  why?: string;
  facts?: PortFacts;
  person?: (panel: VirtualPanel, clock: Clock) => Person;
}) {
  const time = simulatedTime(1_000_000);
  const { clock } = time;
  const attached = options.attach?.(clock);
  const quiet = memoryPair(clock);
  const connect =
    options.why !== undefined
      ? refusing(options.why, clock)
      : attached === undefined
        ? () => quiet.connect
        : port(attached, clock);
  const out: string[] = [];
  const err: string[] = [];
  let code: number | null = null;
  void doctorCommand(options.args ?? [], {
    output: { out: (text) => out.push(text), err: (text) => err.push(text) },
    clock,
    connect,
    ports: () => [DEVICE],
    facts: () => options.facts ?? NOBODY,
    person:
      attached !== undefined && options.person !== undefined ? options.person(attached.panel, clock) : null,
  }).then((ended) => {
    code = ended;
  });
  await time.pass(600_000, () => code !== null);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const PANELS = [
  {
    name: 'CFA-635',
    attach: (clock: Clock) => ({ baud: 115_200, panel: new VirtualCfa635({ model: 'cfa635', clock }) }),
    finds: { driver: 'cfa635', model: 'CFA-635', baud: 115_200, size: '20x4', leds: 4 },
  },
  {
    name: 'CFA-633 at its old speed',
    attach: (clock: Clock) => ({ baud: 19_200, panel: new VirtualCfa635({ model: 'cfa633', clock }) }),
    finds: { driver: 'cfa633', model: 'CFA-633', baud: 19_200, size: '16x2', leds: 0 },
  },
  {
    name: 'EZIO-100',
    attach: (clock: Clock) => ({ baud: 2400, panel: new VirtualEzio({ clock, model: 'ezio-100' }) }),
    finds: {
      driver: 'ezio',
      model: 'EZIO-100',
      baud: 2400,
      size: '16x2',
      keys: ['up', 'down', 'enter', 'exit'],
    },
  },
  {
    name: 'LK204-25',
    attach: (clock: Clock) => ({ baud: 19_200, panel: new VirtualMatrixOrbital({ clock }) }),
    finds: {
      driver: 'matrix-orbital',
      model: 'LK204-25',
      firmware: '2.0',
      baud: 19_200,
      size: '20x4',
      leds: 6,
    },
  },
  {
    name: 'line protocol panel',
    attach: (clock: Clock) => ({
      baud: 115_200,
      panel: new VirtualLinePanel({ clock, geometry: GEOMETRY_16X2, keys: new Set(['UP', 'DOWN', 'ENTER']) }),
    }),
    finds: { driver: 'line', model: 'virtual-line', size: '16x2', keys: ['up', 'down', 'enter'], leds: 2 },
  },
] as const;

describe('bezel doctor', () => {
  it.each(PANELS)('finds a $name, and its configuration is accepted', async ({ attach, finds }) => {
    const { code, out } = await doctor({ args: ['--json'], attach });
    const answer: unknown = JSON.parse(out);
    expect(answer).toEqual({
      ports: [expect.objectContaining({ device: DEVICE, result: 'panel', ...finds })],
    });
    expect(code).toBe(0);
    const [, configuration] = /"configuration": ("(?:[^"\\]|\\.)*")/.exec(out) ?? [];
    const text: unknown = JSON.parse(configuration ?? '""');
    expect(parseConfig(String(text), 'doctor').panel.driver).toBe(finds.driver);
  });

  it('says model, firmware, size and speed in words', async () => {
    const { out } = await doctor({ attach: PANELS[3].attach });
    expect(out).toContain(`${DEVICE}: LK204-25, firmware 2.0, 20x4, at 19200 baud`);
    expect(out).toContain('[panel]\ndriver = "matrix-orbital"');
  });

  it('says what can be the matter when nothing answers', async () => {
    const { code, out } = await doctor({});
    expect(out).toContain('no answer at 115200, 19200, 2400 baud: nothing is attached');
    expect(out).toContain('No panel was found.');
    expect(code).toBe(1);
  });

  it('tells something that talks another language from silence', async () => {
    const { out } = await doctor({
      attach: (clock) => {
        const panel = new VirtualEzio({ clock, baud: null });
        const chatter = (): void => {
          panel.faults.noise(Uint8Array.of(0x80, 0x00, 0xf8));
          clock.setTimeout(chatter, 100);
        };
        chatter();
        return { baud: 19_200, panel };
      },
    });
    expect(out).toContain('something answers, but not as any supported panel');
  });

  it('names the group when there is no permission', async () => {
    const { out } = await doctor({ why: 'permission denied' });
    expect(out).toContain(
      'no permission: it belongs to the group dialout; try "sudo usermod -aG dialout $USER"',
    );
  });

  it('names who has the port', async () => {
    const facts = { group: 'dialout', users: ['LCDd (1234)'] };
    const { out } = await doctor({ why: 'in use by another program', facts });
    expect(out).toContain('in use by LCDd (1234); stop it first');
  });

  it('looks at the devices it is given', async () => {
    const { out } = await doctor({ args: ['--json', '--device', '/dev/ttyUSB7'] });
    expect(out).toContain('"device": "/dev/ttyUSB7"');
  });

  it.each([['--baud'], ['--json', 'word']])('explains itself for %j', async (...args) => {
    const { code, err } = await doctor({ args });
    expect(err).toMatch(/^bezel doctor: Un(known|expected) .*\nUsage: bezel doctor/);
    expect(code).toBe(64);
  });
});

/** Presses on the panel whatever key it is asked for; says no to every LED but one. */
function obliging(panel: VirtualPanel, clock: Clock, said: string[], s2: number): Person {
  return {
    say: (text) => {
      said.push(text);
      const [, key] = /^Press (\w+)/.exec(text) ?? [];
      if (key === undefined) return;
      clock.setTimeout(() => panel.press(key as PanelKey), 500);
      clock.setTimeout(() => panel.release(key as PanelKey), 700);
    },
    ask: async (question) => {
      said.push(question);
      return question.startsWith(`LED ${s2} `) ? 'y' : 'n';
    },
    pause: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve());
      }),
  };
}

describe('bezel doctor with a person', () => {
  it.each(PANELS)('tries every key and LED of a $name', async ({ attach, finds }) => {
    const said: string[] = [];
    const { out } = await doctor({ attach, person: (panel, clock) => obliging(panel, clock, said, 1) });
    expect(out).not.toContain('Not seen');
    expect(out).toContain(`driver = "${finds.driver}"`);
    const hasLeds = 'leds' in finds && finds.leds > 0;
    expect(out.includes('[leds.s2]\nkind = "panel"\nindex = 1')).toBe(hasLeds);
  });

  it('writes down which letter each key of a Matrix Orbital keypad sends', async () => {
    const { out } = await doctor({
      attach: PANELS[3].attach,
      person: (panel, clock) => obliging(panel, clock, [], 0),
    });
    expect(out).toContain(
      'letters = { up = "C", down = "D", left = "A", right = "B", enter = "E", exit = "F" }',
    );
  });

  it('says which keys were not seen', async () => {
    const { out } = await doctor({
      attach: PANELS[2].attach,
      person: (_panel, clock) => ({
        say: () => {},
        ask: async () => null,
        // The person presses Enter at the terminal instead.
        pause: () =>
          new Promise((resolve) => {
            clock.setTimeout(resolve, 100);
          }),
      }),
    });
    expect(out).toContain('Not seen: UP, DOWN, ENTER, EXIT');
  });
});
