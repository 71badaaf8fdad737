/** What holds for every editor, whatever is pressed. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { choiceEditor } from '../../../../menus/editors/choice.ts';
import { passwordEditor, userEditor } from '../../../../menus/editors/credentials.ts';
import type { Editor, EditorState } from '../../../../menus/editors/editor.ts';
import { hostEditor } from '../../../../menus/editors/host.ts';
import { ipv4Editor, optionalIpv4Editor } from '../../../../menus/editors/ipv4.ts';
import { netmaskEditor } from '../../../../menus/editors/netmask.ts';
import { portEditor, vlanIdEditor } from '../../../../menus/editors/number.ts';
import { pinEditor } from '../../../../menus/editors/pin.ts';
import { GLYPHS } from '../../../../menus/frame.ts';
import { settingsError } from '../../../../menus/values/messages.ts';
import {
  hostPrefixLengthOf,
  parseHost,
  parseIpv4,
  parsePassword,
  parsePin,
  parseUser,
  portOf,
  vlanIdOf,
} from '../../../../menus/values/parse.ts';
import { en } from '../../../../menus/words/en.ts';
import {
  anyHost,
  anyHostAddress,
  anyHostPrefix,
  anyPassword,
  anyPort,
  anyUser,
  anyVlanId,
} from '../settings/values.ts';
import { anyKeyEvent, anyPanel, held, SIX_KEYS, WITHOUT_EXIT, WITHOUT_SIDEWAYS } from './hands.ts';

interface Subject<Value> {
  readonly name: string;
  readonly editor: Editor<Value>;
  readonly values: fc.Arbitrary<Value>;
  /** Whether a value is one that the settings take in just this form. */
  isValue(value: Value): boolean;
}

const methodEditor = choiceEditor(['dhcp', 'static']);

function subject<Value>(
  name: string,
  editor: Editor<Value>,
  values: fc.Arbitrary<Value>,
  isValue: (value: Value) => boolean,
): Subject<unknown> {
  return { name, editor, values, isValue };
}

const takes = <Value>(parsed: { ok: true; value: Value } | { ok: false; error: unknown }, value: Value) =>
  parsed.ok && parsed.value === value;

const SUBJECTS: readonly Subject<unknown>[] = [
  subject('an address', ipv4Editor, anyHostAddress, (value) => takes(parseIpv4(value), value)),
  subject(
    'an address that may be missing',
    optionalIpv4Editor,
    fc.option(anyHostAddress),
    (value) => value === null || takes(parseIpv4(value), value),
  ),
  subject('a netmask', netmaskEditor, anyHostPrefix, (value) => takes(hostPrefixLengthOf(value), value)),
  subject('a VLAN ID', vlanIdEditor, anyVlanId, (value) => takes(vlanIdOf(value), value)),
  subject('a port', portEditor, anyPort, (value) => takes(portOf(value), value)),
  subject('a host', hostEditor, anyHost, (value) => takes(parseHost(value), value)),
  subject('a user', userEditor, anyUser, (value) => takes(parseUser(value), value)),
  subject('a password', passwordEditor, anyPassword, (value) => takes(parsePassword(value), value)),
  subject('a PIN', pinEditor, fc.stringMatching(/^[0-9]{4,8}$/), (value) => takes(parsePin(value), value)),
  subject('a choice', methodEditor, fc.constantFrom('dhcp', 'static'), (value) =>
    ['dhcp', 'static'].includes(value),
  ),
];

describe.each(SUBJECTS)('$name', ({ editor, values, isValue }) => {
  test.prop([values, anyPanel])('is accepted as it was, untouched', (value, keys) => {
    const state = editor.create(value, keys);
    expect(editor.isDirty(state)).toBe(false);
    expect(editor.accept(state)).toMatchObject({ kind: 'accepted', value });
    expect(editor.parse(state)).toEqual({ ok: true, value });
  });

  test.prop([fc.option(values), anyPanel, fc.array(anyKeyEvent, { maxLength: 60 })], { numRuns: 300 })(
    'that is accepted is a value, whatever was pressed, and every state can be shown',
    (initial, keys, events) => {
      let state: EditorState = editor.create(initial, keys);
      for (const event of events) {
        const result = editor.reduce(state, event);
        if (result.kind === 'left') break;
        if (result.kind === 'accepted') expect(isValue(result.value)).toBe(true);
        state = result.state;
        const { text, cursor, hint, natural } = editor.show(state);
        for (const shown of [{ text, cursor }, natural]) {
          expect(shown.cursor).toBeGreaterThanOrEqual(0);
          expect(shown.cursor).toBeLessThanOrEqual(shown.text.length);
        }
        for (const shown of text) expect(shown >= ' ' && shown <= '~' ? '' : shown).toMatch(/^[█→↵]?$/);
        expect(en.glass.hints).toHaveProperty(hint);
      }
    },
  );

  test.prop([fc.option(values), anyPanel, fc.array(anyKeyEvent, { maxLength: 30 })])(
    'is neither accepted nor left nor stepped over by a key that is held',
    (initial, keys, events) => {
      let state: EditorState = editor.create(initial, keys);
      for (const event of events) {
        const result = editor.reduce(state, event);
        if (result.kind === 'editing') state = result.state;
        expect(editor.reduce(state, held('ENTER'))).toEqual({ kind: 'editing', state });
        expect(editor.reduce(state, held('EXIT'))).toEqual({ kind: 'editing', state });
        expect(editor.reduce(state, held('LEFT')).kind).toBe('editing');
      }
    },
  );

  test.prop([values])('is refused by a rule and stays as it is', (value) => {
    const refusal = settingsError('gateway-is-address');
    const state = editor.create(value, SIX_KEYS);
    const result = editor.reduce(state, { type: 'KEY.ENTER' }, () => refusal);
    expect(result).toEqual({ kind: 'refused', state, error: refusal });
    expect(editor.reduce(state, { type: 'KEY.ENTER' }, () => null)).toMatchObject({
      kind: 'accepted',
      value,
    });
  });

  test.prop([values])('is stepped through from the first position again after a refusal', (value) => {
    let state = editor.create(value, WITHOUT_SIDEWAYS);
    for (;;) {
      const result = editor.reduce(state, { type: 'KEY.ENTER' }, () => settingsError('dns-repeated'));
      if (result.kind === 'left') throw new Error('left');
      state = result.state;
      if (result.kind === 'refused') break;
    }
    expect(editor.show(state).cursor).toBe(0);
  });

  test.prop([values])(
    'is left by EXIT, and by LEFT at the first position where there is no EXIT',
    (value) => {
      expect(editor.reduce(editor.create(value, SIX_KEYS), { type: 'KEY.EXIT' })).toEqual({ kind: 'left' });
      expect(editor.reduce(editor.create(value, WITHOUT_EXIT), { type: 'KEY.LEFT' })).toEqual({
        kind: 'left',
      });
      expect(editor.reduce(editor.create(value, SIX_KEYS), { type: 'KEY.LEFT' }).kind).toBe('editing');
    },
  );

  test.prop([values])('is left alone by TAB', (value) => {
    const state = editor.create(value, SIX_KEYS);
    expect(editor.reduce(state, { type: 'KEY.TAB' })).toEqual({ kind: 'editing', state });
    expect(editor.reduce(state, { type: 'KEY.BACKTAB' })).toEqual({ kind: 'editing', state });
  });
});

test('the marks are characters every panel has', () => {
  expect([GLYPHS.block, GLYPHS.right, GLYPHS.enter]).toEqual(['█', '→', '↵']);
});
