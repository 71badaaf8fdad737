import { describe, expect, it } from 'vitest';
import { createEzioPanel } from '../../../../drivers/ezio/driver.ts';
import { VirtualEzio } from '../../../../drivers/ezio/virtual-panel.ts';
import { frameOf, GEOMETRY_16X2, GLYPHS } from '../../../../menus/frame.ts';
import type { KeyEdge } from '../../../../menus/keys.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

function running() {
  const clock = new SimulatedClock(1_000_000);
  const virtual = new VirtualEzio({ clock });
  const panel = createEzioPanel({ connect: virtual.connect, clock, name: 'ezio', baud: 2400 });
  const edges: KeyEdge[] = [];
  panel.start({ onEdge: (edge) => edges.push(edge), onLink: () => {} });
  panel.show(frameOf(GEOMETRY_16X2, ['SETUP NETWORK']));
  clock.advance(3000);
  const tap = (hold_ms: number, pause_ms: number): void => {
    virtual.press('DOWN');
    clock.advance(hold_ms);
    virtual.release('DOWN');
    clock.advance(pause_ms);
  };
  const presses = (): number => edges.filter(({ edge }) => edge === 'press').length;
  return { clock, virtual, panel, edges, tap, presses };
}

describe('an EZIO', () => {
  it('catches presses of 50 ms while a person is at it, whatever is being written', () => {
    const { clock, panel, tap, presses } = running();
    tap(200, 200);
    for (let press = 0; press < 100; press++) {
      panel.show(frameOf(GEOMETRY_16X2, ['ABCDEFGHIJKLMNOP'.slice(press % 16), `${press}`.repeat(8)]));
      clock.advance(press % 13);
      tap(50, 60 + (press % 7));
    }
    expect(presses()).toBe(101);
  });

  it('catches a first press of 80 ms after any idling', () => {
    const { clock, tap, presses } = running();
    for (let press = 1; press <= 40; press++) {
      clock.advance(40_000 + press * 3);
      tap(80, 100);
      expect(presses()).toBe(press);
    }
  });

  it('asks less often when nobody is there', () => {
    const { clock, virtual, tap } = running();
    const polls = (): number => {
      const before = virtual.bytes.toHost;
      clock.advance(10_000);
      return (virtual.bytes.toHost - before) / 2;
    };
    tap(100, 100);
    const active = polls();
    clock.advance(60_000);
    expect(polls()).toBeLessThan(active * 0.6);
  });

  it('takes two keys at once as neither', () => {
    const { clock, virtual, edges } = running();
    virtual.press('UP');
    virtual.press('ENTER');
    clock.advance(300);
    virtual.release('UP');
    virtual.release('ENTER');
    clock.advance(300);
    expect(edges).toEqual([]);
  });

  it('keeps a key down while another is pressed beside it', () => {
    const { clock, virtual, edges } = running();
    virtual.press('UP');
    clock.advance(200);
    virtual.press('ENTER');
    clock.advance(200);
    virtual.release('ENTER');
    clock.advance(200);
    virtual.release('UP');
    clock.advance(200);
    expect(edges.map(({ key, edge }) => `${key} ${edge}`)).toEqual(['UP press', 'UP release']);
  });

  it('believes no key it did not ask for', () => {
    const { clock, virtual, edges } = running();
    for (let times = 0; times < 20; times++) {
      const { toHost } = virtual.bytes;
      while (virtual.bytes.toHost === toHost) clock.advance(1);
      // The answer to this poll has come; the next poll is 50 ms away.
      clock.advance(12);
      virtual.faults.noise(Uint8Array.of(0xfd, 0xbb));
      clock.advance(20);
    }
    expect(edges).toEqual([]);
  });

  it('never sends a character that would be a command', () => {
    const { clock, panel, virtual } = running();
    const every = [
      ...Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at)),
      ...Object.values(GLYPHS),
    ];
    for (let first = 0; first < every.length; first += 32) {
      const page = every
        .slice(first, first + 32)
        .join('')
        .padEnd(32);
      panel.show(frameOf(GEOMETRY_16X2, [page.slice(0, 16), page.slice(16)]));
      clock.advance(1000);
      const shown = virtual.frame().rows.join('');
      for (const [at, character] of [...shown].entries()) expect([page[at], '?']).toContain(character);
    }
  });

  it('shows the newest frame within a third of a second, line and polls together', () => {
    const { clock, panel, virtual } = running();
    panel.show(frameOf(GEOMETRY_16X2, ['X'.repeat(16), 'Y'.repeat(16)]));
    clock.advance(333);
    expect(virtual.frame().rows).toEqual(['X'.repeat(16), 'Y'.repeat(16)]);
  });
});
