import { describe, expect, it } from 'vitest';
import { memoryPair } from '../../../drivers/memory-transport.ts';
import { SimulatedClock } from '../../../menus/simulated-clock.ts';
import { MemoryDisk, PowerCut } from '../../../simulator/disk.ts';
import { PowerSupply } from '../../../simulator/power.ts';

describe('a run of the daemon whose power was cut', () => {
  it('hears no timer any more and can set none', () => {
    const clock = new SimulatedClock();
    const supply = new PowerSupply();
    const daemonClock = supply.clock(clock);
    const heard: string[] = [];
    daemonClock.setTimeout(() => heard.push('before'), 10);
    daemonClock.setTimeout(() => heard.push('pending'), 30);
    clock.advance(20);
    supply.cut();
    daemonClock.setTimeout(() => heard.push('after'), 10);
    clock.advance(100);
    expect(heard).toEqual(['before']);
    expect(clock.pendingCount).toBe(0);
  });

  it('can still stop the timers it had set', () => {
    const clock = new SimulatedClock();
    const daemonClock = new PowerSupply().clock(clock);
    const timer = daemonClock.setTimeout(() => expect.unreachable('a stopped timer fired'), 10);
    daemonClock.clearTimeout(timer);
    clock.advance(20);
  });

  it('sends and hears nothing, and leaves the line to the next run', () => {
    const clock = new SimulatedClock();
    const pair = memoryPair(clock);
    const atDevice: string[] = [];
    pair.device.listen({ onData: (bytes) => atDevice.push(...[...bytes].map(String)) });
    const heard: string[] = [];
    const connect = (supply: PowerSupply, run: string) =>
      supply.line(pair.connect)({
        onOpen: () => heard.push(`${run} open`),
        onData: (bytes) => heard.push(`${run} ${bytes.join()}`),
        onClose: (why) => heard.push(`${run} ${why}`),
      });
    const first = new PowerSupply();
    const line = connect(first, 'first');
    clock.advance(1);
    pair.device.write(Uint8Array.of(1));
    clock.advance(1);
    first.cut();
    line.write(Uint8Array.of(9));
    connect(new PowerSupply(), 'second').write(Uint8Array.of(8));
    clock.advance(1);
    pair.device.write(Uint8Array.of(2));
    clock.advance(1);
    expect(heard).toEqual(['first open', 'first 1', 'second open', 'second 2']);
    expect(atDevice).toEqual([]);
  });

  it('never gets what it awaited from outside', async () => {
    const supply = new PowerSupply();
    const answers: string[] = [];
    const asked = Promise.resolve('lease');
    void supply.promise(() => asked).then((answer) => answers.push(answer));
    supply.cut();
    await asked;
    await new Promise((resolve) => setImmediate(resolve));
    expect(answers).toEqual([]);
  });

  it('changes nothing on the disk any more', () => {
    const supply = new PowerSupply();
    const disk = new MemoryDisk();
    const files = supply.files(disk.files);
    files.write('a', 'one');
    supply.cut();
    expect(() => files.write('a', 'two')).toThrow(PowerCut);
    expect(disk.files.read('a')).toBe('one');
  });
});
