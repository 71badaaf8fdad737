import { describe, expect, it } from 'vitest';
import { createBench } from '../../../simulator/bench.ts';
import { BENCH_SWITCHES } from '../../../simulator/switches.ts';

describe('the switches of the bench', () => {
  it('have names of their own', () => {
    expect(new Set(BENCH_SWITCHES.map(({ name }) => name)).size).toBe(BENCH_SWITCHES.length);
  });

  it('are all as they should be on a new bench', async () => {
    const bench = await createBench();
    expect(BENCH_SWITCHES.filter((each) => !each.isNormal(bench.parts)).map(({ name }) => name)).toEqual([]);
    await bench.stop();
  });

  it.each(BENCH_SWITCHES.map((each) => [each.name, each] as const))(
    '%s turns through its values and the panel goes on',
    async (name, turned) => {
      const bench = await createBench();
      for (let turn = 0; turn < turned.values.length; turn++) {
        const before = turned.state(bench.parts);
        const value = turned.next(bench.parts);
        await bench.fault(name, value);
        await bench.wait(3000);
        expect([before, turned.state(bench.parts)]).not.toEqual([before, undefined]);
      }
      await bench.fault('panel', 'connected');
      await bench.fault('power', 'on');
      await bench.fault('disk', 'ok');
      await bench.restart();
      await bench.wait(3000);
      expect(bench.frame().rows.join('').trim()).not.toBe('');
      await bench.stop();
    },
  );

  it('accept every value they list that is a word', () => {
    for (const { values, accepts } of BENCH_SWITCHES) {
      for (const value of values.filter((each) => !/[A-Z]/.test(each))) {
        expect(values.includes(value) || accepts?.(value)).toBe(true);
      }
    }
  });
});
