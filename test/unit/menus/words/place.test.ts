import { describe, expect, it } from 'vitest';
import { en } from '../../../../menus/words/en.ts';
import { message } from '../../../../menus/words/messages.ts';
import { textOf } from '../../../../menus/words/words.ts';

describe('where a difference is', () => {
  it('has the name of Bezel for a configuration of its own that is of no role', () => {
    const found = message('not-in-force', { role: null, part: 'unknown-profile', inForce: 'bezel-old' });
    expect(textOf(en.glass, found)).toContain('BEZEL');
    expect(textOf(en.console, found)).toContain('BEZEL');
  });
});
