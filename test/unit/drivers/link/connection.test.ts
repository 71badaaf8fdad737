import { describe, expect, it } from 'vitest';
import { createConnection } from '../../../../drivers/link/connection.ts';
import { memoryPair } from '../../../../drivers/memory-transport.ts';
import type { Connect, TransportEvents } from '../../../../drivers/transport.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function lineOf() {
  const clock = new SimulatedClock(0);
  const pair = memoryPair(clock);
  const heardByDevice: string[] = [];
  pair.device.listen({ onData: (data) => heardByDevice.push(new TextDecoder().decode(data)) });
  let attempts = 0;
  const connect: Connect = (events) => {
    attempts += 1;
    return pair.connect(events);
  };
  const line = createConnection({ connect, clock });
  const told: string[] = [];
  const start = () =>
    line.start({
      onOpen: () => told.push('open'),
      onData: (data) => told.push(new TextDecoder().decode(data)),
      onDown: (why) => told.push(`down: ${why}`),
    });
  return { clock, device: pair.device, line, told, heardByDevice, start, attempts: () => attempts };
}

describe('a line that keeps itself open', () => {
  it('opens and carries bytes both ways', () => {
    const { clock, device, line, told, heardByDevice, start } = lineOf();
    start();
    clock.advance(1);
    line.write(bytes('TO'));
    device.write(bytes('FROM'));
    clock.advance(1);
    expect(told).toEqual(['open', 'FROM']);
    expect(heardByDevice).toEqual(['TO']);
    expect(line.isOpen).toBe(true);
    expect(line.pending).toBe(0);
  });

  it('tells once that the device is missing, however often it tries', () => {
    const { clock, device, told, start, attempts } = lineOf();
    device.unplug('No such device');
    start();
    clock.advance(60_000);
    expect(told).toEqual(['down: No such device']);
    expect(attempts()).toBeGreaterThan(30);
  });

  it('waits longer after each failure, but never so long that a returned device waits for 2 s', () => {
    const { clock, device, told, start } = lineOf();
    device.unplug();
    start();
    for (let outage = 0; outage < 20; outage++) {
      clock.advance(10_000 + outage * 97);
      device.plug();
      clock.advance(1500);
      expect(told.at(-1)).toBe('open');
      device.unplug();
    }
  });

  it('tells one loss and one return', () => {
    const { clock, device, told, start } = lineOf();
    start();
    clock.advance(1);
    device.unplug('Pulled');
    clock.advance(5000);
    device.plug();
    clock.advance(2000);
    expect(told).toEqual(['open', 'down: Pulled', 'open']);
  });

  it('drops what is written while the device is away', () => {
    const { clock, device, line, heardByDevice, start } = lineOf();
    start();
    line.write(bytes('EARLY'));
    clock.advance(1);
    device.unplug();
    clock.advance(1);
    line.write(bytes('LOST'));
    device.plug();
    clock.advance(2000);
    line.write(bytes('NEW'));
    clock.advance(1);
    expect(heardByDevice).toEqual(['NEW']);
  });

  it('is silent for good once it is closed, and lets the device go', () => {
    const { clock, device, line, told, start } = lineOf();
    start();
    clock.advance(1);
    line.close();
    device.write(bytes('LATE'));
    clock.advance(60_000);
    expect(told).toEqual(['open']);
    expect(device.connected).toBe(false);
    expect(line.isOpen).toBe(false);
    expect(clock.pendingCount).toBe(0);
  });

  it('does not try again after it was closed while waiting', () => {
    const { clock, device, line, start, attempts } = lineOf();
    device.unplug();
    start();
    clock.advance(5000);
    const before = attempts();
    line.close();
    clock.advance(60_000);
    expect(attempts()).toBe(before);
  });

  it('was tried ten times a second when the device opened and hung up at once', () => {
    const clock = new SimulatedClock(0);
    let attempts = 0;
    const line = createConnection({
      clock,
      connect: (events) => {
        attempts += 1;
        clock.setTimeout(() => events.onOpen(), 1);
        clock.setTimeout(() => events.onClose('hung up'), 2);
        return { write: () => undefined, pending: 0, close: () => undefined };
      },
    });
    line.start({ onOpen: () => undefined, onData: () => undefined, onDown: () => undefined });
    clock.advance(60_000);
    // 60 s at the longest wait, and the shorter ones before.
    expect(attempts).toBeLessThan(60_000 / 1500 + 5);
    expect(attempts).toBeGreaterThan(30);
    line.close();
  });

  it('is tried again at once when it is lost after it has been open for a while', () => {
    const { clock, device, told, start } = lineOf();
    device.unplug();
    start();
    clock.advance(30_000);
    device.plug();
    clock.advance(1500);
    clock.advance(5000);
    device.unplug();
    clock.advance(1);
    device.plug();
    clock.advance(200);
    expect(told.slice(-3)).toEqual(['open', expect.stringMatching('^down'), 'open']);
  });

  it('opens again without telling an outage when its driver asks for it', () => {
    const { clock, device, line, told, heardByDevice, start, attempts } = lineOf();
    start();
    line.reopen();
    clock.advance(1);
    expect(attempts()).toBe(1);
    line.reopen();
    expect([line.isOpen, device.connected]).toEqual([false, false]);
    clock.advance(200);
    line.write(bytes('NEW'));
    clock.advance(1);
    expect([told, heardByDevice, attempts()]).toEqual([['open', 'open'], ['NEW'], 2]);
    line.close();
    line.reopen();
    clock.advance(10_000);
    expect(attempts()).toBe(2);
  });

  it('does not mind a library that tells the end twice, or late', () => {
    const clock = new SimulatedClock(0);
    const connections: TransportEvents[] = [];
    const line = createConnection({
      clock,
      connect: (events) => {
        connections.push(events);
        return { write: () => undefined, pending: 0, close: () => undefined };
      },
    });
    const told: string[] = [];
    line.start({
      onOpen: () => told.push('open'),
      onData: () => told.push('data'),
      onDown: () => told.push('down'),
    });
    const [first] = connections;
    first?.onOpen();
    first?.onClose('gone');
    first?.onClose('gone');
    clock.advance(100);
    expect(connections).toHaveLength(2);
    first?.onOpen();
    first?.onData(bytes('OLD'));
    first?.onClose('gone again');
    clock.advance(60_000);
    expect(connections).toHaveLength(2);
    expect(told).toEqual(['open', 'down']);
  });
});
