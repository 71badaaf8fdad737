import { renderToString } from 'ink';
import { describe, expect, it } from 'vitest';
import { Face, type FaceProps } from '../../../../drivers/console/face.tsx';
import { SMALLEST, terminalOf } from '../../../../drivers/console/terminal.ts';
import type { View } from '../../../../menus/view.ts';
import { en } from '../../../../menus/words/en.ts';
import { BOARD, HEADLINE, MENU, UPDATING, VIEWS } from './views.ts';

const XTERM = terminalOf({ TERM: 'xterm-256color', LANG: 'C.UTF-8' });
const VT100 = terminalOf({ TERM: 'vt100', NO_COLOR: '1' });

/** The glass as text, in a terminal of 80 by 24 unless told otherwise. */
function glass(props: Partial<FaceProps>): string {
  const all: FaceProps = {
    terminal: XTERM,
    words: en.console.face,
    size: { columns: 80, rows: 24 },
    lost: null,
    headline: HEADLINE,
    view: VIEWS.menu,
    page: null,
    told: null,
    canLeave: true,
    ...props,
  };
  return renderToString(<Face {...all} />, { columns: all.size.columns });
}

const rowsOf = (text: string) => text.split('\n');

describe('the console face', () => {
  it.each(Object.entries(VIEWS))('draws %s', async (kind, view) => {
    await expect(`${glass({ view })}\n`).toMatchFileSnapshot(`golden/${kind}-80x24.golden`);
  });

  it('draws a software update above whatever is open', async () => {
    await expect(`${glass({ headline: UPDATING })}\n`).toMatchFileSnapshot('golden/update-80x24.golden');
  });

  it('draws with ASCII and brackets on a VT100 without attributes', async () => {
    await expect(`${glass({ view: VIEWS.field, terminal: VT100 })}\n`).toMatchFileSnapshot(
      'golden/field-vt100.golden',
    );
  });

  it('uses the room of a larger terminal', async () => {
    const text = glass({ view: VIEWS.proposal, size: { columns: 120, rows: 40 } });
    await expect(`${text}\n`).toMatchFileSnapshot('golden/proposal-120x40.golden');
  });

  it.each([
    [60, 16],
    [79, 23],
    [80, 24],
    [80, 25],
    [132, 50],
    [200, 60],
  ])('never fills the last row or column of %i by %i', (columns, rows) => {
    for (const view of Object.values(VIEWS)) {
      for (const terminal of [XTERM, VT100]) {
        const drawn = rowsOf(glass({ view, terminal, size: { columns, rows } }));
        expect(drawn.length).toBe(rows - 1);
        expect(Math.max(...drawn.map((row) => row.length))).toBeLessThan(columns);
      }
    }
  });

  it('says so when the terminal is too small, in one line', () => {
    const text = glass({ size: { columns: SMALLEST.columns - 1, rows: 24 } });
    expect(text).toBe('The terminal is 59x24; at least 60x16 is needed.');
  });

  it.each([
    [60, 16],
    [100, 30],
    [160, 50],
  ])('uses a terminal of %i by %i for the board', async (columns, rows) => {
    const text = glass({ view: VIEWS.status, size: { columns, rows } });
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/status-${columns}x${rows}.golden`);
  });

  it('brings every page of the board into view on the smallest terminal', () => {
    for (const { page, entries } of BOARD) {
      const view: View = { ...VIEWS.status, screen: { ...VIEWS.status.screen, page } };
      const text = glass({ view, size: SMALLEST });
      for (const { label, value } of entries.slice(0, 1))
        expect(text).toContain(label === '' ? value : label);
    }
  });

  it('names the key that leaves only where there is one', () => {
    expect(glass({ view: VIEWS.status })).toContain('Ctrl-]: leave.');
    expect(glass({ view: VIEWS.status, canLeave: false })).not.toContain('Ctrl-]');
  });

  it('tells once what happened to the service, in place of the tip', () => {
    const text = glass({ told: en.console.face.againWithoutEntries });
    expect(text).toMatch(/Entries that were not applied are\s+gone./);
    expect(text).not.toContain(VIEWS.menu.tip);
  });

  it('shows the log in place of the status, the newest line last', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, second) =>
        `time=2026-11-29T08:00:${second}.000Z level=${second === 39 ? 'warn' : 'info'} name=panel msg="line ${second}"`,
    );
    const text = glass({ view: VIEWS.status, page: { kind: 'log', lines } });
    await expect(`${text}\n`).toMatchFileSnapshot('golden/log-80x24.golden');
    expect(text).toContain('08:00:39');
    expect(text).not.toContain('08:00:10');
    expect(glass({ view: VIEWS.status, page: { kind: 'log', lines: [] } })).toContain(
      'Nothing has been logged',
    );
    expect(glass({ view: VIEWS.status, page: { kind: 'log', lines: null } })).toContain('Enter the PIN');
    expect(glass({ view: VIEWS.status, page: { kind: 'log', lines: ['not a log line'] } })).toContain(
      'not a log line',
    );
  });

  it('shows a QR code where it fits, its text in any case', async () => {
    const text = glass({ view: VIEWS.status, page: { kind: 'qr' } });
    await expect(`${text}\n`).toMatchFileSnapshot('golden/qr-80x24.golden');
    for (const props of [{ size: SMALLEST }, { terminal: VT100 }]) {
      const without = glass({ view: VIEWS.status, page: { kind: 'qr' }, ...props });
      expect(without).toContain('too small');
      expect(without).toContain('SN:30123');
    }
  });

  it.each([
    [80, 24],
    [60, 16],
  ])('cut off a long value while it was typed: at %i by %i it scrolls with the cursor', (columns, rows) => {
    const text = 'very-long-proxy-host-name.emea.corp.example-corporation.internal.example.com';
    for (const terminal of [XTERM, VT100]) {
      for (const cursor of [0, 20, 40, text.length]) {
        const form = {
          ...VIEWS.field.screen.form,
          index: 0,
          fields: [{ label: 'Proxy host', text, error: null }],
        };
        const screen = { ...VIEWS.field.screen, text, cursor, error: null, form };
        const drawn = glass({
          view: { ...VIEWS.field, screen },
          terminal,
          size: { columns, rows },
        }).replaceAll(/[[\]]/g, '');
        const beside = text.slice(Math.max(0, cursor - 5), cursor + 1);
        expect(drawn).toContain(beside);
        expect(drawn).not.toContain('…');
      }
    }
  });

  it('cut off a long value in the review: it goes on below', () => {
    const after = 'very-long-proxy-host-name.emea.corp.example-corporation.internal.example.com';
    const label = 'Proxy host';
    const rows = [{ label, brief: label, before: '', value: after, needsYou: false, reason: null }];
    const screen = { ...VIEWS.proposal.screen, rows, selected: 0 };
    const text = glass({ view: { ...VIEWS.proposal, screen } });
    const shown = text.replaceAll(/[│>\s]/g, '');
    expect(shown).toContain(after.slice(0, 36));
    expect(text).toContain('example.com');
    expect(text).not.toContain('…');
  });

  it('hid the address being edited on the smallest terminal: the menu gives way', () => {
    const text = glass({ view: VIEWS.field, size: SMALLEST });
    expect(text).toContain('255.255.000.255');
    expect(text).not.toContain('Set up network');
  });

  it('keeps the selected item in view when the menu is longer than the screen', () => {
    const items = Array.from({ length: 40 }, (_, index) => ({ id: `${index}`, label: `Item ${index}` }));
    for (const selected of [0, 20, 39]) {
      const list = { ...MENU, items, selected };
      const view: View = { ...VIEWS.menu, screen: { kind: 'menu', list }, menu: list };
      expect(glass({ view })).toContain(`> Item ${selected} `);
    }
  });

  it('opens a field beside its item', () => {
    const rows = rowsOf(glass({ view: { ...VIEWS.field, menu: { ...MENU, selected: 1 } } }));
    const item = rows.findIndex((row) => row.includes('> Use DHCP on LAN'));
    expect(rows[item]).toContain('VLAN on LAN');
  });

  it('shows all errors of a form at once', () => {
    const text = glass({ view: VIEWS.field });
    expect(text).toContain('The VLAN ID must be 0 to 4094.');
    expect(text).toContain('Not a valid netmask.');
  });

  it('names the keys of a keyboard, not those of a panel', () => {
    const { hints, tips, face } = en.console;
    for (const text of [...Object.values(hints), ...Object.values(tips), ...Object.values(face)])
      expect(String(text)).not.toMatch(/EXIT|ENTER|[↑↓←→↕↵]/);
  });

  it('shows the idle notice in place of the tip', () => {
    const text = glass({ view: { ...VIEWS.field, leavingIn_s: 27 } });
    expect(text).toContain('This screen closes in 27 s. Press any key to stay.');
    expect(text).not.toContain(VIEWS.field.tip);
  });

  it('says that the daemon does not answer, and shows nothing old', () => {
    const text = glass({ lost: 'Nothing is listening at /run/bezel/control.sock.' });
    expect(text).toContain('Cannot reach the Bezel service.');
    expect(text).toContain('Nothing is listening');
    expect(text).not.toContain('Set up network');
  });
});
