import { describe, expect, it } from 'vitest';
import type { PanelKey } from '../../../../menus/keys.ts';
import type { PrintedPanel } from '../../../../simulator/script/frame-box.ts';
import { parseScript } from '../../../../simulator/script/parse.ts';
import { runScript, type ScriptedBench, type ScriptOutcome } from '../../../../simulator/script/run.ts';
import { lit } from '../../../support/leds.ts';

const PANEL: PrintedPanel = {
  rows: ['SETUP NETWORK       ', '192.168.001.010     '],
  cursor: { column: 4, row: 1, style: 'underline' },
  lamps: { PWR: true, ...lit('S1') },
};

/** A bench that notes what it was asked to do; `panel` may change while it waits. */
function benchShowing(panel: PrintedPanel, later: PrintedPanel = panel) {
  const done: string[] = [];
  let shown = panel;
  const note = async (text: string): Promise<void> => void done.push(text);
  const bench: ScriptedBench = {
    keys: new Set<PanelKey>(['UP', 'DOWN', 'ENTER', 'EXIT']),
    press: (key) => note(`press ${key}`),
    hold: (key, duration_ms) => note(`hold ${key} ${duration_ms}`),
    type: (text) => note(`type ${text}`),
    wait: (duration_ms) => note(`wait ${duration_ms}`),
    waitUntil: async (condition) => {
      const now = condition();
      shown = later;
      return now || condition();
    },
    panel: () => shown,
    fault: (name, value) => note(`fault ${name} ${value}`),
    restart: () => note('restart'),
    screenshot: () => Buffer.from('png'),
  };
  return { bench, done };
}

async function run(text: string, bench: ScriptedBench) {
  const parsed = parseScript(text, [{ name: 'cable', values: ['in', 'out'] }]);
  if (!parsed.ok) {
    throw new Error(parsed.errors[0]?.why);
  }
  const printed: string[] = [];
  const outcome: ScriptOutcome = await runScript(parsed.lines, bench, {
    frame: (box) => printed.push(box),
    screenshot: (file, png) => printed.push(`${file} ${png.toString()}`),
  });
  return { outcome, printed };
}

describe('running a script', () => {
  it('does one thing after the other', async () => {
    const { bench, done } = benchShowing(PANEL);
    const { outcome } = await run(
      'press DOWN x2\nhold UP 1s\ntype 7\nwait 3s\nfault cable out\nrestart',
      bench,
    );
    expect(outcome).toEqual({ ok: true });
    expect(done).toEqual([
      'press DOWN',
      'press DOWN',
      'hold UP 1000',
      'type 7',
      'wait 3000',
      'fault cable out',
      'restart',
    ]);
  });

  it('prints the frame in a box and saves screenshots', async () => {
    const { printed } = await run('frame\nscreenshot a.png', benchShowing(PANEL).bench);
    expect(printed).toEqual([
      [
        '┌────────────────────┐',
        '│SETUP NETWORK       │',
        '│192.168.001.010     │',
        '└────────────────────┘',
        ' lit: PWR S1; underline at line 2, column 5',
      ].join('\n'),
      'a.png png',
    ]);
  });

  it('lets an expectation come true later', async () => {
    const { bench } = benchShowing({ ...PANEL, rows: ['', ''] }, PANEL);
    expect((await run('expect "NETWORK"', bench)).outcome).toEqual({ ok: true });
  });

  it('compares a line without its trailing blanks', async () => {
    const { bench } = benchShowing(PANEL);
    expect((await run('expect-line 2 "192.168.001.010"', bench)).outcome).toEqual({ ok: true });
  });

  it('stops at the first expectation that does not hold, with its line', async () => {
    const { bench, done } = benchShowing(PANEL);
    const { outcome } = await run('press UP\n\nexpect "ENABLE"\npress UP', bench);
    expect(outcome).toMatchObject({ ok: false, line: 3 });
    expect(done).toEqual(['press UP']);
  });
});

describe('an expectation that does not hold', () => {
  const complaintOf = async (text: string): Promise<string> => {
    const { outcome } = await run(text, benchShowing(PANEL).bench);
    return outcome.ok ? '' : outcome.why;
  };

  it('shows where a line differs', async () => {
    expect(await complaintOf('expect-line 2 "192.168.001.020"')).toBe(
      [
        'expected line 2 to be "192.168.001.020" within 2 s, the panel shows',
        '┌────────────────────┐',
        '│SETUP NETWORK       │',
        '│192.168.001.010     │',
        '              ^',
        '└────────────────────┘',
        ' lit: PWR S1; underline at line 2, column 5',
      ].join('\n'),
    );
  });

  it('shows where a text came closest', async () => {
    expect(await complaintOf('expect "SETUP NETS"')).toContain('│SETUP NETWORK       │\n          ^\n');
  });

  it('shows no caret for a text that is nowhere', async () => {
    expect(await complaintOf('expect "#"')).not.toContain('^');
  });

  it('says which LED', async () => {
    expect(await complaintOf('expect-led S2 on')).toContain('expected S2 on within 2 s');
  });

  it('says so of a line the glass does not have', async () => {
    expect(await complaintOf('expect-line 3 "A"')).toContain('expected line 3 to be "A"');
  });
});
