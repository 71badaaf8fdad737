import { describe, expect, it } from 'vitest';
import { simulatedTime } from '../../../simulator/time.ts';

describe('simulated time', () => {
  it('lets what promises set up happen in the same stretch', async () => {
    const time = simulatedTime(0);
    const heard: string[] = [];
    const sleep = (ms: number): Promise<void> => new Promise((resolve) => time.clock.setTimeout(resolve, ms));
    const worker = async (): Promise<void> => {
      for (let round = 1; round <= 3; round++) {
        await sleep(100);
        await Promise.resolve();
        heard.push(`${round} at ${time.clock.now()}`);
      }
    };
    const done = worker();
    await time.pass(300);
    await done;
    expect(heard).toEqual(['1 at 100', '2 at 200', '3 at 300']);
  });

  it('passes in full when nothing falls due', async () => {
    const time = simulatedTime(5);
    expect(await time.pass(1000)).toBe(false);
    expect(time.clock.now()).toBe(1000);
  });

  it('stops as soon as the condition holds', async () => {
    const time = simulatedTime(0);
    let open = false;
    time.clock.setTimeout(() => {
      open = true;
    }, 400);
    expect(await time.pass(2000, () => open)).toBe(true);
    expect(time.clock.now()).toBe(400);
  });

  it('looks at the condition once more at the end', async () => {
    const time = simulatedTime(0);
    expect(await time.pass(50, () => time.clock.now() >= 50)).toBe(true);
    expect(await time.pass(50, () => false)).toBe(false);
  });
});
