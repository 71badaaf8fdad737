import { expect, it } from 'vitest';
import { inPortions } from '../../../../../../firmware/network/backends/networkmanager/portions.ts';

it('gives every item in its order, and lets the event loop turn after each portion', async () => {
  const events: string[] = [];
  const note = (): void => {
    events.push('turn');
    next = setImmediate(note);
  };
  let next = setImmediate(note);
  const items = Array.from({ length: 100 }, (_, index) => index);
  const portions: (readonly number[])[] = [];
  for await (const portion of inPortions(items)) {
    portions.push(portion);
    events.push('portion');
  }
  clearImmediate(next);
  expect(portions.flat()).toEqual(items);
  expect(portions.length).toBeGreaterThan(2);
  expect(events.join(' ')).not.toContain('portion portion');
});

it('gives nothing for nothing', async () => {
  for await (const portion of inPortions([])) expect.fail(`gave ${portion.length} items`);
});
