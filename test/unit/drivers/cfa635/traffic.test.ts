import { describe, expect, it } from 'vitest';
import { panelOnALine, shownPanel } from './panel-on-a-line.ts';

const BASE = ['NAME: APPLIANCE-1', 'LAN 192.168.1.10/24', 'PLATFORM REACHED', 'VERSION 1.2.3'];
const changed = (row: number, text: string): string[] =>
  BASE.map((line, index) => (index === row ? text : line));

/** Bytes to the panel when the base screen is followed by these lines. */
const cost = (lines: readonly string[]): number => {
  const line = shownPanel(BASE);
  return line.traffic(() => line.show(...lines), 100).fromHost;
};

describe('bytes on the line', () => {
  it('are 7 for one character', () => {
    expect(cost(changed(1, 'LAN 192.168.1.11/24'))).toBe(7);
  });

  it('are 26 for a whole row', () => {
    expect(cost(changed(1, 'abcdefghijklmnopqrst'))).toBe(26);
  });

  it('are 14 for both ends of a row: two spans', () => {
    expect(cost(changed(1, 'XAN 192.168.1.10/24X'))).toBe(14);
  });

  it('are those of one span where the gap costs no more than another span', () => {
    expect(cost(changed(1, 'XAN 192X168.1X10/2X'))).toBe(6 + 19);
  });

  it('are at most 104 for a whole screen', () => {
    expect(
      cost(['abcdefghijklmnopqrst', 'bcdefghijklmnopqrstu', 'cdefghijklmnopqrstuv', 'defghijklmnopqrstuvw']),
    ).toBe(104);
  });

  it('are none for a frame that is shown already', () => {
    expect(cost(BASE)).toBe(0);
  });

  it('are 6 for a moved cursor and 6 for an LED', () => {
    const line = shownPanel(BASE);
    const cursor = (column: number) => line.frame(BASE, { column, row: 1, style: 'underline' });
    line.driver.show(cursor(1));
    line.clock.advance(100);
    expect(line.traffic(() => line.driver.show(cursor(2)), 100).fromHost).toBe(6);
    line.show(...BASE);
    line.clock.advance(100);
    expect(line.traffic(() => line.driver.show(line.frame(BASE, null, { S2: true })), 100).fromHost).toBe(6);
  });

  it('are at most 28 to the panel and 133 from it in any 10 s without a change', () => {
    const line = shownPanel(BASE);
    for (let offset = 0; offset < 20; offset++) {
      const { fromHost, toHost } = line.traffic(() => undefined, 10_000);
      expect(fromHost).toBeLessThanOrEqual(28);
      expect(toHost).toBeLessThanOrEqual(133);
      line.clock.advance(77);
    }
  });

  it('are few while the panel is silent: a ping every half second, and every four seconds the picture, in case it hears', () => {
    const line = shownPanel(BASE);
    line.panel.faults.silent = true;
    line.clock.advance(5000);
    expect(line.traffic(() => undefined, 10_000).fromHost).toBeLessThanOrEqual(600);
  });

  it('stop piling up when the stream takes none', () => {
    let waiting = 0;
    const line = panelOnALine({
      through: (connect) => (events) => {
        const transport = connect(events);
        return {
          write: (bytes) => {
            waiting += bytes.length;
          },
          get pending() {
            return waiting;
          },
          close: () => transport.close(),
        };
      },
    });
    line.start();
    line.clock.advance(600_000);
    expect(waiting).toBeLessThan(100);
    expect(line.links).toEqual([{ state: 'silent' }]);
  });
});
