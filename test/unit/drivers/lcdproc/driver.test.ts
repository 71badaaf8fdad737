import { describe, expect, it } from 'vitest';
import { quote, readServerLine } from '../../../../drivers/lcdproc/codec.ts';
import { createLcdprocPanel } from '../../../../drivers/lcdproc/driver.ts';
import { VirtualLcdd } from '../../../../drivers/lcdproc/virtual-server.ts';
import type { PanelLink } from '../../../../drivers/panel.ts';
import type { Connect } from '../../../../drivers/transport.ts';
import { type Frame, frameOf, GEOMETRY_16X2, GEOMETRY_20X4, GLYPHS } from '../../../../menus/frame.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

function running(geometry = GEOMETRY_20X4, kept: readonly string[] = []) {
  const clock = new SimulatedClock(1_000_000);
  const server = new VirtualLcdd({ clock, kept });
  const links: PanelLink[] = [];
  const panel = createLcdprocPanel({ connect: server.connect, clock, name: 'lcdproc', geometry });
  panel.start({ onEdge: () => {}, onLink: (link) => links.push(link) });
  clock.advance(1000);
  return { clock, server, panel, links };
}

describe('a client of LCDd', () => {
  it('tells the version of the server', () => {
    expect(running().links).toEqual([{ state: 'connected', identity: 'LCDd 0.5.9' }]);
  });

  it('says so when LCDd keeps a key for its own menu, and works with the others', () => {
    const { links } = running(GEOMETRY_20X4, ['Escape']);
    expect(links).toEqual([
      { state: 'connected', identity: 'LCDd 0.5.9, which keeps keys for its own menu' },
    ]);
  });

  it('does not use a display of another size, and says why once', () => {
    const { clock, links } = running(GEOMETRY_16X2);
    clock.advance(60_000);
    expect(links).toEqual([{ state: 'absent', why: "LCDd's display is 20x4, configured is 16x2" }]);
  });

  it('stayed silent for good when the connection died without an end: it is made anew', () => {
    const clock = new SimulatedClock(1_000_000);
    const server = new VirtualLcdd({ clock });
    const links: PanelLink[] = [];
    let connections = 0;
    const connect: Connect = (events) => {
      connections += 1;
      const mine = connections;
      // What is on the first connection gets lost from some moment on.
      const heard = {
        ...events,
        onData: (bytes: Uint8Array) => (mine > 1 || !cut ? events.onData(bytes) : undefined),
      };
      return server.connect(heard);
    };
    let cut = false;
    const panel = createLcdprocPanel({ connect, clock, name: 'lcdproc', geometry: GEOMETRY_20X4 });
    panel.start({ onEdge: () => {}, onLink: (link) => links.push(link) });
    panel.show(frameOf(GEOMETRY_20X4, ['BEFORE']));
    clock.advance(1000);
    cut = true;
    clock.advance(20_000);
    panel.show(frameOf(GEOMETRY_20X4, ['AFTER']));
    clock.advance(2000);
    expect(links.map(({ state }) => state)).toEqual(['connected', 'silent', 'connected']);
    expect(connections).toBe(2);
    expect(server.frame().rows[0]?.trim()).toBe('AFTER');
  });

  it('shares the glass with another client, but not while an operator is at it: six presses were lost at KEEP', () => {
    const { clock, server, panel, links } = running();
    const presses: string[] = [];
    panel.show(frameOf(GEOMETRY_20X4, ['KEEP THESE SETTINGS?']));
    server.share('foreground');
    clock.advance(20_000);
    expect(links.map(({ state }) => state)).toContain('hidden');
    panel.setAttention?.(true);
    clock.advance(100);
    let shown = 0;
    for (let second = 0; second < 100; second++) {
      clock.advance(1000);
      if (server.frame().rows[0]?.startsWith('KEEP')) shown += 1;
    }
    expect(shown).toBe(100);
    expect(links.at(-1)?.state).toBe('connected');
    for (const other of ['alert', 'info', null]) {
      server.share(other);
      clock.advance(5000);
      expect(server.frame().rows[0]).toContain('KEEP');
    }
    panel.setAttention?.(false);
    server.share('alert');
    clock.advance(1000);
    expect(server.frame().rows[0]).toContain('ANOTHER CLIENT');
    expect(links.at(-1)).toEqual({ state: 'hidden', why: "LCDd shows another client's screen" });
    expect(presses).toEqual([]);
  });

  it('takes the keys of a display with four arrows by the names that are configured', () => {
    const clock = new SimulatedClock(1_000_000);
    const keyNames = { UP: 'Up', DOWN: 'Down', ENTER: 'Right', EXIT: 'Left' };
    const server = new VirtualLcdd({ clock, keyNames });
    const presses: string[] = [];
    const panel = createLcdprocPanel({
      connect: server.connect,
      clock,
      name: 'sdec',
      geometry: GEOMETRY_20X4,
      keyNames,
    });
    panel.start({ onEdge: ({ key, edge }) => edge === 'press' && presses.push(key), onLink: () => {} });
    clock.advance(1000);
    expect([...panel.keys]).toEqual(['UP', 'DOWN', 'ENTER', 'EXIT']);
    for (const key of panel.keys) server.press(key);
    clock.advance(100);
    expect(presses).toEqual(['UP', 'DOWN', 'ENTER', 'EXIT']);
  });

  it('that is silent is tried again and again, and told of once', () => {
    const { clock, server, panel, links } = running();
    server.faults.silent = true;
    clock.advance(120_000);
    expect(links.map(({ state }) => state)).toEqual(['connected', 'silent']);
    server.faults.silent = false;
    panel.show(frameOf(GEOMETRY_20X4, ['BACK']));
    clock.advance(10_000);
    expect(links.at(-1)?.state).toBe('connected');
    expect(server.frame().rows[0]?.trim()).toBe('BACK');
  });

  it('switches the backlight off at brightness 0', () => {
    const { clock, server, panel } = running();
    panel.setDisplay({ brightness_percent: 0, contrast_percent: 50 });
    clock.advance(100);
    expect(server.frame().backlight).toBe(false);
    panel.setDisplay({ brightness_percent: 30, contrast_percent: 50 });
    clock.advance(100);
    expect(server.frame().backlight).toBe(true);
  });

  it('sends nothing but what changed', () => {
    const { clock, server, panel } = running();
    panel.show(frameOf(GEOMETRY_20X4, ['A', 'B', 'C', 'D']));
    clock.advance(100);
    const before = server.bytes.fromHost;
    panel.show(frameOf(GEOMETRY_20X4, ['A', 'B', 'X', 'D']));
    clock.advance(100);
    expect(server.bytes.fromHost - before).toBe('widget_set bezel 2 1 3 ""\nnoop\n'.length + 20);
  });
});

describe('what the display shows', () => {
  it('is known once LCDd has read it, and not while LCDd shows the screen of another client', () => {
    const clock = new SimulatedClock(1_000_000);
    const server = new VirtualLcdd({ clock });
    const panel = createLcdprocPanel({
      connect: server.connect,
      clock,
      name: 'lcdproc',
      geometry: GEOMETRY_20X4,
    });
    const shown: (Frame | null)[] = [];
    const says = (line: string) => server.faults.noise(Buffer.from(`${line}\n`));
    panel.start({ onEdge: () => {}, onLink: () => {}, onShown: (frame) => shown.push(frame) });
    clock.advance(1000);
    shown.length = 0;
    const question = frameOf(GEOMETRY_20X4, ['REALLY REBOOT?']);
    panel.show(question);
    clock.advance(100);
    expect(shown).toEqual([question]);
    says('ignore bezel');
    clock.advance(10_000);
    expect(shown).toEqual([question, null]);
    says('listen bezel');
    clock.advance(200);
    expect(shown).toEqual([question, null, question]);
  });
});

describe('text for LCDd', () => {
  it('is quoted, with ASCII signs for glyphs and nothing else outside ASCII', () => {
    expect(quote(`A "B" \\ {c} ${GLYPHS.up}é\n`)).toBe('"A \\"B\\" \\\\ {c} ^??"');
  });
});

describe('lines of LCDd', () => {
  it.each([
    [
      'connect LCDproc 0.5.9 protocol 0.3 lcd wid 16 hgt 2 cellwid 5 cellhgt 8',
      { kind: 'hello', hello: { version: '0.5.9', geometry: GEOMETRY_16X2 } },
    ],
    ['key Enter', { kind: 'key', name: 'Enter' }],
    ['noop complete', { kind: 'complete' }],
    ['huh? Unknown widget id', { kind: 'refused', why: 'Unknown widget id' }],
    ['ignore bezel', { kind: 'visible', screen: 'bezel', isVisible: false }],
    ['listen bezel', { kind: 'visible', screen: 'bezel', isVisible: true }],
    ['success', { kind: 'other' }],
  ])('%j', (line, read) => {
    expect(readServerLine(line)).toEqual(read);
  });
});
