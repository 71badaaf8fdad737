import { describe, expect, it } from 'vitest';
import { choiceEditor } from '../../../../menus/editors/choice.ts';
import { passwordEditor, userEditor } from '../../../../menus/editors/credentials.ts';
import type { Editor } from '../../../../menus/editors/editor.ts';
import { hostEditor } from '../../../../menus/editors/host.ts';
import { ipv4Editor, optionalIpv4Editor } from '../../../../menus/editors/ipv4.ts';
import { netmaskEditor } from '../../../../menus/editors/netmask.ts';
import { portEditor, vlanIdEditor } from '../../../../menus/editors/number.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';

/** What an editor makes of a text that was written whole: the value, or why it is none. */
function written<Value>(editor: Editor<Value>, text: string): unknown {
  const state = editor.create(null, new Set(PANEL_KEYS));
  const result = editor.reduce(state, { type: 'KEY.TEXT', text });
  if (result.kind === 'refused') {
    expect(result.state).toBe(state);
    return result.error.code;
  }
  if (result.kind === 'left') return 'left';
  const parsed = editor.parse(result.state);
  return parsed.ok ? parsed.value : parsed.error.code;
}

describe('a text written whole, as a person writes it', () => {
  it.each([
    ['an address', ipv4Editor, '10.9.8.7', '10.9.8.7'],
    ['an address with a prefix length and no field for it', ipv4Editor, '10.9.8.7/16', 'address-syntax'],
    ['half an address', ipv4Editor, '10.9', 'address-syntax'],
    ['an address that nobody can have', ipv4Editor, '224.0.0.1', 'address-multicast'],
    ['no address', optionalIpv4Editor, '0.0.0.0', null],
    ['a netmask', netmaskEditor, '255.255.0.0', 16],
    ['a prefix length', netmaskEditor, '/16', 16],
    ['a bare prefix length', netmaskEditor, '16', 16],
    ['a prefix length too long', netmaskEditor, '/31', 'netmask-too-narrow'],
    ['a netmask with a hole', netmaskEditor, '255.0.255.0', 'netmask-not-contiguous'],
    ['a port', portEditor, '443', 443],
    ['a port too high', portEditor, '70000', 'port-range'],
    ['no number', vlanIdEditor, 'x', 'vlan-id-range'],
    ['a VLAN', vlanIdEditor, '0', 0],
    ['a host', hostEditor, 'proxy.example.com', 'proxy.example.com'],
    ['a host with a blank', hostEditor, 'proxy example', 'host-syntax'],
    ['a user', userEditor, 'CORP\\svc', 'CORP\\svc'],
    ['a user with a colon', userEditor, 'CORP\\svc:user', 'user-syntax'],
    ['a password', passwordEditor, 'Kq7#mZ2!pW9x', 'Kq7#mZ2!pW9x'],
    [
      'a password with a letter beyond ASCII',
      passwordEditor,
      'p\u00e4ssw\u00f6rd\u20ac123',
      'password-syntax',
    ],
    ['a choice', choiceEditor(['dhcp', 'static']), 'static', 'static'],
  ] as const)('%s', (_what, editor, text, expected) => {
    expect(written<unknown>(editor, text)).toEqual(expected);
  });
});
