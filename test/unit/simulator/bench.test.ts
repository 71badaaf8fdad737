import { describe, expect, it } from 'vitest';
import { type Bench, createBench } from '../../../simulator/bench.ts';
import { MemoryDisk, PowerCut } from '../../../simulator/disk.ts';
import { lit } from '../../support/leds.ts';

/** From STATUS to the keep prompt of a LAN address, until ENTER answers it. */
async function changeLan(bench: Bench, address: string): Promise<void> {
  for (const key of ['ENTER', 'ENTER', 'ENTER', 'DOWN'] as const) await bench.press(key);
  await bench.type(address);
  for (const key of ['ENTER', 'ENTER'] as const) await bench.press(key);
  expect(await bench.waitUntil(() => bench.frame().rows.join('').includes('↵ KEEP'), 5000)).toBe(true);
}

const lanAddress = (bench: Bench): string | undefined => bench.appliance().network.lan.ipv4?.address;

describe('the bench', () => {
  it('starts with the status page on the glass', async () => {
    const bench = await createBench();
    expect(bench.frame().rows[0]).toContain('scanner-1');
    expect(bench.lamps()).toEqual({ PWR: true, ...lit() });
    await bench.stop();
  });

  it.each(['cfa635', 'cfa633'] as const)('lights S1 and S2 of a %s', async (model) => {
    const bench = await createBench({ panel: model });
    await bench.fault('agent', 'connected');
    await bench.fault('update', 'start');
    expect(bench.lamps()).toEqual({ PWR: true, ...lit('S1', 'S2') });
    await bench.stop();
  });

  it('holds a key until it is released', async () => {
    const bench = await createBench();
    await bench.press('ENTER');
    await bench.hold('DOWN', 1000);
    // 500 ms to the first repeat, then ten a second: the menu of six items was gone round once.
    expect(bench.frame().rows.join('')).not.toContain('→SETUP NETWORK');
    await bench.stop();
  });

  it('brings a killed daemon back with the old settings when nothing was kept', async () => {
    const bench = await createBench();
    await changeLan(bench, '192.168.1.10');
    expect(lanAddress(bench)).toBe('192.168.1.10');
    await bench.restart();
    await bench.wait(2000);
    expect(lanAddress(bench)).toBe('192.168.1.100');
    await bench.stop();
  });

  it('finds kept settings in a state directory it is given', async () => {
    const { files } = new MemoryDisk();
    const first = await createBench({ files });
    await changeLan(first, '192.168.1.10');
    await first.press('ENTER');
    await first.stop();
    const second = await createBench({ files });
    expect(lanAddress(second)).toBe('192.168.1.10');
    expect(second.appliance().notices).toEqual([]);
    await second.stop();
  });

  it('can lose its power at any operation of the disk', async () => {
    const bench = await createBench();
    const at = bench.disk.operations + 5;
    bench.disk.beforeChange = (operation) => {
      if (operation === at) {
        bench.cutPower();
        throw new PowerCut();
      }
    };
    await changeLan(bench, '192.168.1.10').catch(() => undefined);
    expect(bench.lamps().PWR).toBe(false);
    bench.disk.beforeChange = () => {};
    await bench.powerOn();
    await bench.wait(2000);
    expect(lanAddress(bench)).toBe('192.168.1.100');
    await bench.stop();
  });

  it('is dark without power and does nothing', async () => {
    const bench = await createBench();
    bench.cutPower();
    await bench.press('ENTER');
    expect(bench.frame().rows.join('').trim()).toBe('');
    expect(bench.brightness_percent).toBe(0);
    expect(bench.lamps()).toEqual({ PWR: false, ...lit() });
    await bench.powerOn();
    expect(bench.frame().rows[0]).toContain('scanner-1');
    await bench.stop();
  });

  it('does the same twice', async () => {
    const run = async (): Promise<string> => {
      const lines: string[] = [];
      const bench = await createBench({ onLogLine: (line) => lines.push(line) });
      await changeLan(bench, '192.168.1.10');
      await bench.press('ENTER');
      await bench.stop();
      return lines.join('\n');
    };
    expect(await run()).toBe(await run());
  });
});
