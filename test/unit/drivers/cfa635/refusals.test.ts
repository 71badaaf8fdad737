import { describe, expect, it } from 'vitest';
import { COMMAND } from '../../../../drivers/cfa635/commands.ts';
import { createCfa635Panel } from '../../../../drivers/cfa635/driver.ts';
import { driverOfNumber, parseIdentity } from '../../../../drivers/cfa635/identity.ts';
import { FIRMWARES } from '../../../../drivers/cfa635/virtual-memory.ts';
import { VirtualCfa635 } from '../../../../drivers/cfa635/virtual-panel.ts';
import type { PanelLink } from '../../../../drivers/panel.ts';
import { frameOf, GLYPHS } from '../../../../menus/frame.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

type FirmwareName = keyof typeof FIRMWARES;
const MODEL_OF = {
  cfa635: 'cfa635',
  cfa835: 'cfa635',
  cfa633: 'cfa633',
  'cfa633-old': 'cfa633',
  cfa631: 'cfa631',
} as const satisfies Record<FirmwareName, string>;

/** A panel that refuses some commands on top of what its firmware does, and the driver that is configured for it. */
function line(
  name: FirmwareName,
  {
    refused = [],
    configured = MODEL_OF[name],
  }: { refused?: readonly number[]; configured?: 'cfa635' | 'cfa633' | 'cfa631' } = {},
) {
  const clock = new SimulatedClock(1_000_000);
  const known = FIRMWARES[name];
  const firmware = { ...known, refused: [...known.refused, ...refused] };
  const panel = new VirtualCfa635({ model: MODEL_OF[name], firmware, clock, baud: 19_200 });
  const links: PanelLink[] = [];
  const lacks: string[] = [];
  const presses: string[] = [];
  const driver = createCfa635Panel({
    connect: panel.connect,
    clock,
    model: configured,
    name: 'panel',
    leds: {},
  });
  return {
    clock,
    panel,
    driver,
    links,
    lacks,
    presses,
    start: () =>
      driver.start({
        onEdge: ({ key, edge }) => presses.push(`${key} ${edge}`),
        onLink: (link) => links.push(link),
        onLack: (what) => lacks.push(what),
      }),
    show: (...lines: string[]) => driver.show(frameOf(driver.geometry, lines)),
    glass: () => panel.frame().rows.map((row) => row.trimEnd()),
    states: () => links.map(({ state }) => state),
  };
}

describe('what a panel refuses is not shown', () => {
  it('a CFA-633 before firmware 1.9 was a blank glass that was called connected', () => {
    const { start, show, clock, glass, states, lacks } = line('cfa633-old');
    show('LAN IP ADDRESS', '192.168.001.010');
    start();
    clock.advance(1000);
    expect(glass()).toEqual(['LAN IP ADDRESS', '192.168.001.010']);
    expect(states()).toEqual(['connected']);
    expect(lacks).toEqual([]);
  });

  it('a panel that takes no text by any way is not called connected, and is told once', () => {
    const { start, show, clock, links } = line('cfa633', {
      refused: [COMMAND.text, COMMAND.writeLine1, COMMAND.writeLine2],
    });
    show('NOBODY SEES THIS');
    start();
    clock.advance(60_000);
    expect(links.slice(-1)).toEqual([{ state: 'hidden', why: 'it takes no text in rows 1, 2' }]);
    expect(links.length).toBeLessThanOrEqual(2);
  });

  it('a panel that leaves text unanswered is not called connected either, and is once it answers', () => {
    const { start, show, clock, panel, states, glass } = line('cfa635');
    panel.faults.ignored = [COMMAND.text, COMMAND.writeLine1, COMMAND.writeLine2];
    show('HIDDEN');
    start();
    clock.advance(30_000);
    expect(states().at(-1)).toBe('hidden');
    panel.faults.ignored = [];
    clock.advance(120_000);
    expect(states().at(-1)).toBe('connected');
    expect(glass()[0]).toBe('HIDDEN');
  });

  it('without custom characters other signs stand in, and the log says so once', () => {
    const { start, show, clock, glass, lacks } = line('cfa633', { refused: [COMMAND.customCharacter] });
    show(`${GLYPHS.up}${GLYPHS.down}${GLYPHS.enter}${GLYPHS.lock}\\~`);
    start();
    clock.advance(3000);
    expect(glass()[0]).toBe('^v<*/-');
    expect(lacks).toEqual(['custom characters']);
  });

  it('of LEDs or a cursor is told once, and holds nothing up', () => {
    const { start, show, clock, glass, lacks, states, panel } = line('cfa635', {
      refused: [COMMAND.writePin, COMMAND.cursorStyle, COMMAND.backlight],
    });
    show('TEXT');
    start();
    clock.advance(5000);
    expect(glass()[0]).toBe('TEXT');
    expect(lacks.toSorted()).toEqual(['LEDs', 'a cursor', 'backlight']);
    expect(states()).toEqual(['connected']);
    const { fromHost } = panel.bytes;
    clock.advance(10_000);
    expect(panel.bytes.fromHost - fromHost).toBeLessThanOrEqual(28);
  });
});

describe('a panel of another size than the configured one', () => {
  it.each([
    ['cfa633', 'cfa635', 'CFA633'],
    ['cfa633-old', 'cfa635', 'CFA633'],
    ['cfa631', 'cfa633', 'CFA631'],
    ['cfa635', 'cfa633', 'CFA635'],
  ] as const)(
    '%s on driver %s says on the glass what it is, and its keys do nothing',
    (name, configured, shown) => {
      const { start, show, clock, panel, glass, links, presses } = line(name, { configured });
      show('NOT LAID OUT', 'FOR THIS GLASS');
      start();
      clock.advance(1000);
      expect(glass().slice(0, 2)).toEqual([`PANEL IS ${shown}`, `SET UP: ${configured.toUpperCase()}`]);
      panel.tap('ENTER');
      clock.advance(30_000);
      expect(presses).toEqual([]);
      expect(links).toEqual([
        { state: 'absent', why: expect.stringContaining(`expected driver = "${MODEL_OF[name]}"`) },
      ]);
    },
  );
});

describe('a CFA-835', () => {
  it('has the contrast that is right on its own scale: 96 was too light to read', () => {
    const { start, show, clock, panel } = line('cfa835');
    show('X');
    start();
    clock.advance(1000);
    expect(panel.frame().contrast).toBe(128);
  });

  it('is asked for its settings where it refuses the status: its resets went unnoticed', () => {
    const { start, show, clock, panel, glass } = line('cfa835');
    show('STILL THERE');
    start();
    clock.advance(5000);
    panel.faults.reset();
    clock.advance(2000);
    expect(glass()[0]).toBe('STILL THERE');
  });
});

describe('a panel that resets itself on what it is sent', () => {
  it.each([
    ['on each packet with data, pings too', { deaf_ms: 0, pingsToo: true }],
    ['on each but a ping', { deaf_ms: 0, pingsToo: false }],
    ['and is deaf for a second', { deaf_ms: 1000, pingsToo: false }],
  ])(
    '%s: is left in peace more and more, and the log says why, not again and again',
    (_name, resetsOnData) => {
      const { start, show, clock, panel, states, links, lacks } = line('cfa635');
      panel.faults.resetsOnData = resetsOnData;
      show('NEVER SHOWN');
      start();
      clock.advance(900_000);
      expect(states().length).toBeLessThanOrEqual(4);
      expect(states().at(-1)).not.toBe('connected');
      const why = links.flatMap((link) => (link.state === 'hidden' ? [link.why] : []));
      expect([...why, ...lacks].join()).toMatch(/takes no text|resets itself/);
      const seen = { links: links.length, lacks: lacks.length };
      clock.advance(3_600_000);
      expect({ links: links.length, lacks: lacks.length }).toEqual(seen);
      panel.faults.resetsOnData = null;
      clock.advance(700_000);
      expect(states().at(-1)).toBe('connected');
    },
  );

  it('after each repaint: repaints wait, longer each time, and the log says so once', () => {
    const { start, show, clock, panel, lacks } = line('cfa635');
    show('TOO MUCH LIGHT');
    start();
    let repaints = 0;
    const stop = panel.onChange(() => {
      if (panel.frame().backlight !== 99) return;
      repaints += 1;
      panel.faults.reset();
    });
    clock.advance(600_000);
    expect(repaints).toBeLessThan(30);
    expect(lacks).toEqual(['the settings it was sent: it resets itself again and again, or rounds them']);
    stop();
    clock.advance(61_000);
    expect(panel.frame().rows[0]?.trimEnd()).toBe('TOO MUCH LIGHT');
  });

  it('or only rounds its backlight, shows every frame as fast as any other', () => {
    const { start, show, clock, panel, glass } = line('cfa635');
    panel.faults.roundsTo = 10;
    start();
    for (let count = 0; count < 60; count++) {
      show(`COUNT ${count}`);
      clock.advance(1000);
      expect(glass()[0]).toBe(`COUNT ${count}`);
    }
    const { fromHost } = panel.bytes;
    clock.advance(600_000);
    expect(panel.bytes.fromHost - fromHost).toBeLessThan(10_000);
  });
});

describe('the name of a panel', () => {
  it.each([
    ['CFA635:h1.1,v1.6', '635', '1.6', 'cfa635'],
    ['CFA633:h1.4,k1.9', '633', 'k1.9', 'cfa633'],
    ['CFA633:h1.5,u2v1', '633', 'u2v1', 'cfa633'],
    ['CFA635:h1v2,u2v0', '635', 'u2v0', 'cfa635'],
    ['XES635:h1v2,u2v0', '635', 'u2v0', 'cfa635'],
    ['CFA533: h1.4, u1v2', '533', 'u1v2', 'cfa633'],
    ['CFA835:h2.0,f1.7', '835', 'f1.7', 'cfa635'],
    ['CFA735:h1.0,f1.2', '735', 'f1.2', 'cfa635'],
    ['CFA631:h1.1,v1.9', '631', '1.9', 'cfa631'],
  ])('%s is read as real panels give it', (text, number, firmware, driver) => {
    expect(parseIdentity(text)).toMatchObject({ number, firmware });
    expect(driverOfNumber(number)).toBe(driver);
  });

  it('of anything else is none', () => {
    expect(parseIdentity('Hello!')).toBeNull();
    expect(driverOfNumber('999')).toBeNull();
  });
});
