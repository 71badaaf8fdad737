import { expect, it } from 'vitest';
import { inPortions } from '../../../../../../firmware/network/backends/networkmanager/portions.ts';

it('gives every item in its order, and lets the event loop turn after each portion', async () => {
  const events: string[] = [];
  const note = (): void => {
    events.push('turn');
    next = setImmediate(note);
  };
  let next = setImmediate(note);
  for await (const portion of inPortions([1, 2, 3, 4, 5], 2)) events.push(portion.join());
  clearImmediate(next);
  expect(events.filter((event) => event !== 'turn')).toEqual(['1,2', '3,4', '5']);
  expect(events.indexOf('turn')).toBeLessThan(events.indexOf('3,4'));
  expect(events.slice(events.indexOf('3,4'), events.indexOf('5'))).toContain('turn');
});

it('gives nothing for nothing', async () => {
  for await (const portion of inPortions([])) expect.fail(`gave ${portion.length} items`);
});
