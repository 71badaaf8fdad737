import { describe, expect, it } from 'vitest';
import { PacedWire } from '../../../../drivers/virtual/paced-wire.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

function wireOf(baud: number | null) {
  const clock = new SimulatedClock(0);
  const arrived: string[] = [];
  const wire = new PacedWire(clock, baud, (bytes) => {
    for (const byte of bytes) arrived.push(`${clock.now()}:${byte}`);
  });
  return { clock, arrived, wire };
}

describe('one direction of a serial line', () => {
  it('delivers each byte when its tenth bit has passed', () => {
    const { clock, arrived, wire } = wireOf(1000);
    wire.send(Uint8Array.of(1, 2));
    clock.advance(9);
    expect(arrived).toEqual([]);
    clock.advance(91);
    expect(arrived).toEqual(['10:1', '20:2']);
  });

  it('sends on behind what is still on the wire', () => {
    const { clock, arrived, wire } = wireOf(1000);
    wire.send(Uint8Array.of(1));
    clock.advance(5);
    wire.send(Uint8Array.of(2));
    clock.advance(100);
    wire.send(Uint8Array.of(3));
    clock.advance(100);
    expect(arrived).toEqual(['10:1', '20:2', '115:3']);
  });

  it('delivers at once without a speed', () => {
    const { arrived, wire } = wireOf(null);
    wire.send(Uint8Array.of(1, 2));
    expect(arrived).toEqual(['0:1', '0:2']);
  });

  it('keeps the order when its speed changes on the way', () => {
    const { clock, arrived, wire } = wireOf(1000);
    wire.send(Uint8Array.of(1, 2));
    wire.baud = null;
    wire.send(Uint8Array.of(3));
    wire.baud = 10_000;
    wire.send(Uint8Array.of(4));
    clock.advance(100);
    expect(arrived).toEqual(['10:1', '20:2', '20:3', '21:4']);
  });

  it('loses what is on it when it is cut', () => {
    const { clock, arrived, wire } = wireOf(1000);
    wire.send(Uint8Array.of(1, 2));
    clock.advance(10);
    wire.clear();
    wire.clear();
    clock.advance(100);
    expect(arrived).toEqual(['10:1']);
    expect(clock.pendingCount).toBe(0);
  });

  it('delivers in larger pieces when the clock is coarse', () => {
    const clock = new SimulatedClock(0);
    const pieces: number[] = [];
    const coarse = {
      now: () => clock.now(),
      wallTime: () => clock.wallTime(),
      setTimeout: (run: () => void, delay_ms: number) => clock.setTimeout(run, Math.ceil(delay_ms)),
      clearTimeout: (timer: unknown) => clock.clearTimeout(timer),
    };
    const wire = new PacedWire(coarse, 115_200, (bytes) => pieces.push(bytes.length));
    wire.send(new Uint8Array(26));
    clock.advance(3);
    expect(pieces.reduce((sum, length) => sum + length, 0)).toBe(26);
    expect(pieces.length).toBeLessThanOrEqual(3);
  });
});
