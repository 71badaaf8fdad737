import { describe, expect, it } from 'vitest';
import { encodePacket } from '../../../../drivers/cfa635/codec.ts';
import { COMMAND } from '../../../../drivers/cfa635/commands.ts';
import type { PanelLink } from '../../../../drivers/panel.ts';
import { lit } from '../../../support/leds.ts';
import { panelOnALine, shownPanel } from './panel-on-a-line.ts';

/** Within this time everything must be right again, in milliseconds. */
const REPAIR_ms = 2000;
const SCREEN = ['SETUP NETWORK', 'ENABLE WAN INTERFACE', '↕ ↵ ⚿', 'LAST ROW'];
const states = (links: readonly PanelLink[]): string[] => links.map(({ state }) => state);

/** A panel that shows everything a panel can: text, custom characters, a cursor, LEDs, its own contrast. */
function fullPanel(baud: number | null = 19_200) {
  const line = panelOnALine({ leds: { S1: 0, S2: 1 }, baud });
  line.driver.setDisplay({ contrast_percent: 70, brightness_percent: 60 });
  line.driver.show(line.frame(SCREEN, { column: 2, row: 3, style: 'block' }, lit('S1', 'S2')));
  line.start();
  line.clock.advance(3000);
  return line;
}
const everything = (line: ReturnType<typeof fullPanel>) => line.panel.frame();

describe('a fault is repaired within 2 s', () => {
  it('when packets from the host are lost', () => {
    const line = fullPanel();
    line.panel.faults.dropNextFrames(2);
    line.show('A', 'B', 'C', 'D');
    line.clock.advance(REPAIR_ms);
    expect(line.glass()).toEqual(['A', 'B', 'C', 'D']);
    expect(states(line.links)).toEqual(['connected']);
  });

  it('when packets from the host arrive damaged', () => {
    const line = fullPanel(null);
    line.panel.faults.corruptNext(1, 'fromHost');
    line.show('A', 'B', 'C', 'D');
    line.clock.advance(REPAIR_ms);
    expect(line.glass()).toEqual(['A', 'B', 'C', 'D']);
  });

  it.each(['lost', 'damaged'])('when answers are %s', (how) => {
    const line = fullPanel();
    if (how === 'lost') line.panel.faults.dropNextAcks(2);
    else line.panel.faults.corruptNext(2, 'toHost');
    line.show('A', 'B', 'C', 'D');
    line.clock.advance(REPAIR_ms);
    expect(line.glass()).toEqual(['A', 'B', 'C', 'D']);
    expect(states(line.links)).toEqual(['connected']);
  });

  it.each(['cfa635', 'cfa633'] as const)(
    'when a %s resets itself at any moment of the check period',
    (model) => {
      const line = shownPanel(SCREEN, { model, baud: 19_200 });
      const healthy = line.panel.frame();
      for (let moment = 0; moment < 30; moment++) {
        line.panel.faults.reset();
        expect(line.panel.frame()).not.toEqual(healthy);
        line.clock.advance(REPAIR_ms);
        expect(line.panel.frame()).toEqual(healthy);
        line.clock.advance(53);
      }
    },
  );

  it('when a panel resets itself and loses cursor, LEDs, contrast, backlight, key masks and custom characters', () => {
    const line = fullPanel();
    const healthy = everything(line);
    line.panel.faults.reset();
    line.clock.advance(REPAIR_ms);
    expect(everything(line)).toEqual(healthy);
    line.panel.tap('ENTER');
    line.clock.advance(100);
    expect(line.edges).toEqual(['ENTER press', 'ENTER release']);
  });

  it('when a panel resets itself at any moment of a repaint', () => {
    for (let moment_ms = 0; moment_ms < 300; moment_ms += 7) {
      const line = fullPanel();
      const healthy = everything(line);
      line.panel.faults.unplug();
      line.clock.advance(10);
      line.panel.faults.plug();
      line.clock.advance(150 + moment_ms);
      line.panel.faults.reset();
      line.clock.advance(REPAIR_ms);
      expect(everything(line)).toEqual(healthy);
    }
  });

  it.each([
    ['contrast', { contrast_percent: 30, brightness_percent: 60 }],
    ['backlight', { contrast_percent: 70, brightness_percent: 20 }],
    ['contrast and backlight', { contrast_percent: 30, brightness_percent: 20 }],
  ])('when a panel resets itself just before its %s is changed, which a check looks at', (_name, display) => {
    const line = fullPanel(null);
    line.clock.advance(700);
    line.panel.faults.reset();
    line.driver.setDisplay(display);
    line.clock.advance(REPAIR_ms);
    expect(line.glass()).toEqual(SCREEN);
    expect(line.panel.frame().backlight).toBe(display.brightness_percent);
  });

  it('when a panel resets itself while its line is never free', () => {
    const line = shownPanel(['', '', '', 'BOTTOM'], { baud: 19_200 });
    const churn = (ms: number): void => {
      for (let spent_ms = 0; spent_ms < ms; spent_ms += 5) {
        line.show(`${spent_ms}${'abcdefghijklmnopqrst'.slice(spent_ms % 13)}`, '', '', 'BOTTOM');
        line.clock.advance(5);
      }
    };
    churn(1000);
    line.panel.faults.reset();
    churn(REPAIR_ms);
    expect(line.glass()[3]).toBe('BOTTOM');
  });

  it('when an LED changes while the line is never free', () => {
    const line = shownPanel([''], { baud: 19_200 });
    for (let step = 0; step < 100; step++) {
      line.driver.show(line.frame(['abcdefghijklmnopqrst'.slice(step % 13)], null, { S2: true }));
      line.clock.advance(5);
    }
    expect(line.panel.frame().leds[1]).toBe('red');
  });

  it('when a panel answers so slowly that it is checked in the middle of a repaint', () => {
    const line = fullPanel(null);
    line.panel.faults.answerDelay_ms = 200;
    line.panel.faults.unplug();
    line.clock.advance(10);
    line.panel.faults.plug();
    line.clock.advance(8000);
    expect(line.glass()).toEqual(SCREEN);
    expect(line.traffic(() => undefined, 10_000).fromHost).toBeLessThanOrEqual(28);
  });

  it('when a panel was deaf after a reset, counted from its return', () => {
    const line = fullPanel();
    const healthy = everything(line);
    line.panel.faults.reset(3000);
    line.clock.advance(3000);
    expect(states(line.links)).toEqual(['connected', 'silent']);
    line.clock.advance(REPAIR_ms);
    expect(everything(line)).toEqual(healthy);
    expect(states(line.links)).toEqual(['connected', 'silent', 'connected']);
  });

  it.each([300, 1000, 10_000, 3_600_000])(
    'when a panel was silent for %i ms, counted from its return',
    (ms) => {
      const line = fullPanel();
      line.panel.faults.silent = true;
      line.show('MEANWHILE');
      line.clock.advance(ms);
      line.panel.faults.silent = false;
      line.clock.advance(REPAIR_ms);
      expect(line.glass()[0]).toBe('MEANWHILE');
    },
  );

  it.each([50, 1000, 10_000, 3_600_000])(
    'when a panel was unplugged for %i ms, counted from its return',
    (ms) => {
      const line = fullPanel();
      const healthy = everything(line);
      line.panel.faults.unplug();
      line.clock.advance(ms);
      line.panel.faults.plug();
      line.clock.advance(REPAIR_ms);
      expect(everything(line)).toEqual(healthy);
      expect(states(line.links)).toEqual(['connected', 'absent', 'connected']);
    },
  );

  it('when a panel is plugged in long after the start', () => {
    const line = panelOnALine();
    line.panel.faults.unplug();
    line.show('AT LAST');
    line.start();
    line.clock.advance(60_000);
    expect(line.links).toEqual([{ state: 'absent', why: 'No such device' }]);
    line.panel.faults.plug();
    line.clock.advance(REPAIR_ms);
    expect(line.glass()[0]).toBe('AT LAST');
    expect(states(line.links)).toEqual(['absent', 'connected']);
  });

  it('when a panel is silent at the start', () => {
    const line = panelOnALine();
    line.panel.faults.silent = true;
    line.show('AT LAST');
    line.start();
    line.clock.advance(60_000);
    expect(line.links).toEqual([{ state: 'silent' }]);
    line.panel.faults.silent = false;
    line.clock.advance(REPAIR_ms);
    expect(line.glass()[0]).toBe('AT LAST');
  });
});

describe('a late answer', () => {
  it.each([249, 251, 300, 499, 501])('of %i ms ends in the right picture', (delay_ms) => {
    const line = fullPanel();
    line.panel.faults.answerDelay_ms = delay_ms;
    line.show('ONE');
    line.clock.advance(delay_ms + 1);
    line.show('TWO');
    line.clock.advance(5000);
    line.panel.faults.answerDelay_ms = 0;
    line.clock.advance(REPAIR_ms);
    expect(line.glass()[0]).toBe('TWO');
  });

  it('is not taken for the answer to a later packet that was lost', () => {
    const line = shownPanel(['OLD']);
    line.panel.faults.answerDelay_ms = 260;
    line.show('FIRST');
    line.clock.advance(255);
    line.panel.faults.answerDelay_ms = 0;
    line.panel.faults.dropNextFrames(2);
    line.show('SECOND');
    line.clock.advance(REPAIR_ms);
    expect(line.glass()[0]).toBe('SECOND');
  });
});

describe('a panel that differs', () => {
  /** A panel that does not know these commands: it says nothing to them, or refuses them. */
  const without = (commands: readonly number[], how: 'swallows' | 'refuses') =>
    panelOnALine({
      through: (connect) => (events) => {
        const transport = connect(events);
        return {
          get pending() {
            return transport.pending;
          },
          close: () => transport.close(),
          write(bytes) {
            const command = bytes[0] ?? 0;
            if (!commands.includes(command)) transport.write(bytes);
            else if (how === 'refuses') {
              queueMicrotask(() =>
                events.onData(encodePacket({ type: 0xc0 | command, data: new Uint8Array() })),
              );
            }
          },
        };
      },
    });

  it('by not knowing the version command is used without a name', () => {
    const line = without([COMMAND.version], 'swallows');
    line.show('NAMELESS');
    line.start();
    line.clock.advance(REPAIR_ms);
    expect(line.glass()[0]).toBe('NAMELESS');
    expect(line.links).toEqual([{ state: 'connected', identity: '' }]);
  });

  it('by not knowing the status command is checked with pings', () => {
    const line = without([COMMAND.status], 'swallows');
    line.show('PINGED');
    line.start();
    line.clock.advance(5000);
    expect(line.glass()[0]).toBe('PINGED');
    const { fromHost } = line.traffic(() => undefined, 10_000);
    expect(fromHost).toBeLessThanOrEqual(7 * 6);
    expect(line.links).toHaveLength(1);
  });

  it('by not knowing the status command may be replaced by one that does', () => {
    const unknown: number[] = [COMMAND.status];
    const line = without(unknown, 'swallows');
    line.show('REPLACED');
    line.start();
    line.clock.advance(5000);
    line.panel.faults.unplug();
    line.clock.advance(10);
    line.panel.faults.plug();
    // The first status request to the new panel is lost; the others are answered.
    line.clock.advance(200);
    unknown.pop();
    line.clock.advance(REPAIR_ms);
    line.panel.faults.reset();
    line.clock.advance(REPAIR_ms);
    expect(line.glass()[0]).toBe('REPLACED');
  });

  it('for a while by losing all status requests is asked again', () => {
    const lost: number[] = [];
    const line = without(lost, 'swallows');
    line.show('STILL ASKED');
    line.start();
    line.clock.advance(1000);
    lost.push(COMMAND.status);
    line.clock.advance(10_000);
    lost.pop();
    line.clock.advance(REPAIR_ms);
    line.panel.faults.reset();
    line.clock.advance(REPAIR_ms);
    expect(line.glass()[0]).toBe('STILL ASKED');
  });

  it('by refusing version and status is used without a name and checked with pings', async () => {
    const line = without([COMMAND.version, COMMAND.status], 'refuses');
    line.show('PINGED');
    line.start();
    // Refusals come outside the clock: let them in between its steps.
    for (let step = 0; step < 100; step++) {
      line.clock.advance(50);
      await Promise.resolve();
    }
    expect(line.glass()[0]).toBe('PINGED');
    expect(line.links).toEqual([{ state: 'connected', identity: '' }]);
    expect(line.traffic(() => undefined, 10_000).fromHost).toBeLessThanOrEqual(7 * 6);
  });

  it('by refusing a command is asked once more and then left alone', () => {
    const line = panelOnALine();
    line.driver.show(line.frame(['STILL HERE'], { column: 25, row: 0, style: 'block' }));
    line.start();
    line.clock.advance(1000);
    expect(line.glass()[0]).toBe('STILL HERE');
    expect(line.traffic(() => undefined, 10_000).fromHost).toBeLessThanOrEqual(28);
    expect(states(line.links)).toEqual(['connected']);
  });
});
