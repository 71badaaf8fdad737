import { describe, expect, it } from 'vitest';
import { newLines, ownPageLines, plainLines } from '../../../../drivers/console/line-face.ts';
import { terminalOf } from '../../../../drivers/console/terminal.ts';
import type { FieldScreen, View } from '../../../../menus/view.ts';
import { en } from '../../../../menus/words/en.ts';
import { HEADLINE, MENU, UPDATING, VIEWS } from './views.ts';

const DUMB = terminalOf({ TERM: 'dumb' });
const linesOf = (view: View, headline = HEADLINE) => plainLines(headline, view, DUMB, en.console.face, 80);

const selecting = (selected: number): View => ({
  ...VIEWS.menu,
  screen: { kind: 'menu', list: { ...MENU, selected } },
});

/** The view with parts of its screen replaced. */
function withScreen<Of extends View>(view: Of, parts: Partial<Of['screen']>): View {
  return { ...view, screen: { ...view.screen, ...parts } };
}

describe('the console on a terminal that cannot move its cursor', () => {
  it('prints every screen in printable ASCII, no line wider than the terminal', () => {
    for (const view of Object.values(VIEWS)) {
      for (const line of linesOf(view)) expect(line).toMatch(/^[ -~]{1,80}$/);
    }
  });

  it('prints a new screen whole', () => {
    const lines = linesOf(VIEWS.menu);
    expect(newLines(linesOf(VIEWS.status), lines)).toEqual(['', ...lines.slice(3)]);
  });

  it('prints only the item the pointer went to', () => {
    expect(newLines(linesOf(selecting(3)), linesOf(selecting(4)))).toEqual(['5 > Enable IPv6 on LAN']);
    expect(newLines(linesOf(selecting(4)), linesOf(selecting(3)))).toEqual(['4 > Enable VLAN on LAN']);
  });

  it('prints the field being edited as its cursor moves', () => {
    const moved = withScreen(VIEWS.field, { cursor: 9 });
    expect(newLines(linesOf(VIEWS.field), linesOf(moved))).toEqual(['> VLAN netmask     255.255.0[0]0.255']);
  });

  it('prints what an update says above the screen', () => {
    expect(newLines(linesOf(VIEWS.menu), linesOf(VIEWS.menu, UPDATING)).join('\n')).toContain('18 %');
  });

  it('prints a countdown every ten seconds, not every second', () => {
    const at = (remaining_s: number) => withScreen(VIEWS.countdown, { remaining_s });
    expect(newLines(linesOf(at(118)), linesOf(at(117)))).toEqual([]);
    expect(newLines(linesOf(at(111)), linesOf(at(110))).join()).toContain('Reverts in 110 s');
  });

  it('prints the answers once, when ENTER counts', () => {
    const unread = withScreen(VIEWS.countdown, { answers: VIEWS.countdown.screen.answers.slice(1) });
    expect(linesOf(unread)).toContain('Esc: restore the old settings.');
    expect(newLines(linesOf(unread), linesOf(VIEWS.countdown))).toEqual([
      'Enter: keep. Esc: restore the old settings.',
    ]);
  });

  it('prints nothing before the daemon has told anything', () => {
    expect(plainLines(null, null, DUMB, en.console.face, 80)).toEqual([]);
  });

  it('says the same as the pages of the log and of the QR code', () => {
    const { face } = en.console;
    expect(ownPageLines({ kind: 'qr' }, HEADLINE, face)).toContain('SN:30123');
    expect(ownPageLines({ kind: 'log', lines: ['a line'] }, HEADLINE, face)).toEqual(['Log', 'a line']);
    expect(ownPageLines({ kind: 'log', lines: [] }, HEADLINE, face)).toContain(face.logEmpty);
    expect(ownPageLines({ kind: 'log', lines: null }, HEADLINE, face)).toContain(face.logLocked);
  });

  it('reads aloud in order, one line a change: from the menu to the question whether to keep', async () => {
    const field: View & { readonly screen: FieldScreen } = VIEWS.field;
    const typed = (text: string, cursor: number) => withScreen(field, { text, cursor, error: null });
    const sitting: readonly (readonly [what: string, view: View])[] = [
      ['Enter', selecting(0)],
      ['Down', selecting(1)],
      ['Down', selecting(2)],
      ['4', selecting(3)],
      ['Enter', VIEWS.field],
      ['/', typed('/', 1)],
      ['1', typed('/1', 2)],
      ['6', typed('/16', 3)],
      ['Enter', VIEWS.proposal],
      ['Enter', VIEWS.confirmation],
      ['Down', withScreen(VIEWS.confirmation, { selected: 1 })],
      ['Enter', VIEWS.progress],
      ['(a moment later)', withScreen(VIEWS.progress, { step: 'Testing: Link', percent: 80 })],
      ['(a moment later)', withScreen(VIEWS.countdown, { answers: VIEWS.countdown.screen.answers.slice(1) })],
      ['(a second later)', VIEWS.countdown],
      ['(a second later)', withScreen(VIEWS.countdown, { remaining_s: 117 })],
      ['(ten seconds later)', withScreen(VIEWS.countdown, { remaining_s: 107 })],
      ['Enter', VIEWS.message],
    ];
    let before: readonly string[] = [];
    const transcript = sitting.map(([what, view]) => {
      const lines = linesOf(view);
      const printed = newLines(before, lines);
      before = lines;
      return [`<${what}>`, ...printed].join('\n');
    });
    await expect(`${transcript.join('\n')}\n`).toMatchFileSnapshot('golden/transcript.golden');
  });
});
