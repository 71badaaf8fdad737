import { beforeEach, describe, expect, it } from 'vitest';
import { createTerminalKeyReader, type TerminalKeyReader } from '../../../../drivers/terminal/key-reader.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

describe('a terminal on a slow line', () => {
  let clock: SimulatedClock;
  let heard: string[];
  let reader: TerminalKeyReader;

  beforeEach(() => {
    clock = new SimulatedClock();
    heard = [];
    reader = createTerminalKeyReader(clock, (key) => {
      heard.push(key.kind === 'named' ? key.name : key.kind === 'character' ? key.character : key.kind);
    });
  });

  const sendSlowly = (text: string, gap_ms: number) => {
    for (const character of text) {
      reader.read(character);
      clock.advance(gap_ms);
    }
  };

  it('gives an arrow whose bytes come 49 ms apart', () => {
    sendSlowly('\x1b[A', 49);
    expect(heard).toEqual(['up']);
  });

  it('gives Escape after 50 ms of silence, not before', () => {
    reader.read('\x1b');
    clock.advance(49);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect(heard).toEqual(['escape']);
  });

  it('waits longer once the sequence has begun, so that a stall does not make Escape of an arrow', () => {
    reader.read('\x1b[');
    clock.advance(400);
    reader.read('B');
    expect(heard).toEqual(['down']);
  });

  it('drops half a sequence after half a second and hears the next key', () => {
    reader.read('\x1b[1;');
    clock.advance(500);
    reader.read('A');
    expect(heard).toEqual(['A']);
  });

  it('leaves no timer behind when it is stopped, and gives no key afterwards', () => {
    reader.read('\x1b');
    reader.stop();
    clock.advance(1_000);
    expect(heard).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });
});
