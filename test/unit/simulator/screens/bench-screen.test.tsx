import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { GEOMETRY_16X2, GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../../../menus/keys.ts';
import { BenchScreen, type ScreenProps } from '../../../../simulator/screens/bench-screen.tsx';
import type { BenchView } from '../../../../simulator/screens/bench-view.ts';
import { ASCII_SYMBOLS, UNICODE_SYMBOLS } from '../../../../simulator/screens/theme.ts';
import { lit } from '../../../support/leds.ts';

const VIEW: BenchView = {
  title: 'Crystalfontz CFA-635, 20x4',
  keys: new Set(PANEL_KEYS),
  glass: {
    geometry: GEOMETRY_20X4,
    rows: ['LAN IP ADDRESS   1/5', '192.168.001.010     ', '                    ', '                    '],
    cursor: { row: 1, column: 4, style: 'underline' },
    brightness_percent: 100,
  },
  lamps: { PWR: true, ...lit('S2') },
  pressed: new Set(['DOWN']),
  settings: [
    { label: 'LAN', inForce: '192.168.100.100/24 dhcp', wanted: '192.168.100.100/24', differs: false },
    { label: 'IPv6', inForce: '2001:db8:1234:5678:9abc:def0:1234:5678/64', wanted: 'on', differs: false },
  ],
  transaction: 'applied; keep? 118 s left',
  switches: Array.from({ length: 30 }, (_, index) => ({
    name: `switch-${index + 1}`,
    value: 'on',
    isNormal: true,
  })),
  events: [{ time: '08:15:00', tone: 'key', text: 'press ENTER' }],
};

function screenOf(props: Partial<ScreenProps> = {}): readonly string[] {
  const { lastFrame, unmount } = render(
    <BenchScreen
      view={VIEW}
      socket="/tmp/bezel-a1b2c3/control.sock"
      columns={80}
      rows={24}
      hasColour={true}
      symbols={UNICODE_SYMBOLS}
      selected={null}
      isHelp={false}
      {...props}
    />,
  );
  const frame = lastFrame() ?? '';
  unmount();
  return frame.split('\n');
}

describe('the screen of the bench', () => {
  it.each([
    [80, 24],
    [80, 25],
    [100, 30],
    [132, 50],
    [240, 70],
  ])('fits %i x %i', (columns, rows) => {
    const lines = screenOf({ columns, rows });
    expect(lines.length).toBeLessThanOrEqual(rows);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('shows glass, lamps, keys, settings, the transaction, switches and events', () => {
    const text = screenOf().join('\n');
    for (const part of [
      '192.168.001.010',
      '● PWR',
      '○ S1',
      '● S2',
      'ENTER',
      'EXIT',
      '192.168.100.100/24 dhcp',
      'applied; keep? 118 s left',
      'switch-1',
      'press ENTER',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('draws the small glass too', () => {
    const glass = {
      ...VIEW.glass,
      geometry: GEOMETRY_16X2,
      rows: ['LAN IP ADDRESS  ', '192.168.001.010 '],
    };
    const view = { ...VIEW, glass };
    expect(screenOf({ view }).join('\n')).toContain('│ 192.168.001.010  │');
    expect(screenOf({ view, hasColour: false }).join('\n')).toMatch(/cursor 2:5\s/);
  });

  it('keeps the selected switch in sight', () => {
    const text = screenOf({ selected: 29 }).join('\n');
    expect(text).toContain('› switch-30');
  });

  it('says where the cursor is when the terminal cannot underline it', () => {
    expect(screenOf({ hasColour: false }).join('\n')).toContain('cursor 2:5');
  });

  it('is ASCII alone where the terminal has nothing else', () => {
    for (const isHelp of [false, true]) {
      expect(screenOf({ symbols: ASCII_SYMBOLS, isHelp, selected: 3 }).join('\n')).toMatch(/^[\n -~]*$/);
    }
  });

  it('says what the keyboard does on a panel of four keys', () => {
    const view = { ...VIEW, keys: new Set<PanelKey>(['UP', 'DOWN', 'ENTER', 'EXIT']) };
    const lines = screenOf({ isHelp: true, view }).map((line) => line.trim());
    expect(lines).toContain('↑ ↓ ← →     UP DOWN; this panel has no LEFT RIGHT');
    expect(screenOf({ view }).join('')).not.toContain(' ← ');
  });

  it('shows the keys and the control socket on request, whole on the smallest terminal', () => {
    const lines = screenOf({ isHelp: true }).map((line) => line.trim());
    expect(lines).toContain('Keys');
    expect(lines).toContain('/tmp/bezel-a1b2c3/control.sock');
    expect(lines).toContain('Any key goes back.');
    // A line that had to be broken would go on without the name of a key.
    const keys = lines.slice(
      lines.indexOf('Keys') + 2,
      lines.findIndex((line) => line.startsWith('Keys and glass')),
    );
    expect(keys.filter((line) => line !== '')).toHaveLength(10);
    for (const line of keys.filter((each) => each !== ''))
      expect(line).toMatch(/^\S+( \S+)* {2,}\S|^PgUp PgDn/);
  });

  it('says so when the terminal is too small, in one line', () => {
    for (const [columns, rows] of [
      [79, 24],
      [80, 23],
      [20, 1],
    ] as const) {
      expect(screenOf({ columns, rows })).toHaveLength(1);
    }
    expect(screenOf({ columns: 79, rows: 24 })[0]).toBe('The terminal is 79x24; the simulator needs 80x24.');
  });
});
