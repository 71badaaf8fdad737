import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeKey, decodeLine } from '../../../../drivers/line/codec.ts';
import { VirtualLinePanel } from '../../../../drivers/line/virtual-panel.ts';
import { LineReader } from '../../../../drivers/text-lines/line-reader.ts';
import { GEOMETRY_16X2 } from '../../../../menus/frame.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../../drivers/line/PROTOCOL.md'), 'utf8');
const SESSION = PAGE.split('\n').filter((line) => /^[<>] /.test(line));

describe('the session on the protocol page', () => {
  it('is long enough to show something, and every checksum in it is right', () => {
    expect(SESSION.length).toBeGreaterThan(8);
    for (const line of SESSION) expect(decodeLine(line.slice(2)), line).not.toBeNull();
  });

  it('is what the virtual panel answers', () => {
    const clock = new SimulatedClock(0);
    const panel = new VirtualLinePanel({
      clock,
      geometry: GEOMETRY_16X2,
      keys: new Set(['UP', 'DOWN', 'ENTER', 'EXIT']),
      name: 'demo',
      baud: null,
    });
    const said: string[] = [];
    const lines = new LineReader(80);
    const host = panel.connect({
      onOpen: () => {},
      onData: (bytes) => said.push(...lines.push(bytes)),
      onClose: () => {},
    });
    clock.advance(1);
    for (const line of SESSION) {
      const text = line.slice(2);
      if (line.startsWith('>')) {
        host.write(Buffer.from(`${text}\n`));
      } else {
        const key = decodeKey(decodeLine(text)?.body ?? '');
        if (key?.edge === 'press') panel.press(key.key);
        if (key?.edge === 'release') panel.release(key.key);
      }
      clock.advance(5);
    }
    expect(said).toEqual(SESSION.filter((line) => line.startsWith('<')).map((line) => line.slice(2)));
    expect(panel.frame().rows[0]).toBe('SETUP NETWORK   ');
    expect(panel.frame().leds[1]).toBe(true);
  });
});
