import { describe, expect, it } from 'vitest';
import {
  edited,
  keptEdit,
  type LineEdit,
  lineField,
  withEdit,
} from '../../../../drivers/console/line-edit.ts';
import type { TerminalKey } from '../../../../drivers/terminal/keys.ts';
import type { FieldScreen, View } from '../../../../menus/view.ts';
import { VIEWS } from './views.ts';

function fieldWith(text: string, changes: Partial<FieldScreen> = {}): View & { screen: FieldScreen } {
  const form = { title: 'Proxy', index: 0, fields: [{ label: 'Proxy host', text, error: null }] };
  const screen = { ...VIEWS.field.screen, label: 'Proxy host', text, error: null, form, ...changes };
  return { ...VIEWS.field, screen };
}

const KEYS: Readonly<Record<string, TerminalKey>> = {
  ...Object.fromEntries(
    (['left', 'right', 'home', 'end', 'delete', 'backspace', 'enter', 'up'] as const).map((name) => [
      name,
      { kind: 'named', name, shift: false },
    ]),
  ),
  ...Object.fromEntries(
    ['a', 'e', 'u', 'k', 'c'].map((letter) => [`ctrl-${letter}`, { kind: 'control', letter }]),
  ),
};

/** Words are keys by name, anything else is typed. */
function editAfter(view: View & { screen: FieldScreen }, ...keys: readonly string[]): LineEdit | null {
  let edit: LineEdit | null = null;
  for (const each of keys) {
    const named = KEYS[each];
    const typed =
      named === undefined
        ? [...each].map((character) => ({ kind: 'character', character }) as const)
        : [named];
    for (const key of typed) edit = edited(view.screen, edit, key);
  }
  return edit;
}

const textAfter = (text: string, ...keys: readonly string[]) => editAfter(fieldWith(text), ...keys)?.text;

describe('a field on the console', () => {
  it('replaces the value by what is typed, unless the cursor was moved before', () => {
    expect(textAfter('192.168.1.1', '10.9.8.7')).toBe('10.9.8.7');
    expect(textAfter('192.168.1.1', 'end', 'X')).toBe('192.168.1.1X');
    expect(textAfter('192.168.1.1', 'left', 'X')).toBe('192.168.1.X1');
  });

  it.each([
    [['home', '>'], '>abc'],
    [['home', 'right', '>'], 'a>bc'],
    [['home', 'left', '>'], '>abc'],
    [['end', 'right', '>'], 'abc>'],
    [['home', 'delete'], 'bc'],
    [['end', 'backspace'], 'ab'],
    [['home', 'backspace'], 'abc'],
    [['backspace'], ''],
    [['ctrl-u'], ''],
    [['ctrl-a', 'right', 'ctrl-k'], 'a'],
    [['ctrl-a', 'ctrl-e', '>'], 'abc>'],
  ])('takes %j', (keys, text) => {
    expect(textAfter('abc', ...keys)).toBe(text);
  });

  it('drops no character, allowed or not: the daemon says what is wrong', () => {
    expect(textAfter('', 'CORP\\svc:user p\u00e4ss\u20ac')).toBe('CORP\\svc:user p\u00e4ss\u20ac');
  });

  it('leaves the other keys to the form', () => {
    for (const key of ['enter', 'up', 'ctrl-c']) expect(editAfter(fieldWith('abc'), key)).toBeNull();
  });

  it('shows what was typed, a secret by stars, which begins anew', () => {
    const open = fieldWith('abc');
    expect(withEdit(open, editAfter(open, 'xyz'))).toMatchObject({ screen: { text: 'xyz', cursor: 3 } });
    expect(withEdit(open, null)).toBe(open);
    expect(withEdit(VIEWS.menu, editAfter(open, 'xyz'))).toBe(VIEWS.menu);
    const secret = fieldWith('********', { entry: 'secret' });
    expect(withEdit(secret, editAfter(secret, 'ab'))).toMatchObject({ screen: { text: '**' } });
    expect(withEdit(secret, editAfter(secret, 'end'))).toBe(secret);
  });

  it('is kept while it is typed and when it was refused, not once it was taken', () => {
    const view = fieldWith('abc');
    const edit = editAfter(view, 'xyz');
    expect(keptEdit(view, edit, false)).toBe(edit);
    expect(keptEdit(fieldWith('abc', { error: ['Not a host name.'] }), edit, true)).toBe(edit);
    expect(keptEdit(fieldWith('xyz'), edit, true)).toBeNull();
    expect(keptEdit(VIEWS.field, edit, false)).toBeNull();
    expect(keptEdit(VIEWS.menu, edit, false)).toBeNull();
    expect(keptEdit(view, null, false)).toBeNull();
  });

  it('is edited as a line only where it is one', () => {
    expect(lineField(VIEWS.menu)).toBeNull();
    expect(lineField(fieldWith('dhcp', { entry: 'keys' }))).toBeNull();
    expect(lineField(fieldWith('1234', { form: null }))).toBeNull();
    expect(lineField(fieldWith('abc'))).not.toBeNull();
  });
});
