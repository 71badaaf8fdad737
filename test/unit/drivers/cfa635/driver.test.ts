import { describe, expect, it } from 'vitest';
import { encodePacket } from '../../../../drivers/cfa635/codec.ts';
import { KEY_REPORT, keyCode, SIX_KEYS } from '../../../../drivers/cfa635/reports.ts';
import type { TransportEvents } from '../../../../drivers/transport.ts';
import { GLYPHS } from '../../../../menus/frame.ts';
import { lit } from '../../../support/leds.ts';
import { panelOnALine, shownPanel } from './panel-on-a-line.ts';

const MENU = [
  'SETUP NETWORK',
  `ENABLE WAN${GLYPHS.right}`,
  `${GLYPHS.upDown} ${GLYPHS.enter} ${GLYPHS.lock}`,
  'A_B@C\\D`E~F',
];

describe.each(['cfa635', 'cfa633'] as const)('a %s', (model) => {
  it('is recognised, shows the frame and tells its name', () => {
    const line = shownPanel(MENU, { model });
    expect(line.links).toEqual([{ state: 'connected', identity: expect.stringContaining('CFA63') }]);
    expect(line.glass()).toEqual(MENU.slice(0, line.driver.geometry.rows));
  });

  it.each([19_200, 115_200])('shows the same at %i baud', (baud) => {
    const line = shownPanel(MENU, { model, baud });
    expect(line.glass()).toEqual(MENU.slice(0, line.driver.geometry.rows));
  });

  it('shows the cursor where and how the frame wants it', () => {
    const line = shownPanel(['ADDRESS'], { model });
    line.driver.show(line.frame(['ADDRESS'], { column: 3, row: 1, style: 'block' }));
    line.clock.advance(100);
    expect(line.panel.frame().cursor).toEqual({ column: 3, row: 1, style: 'block' });
    line.driver.show(line.frame(['ADDRESS'], { column: 4, row: 1, style: 'underline' }));
    line.clock.advance(100);
    expect(line.panel.frame().cursor).toEqual({ column: 4, row: 1, style: 'underline' });
    line.show('ADDRESS');
    line.clock.advance(100);
    expect(line.panel.frame().cursor).toBeNull();
  });

  it('has contrast and backlight set, as soon as it is there and whenever they change', () => {
    const line = shownPanel([], { model });
    line.driver.setDisplay({ contrast_percent: 100, brightness_percent: 30.4 });
    line.clock.advance(100);
    expect(line.panel.frame()).toMatchObject({ contrast: model === 'cfa635' ? 125 : 29, backlight: 30 });
    line.driver.setDisplay({ contrast_percent: 0, brightness_percent: 300 });
    line.clock.advance(100);
    expect(line.panel.frame()).toMatchObject({ contrast: model === 'cfa635' ? 66 : 4, backlight: 99 });
  });

  it('reports every press and release, in order', () => {
    const line = shownPanel([], { model });
    for (const key of line.driver.keys) line.panel.tap(key, 0);
    line.clock.advance(100);
    expect(line.edges).toEqual(
      ['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER', 'EXIT']
        .map((key) => `${key} press`)
        .concat(['UP', 'DOWN', 'LEFT', 'RIGHT', 'ENTER', 'EXIT'].map((key) => `${key} release`)),
    );
  });
});

describe('status LEDs of a 635', () => {
  it('light S1 green and S2 red, each at its place', () => {
    const line = shownPanel([], { leds: { S1: 0, S2: 3 } });
    line.driver.show(line.frame([], null, lit('S1', 'S2')));
    line.clock.advance(100);
    expect(line.panel.frame().leds).toEqual(['green', 'off', 'off', 'red']);
    line.driver.show(line.frame([], null, { S2: true }));
    line.clock.advance(100);
    expect(line.panel.frame().leds).toEqual(['off', 'off', 'off', 'red']);
  });

  it('may share a lamp, which then is amber', () => {
    const line = shownPanel([], { leds: { S1: 2, S2: 2 } });
    line.driver.show(line.frame([], null, lit('S1', 'S2')));
    line.clock.advance(100);
    expect(line.panel.frame().leds).toEqual(['off', 'off', 'amber', 'off']);
  });

  it('stay dark where none is assigned', () => {
    const line = shownPanel([], { leds: {} });
    line.driver.show(line.frame([], null, lit('S1', 'S2')));
    line.clock.advance(100);
    expect(line.panel.frame().leds).toEqual(['off', 'off', 'off', 'off']);
  });

  it('are asked of no 633', () => {
    const line = shownPanel([], { model: 'cfa633', leds: { S1: 0, S2: 1 } });
    line.driver.show(line.frame(['X'], null, lit('S1', 'S2')));
    line.clock.advance(100);
    expect(line.panel.frame()).toMatchObject({
      leds: [],
      rows: [expect.stringMatching(/^X/), expect.anything()],
    });
  });
});

describe('a frame', () => {
  it('replaces one that has not been sent yet', () => {
    const line = shownPanel(['']);
    line.panel.faults.answerDelay_ms = 10;
    const rows: string[] = [];
    line.panel.onChange(() => rows.push(line.glass()[0] ?? ''));
    for (const text of ['FIRST', 'SECOND', 'THIRD', 'NEWEST']) line.show(text);
    line.clock.advance(100);
    expect(rows).toEqual(['FIRST', 'NEWEST']);
  });

  it('shown before the panel is started is there when the panel is', () => {
    expect(shownPanel(['EARLY']).glass()[0]).toBe('EARLY');
  });

  it('of another size is cut and padded, never wrapped', () => {
    const line = panelOnALine();
    line.driver.show({
      geometry: { columns: 30, rows: 5 },
      rows: ['123456789012345678901234567890', 'SHORT'],
      cursor: null,
      leds: lit(),
    });
    line.start();
    line.clock.advance(500);
    expect(line.glass()).toEqual(['12345678901234567890', 'SHORT', '', '']);
  });
});

describe('a key', () => {
  it('does not wait for the answer to a command', () => {
    const line = shownPanel(['OLD']);
    line.panel.faults.answerDelay_ms = 200;
    line.show('NEW');
    line.clock.advance(10);
    line.panel.press('ENTER');
    line.clock.advance(0);
    expect(line.edges).toEqual(['ENTER press']);
    line.clock.advance(1000);
    expect(line.glass()[0]).toBe('NEW');
  });

  it('is answered by the frame it causes within the time the line itself takes', () => {
    const line = shownPanel(['BEFORE'], { baud: 115_200 });
    line.whenEdge(() => line.show('AFTER'));
    line.panel.press('DOWN');
    // 5 bytes of key report and 12 bytes of text, 10 bits each.
    line.clock.advance(((5 + 12) * 10_000) / 115_200 + 0.001);
    expect(line.glass()[0]).toBe('AFTER');
  });

  it('is not put together from halves before and after a loss of the device', () => {
    const connections: TransportEvents[] = [];
    const line = panelOnALine({
      through: () => (events) => {
        connections.push(events);
        return { write: () => undefined, pending: 0, close: () => undefined };
      },
    });
    const report = encodePacket({ type: KEY_REPORT, data: Uint8Array.of(keyCode(SIX_KEYS.UP, 'press')) });
    line.start();
    connections[0]?.onOpen();
    connections[0]?.onData(report.subarray(0, 3));
    connections[0]?.onClose('gone');
    line.clock.advance(100);
    connections[1]?.onOpen();
    connections[1]?.onData(report.subarray(3));
    expect(line.edges).toEqual([]);
    connections[1]?.onData(report);
    expect(line.edges).toEqual(['UP press']);
  });

  it('is not lost in a burst of 40', () => {
    const line = shownPanel(['0'], { baud: 115_200 });
    let presses = 0;
    line.whenEdge(() => {
      presses += 1;
      line.show(`${presses}`);
    });
    for (let count = 0; count < 20; count++) {
      line.panel.press('UP');
      line.panel.release('UP');
    }
    line.clock.advance(200);
    expect(line.edges).toHaveLength(40);
    expect(line.glass()[0]).toBe('40');
  });
});

describe('closing', () => {
  it('sends what is pending first', async () => {
    const line = shownPanel(['RUNNING'], { baud: 19_200 });
    line.show('GOODBYE', 'SEE YOU', 'NEXT', 'TIME');
    const closed = line.driver.close(1000);
    line.clock.advance(999);
    await closed;
    expect(line.glass()).toEqual(['GOODBYE', 'SEE YOU', 'NEXT', 'TIME']);
  });

  it('gives up after its grace and says nothing afterwards', async () => {
    const line = shownPanel(['RUNNING']);
    line.panel.faults.silent = true;
    line.show('GOODBYE');
    const closed = line.driver.close(300);
    line.clock.advance(300);
    await closed;
    line.panel.faults.silent = false;
    line.panel.press('UP');
    line.clock.advance(10_000);
    expect(line.edges).toEqual([]);
    expect(line.links).toHaveLength(1);
    expect(line.clock.pendingCount).toBe(0);
  });

  it.each([
    ['absent', (line: ReturnType<typeof shownPanel>) => line.panel.faults.unplug()],
    ['silent', (line: ReturnType<typeof shownPanel>) => Object.assign(line.panel.faults, { silent: true })],
    ['idle', () => undefined],
  ])('does not wait for a panel that is %s', async (_name, prepare) => {
    const line = shownPanel(['RUNNING']);
    prepare(line);
    line.clock.advance(5000);
    await line.driver.close(60_000);
    line.clock.advance(10);
    expect(line.clock.pendingCount).toBe(0);
  });

  it('lets the next driver have the device', async () => {
    const line = shownPanel(['OURS']);
    await line.driver.close(0);
    line.clock.advance(1);
    const other: string[] = [];
    line.panel.connect({
      onOpen: () => other.push('open'),
      onData: () => undefined,
      onClose: (why) => other.push(why),
    });
    line.clock.advance(1);
    expect(other).toEqual(['open']);
  });
});
