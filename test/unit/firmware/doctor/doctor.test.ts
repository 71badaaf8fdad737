import { describe, expect, it } from 'vitest';
import { VirtualEzio } from '../../../../drivers/ezio/virtual-panel.ts';
import { VirtualLinePanel } from '../../../../drivers/line/virtual-panel.ts';
import { memoryPair } from '../../../../drivers/memory-transport.ts';
import type { Connect } from '../../../../drivers/transport.ts';
import type { VirtualPanel } from '../../../../drivers/virtual/virtual-panel.ts';
import { parseConfig } from '../../../../firmware/config-file/load.ts';
import { doctorCommand } from '../../../../firmware/doctor/doctor.ts';
import type { PortFacts } from '../../../../firmware/doctor/ports.ts';
import type { Person } from '../../../../firmware/doctor/try-out.ts';
import { PANEL_FAMILIES } from '../../../../firmware/panels/families.ts';
import { usualPlaces } from '../../../../firmware/panels/family.ts';
import type { MachineName } from '../../../../firmware/panels/machines.ts';
import type { Clock } from '../../../../menus/clock.ts';
import { GEOMETRY_16X2, GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import type { PanelKey } from '../../../../menus/keys.ts';
import { LED_NAMES, LEDS, type LedPlaces } from '../../../../menus/leds.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
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
  ports?: readonly string[];
  spared?: (device: string) => string | null;
  machine?: MachineName;
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
  let ended = false;
  const command = doctorCommand(options.args ?? [], {
    output: { out: (text) => out.push(text), err: (text) => err.push(text) },
    clock,
    connect,
    ports: () => options.ports ?? [DEVICE],
    facts: () => options.facts ?? NOBODY,
    spared: options.spared ?? (() => null),
    machine: options.machine ?? null,
    person:
      attached !== undefined && options.person !== undefined ? options.person(attached.panel, clock) : null,
  }).finally(() => {
    ended = true;
  });
  // Loading code takes real time, in which simulated time can run out.
  while (!ended) await time.pass(600_000, () => ended);
  return { code: await command, out: out.join('\n'), err: err.join('\n'), took_ms: clock.now() - 1_000_000 };
}

/** Virtual panels of every family that answers on a serial line, at its factory speed. */
const PANELS = (
  await Promise.all(
    PANEL_FAMILIES.flatMap((family) =>
      family.models.map(async (model) => ({ family, model, make: await model.load() })),
    ),
  )
).flatMap(({ family, model, make }) => {
  const { baud, geometry } = family;
  if (baud === null) return [];
  const attach = (clock: Clock): Attached => ({
    baud,
    panel: make({ clock, geometry: geometry ?? GEOMETRY_20X4 }),
  });
  const { panel } = attach(new SimulatedClock());
  const { columns, rows } = panel.geometry;
  const finds = {
    driver: family.driver,
    baud,
    size: `${columns}x${rows}`,
    keys: [...panel.keys].map((key) => key.toLowerCase()),
    leds: panel.lamps().length,
  };
  return [{ name: model.name, family, attach, finds }];
});

function attached(name: string): (clock: Clock) => Attached {
  const found = PANELS.find((panel) => panel.name === name);
  if (found === undefined) throw new Error(`no virtual panel ${name}`);
  return found.attach;
}

describe('bezel doctor', () => {
  it.each(PANELS)('finds a $name panel, and its configuration is accepted', async ({ attach, finds }) => {
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
    const { out } = await doctor({ attach: attached('matrix-orbital') });
    expect(out).toContain(`${DEVICE}: LK204-25, firmware 2.0, 20x4, at 19200 baud`);
    expect(out).toContain('[panel]\ndriver = "matrix-orbital"');
  });

  it('finds a line panel with the size and the keys it has', async () => {
    const keys = new Set<PanelKey>(['UP', 'DOWN', 'ENTER']);
    const { out } = await doctor({
      attach: (clock) => ({
        baud: 115_200,
        panel: new VirtualLinePanel({ clock, geometry: GEOMETRY_16X2, keys }),
      }),
    });
    expect(out).toContain('size = "16x2"\ntoggle_lines = false\nkeys = ["up", "down", "enter"]\n');
  });

  it('finds a CFA-633 at either speed', async () => {
    const { out } = await doctor({
      attach: (clock) => ({ ...attached('cfa633')(clock), baud: 115_200 }),
    });
    expect(out).toContain('driver = "cfa633"\ndevice = "/dev/ttyS1"\nbaud = 115200\n');
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

/** Presses on the panel whatever key it is asked for; knows the status LEDs by their usual places. */
function obliging(panel: VirtualPanel, clock: Clock, places: LedPlaces = {}): Person {
  return {
    say: (text) => {
      const [, key] = /^Press (\w+)/.exec(text) ?? [];
      if (key === undefined) return;
      clock.setTimeout(() => panel.press(key as PanelKey), 500);
      clock.setTimeout(() => panel.release(key as PanelKey), 700);
    },
    ask: async (question) => {
      const [, index, led] = /^LED (\d) is lit now. Is it (\w+),/.exec(question) ?? [];
      const known = LED_NAMES.find((name) => name === led);
      return known !== undefined && places[known] === Number(index) ? 'y' : 'n';
    },
    pause: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve());
      }),
  };
}

describe('bezel doctor does no harm', () => {
  it('opens no port that others use, and says why', async () => {
    let opened = 0;
    const { out, code } = await doctor({
      ports: ['/dev/ttyS0', '/dev/ttyS1'],
      spared: (device) => (device === '/dev/ttyS0' ? 'it is a console of the kernel (/proc/consoles)' : null),
      attach: (clock) => {
        opened += 1;
        return attached('cfa635')(clock);
      },
    });
    expect(out).toContain('/dev/ttyS0: not opened: it is a console of the kernel (/proc/consoles)');
    expect(out).toContain('/dev/ttyS1: CFA-635');
    expect(opened).toBe(1);
    expect(code).toBe(0);
  });

  it('takes less than 10 s, whatever is attached, with twelve ports as with one', async () => {
    const ports = Array.from({ length: 12 }, (_, index) => `/dev/ttyS${index}`);
    expect((await doctor({ ports })).took_ms).toBeLessThan(10_000);
    expect((await doctor({ args: ['--json'], attach: attached('line') })).took_ms).toBeLessThan(10_000);
  });

  it('proposes what is known of the machine, says who saw it, and configures the panel so', async () => {
    const machine = { vendor: 'Sophos', product: 'XG', version: '330r2' };
    const { out } = await doctor({ attach: attached('ezio-300'), machine });
    expect(out).toContain('This machine is a Sophos XG 330 rev. 2. Proposed for its panel (seen to work by');
    expect(out).toMatch(/\[panel\]\ndriver = "ezio"[\s\S]*custom_characters = false\nkeys = \{ up = "BD"/);
    expect((await doctor({ machine: { vendor: 'Acme', product: 'X', version: '' } })).out).not.toContain(
      'Proposed',
    );
  });
});

/** Devices that speak unasked, as text at intervals; what they say depends on the time alone. */
const CHATTERERS: readonly (readonly [name: string, every_ms: number, says: (turn: number) => string])[] = [
  ['a satellite receiver at 1 Hz', 1000, (turn) => nmea(turn)],
  ['a satellite receiver at 5 Hz', 200, (turn) => nmea(turn)],
  ['a satellite receiver at 10 Hz', 100, (turn) => nmea(turn)],
  [
    'the log of a switch',
    700,
    (turn) => `%LINK-3-UPDOWN: Interface Gi0/${turn % 24}, changed state to up\r\n`,
  ],
  [
    'a log with pauses of any length',
    90 + 130,
    (turn) => (turn % 7 < 3 ? `[${turn}.${turn * 37}] eth${turn % 4}: W\t\x09\x57 link\n` : ''),
  ],
  [
    'two bytes at a time',
    250,
    (turn) => String.fromCharCode(turn % 2 === 0 ? 0x09 : 0x57, 0x20 + (turn % 64)),
  ],
];

function nmea(turn: number): string {
  return `$GPGGA,${120_000 + turn}.00,4807.038,N,01131.000,E,1,08,0.9,545.${turn % 10},M,46.9,M,,*4${turn % 8}\r\n`;
}

describe('bezel doctor beside devices that are no panel', () => {
  const SPEEDS = [4800, 9600, 19_200, 38_400, 115_200, 2400] as const;

  it.each(CHATTERERS)(
    '%s, at any of its speeds, is claimed for none in ten minutes',
    async (_name, every_ms, says) => {
      for (let trial = 0; trial < 10; trial++) {
        for (const baud of SPEEDS) {
          const { out } = await doctor({
            attach: (clock) => {
              const panel = new VirtualEzio({ clock, baud });
              panel.faults.silent = true;
              let turn = trial * 13;
              const speak = (): void => {
                panel.faults.noise(Buffer.from(says(turn), 'latin1'));
                turn += 1;
                clock.setTimeout(speak, every_ms + ((turn * 17) % 11));
              };
              clock.setTimeout(speak, trial * 41);
              return { baud, panel };
            },
          });
          expect(out).toContain('No panel was found.');
        }
      }
    },
  );

  it.each([
    ['an echo', (bytes: Uint8Array) => bytes],
    ['a modem', (bytes: Uint8Array) => Uint8Array.from([...bytes, ...Buffer.from('\r\nERROR\r\n')])],
    ['one that answers anything with its state', () => Uint8Array.of(0x09, 0x20, 0x0d)],
  ])('%s is claimed for none', async (_name, reply) => {
    for (const baud of [2400, 19_200, 115_200]) {
      const { out } = await doctor({
        attach: (clock) => {
          const pair = memoryPair(clock);
          pair.device.listen({ onData: (bytes) => pair.device.write(reply(bytes)) });
          const panel = new VirtualEzio({ clock });
          Object.defineProperty(panel, 'connect', { value: pair.connect });
          return { baud, panel };
        },
      });
      expect(out).toContain('No panel was found.');
    }
  });
});

describe('bezel doctor with a person', () => {
  it.each(PANELS)('tries every key and LED of a $name panel', async ({ family, attach, finds }) => {
    const places = usualPlaces(family, finds.leds);
    const { out } = await doctor({ attach, person: (panel, clock) => obliging(panel, clock, places) });
    expect(out).not.toContain('Not seen');
    expect(out).toContain(`driver = "${finds.driver}"`);
    for (const led of LED_NAMES) {
      const section = `[leds.${led.toLowerCase()}]\nkind = "panel"\nindex = ${places[led]}\n`;
      expect(out.includes(section)).toBe(places[led] !== undefined);
    }
  });

  it('lights one LED after the other in the colour it is asked about', async () => {
    const seen: string[] = [];
    await doctor({
      attach: attached('cfa635'),
      person: (panel, clock) => ({
        ...obliging(panel, clock),
        ask: async (question) => {
          seen.push(`${question.slice(0, 5)} ${panel.lamps().join(' ')}`);
          return 'n';
        },
      }),
    });
    const oneAfterTheOther = (colour: string) =>
      [0, 1, 2, 3].map(
        (lit) => `LED ${lit} ${[0, 1, 2, 3].map((led) => (led === lit ? colour : 'off')).join(' ')}`,
      );
    expect(seen.slice(0, 5)).toEqual([...oneAfterTheOther('green'), 'LED 0 red off off off']);
    expect(seen).toEqual(LED_NAMES.flatMap((led) => oneAfterTheOther(LEDS[led].colour)));
  });

  it('writes down which letter each key of a Matrix Orbital keypad sends', async () => {
    const { out } = await doctor({
      attach: attached('matrix-orbital'),
      person: (panel, clock) => obliging(panel, clock),
    });
    expect(out).toContain(
      'keys = { up = "C", down = "D", left = "A", right = "B", enter = "E", exit = "F" }',
    );
  });

  it.each(['cfa635', 'cfa631', 'ezio-300', 'ezio-100'])(
    'learns nothing of the keys of a %s that need be written down',
    async (name) => {
      const { out } = await doctor({
        attach: attached(name),
        person: (panel, clock) => obliging(panel, clock),
      });
      expect(out).not.toContain('keys = ');
      expect(out).not.toContain('Not seen');
    },
  );

  it('learns the keys of a relative in another order: DOWN was taken for ENTER, four times', async () => {
    const { out } = await doctor({
      attach: (clock) => {
        const panel = new VirtualEzio({ clock });
        panel.quirks.keyCodes = { DOWN: 0xbb, EXIT: 0xbe, UP: 0xbd, ENTER: 0xb7 };
        return { baud: 2400, panel };
      },
      person: (panel, clock) => obliging(panel, clock),
    });
    expect(out).toContain('keys = { up = "BD", down = "BB", enter = "B7", exit = "BE" }');
  });

  it('finds out with the person what a relative of an EZIO needs', async () => {
    const { out } = await doctor({
      attach: (clock) => {
        const panel = new VirtualEzio({ clock });
        panel.quirks.busy = { home: 10, cursor: 10, move: 10, poll: 10 };
        panel.quirks.drawing = 'text';
        return { baud: 2400, panel };
      },
      person: (panel, clock) => ({
        ...obliging(panel, clock),
        ask: async (question) => {
          const [first = '', second = ''] = panel.frame().rows;
          if (question.includes('blocks')) return second.includes('↓') || second.includes('<') ? 'n' : 'y';
          return first.startsWith('BEZEL TEST SCREE') && second.startsWith('01234') ? 'n' : 'y';
        },
      }),
    });
    expect(out).toContain('pause_ms = 10\n');
    expect(out).toContain('custom_characters = false\n');
  });

  it('says which keys were not seen', async () => {
    const { out } = await doctor({
      attach: attached('ezio-300'),
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
