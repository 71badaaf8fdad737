import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePacket } from '../../../../drivers/cfa635/codec.ts';
import { KEY_REPORT, keyCode, SIX_KEYS } from '../../../../drivers/cfa635/reports.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { panelOnALine, shownPanel } from './panel-on-a-line.ts';

const REPAIR_ms = 2000;
const NEWEST = ['NEWEST ⚿', 'OF', 'ALL', 'FRAMES'];
const NOISE_bytes = 1_000_000;

/** Bytes that look random and are the same every time: xorshift32. */
function noiseFrom(seed: number): (length: number) => Uint8Array {
  let state = seed;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  return (length) => Uint8Array.from({ length }, next);
}

/** How often each key is reported in this way. */
const counts = (reports: readonly string[], edge: 'press' | 'release'): Readonly<Record<string, number>> =>
  Object.fromEntries(
    PANEL_KEYS.map((key) => [key, reports.filter((report) => report === `${key} ${edge}`).length]),
  );

describe('noise on the line', () => {
  it.each([1, 2026])(
    'of 1,000,000 random bytes (seed %i) makes no key and is over 2 s after it ends',
    (seed) => {
      const line = shownPanel(['BEFORE THE STORM']);
      const noise = noiseFrom(seed);
      let sent = 0;
      for (let chunk = 0; sent < NOISE_bytes; chunk++) {
        const bytes = noise(Math.min(1 + ((chunk * 7919) % 4096), NOISE_bytes - sent));
        sent += bytes.length;
        line.panel.faults.noise(bytes);
        line.show(`FRAME ${chunk}`);
        line.clock.advance(5);
      }
      expect(line.edges).toEqual([]);
      line.show('AFTER THE STORM');
      line.clock.advance(REPAIR_ms);
      expect(line.glass()).toEqual(['AFTER THE STORM', '', '', '']);
      line.panel.tap('ENTER', 0);
      line.clock.advance(10);
      expect(line.edges).toEqual(['ENTER press', 'ENTER release']);
    },
  );

  it('towards a silent panel’s host makes no key either, and the picture is right 2 s after silence ends', () => {
    const line = shownPanel(['BEFORE']);
    const noise = noiseFrom(77);
    line.panel.faults.silent = true;
    for (let chunk = 0; chunk < 500; chunk++) {
      line.panel.faults.noise(noise(200));
      line.clock.advance(20);
    }
    line.show('AFTER');
    line.panel.faults.silent = false;
    line.clock.advance(REPAIR_ms);
    expect(line.edges).toEqual([]);
    expect(line.glass()[0]).toBe('AFTER');
  });

  it('of plausible headers never delays the key behind it', () => {
    const header = fc.tuple(fc.integer({ min: 0x40, max: 0xff }), fc.integer({ min: 0, max: 22 }));
    const prefix = fc.array(header, { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(prefix, (headers) => {
        const line = shownPanel([]);
        line.panel.faults.noise(Uint8Array.from(headers.flat()));
        line.panel.press('UP');
        line.clock.advance(0);
        expect(line.edges).toEqual(['UP press']);
      }),
      { numRuns: 50 },
    );
  });
});

describe('key reports on a bad line', () => {
  const keyReport = fc
    .tuple(fc.constantFrom(...PANEL_KEYS), fc.constantFrom('press' as const, 'release' as const))
    .map(([key, edge]) => ({
      told: `${key} ${edge}`,
      bytes: encodePacket({ type: KEY_REPORT, data: Uint8Array.of(keyCode(SIX_KEYS[key], edge)) }),
    }));
  const damage = fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.record({ kind: fc.constant('truncated' as const), length: fc.integer({ min: 0, max: 4 }) }),
    fc.record({
      kind: fc.constant('corrupted' as const),
      bits: fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { minLength: 1, maxLength: 3 }),
    }),
  );

  it('come through whole or not at all, however the stream is split', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(fc.tuple(keyReport, damage), { maxLength: 12 }), pieces, (reports, sizes) => {
        const line = panelOnALine();
        line.start();
        line.clock.advance(1000);
        const stream: number[] = [];
        const intact: string[] = [];
        const sent: string[] = [];
        for (const [{ told, bytes }, harm] of reports) {
          sent.push(told);
          if (harm.kind === 'none') intact.push(told);
          const arriving = harm.kind === 'truncated' ? bytes.slice(0, harm.length) : bytes.slice();
          if (harm.kind === 'corrupted') {
            for (const bit of harm.bits) arriving[bit >> 3] = (arriving[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          }
          stream.push(...arriving);
        }
        let at = 0;
        for (const size of [...sizes, stream.length]) {
          line.panel.faults.noise(Uint8Array.from(stream.slice(at, at + size)));
          line.clock.advance(1);
          at += size;
        }
        // The bytes of two damaged reports may happen to make up one that was sent.
        const told = counts(line.edges, 'press');
        for (const key of PANEL_KEYS) {
          expect(told[key]).toBeGreaterThanOrEqual(counts(intact, 'press')[key] ?? 0);
          expect(told[key]).toBeLessThanOrEqual(counts(sent, 'press')[key] ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever happens on the line', () => {
  type Line = ReturnType<typeof shownPanel>;
  const happenings: Readonly<Record<string, (line: Line, amount: number) => void>> = {
    'a frame': (line, amount) => line.show(`FRAME ${amount}`, '', `${amount * 17}`),
    'another contrast': (line, amount) =>
      line.driver.setDisplay({ contrast_percent: amount / 2, brightness_percent: 100 - amount / 2 }),
    'lost packets': (line, amount) => line.panel.faults.dropNextFrames(amount % 4),
    'lost answers': (line, amount) => line.panel.faults.dropNextAcks(amount % 4),
    'damaged answers': (line, amount) => line.panel.faults.corruptNext(amount % 4, 'toHost'),
    'slow answers': (line, amount) => Object.assign(line.panel.faults, { answerDelay_ms: amount * 3 }),
    'a reset': (line, amount) => line.panel.faults.reset(amount * 10),
    silence: (line) => Object.assign(line.panel.faults, { silent: true }),
    'the end of silence': (line) => Object.assign(line.panel.faults, { silent: false }),
    'no panel': (line) => line.panel.faults.unplug(),
    'a panel again': (line) => line.panel.faults.plug(),
    noise: (line, amount) => line.panel.faults.noise(noiseFrom(amount + 1)(amount)),
  };
  const story = fc.array(
    fc.tuple(
      fc.constantFrom(...Object.keys(happenings)),
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 0, max: 700 }),
    ),
    { maxLength: 25 },
  );

  it('no key is invented, and the newest frame is on the glass 2 s after the line is good again', () => {
    fc.assert(
      fc.property(story, fc.constantFrom(null, 19_200, 115_200), (steps, baud) => {
        const line = shownPanel(['START'], { baud });
        for (const [what, amount, wait_ms] of steps) {
          happenings[what]?.(line, amount);
          line.clock.advance(wait_ms);
        }
        Object.assign(line.panel.faults, { silent: false, answerDelay_ms: 0 });
        line.panel.faults.dropNextFrames(0);
        line.panel.faults.dropNextAcks(0);
        line.panel.faults.corruptNext(0, 'toHost');
        line.panel.faults.plug();
        line.driver.setDisplay({ contrast_percent: 80, brightness_percent: 70 });
        line.driver.show(line.frame(NEWEST, { column: 3, row: 2, style: 'underline' }, { S2: true }));
        // The deafness of a reset (2 s here) and answers still under way (0.6 s each) are not over before this.
        line.clock.advance(4000);
        line.clock.advance(REPAIR_ms);
        expect(line.glass()).toEqual(NEWEST);
        expect(line.panel.frame()).toMatchObject({
          cursor: { column: 3, row: 2, style: 'underline' },
          leds: ['off', 'red', 'off', 'off'],
          contrast: 113,
          backlight: 70,
        });
        expect(line.edges).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
