import { describe, expect, it } from 'vitest';
import { createLinePanel } from '../../../../drivers/line/driver.ts';
import { VirtualLinePanel } from '../../../../drivers/line/virtual-panel.ts';
import type { PanelLink } from '../../../../drivers/panel.ts';
import { frameOf, GEOMETRY_16X2, GEOMETRY_20X4, GLYPHS } from '../../../../menus/frame.ts';
import type { KeyEdge, PanelKeys } from '../../../../menus/keys.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

function connected(options: { geometry?: typeof GEOMETRY_20X4; keys?: PanelKeys; start_ms?: number } = {}) {
  const clock = new SimulatedClock(options.start_ms ?? 1_000_000);
  const virtual = new VirtualLinePanel({ clock });
  const links: PanelLink[] = [];
  const edges: KeyEdge[] = [];
  const panel = createLinePanel({
    connect: virtual.connect,
    clock,
    name: 'line',
    geometry: options.geometry ?? GEOMETRY_20X4,
    ...(options.keys === undefined ? {} : { keys: options.keys }),
  });
  panel.start({ onEdge: (edge) => edges.push(edge), onLink: (link) => links.push(link) });
  clock.advance(200);
  return { clock, virtual, panel, links, edges };
}

describe('a line protocol panel', () => {
  it('tells its name', () => {
    expect(connected().links).toEqual([{ state: 'connected', identity: 'virtual-line' }]);
  });

  it('is greeted with a whole token at a fraction of a millisecond', () => {
    expect(connected({ start_ms: 1_005_005.12 }).links).toEqual([
      { state: 'connected', identity: 'virtual-line' },
    ]);
  });

  it('of another size is not used, and says why once', () => {
    const { clock, links } = connected({ geometry: GEOMETRY_16X2 });
    clock.advance(60_000);
    expect(links).toEqual([{ state: 'absent', why: 'the panel is 20x4, configured is 16x2' }]);
  });

  it('writes two far ends of a row as two spans', () => {
    const { clock, virtual, panel } = connected();
    panel.show(frameOf(GEOMETRY_20X4, ['A                  A']));
    clock.advance(200);
    const before = virtual.bytes.fromHost;
    panel.show(frameOf(GEOMETRY_20X4, ['B                  B']));
    clock.advance(50);
    expect(virtual.frame().rows[0]).toBe('B                  B');
    // "SS TEXT 0 0 B*CCCC" and "SS TEXT 19 0 B*CCCC", each with its line feed: no more than the row in one.
    expect(virtual.bytes.fromHost - before).toBeLessThanOrEqual(39);
  });

  it('keeps its characters apart though all glyphs are one byte in the shadow', () => {
    const { clock, virtual, panel } = connected();
    for (const glyph of Object.values(GLYPHS)) {
      panel.show(frameOf(GEOMETRY_20X4, [glyph.repeat(20)]));
      clock.advance(100);
      expect(virtual.frame().rows[0]).toBe(glyph.repeat(20));
    }
  });

  it('counts an event once though its acknowledgement was lost', () => {
    const { clock, virtual, edges } = connected();
    virtual.press('UP');
    clock.advance(1);
    // The line to the panel is dead just long enough for the acknowledgement to be lost.
    virtual.faults.silent = true;
    clock.advance(20);
    virtual.faults.silent = false;
    clock.advance(1000);
    virtual.release('UP');
    clock.advance(1000);
    expect(edges.map(({ edge }) => edge)).toEqual(['press', 'release']);
  });

  it('was never checked while the same frame was shown again and again: a restart went unnoticed', () => {
    const { clock, virtual, panel } = connected();
    const frame = frameOf(GEOMETRY_20X4, ['SETUP NETWORK']);
    panel.show(frame);
    clock.advance(100);
    virtual.faults.reset();
    for (let times = 0; times < 20; times++) {
      panel.show(frame);
      clock.advance(100);
    }
    expect(virtual.frame().rows[0]?.trim()).toBe('SETUP NETWORK');
  });

  it('does not wait for an answer to acknowledge a key', () => {
    const { clock, virtual, panel, edges } = connected();
    panel.show(frameOf(GEOMETRY_20X4, ['X'.repeat(20), 'X'.repeat(20), 'X'.repeat(20)]));
    virtual.press('UP');
    clock.advance(6);
    expect(edges).toHaveLength(1);
  });
});

describe('the queue of a line protocol panel', () => {
  it('lost the release of a press it had taken, when it was full: the key stayed down', () => {
    const { clock, virtual, edges } = connected();
    // Nobody acknowledges: the host is away, the session goes on.
    virtual.faults.silent = true;
    for (let press = 0; press < 200; press++) {
      for (const key of ['UP', 'DOWN'] as const) virtual.press(key);
      for (const key of ['UP', 'DOWN'] as const) virtual.release(key);
    }
    virtual.faults.silent = false;
    clock.advance(60_000);
    const down = new Set<string>();
    for (const { key, edge } of edges) {
      expect(down.has(key)).toBe(edge === 'release');
      if (edge === 'press') down.add(key);
      else down.delete(key);
    }
    expect(edges.length).toBeGreaterThan(100);
    expect([...down]).toEqual([]);
  });
});
