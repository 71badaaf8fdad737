import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { downMessageSchema, MESSAGE_LIMIT, upMessageSchema } from '../../../../drivers/console/messages.ts';
import { HEADLINE, UPDATING, VIEWS } from './views.ts';

const accepted = (message: unknown) => v.safeParse(downMessageSchema, message);

describe('messages of the console protocol', () => {
  it.each(Object.entries(VIEWS))('carry the %s view unchanged', (_kind, view) => {
    const result = accepted(JSON.parse(JSON.stringify({ type: 'view', view, asked: null })));
    expect(result).toMatchObject({ success: true, output: { view } });
    expect(JSON.stringify(view).length).toBeLessThan(MESSAGE_LIMIT);
  });

  it('carry the headline unchanged', () => {
    for (const headline of [HEADLINE, UPDATING]) {
      expect(accepted({ type: 'headline', headline })).toMatchObject({ success: true, output: { headline } });
    }
  });

  it('of another version are refused', () => {
    expect(accepted({ type: 'view', view: { ...VIEWS.menu, screen: { kind: 'hologram' } } }).success).toBe(
      false,
    );
    expect(accepted({ type: 'view', view: { ...VIEWS.menu, tip: undefined } }).success).toBe(false);
    expect(accepted({ type: 'picture' }).success).toBe(false);
  });

  it.each([
    [{ type: 'KEY.UP' }, true],
    [{ type: 'KEY.UP', repeat: true }, true],
    [{ type: 'KEY.CHARACTER', character: 'é' }, true],
    [{ type: 'KEY.BACKTAB' }, true],
    [{ type: 'KEY.UP', repeat: false }, false],
    [{ type: 'KEY.UP', held: true }, false],
    [{ type: 'KEY.CHARACTER', character: 'ab' }, false],
    [{ type: 'KEY.CHARACTER', character: '\u001b' }, false],
    [{ type: 'KEY.CHARACTER' }, false],
  ])('take the key %j: %s', (event, taken) => {
    expect(v.safeParse(upMessageSchema, { type: 'key', event }).success).toBe(taken);
  });
});
