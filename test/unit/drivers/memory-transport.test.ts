import { describe, expect, it } from 'vitest';
import { memoryPair } from '../../../drivers/memory-transport.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

function connected() {
  const clock = new SimulatedClock(0);
  const { connect, device } = memoryPair(clock);
  const told: string[] = [];
  const heard: string[] = [];
  device.listen({
    onOpen: () => heard.push('open'),
    onData: (data) => heard.push(text(data)),
    onClose: (why) => heard.push(`close: ${why}`),
  });
  const host = () =>
    connect({
      onOpen: () => told.push('open'),
      onData: (data) => told.push(text(data)),
      onClose: (why) => told.push(`close: ${why}`),
    });
  return { clock, device, told, heard, host };
}

describe('a line in memory', () => {
  it('tells nothing before the call that caused it has returned', () => {
    const { clock, device, told, heard, host } = connected();
    const transport = host();
    expect(told).toEqual([]);
    clock.advance(0);
    transport.write(bytes('A'));
    device.write(bytes('B'));
    expect([told, heard]).toEqual([['open'], ['open']]);
    clock.advance(0);
    expect([told, heard]).toEqual([
      ['open', 'B'],
      ['open', 'A'],
    ]);
  });

  it('copies what is written: the writer may use its buffer again', () => {
    const { clock, heard, host } = connected();
    const transport = host();
    clock.advance(0);
    const buffer = bytes('ONE');
    transport.write(buffer);
    buffer.fill(0);
    clock.advance(0);
    expect(heard).toEqual(['open', 'ONE']);
  });

  it('has one host at a time', () => {
    const { clock, told, host } = connected();
    const first = host();
    clock.advance(0);
    host();
    clock.advance(0);
    expect(told).toEqual(['open', 'close: In use by another program']);
    first.close();
    host();
    clock.advance(0);
    expect(told.slice(2)).toEqual(['close: closed', 'open']);
  });

  it('fails while the device is away, with the reason', () => {
    const { clock, device, told, host } = connected();
    device.unplug('Pulled');
    expect(device.plugged).toBe(false);
    host();
    clock.advance(0);
    expect(told).toEqual(['close: Pulled']);
  });

  it('closes when the device goes away; bytes on the way are lost', () => {
    const { clock, device, told, heard, host } = connected();
    const transport = host();
    clock.advance(0);
    transport.write(bytes('LOST'));
    device.write(bytes('LOST'));
    device.unplug('Pulled');
    clock.advance(0);
    transport.write(bytes('LATE'));
    transport.close();
    clock.advance(0);
    expect(told).toEqual(['open', 'close: Pulled']);
    expect(heard).toEqual(['open', 'close: Pulled']);
  });

  it('closed before it opened never opens', () => {
    const { clock, device, told, host } = connected();
    host().close();
    clock.advance(0);
    expect(told).toEqual(['close: closed']);
    expect(device.connected).toBe(false);
  });

  it('loses what a device says to nobody', () => {
    const { clock, device, told, host } = connected();
    device.write(bytes('NOBODY'));
    device.unplug();
    device.plug();
    host();
    device.write(bytes('TOO EARLY'));
    clock.advance(0);
    expect(told).toEqual(['open']);
  });
});
