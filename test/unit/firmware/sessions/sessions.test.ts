import { describe, expect, it } from 'vitest';
import { fromPromise } from 'xstate';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { Lamps } from '../../../../firmware/appliance/lamps.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { startEarly } from '../../../../firmware/sessions/early-panel.ts';
import { PanelSession } from '../../../../firmware/sessions/panel-session.ts';
import { SessionRunner } from '../../../../firmware/sessions/session-runner.ts';
import type { PowerRequest, PowerVerdict } from '../../../../menus/effects.ts';
import { BASIC_REPERTOIRE, GEOMETRY_20X4 } from '../../../../menus/frame.ts';
import { PANEL_KEYS } from '../../../../menus/keys.ts';
import { LEDS_ON } from '../../../../menus/leds.ts';
import { sessionMachine } from '../../../../menus/session/machine.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import type { Audience } from '../../../../menus/words/audience.ts';
import { message } from '../../../../menus/words/messages.ts';
import { lit } from '../../../support/leds.ts';
import { applianceWith } from '../samples.ts';
import { FakePanel } from './fake-panel.ts';

const GLASS: Audience = { register: 'glass', repertoire: BASIC_REPERTOIRE };

function around() {
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const appliance = new ApplianceModel(applianceWith({}));
  return {
    clock,
    lines,
    appliance,
    machine: sessionMachine,
    log: createLog({ clock, write: (line) => lines.push(line), level: 'debug', levels: {} }),
    idle: { menu_s: 180, edit_s: 600, dim_s: 600, off_s: 3600 },
    operator: 'panel',
    keys: new Set(PANEL_KEYS),
    geometry: GEOMETRY_20X4,
    audience: GLASS,
  };
}

/** PANEL SETTINGS is the second item of the menu, CONTRAST the second item there. */
const TO_CONTRAST = ['ENTER', 'DOWN', 'ENTER', 'DOWN', 'ENTER'] as const;

const hasFailed = ({ view }: SessionRunner): boolean =>
  view.screen.kind === 'message' && view.screen.lines[0] === 'MENUS FAILED';

/** A session machine that throws on each change of the appliance while `broken` says so. */
function fragile() {
  const state = { broken: true };
  const machine = sessionMachine.provide({
    actions: {
      followAppliance: () => {
        if (state.broken) throw new Error('an action that throws');
      },
    },
  });
  return { state, machine };
}

describe('a session whose menus throw', () => {
  it('is logged, started anew on the status screen, and says so', () => {
    const parts = { ...around(), ...fragile() };
    const runner = new SessionRunner(parts);
    runner.press({ type: 'KEY.ENTER' });
    expect(runner.view.screen.kind).toBe('menu');
    parts.appliance.change({ name: 'other' });
    expect(runner.view.screen).toMatchObject({ kind: 'message', lines: ['MENUS FAILED', 'RESTARTING'] });
    expect(parts.lines.at(-1)).toMatch(/level=error.*an action that throws/);
    runner.press({ type: 'KEY.ENTER' });
    parts.clock.advance(100);
    expect(runner.view.screen).toMatchObject({ kind: 'message', tone: 'fault' });
    runner.press({ type: 'KEY.ENTER' });
    expect(runner.view.screen.kind).toBe('status');
    runner.close();
  });

  it('is started more and more rarely while it keeps failing, and promptly once it had recovered', () => {
    const parts = { ...around(), ...fragile() };
    const runner = new SessionRunner(parts);
    const waits: number[] = [];
    const failAndWait = () => {
      parts.appliance.change({});
      let waited_ms = 0;
      while (hasFailed(runner)) {
        parts.clock.advance(100);
        waited_ms += 100;
      }
      waits.push(waited_ms);
    };
    for (let failure = 0; failure < 9; failure++) failAndWait();
    expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
    parts.clock.advance(60_001);
    failAndWait();
    expect(waits.at(-1)).toBe(100);
    runner.close();
    expect(parts.clock.pendingCount).toBe(0);
  });
});

describe('a session', () => {
  it('tells of a view once, however often nothing changes', () => {
    const parts = around();
    const runner = new SessionRunner(parts);
    const views: unknown[] = [];
    runner.watch((view) => views.push(view));
    parts.appliance.change({});
    parts.appliance.change({});
    expect(views).toEqual([]);
    runner.press({ type: 'KEY.ENTER' });
    expect(views).toHaveLength(1);
    runner.close();
  });

  it('is deaf once it is closed', () => {
    const parts = around();
    const runner = new SessionRunner(parts);
    runner.close();
    runner.press({ type: 'KEY.ENTER' });
    parts.appliance.change({ name: 'other' });
    expect(parts.clock.pendingCount).toBe(0);
  });
});

function panelSession() {
  const parts = around();
  const panel = new FakePanel();
  const lamps = new Lamps(parts.appliance, []);
  return {
    ...parts,
    panel,
    lamps,
    session: new PanelSession({ ...parts, id: 'panel', panel, lamps, onLink: () => {} }),
  };
}

describe('a panel session', () => {
  it('makes frames of views and sends one only when it differs', () => {
    const { panel, appliance, session } = panelSession();
    expect(panel.frames).toHaveLength(1);
    appliance.change({});
    expect(panel.frames).toHaveLength(1);
    panel.tap('ENTER');
    expect(panel.frames).toHaveLength(2);
    expect(session.frame()).toEqual(panel.frames.at(-1));
  });

  it('logs how the panel is and goes on without it', () => {
    const { panel, lines, session } = panelSession();
    panel.link({ state: 'absent', why: 'no such device' });
    panel.link({ state: 'connected', identity: 'CFA635:h1.4' });
    panel.link({ state: 'silent' });
    expect(lines.map((line) => /msg="(.*?)"/.exec(line)?.[1])).toEqual([
      'panel absent; it is looked for',
      'panel connected',
      'panel does not answer',
    ]);
    expect(session.link()).toEqual({ state: 'silent' });
  });

  it('logs once each what the panel shows nothing of, and what it cannot do', () => {
    const { panel, lines, session } = panelSession();
    panel.link({ state: 'hidden', why: 'it takes no text in row 1' });
    panel.lack('custom characters');
    expect(lines.join()).toContain('panel does not show what it is sent');
    expect(lines.join()).toContain('custom characters');
    expect(session.link()).toEqual({ state: 'hidden', why: 'it takes no text in row 1' });
  });

  it('says on a panel that is not heard that its keys do nothing, and stops when it is', () => {
    const { panel, session } = panelSession();
    const before = panel.text;
    panel.link({ state: 'silent' });
    expect(panel.text).toContain('KEYS NOT HEARD');
    panel.link({ state: 'connected', identity: '' });
    expect(panel.text).toBe(before);
    session.close();
  });

  it('forgets a key that was held when the panel vanished', () => {
    const { panel, clock, session } = panelSession();
    panel.tap('ENTER');
    const [before] = panel.frames.slice(-1);
    panel.link({ state: 'absent', why: 'unplugged' });
    clock.advance(5000);
    expect(panel.frames.at(-1)).toBe(before);
    session.close();
  });

  it('says goodbye with its LEDs dark, as those beside the panel are then', async () => {
    const { panel, session, appliance } = panelSession();
    appliance.change({ update: { state: 'running', percent: null, message: '' } });
    expect(panel.frames.at(-1)?.leds.S2).toBe(true);
    await session.sayGoodbye(null);
    expect(panel.text).toContain('GOODBYE');
    expect(panel.frames.at(-1)?.leds).toEqual(lit());
  });

  it('lights S2 from its first frame when an update goes on after a restart', () => {
    const parts = around();
    parts.appliance.change({ update: { state: 'running', percent: null, message: '' } });
    const panel = new FakePanel();
    const session = new PanelSession({
      ...parts,
      id: 'panel',
      panel,
      lamps: new Lamps(parts.appliance, []),
      onLink: () => {},
    });
    expect(panel.frames.map(({ leds }) => leds.S2)).toEqual([true]);
    session.close();
  });

  it('shows contrast and brightness while they are tried, and goes back when they are not kept', () => {
    const { panel } = panelSession();
    const stored = { contrast_percent: 50, brightness_percent: 100 };
    expect(panel.displays).toEqual([stored]);
    for (const key of [...TO_CONTRAST, 'UP', 'UP'] as const) panel.tap(key);
    expect(panel.displays.slice(1)).toEqual([
      { ...stored, contrast_percent: 55 },
      { ...stored, contrast_percent: 60 },
    ]);
    panel.tap('EXIT');
    expect(panel.displays.at(-1)).toEqual(stored);
  });

  it('goes back from tried contrast when the idle rule leaves', () => {
    const { panel, clock } = panelSession();
    for (const key of [...TO_CONTRAST, 'DOWN'] as const) panel.tap(key);
    expect(panel.displays.at(-1)?.contrast_percent).toBe(45);
    clock.advance(180_000);
    expect(panel.displays.at(-1)?.contrast_percent).toBe(50);
  });

  it('lights everything during a lamp test, and only then', () => {
    const { panel, lamps, appliance } = panelSession();
    appliance.change({ preferences: { contrast_percent: 40, brightness_percent: 10, language: null } });
    const end = lamps.test();
    expect(panel.frames.at(-1)?.leds).toEqual(LEDS_ON);
    expect(panel.displays.at(-1)).toEqual({ contrast_percent: 40, brightness_percent: 100 });
    end();
    end();
    expect(panel.frames.at(-1)?.leds).toEqual(lit());
    expect(panel.displays.at(-1)).toEqual({ contrast_percent: 40, brightness_percent: 10 });
  });
});

/** SYSTEM REBOOT is the third item of the menu; the question begins at NO. */
const TO_REBOOT = ['ENTER', 'DOWN', 'DOWN'] as const;

describe('a question that cannot be taken back', () => {
  function atReboot() {
    const asked: string[] = [];
    const parts = around();
    const panel = new FakePanel();
    const machine = sessionMachine.provide({
      actors: {
        power: fromPromise<PowerVerdict, PowerRequest>(async ({ input }) => {
          asked.push(input.action);
          return { ok: true };
        }),
      },
    });
    const lamps = new Lamps(parts.appliance, []);
    const session = new PanelSession({ ...parts, machine, id: 'panel', panel, lamps, onLink: () => {} });
    for (const key of TO_REBOOT) panel.tap(key);
    return { ...parts, panel, session, asked };
  }

  it('rebooted on ENTER DOWN ENTER within 30 ms: now the question stays until a press was made for it', () => {
    const { panel, clock, asked, lines } = atReboot();
    for (const key of ['ENTER', 'DOWN', 'ENTER'] as const) {
      panel.tap(key);
      clock.advance(10);
    }
    expect(asked).toEqual([]);
    expect(panel.text).toContain('REBOOT');
    expect(panel.text).toContain('→YES');
    expect(lines.at(-1)).toContain('a key pressed before the question could be seen answers nothing');
    clock.advance(1000);
    panel.tap('ENTER');
    expect(asked).toEqual(['reboot']);
  });

  it('rebooted on keys that came before the panel had acknowledged the question', () => {
    const { panel, clock, asked } = atReboot();
    panel.isAcknowledging = false;
    for (const key of ['ENTER', 'DOWN', 'ENTER'] as const) {
      panel.tap(key);
      clock.advance(1000);
    }
    expect(asked).toEqual([]);
    panel.acknowledges();
    clock.advance(1000);
    panel.tap('ENTER');
    expect(asked).toEqual(['reboot']);
  });

  it('is not answered by the answer that the glass does not show yet', () => {
    const { panel, clock, asked } = atReboot();
    panel.tap('ENTER');
    clock.advance(5000);
    panel.isAcknowledging = false;
    panel.tap('DOWN');
    panel.tap('ENTER');
    expect(asked).toEqual([]);
    expect(panel.text).toContain('→YES');
  });

  it('is not answered while the panel is away, nor by the first press after it is back', () => {
    const { panel, clock, asked } = atReboot();
    panel.tap('ENTER');
    clock.advance(1000);
    panel.tap('DOWN');
    panel.link({ state: 'absent', why: 'unplugged' });
    clock.advance(5000);
    panel.tap('ENTER');
    expect(asked).toEqual([]);
  });

  it('counts for what was shown when a long press began', () => {
    const { panel, clock, asked, session } = atReboot();
    panel.tap('ENTER');
    panel.tap('DOWN');
    clock.advance(1000);
    session.press({ type: 'KEY.ENTER' });
    expect(asked).toEqual(['reboot']);
  });

  it('is asked anew when the idle notice has covered it', () => {
    const { panel, clock, asked } = atReboot();
    panel.tap('ENTER');
    panel.tap('DOWN');
    clock.advance(155_000);
    expect(panel.text).toContain('CLOSING');
    panel.tap('DOWN');
    panel.tap('ENTER');
    expect(asked).toEqual([]);
  });

  it('never holds up other keys', () => {
    const { panel } = atReboot();
    panel.isAcknowledging = false;
    for (const key of ['ENTER', 'DOWN', 'DOWN', 'ENTER'] as const) panel.tap(key);
    expect(panel.text).toContain('SYSTEM REBOOT');
  });

  it('of a notice: it was dismissed by a press that was on its way when it came', () => {
    const { panel, appliance, session } = panelSession();
    panel.isAcknowledging = false;
    appliance.change({
      notices: [{ id: 7, severity: 'fault', message: message('settings-lost') }],
    });
    panel.tap('ENTER');
    expect(session.view().screen).toMatchObject({ page: 'notice' });
    panel.acknowledges();
    panel.tap('ENTER');
    expect(appliance.value.notices).toHaveLength(1);
  });
});

describe('the light of a panel that nobody uses', () => {
  const brightness = ({ panel }: ReturnType<typeof panelSession>) =>
    panel.displays.at(-1)?.brightness_percent;

  it('is dimmed, then out; the first key only makes light', () => {
    const all = panelSession();
    const { panel, clock } = all;
    clock.advance(600_000);
    expect(brightness(all)).toBe(20);
    clock.advance(3_000_000);
    expect(brightness(all)).toBe(0);
    const { text } = panel;
    panel.tap('ENTER');
    expect(brightness(all)).toBe(100);
    expect(panel.text).toBe(text);
    panel.tap('ENTER');
    expect(panel.text).toContain('SETUP NETWORK');
  });

  it('is never brighter than the operator wants it', () => {
    const all = panelSession();
    all.appliance.change({ preferences: { contrast_percent: 50, brightness_percent: 10, language: null } });
    all.clock.advance(600_000);
    expect(brightness(all)).toBe(10);
  });

  it('comes back for an update and stays while it runs; so for a fault that nobody has read', () => {
    const all = panelSession();
    const { clock, appliance } = all;
    clock.advance(4_000_000);
    expect(brightness(all)).toBe(0);
    appliance.change({ update: { state: 'running', percent: null, message: '' } });
    clock.advance(4_000_000);
    expect(brightness(all)).toBe(100);
    appliance.change({ update: { state: 'none' } });
    clock.advance(4_000_000);
    expect(brightness(all)).toBe(0);
    appliance.change({ notices: [{ id: 1, severity: 'fault', message: message('settings-lost') }] });
    expect(brightness(all)).toBe(100);
  });

  it.each([
    ['fixed', 100, true],
    ['switched', 100, true],
  ] as const)('that is %s is not dimmed, and its keys act', (backlight, percent, acts) => {
    const parts = around();
    const panel = new FakePanel();
    panel.backlight = backlight;
    const lamps = new Lamps(parts.appliance, []);
    const session = new PanelSession({ ...parts, id: 'panel', panel, lamps, onLink: () => {} });
    parts.clock.advance(700_000);
    expect(panel.displays.at(-1)?.brightness_percent).toBe(percent);
    panel.tap('ENTER');
    expect(panel.text.includes('SETUP NETWORK')).toBe(acts);
    parts.clock.advance(4_000_000);
    expect(panel.displays.at(-1)?.brightness_percent).toBe(backlight === 'fixed' ? 100 : 0);
    session.close();
  });

  it('never goes where the configuration says so, but may be dimmed', () => {
    const parts = around();
    const panel = new FakePanel();
    const lamps = new Lamps(parts.appliance, []);
    const idle = { ...parts.idle, off_s: null };
    const session = new PanelSession({ ...parts, idle, id: 'panel', panel, lamps, onLink: () => {} });
    parts.clock.advance(90_000_000);
    expect(panel.displays.at(-1)?.brightness_percent).toBe(20);
    session.close();
  });

  it('is made by keys over the control socket, too, which act', () => {
    const all = panelSession();
    all.clock.advance(700_000);
    all.session.press({ type: 'KEY.ENTER' });
    expect(brightness(all)).toBe(100);
    expect(all.panel.text).toContain('SETUP NETWORK');
  });
});

describe('a panel that is started early', () => {
  it('shows that it is starting, and loses neither its state nor a key pressed meanwhile', () => {
    const panel = new FakePanel();
    const early = startEarly(panel);
    expect(panel.text).toContain('STARTING');
    panel.link({ state: 'connected', identity: 'x' });
    panel.tap('DOWN', 1);
    const heard: string[] = [];
    early.start({
      onEdge: ({ key, edge }) => heard.push(`${key} ${edge}`),
      onLink: ({ state }) => heard.push(state),
    });
    panel.tap('UP', 2);
    expect(heard).toEqual(['connected', 'DOWN press', 'DOWN release', 'UP press', 'UP release']);
  });
});
