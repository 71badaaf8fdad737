/** How a console shows a field: as people write the value, without the zeros that a fixed number of digits needs. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { passwordEditor, userEditor } from '../../../../menus/editors/credentials.ts';
import type { Editor, EditorState } from '../../../../menus/editors/editor.ts';
import { hostEditor } from '../../../../menus/editors/host.ts';
import { ipv4Editor, optionalIpv4Editor } from '../../../../menus/editors/ipv4.ts';
import { netmaskEditor } from '../../../../menus/editors/netmask.ts';
import { portEditor, vlanIdEditor } from '../../../../menus/editors/number.ts';
import type { KeyEvent, PanelKeys } from '../../../../menus/keys.ts';
import { anyHostAddress, anyHostPrefix, anyPort, anyVlanId, host, ip, port } from '../settings/values.ts';
import { anyKeyEvent, anyPanel, Hands } from './hands.ts';

const on = (text: string) => new Hands(ipv4Editor, ip(text));

describe('an address', () => {
  test('has no padding but in the group under the cursor, whose unused places are marked', () => {
    expect(on('10.9.8.7').natural).toBe('[_]10.9.8.7');
    expect(on('10.9.8.7').press('RIGHT*3').natural).toBe('10.[_]_9.8.7');
    expect(on('10.9.8.7').press('RIGHT*5').natural).toBe('10.__[9].8.7');
    expect(on('10.9.8.7').press('RIGHT*40').natural).toBe('10.9.8.__[7]');
  });

  test('keeps the last zero of a group that is zero', () => {
    expect(new Hands(ipv4Editor, null).natural).toBe('[_]_0.0.0.0');
    expect(new Hands(ipv4Editor, null).press('RIGHT*2').natural).toBe('__[0].0.0.0');
  });

  test('shows each digit that is typed where it stands', () => {
    expect(on('10.9.8.7').type('192.16').natural).toBe('192._1[6].8.7');
  });

  test('is whole while another field is edited', () => {
    expect(on('10.9.8.7').press('RIGHT*3').rest).toBe('10.9.8.7');
  });
});

test('a number marks its unused places too', () => {
  expect(new Hands(portEditor, port(443)).natural).toBe('[_]_443');
  expect(new Hands(portEditor, port(443)).rest).toBe('443');
});

test('a host is in lower case, cell by cell as it stands there', () => {
  const hands = new Hands(hostEditor, host('proxy.example.com')).press('RIGHT*2');
  expect(hands.field).toBe('PR[O]XY.EXAMPLE.COM');
  expect(hands.natural).toBe('pr[o]xy.example.com');
  expect(hands.rest).toBe('proxy.example.com');
});

test('another text is as it was entered, a password in stars', () => {
  expect(new Hands(userEditor, 'Ann').natural).toBe('[A]nn');
  expect(new Hands(passwordEditor, 'secret').rest).toBe('******');
});

interface Subject<Value> {
  readonly name: string;
  readonly editor: Editor<Value>;
  readonly values: fc.Arbitrary<Value>;
}

const subject = <Value>(
  name: string,
  editor: Editor<Value>,
  values: fc.Arbitrary<Value>,
): Subject<unknown> => ({
  name,
  editor,
  values,
});

const DIGITS: readonly Subject<unknown>[] = [
  subject('an address', ipv4Editor, anyHostAddress),
  subject('an address that may be missing', optionalIpv4Editor, fc.option(anyHostAddress)),
  subject('a netmask', netmaskEditor, anyHostPrefix),
  subject('a VLAN ID', vlanIdEditor, anyVlanId),
  subject('a port', portEditor, anyPort),
];

/** The field after some keys, whatever they did. */
function pressed(
  { editor }: Subject<unknown>,
  initial: unknown,
  keys: PanelKeys,
  events: readonly KeyEvent[],
): EditorState {
  return events.reduce(
    (state, event) => {
      const result = editor.reduce(state, event);
      return result.kind === 'left' ? state : result.state;
    },
    editor.create(initial, keys),
  );
}

describe.each(DIGITS)('$name in digits', (each) => {
  const { editor, values } = each;
  const anyEntry: [fc.Arbitrary<unknown>, fc.Arbitrary<PanelKeys>, fc.Arbitrary<readonly KeyEvent[]>] = [
    fc.option(values),
    anyPanel,
    fc.array(anyKeyEvent, { maxLength: 40 }),
  ];

  test.prop(anyEntry)('is padded in no group but the one under the cursor', (initial, keys, events) => {
    const { text, cursor, natural } = editor.show(pressed(each, initial, keys, events));
    const groups = natural.text.split('.');
    const edited = natural.text.slice(0, natural.cursor).split('.').length - 1;
    expect(edited).toBe(text.slice(0, cursor).split('.').length - 1);
    for (const [index, group] of groups.entries()) {
      if (index === edited) expect(group).toMatch(/^_*(\d|[1-9]\d+)$/);
      else expect(group).toMatch(/^(\d|[1-9]\d+)$/);
    }
    expect(groups[edited]).toHaveLength(text.split('.')[edited]?.length ?? 0);
  });

  test.prop(anyEntry)('has its cursor on the same digit', (initial, keys, events) => {
    const { text, cursor, natural } = editor.show(pressed(each, initial, keys, events));
    expect(natural.text.charAt(natural.cursor).replace('_', '0')).toBe(text.charAt(cursor));
  });

  test.prop(anyEntry)('says the same at rest: typed, it gives the same value', (initial, keys, events) => {
    const state = pressed(each, initial, keys, events);
    const { natural } = editor.show(state);
    expect(natural.rest).toMatch(/^(\d|[1-9]\d+)(\.(\d|[1-9]\d+))*$/);
    expect(natural.text.replaceAll('_', '')).toBe(natural.rest);
    const typed = new Hands(editor, null).type(natural.rest);
    expect(editor.parse(typed.state)).toEqual(editor.parse(state));
  });
});
