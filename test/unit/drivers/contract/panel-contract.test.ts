import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { PanelLink } from '../../../../drivers/panel.ts';
import { type Frame, frameOf, GLYPHS } from '../../../../menus/frame.ts';
import type { KeyEdge, PanelKey } from '../../../../menus/keys.ts';
import { LEDS_OFF } from '../../../../menus/leds.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { lit } from '../../../support/leds.ts';
import { loadRigs, type RigKind } from '../../../support/panel-rigs.ts';

/** Long enough for the slowest panel (EZIO) to be found, set up and painted. */
const START_ms = 2500;

function begin({ rig: makeRig, family: { promises } }: RigKind) {
  const clock = new SimulatedClock(1_000_000);
  const rig = makeRig(clock);
  const { panel, virtual } = rig;
  const edges: KeyEdge[] = [];
  const links: PanelLink[] = [];
  const frame = (...lines: string[]): Frame => frameOf(panel.geometry, lines);
  return {
    ...rig,
    promises,
    clock,
    edges,
    links,
    frame,
    start() {
      panel.start({ onEdge: (edge) => edges.push(edge), onLink: (link) => links.push(link) });
    },
    presses: () => edges.filter(({ edge }) => edge === 'press').map(({ key }) => key),
    tap(key: PanelKey, hold_ms = promises.shortestPress_ms) {
      virtual.press(key);
      clock.advance(hold_ms);
      virtual.release(key);
      clock.advance(promises.shortestPress_ms);
    },
    glass: () => virtual.frame().rows,
  };
}

function running(kind: RigKind, first?: (rig: ReturnType<typeof begin>) => Frame) {
  const rig = begin(kind);
  rig.panel.show(first?.(rig) ?? rig.frame('SETUP NETWORK', 'ENABLE'));
  rig.start();
  rig.clock.advance(START_ms);
  return rig;
}

function pairsUpAndDown(edges: readonly KeyEdge[]): boolean {
  const held = new Set<PanelKey>();
  return edges.every(({ key, edge }) =>
    edge === 'press' ? !held.has(key) && !!held.add(key) : held.delete(key),
  );
}

const RIGS = await loadRigs();

describe.each(RIGS)('a $name panel', (kind) => {
  const { promises } = kind.family;

  describe('shows frames', () => {
    it('shows what was asked for before it was found', () => {
      const { glass, frame } = running(kind);
      expect(glass()).toEqual(frame('SETUP NETWORK', 'ENABLE').rows);
    });

    it.each([1, -1])('hears and shows when the time of day is set %i h: EZIO once stood still', (hours) => {
      const { panel, clock, frame, glass, tap, presses } = running(kind);
      clock.setWallTime(clock.wallTime() + hours * 3_600_000);
      panel.show(frame('AFTER', 'THE STEP'));
      tap('DOWN');
      clock.advance(1000);
      expect(glass()).toEqual(frame('AFTER', 'THE STEP').rows);
      expect(presses()).toEqual(['DOWN']);
    });

    it('shows the newest of many frames', () => {
      const { panel, frame, clock, glass } = running(kind);
      for (let count = 0; count < 50; count++) panel.show(frame(`COUNT ${count}`, `${50 - count} LEFT`));
      clock.advance(1000);
      expect(glass()).toEqual(frame('COUNT 49', '1 LEFT').rows);
    });

    it('shows every printable character and every glyph, or a question mark', () => {
      const { panel, clock, glass } = running(kind);
      const characters = [
        ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)),
        ...(promises.hasGlyphs ? Object.values(GLYPHS) : []),
      ];
      const { columns, rows } = panel.geometry;
      for (let first = 0; first < characters.length; first += columns * rows) {
        const page = Array.from({ length: rows }, (_, row) =>
          characters
            .slice(first + row * columns, first + (row + 1) * columns)
            .join('')
            .padEnd(columns),
        );
        panel.show(frameOf(panel.geometry, page));
        clock.advance(1500);
        for (const [row, text] of glass().entries())
          for (const [column, shown] of [...text].entries())
            expect([page[row]?.at(column), '?']).toContain(shown);
      }
    });

    it('shows the arrows, the block, ENTER and the lock, as themselves where it can', () => {
      const signs = Object.values(GLYPHS).join('');
      const { glass } = running(kind, ({ frame }) => frame(signs));
      expect(glass()[0]?.trimEnd()).toBe(promises.hasGlyphs ? signs : '^v<>|<#*');
    });

    it.each(['underline', 'block'] as const)('puts the %s cursor where it belongs and hides it', (style) => {
      const { panel, clock, virtual } = running(kind);
      panel.show(frameOf(panel.geometry, ['IP ADDRESS', '192.168.001.010'], { column: 3, row: 1, style }));
      clock.advance(1000);
      expect(virtual.frame().cursor).toEqual({ column: 3, row: 1, style });
      panel.show(frameOf(panel.geometry, ['IP ADDRESS', '193.168.001.010'], { column: 3, row: 1, style }));
      clock.advance(1000);
      expect(virtual.frame().cursor).toEqual({ column: 3, row: 1, style });
      panel.show(frameOf(panel.geometry, ['DONE']));
      clock.advance(1000);
      expect(virtual.frame().cursor).toBeNull();
    });

    it('lights the LEDs a frame names', () => {
      const { panel, clock, leds } = running(kind);
      for (const wanted of [lit('S1'), lit('S2'), LEDS_OFF]) {
        panel.show(frameOf(panel.geometry, ['UPDATE'], null, wanted));
        clock.advance(1000);
        if (leds() !== null) expect(leds()).toEqual(wanted);
      }
    });

    it('shows any frame after any other', () => {
      const { panel, clock, glass } = running(kind);
      const { columns, rows } = panel.geometry;
      const line = fc.string({
        unit: fc.constantFrom('A', '1', ' ', '"', '\\', promises.hasGlyphs ? GLYPHS.up : '}'),
        maxLength: columns,
      });
      void fc.assert(
        fc.property(fc.array(line, { minLength: rows, maxLength: rows }), (lines) => {
          const frame = frameOf(panel.geometry, lines);
          panel.show(frame);
          clock.advance(1000);
          expect(glass()).toEqual(frame.rows);
        }),
        { numRuns: 20 },
      );
    });
  });

  describe('tells what is on the glass', () => {
    function told(line?: (rig: ReturnType<typeof begin>) => void) {
      const rig = begin(kind);
      const { panel, clock, glass } = rig;
      const frames: (Frame | null)[] = [];
      const wrong: string[] = [];
      panel.start({
        onEdge: () => {},
        onLink: () => {},
        onShown: (frame) => {
          frames.push(frame);
          if (frame !== null && glass().join() !== frame.rows.join()) wrong.push(glass().join());
        },
      });
      panel.show(rig.frame('SETUP NETWORK', 'ENABLE'));
      clock.advance(START_ms);
      line?.(rig);
      return { ...rig, frames, wrong };
    }

    it('each frame that rests, when it is there and not before', () => {
      const { panel, clock, frame, frames, wrong } = told();
      const wanted = Array.from({ length: 20 }, (_, count) =>
        frame(`FRAME ${count}`, 'X'.repeat(count % 16)),
      );
      frames.length = 0;
      for (const each of wanted) {
        panel.show(each);
        clock.advance(1500);
      }
      expect(frames).toEqual(wanted);
      expect(wrong).toEqual([]);
    });

    it('the same picture anew when it is shown anew', () => {
      const { panel, clock, frame, frames } = told();
      const [first, second] = [frame('THE SAME'), frame('THE SAME')];
      panel.show(first);
      clock.advance(1500);
      panel.show(second);
      clock.advance(1500);
      expect(frames.at(-2)).toBe(first);
      expect(frames.at(-1)).toBe(second);
    });

    it('none of the frames that were replaced before they were there', () => {
      const { panel, clock, frame, frames } = told();
      panel.show(frame('REALLY REBOOT?'));
      const last = frame('SOMETHING ELSE');
      panel.show(last);
      clock.advance(2000);
      expect(frames.at(-1)).toBe(last);
      expect(frames.some((each) => each?.rows[0]?.startsWith('REALLY'))).toBe(false);
    });

    it('nothing while the panel is gone, and the frame again when it is back', () => {
      const { virtual, clock, frames, wrong } = told();
      virtual.faults.unplug();
      clock.advance(10_000);
      expect(frames.at(-1)).toBeNull();
      virtual.faults.plug();
      clock.advance(3000);
      expect(frames.at(-1)?.rows[0]).toContain('SETUP NETWORK');
      expect(wrong).toEqual([]);
    });

    if (promises.isSerial && promises.isAcknowledged)
      it('never a frame that a lossy line has kept from it', () => {
        const { panel, line, clock, frame, wrong } = told();
        let passed = 0;
        line.loses = () => {
          passed += 1;
          return passed % 23 === 0;
        };
        for (let round = 0; round < 60; round++) {
          panel.show(frame(`ROUND ${round}`, 'ABCDEFGHIJ'.slice(0, round % 10)));
          clock.advance(40 * (round % 12));
        }
        expect(wrong).toEqual([]);
      });
  });

  describe('reports keys', () => {
    it('reports every key it has, press and release', () => {
      const { panel, clock, edges, tap } = running(kind);
      for (const key of panel.keys) tap(key);
      clock.advance(100);
      expect(edges.map(({ key, edge }) => [key, edge])).toEqual(
        [...panel.keys].flatMap((key) => [
          [key, 'press'],
          [key, 'release'],
        ]),
      );
    });

    it('reports a burst of 40 presses, all of them and in order', () => {
      const { panel, clock, presses, edges, tap } = running(kind);
      const keys = Array.from(
        { length: 40 },
        (_, index) => [...panel.keys][(index * 7) % panel.keys.size] ?? 'UP',
      );
      for (const [index, key] of keys.entries()) {
        panel.show(frameOf(panel.geometry, [`PRESS ${index}`, 'X'.repeat(index % 16)]));
        tap(key);
      }
      clock.advance(2000);
      expect(presses()).toEqual(keys);
      expect(pairsUpAndDown(edges)).toBe(true);
    });

    it('never lets a key wait behind text', () => {
      const { panel, clock, presses, tap, frame } = running(kind);
      panel.show(frame('X'.repeat(20), 'Y'.repeat(20), 'Z'.repeat(20), 'W'.repeat(20)));
      tap('ENTER');
      clock.advance(20);
      expect(presses()).toEqual(['ENTER']);
    });

    it('notices the first short press after an hour of idling', () => {
      const { clock, presses, tap } = running(kind);
      clock.advance(3_600_000);
      for (let offset = 0; offset < 10; offset++) {
        clock.advance(60_000 + offset * 7);
        tap('DOWN');
      }
      clock.advance(100);
      expect(presses()).toEqual(new Array(10).fill('DOWN'));
    });
  });

  describe('survives', () => {
    it('a panel that resets itself: text, cursor and LEDs are back', () => {
      const down = promises.hasGlyphs ? GLYPHS.down : 'v';
      const wanted = lit('S1', 'S2');
      const cursor = { column: 5, row: 1, style: 'underline' } as const;
      const { virtual, clock, glass, leds, frame } = running(kind, ({ panel }) =>
        frameOf(panel.geometry, ['SETUP NETWORK', `NEXT ${down}`], cursor, wanted),
      );
      for (const after_ms of [10, 137, 700, 1999]) {
        virtual.faults.reset();
        clock.advance(promises.repaired_ms);
        expect(glass()).toEqual(frame('SETUP NETWORK', `NEXT ${down}`).rows);
        expect(virtual.frame().cursor).toEqual(cursor);
        if (leds() !== null) expect(leds()).toEqual(wanted);
        clock.advance(after_ms);
      }
    });

    it('silence: says so once, and shows the newest frame when it ends', () => {
      const { panel, virtual, clock, glass, links, frame } = running(kind);
      virtual.faults.silent = true;
      for (let second = 0; second < 30; second++) {
        panel.show(frame(`SECOND ${second}`));
        clock.advance(1000);
      }
      expect(links.map(({ state }) => state)).toEqual(['connected', 'silent']);
      virtual.faults.silent = false;
      clock.advance(promises.repaired_ms);
      expect(glass()).toEqual(frame('SECOND 29').rows);
      expect(links.map(({ state }) => state)).toEqual(['connected', 'silent', 'connected']);
    });

    if (promises.isSerial) {
      it('a return line that is broken from the start: text all the same within 3 s, and silence is told', () => {
        const rig = begin(kind);
        rig.virtual.faults.mute = true;
        rig.panel.show(rig.frame('NOBODY HEARS ME'));
        rig.start();
        rig.clock.advance(3000);
        expect(rig.glass()).toEqual(rig.frame('NOBODY HEARS ME').rows);
        rig.panel.show(rig.frame('STILL SPEAKING'));
        rig.clock.advance(3000);
        expect(rig.glass()).toEqual(rig.frame('STILL SPEAKING').rows);
        expect(rig.links.map(({ state }) => state)).toEqual(['silent']);
      });

      it('a return line that breaks in operation: no mixture of two screens stays, and all is well when it is mended', () => {
        const { panel, virtual, clock, glass, links, frame } = running(kind);
        virtual.faults.mute = true;
        panel.show(frame('AFTER THE BREAK', 'SECOND LINE'));
        clock.advance(4000);
        expect(glass()).toEqual(frame('AFTER THE BREAK', 'SECOND LINE').rows);
        virtual.faults.mute = false;
        panel.show(frame('MENDED'));
        clock.advance(promises.repaired_ms);
        expect(glass()).toEqual(frame('MENDED').rows);
        expect(links.map(({ state }) => state)).toEqual(['connected', 'silent', 'connected']);
      });

      it('a return line that is broken when it is closed: the last frame is shown', async () => {
        const rig = begin(kind);
        rig.virtual.faults.mute = true;
        rig.panel.show(rig.frame('HELLO'));
        rig.start();
        rig.clock.advance(3000);
        rig.panel.show(rig.frame('GOODBYE'));
        const closed = rig.panel.close(400);
        rig.clock.advance(400);
        await closed;
        expect(rig.glass()).toEqual(rig.frame('GOODBYE').rows);
      });
    }

    it('unplugging and replugging: says so once each, and repaints', () => {
      const { panel, virtual, clock, glass, leds, links, frame } = running(kind);
      virtual.faults.unplug();
      clock.advance(60_000);
      expect(links.map(({ state }) => state)).toEqual(['connected', 'absent']);
      panel.show(frameOf(panel.geometry, ['BACK AGAIN'], null, lit('S2')));
      virtual.faults.plug();
      clock.advance(2000);
      expect(links.map(({ state }) => state)).toEqual(['connected', 'absent', 'connected']);
      expect(glass()).toEqual(frame('BACK AGAIN').rows);
      if (leds() !== null) expect(leds()).toEqual(lit('S2'));
    });

    it('a panel that is not there at start', () => {
      const rig = begin(kind);
      rig.virtual.faults.unplug();
      rig.panel.show(rig.frame('LATE'));
      rig.start();
      rig.clock.advance(60_000);
      expect(rig.links).toEqual([expect.objectContaining({ state: 'absent' })]);
      rig.virtual.faults.plug();
      rig.clock.advance(2000);
      expect(rig.glass()).toEqual(rig.frame('LATE').rows);
    });

    it('being unplugged with a key held down: the key comes up', () => {
      const { virtual, clock, edges } = running(kind);
      virtual.press('UP');
      clock.advance(200);
      virtual.faults.unplug();
      clock.advance(1000);
      expect(edges.map(({ key, edge }) => [key, edge])).toEqual([
        ['UP', 'press'],
        ['UP', 'release'],
      ]);
    });

    it('being closed while there is nobody to close it to', async () => {
      const rig = begin(kind);
      rig.virtual.faults.unplug();
      rig.start();
      rig.clock.advance(1000);
      const closed = rig.panel.close(500);
      rig.clock.advance(500);
      await closed;
      rig.clock.advance(10_000);
      expect(rig.virtual.bytes.fromHost).toBe(0);
    });
  });

  if (promises.isSerial)
    describe('survives on a bad serial line', () => {
      it('any single lost byte towards the panel', () => {
        const { panel, line, clock, glass, frame } = running(kind);
        for (let lost = 0; lost < 12; lost++) {
          const wanted = frame(`LOST BYTE ${lost}`, `${lost}`.repeat(10));
          panel.show(wanted);
          clock.advance(lost * 3);
          line.loseNext(1, 'toPanel');
          clock.advance(promises.repaired_ms);
          expect(glass()).toEqual(wanted.rows);
        }
      });

      it('lost acknowledgements', () => {
        const { panel, line, clock, glass, frame, edges } = running(kind);
        for (let lost = 1; lost <= 12; lost++) {
          const wanted = frame(`LOST ANSWER ${lost}`);
          line.loseNext(lost, 'toHost');
          panel.show(wanted);
          clock.advance(promises.repaired_ms);
          expect(glass()).toEqual(wanted.rows);
        }
        expect(edges).toEqual([]);
      });

      it('noise: no key is invented, and keys work when it is over', () => {
        void fc.assert(
          fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
            // Where keys carry no check, noise that is only key bytes is a key; a burst has other bytes too.
            const noise = promises.checksKeys ? bytes : Uint8Array.from([0xff, ...bytes, 0xff]);
            const { virtual, clock, edges, presses, tap, glass, frame } = running(kind);
            virtual.faults.noise(noise);
            clock.advance(500);
            expect(edges).toEqual([]);
            tap('ENTER');
            clock.advance(promises.repaired_ms);
            expect(presses()).toEqual(['ENTER']);
            expect(glass()).toEqual(frame('SETUP NETWORK', 'ENABLE').rows);
          }),
          { numRuns: 25 },
        );
      });

      it('a line that loses one byte in twenty: right once it is good again, every press and release in pairs', () => {
        const { panel, line, clock, glass, frame, edges, tap } = running(kind);
        let passed = 0;
        line.loses = () => {
          passed += 1;
          return passed % 20 === 0;
        };
        for (let round = 0; round < 20; round++) {
          panel.show(frame(`ROUND ${round}`, 'ABCDEFGHIJ'.slice(0, round % 10)));
          tap('DOWN');
          clock.advance(300);
        }
        line.loses = null;
        clock.advance(promises.repaired_ms + 5000);
        expect(glass()).toEqual(frame('ROUND 19', 'ABCDEFGHI').rows);
        expect(pairsUpAndDown(edges)).toBe(true);
      });
    });

  it('shows the last frame before it is closed, and sends nothing afterwards', async () => {
    const { panel, clock, glass, frame, virtual } = running(kind);
    panel.show(frame('GOODBYE'));
    const closed = panel.close(1000);
    clock.advance(1000);
    await closed;
    expect(glass()).toEqual(frame('GOODBYE').rows);
    const { fromHost } = virtual.bytes;
    clock.advance(60_000);
    expect(virtual.bytes.fromHost).toBe(fromHost);
  });
});
