import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { jsonElements } from '../../../../../../firmware/network/backends/networkmanager/json-elements.ts';

const elements = (text: string) => [...jsonElements(text)];

/** Ends an element where it looks at first sight as if it did. */
const DECEPTION = '},{"a":[{"b":"}]},{';
const anyElement = fc.record({
  name: fc.oneof(fc.string(), fc.constant(DECEPTION)),
  list: fc.array(fc.record({ address: fc.string() }), { maxLength: 4 }),
  filler: fc.integer({ min: 0, max: 3000 }).map((length) => 'x'.repeat(length)),
});

describe('the elements of a JSON array', () => {
  test.prop([fc.array(anyElement, { maxLength: 80 })])(
    'are those that a parser of the whole finds',
    (list) => {
      expect(elements(JSON.stringify(list))).toEqual(list);
    },
  );

  it('are found one piece after the other: a long array was parsed at one go', () => {
    const list = Array.from({ length: 1000 }, (_, ifindex) => ({ ifindex, filler: 'x'.repeat(100) }));
    // What is wrong at its end is seen at its end only.
    const found = jsonElements(JSON.stringify(list).slice(0, -1));
    expect(found.next().value).toEqual(list[0]);
    expect(() => [...found]).toThrow(SyntaxError);
  });

  it('are none in a blank text, and an error in what is no array', () => {
    expect(elements(' \n')).toEqual([]);
    expect(elements('[]\n')).toEqual([]);
    expect(() => elements('{"a":1}')).toThrow(TypeError);
    expect(() => elements('[{"a":1}')).toThrow(SyntaxError);
  });

  it('are an error where the first of many is damaged', () => {
    const list = Array.from({ length: 5000 }, () => ({ filler: 'x'.repeat(100) }));
    expect(() => elements(`[{"a":,${JSON.stringify(list).slice(1)}`)).toThrow(SyntaxError);
  });
});
