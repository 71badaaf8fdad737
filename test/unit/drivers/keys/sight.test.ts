import { describe, expect, it } from 'vitest';
import { type AskedNumbers, NOTHING_SEEN, Sight } from '../../../../drivers/keys/sight.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { Stall } from '../../../support/stall.ts';

const QUESTION: AskedNumbers = { question: 3, answer: 3, mustBeRead: true };

function looking(asked: AskedNumbers | null = QUESTION) {
  const clock = new SimulatedClock();
  const stall = new Stall();
  const sight = new Sight(stall.clock(clock));
  sight.ask(asked);
  return { clock, stall, sight };
}

describe('what a press was made for', () => {
  it('is nothing before the question is on the glass', () => {
    const { clock, sight } = looking();
    sight.shows(2);
    clock.advance(5000);
    expect(sight.seen()).toBe(NOTHING_SEEN);
  });

  it('is nothing at the moment the question appears, and the question from then on', () => {
    const { clock, sight } = looking();
    sight.shows(3);
    expect(sight.seen()).toBe(NOTHING_SEEN);
    clock.advance(50);
    expect(sight.seen()).toBe(3);
    clock.advance(120_000);
    expect(sight.seen()).toBe(3);
  });

  it('is at once what need not be read', () => {
    const { sight } = looking({ ...QUESTION, mustBeRead: false });
    sight.shows(3);
    expect(sight.seen()).toBe(3);
  });

  it('is the answer that is shown, not the one that is selected meanwhile', () => {
    const { clock, sight } = looking();
    sight.shows(3);
    clock.advance(1000);
    sight.ask({ ...QUESTION, answer: 4 });
    expect(sight.seen()).toBe(3);
    sight.shows(4);
    expect(sight.seen()).toBe(4);
  });

  it('is nothing for another question until that one is shown', () => {
    const { clock, sight } = looking();
    sight.shows(3);
    clock.advance(1000);
    sight.ask({ question: 5, answer: 5, mustBeRead: true });
    clock.advance(1000);
    expect(sight.seen()).toBe(NOTHING_SEEN);
  });

  it('is nothing while it is not known what the glass shows', () => {
    const { clock, sight } = looking();
    sight.shows(3);
    clock.advance(1000);
    sight.shows(NOTHING_SEEN);
    expect(sight.seen()).toBe(NOTHING_SEEN);
    sight.shows(3);
    clock.advance(50);
    expect(sight.seen()).toBe(3);
  });

  it('is nothing while nothing is asked', () => {
    const { sight } = looking(null);
    sight.shows(3);
    expect(sight.seen()).toBe(NOTHING_SEEN);
  });

  it.each(['line', 'timers'] as const)(
    'is nothing for keys that piled up while the process stood still, whichever it finds first: its %s',
    (first) => {
      const { clock, stall, sight } = looking();
      sight.shows(3);
      clock.advance(1000);
      stall.begin();
      clock.advance(3000);
      if (first === 'line') {
        expect(sight.seen()).toBe(NOTHING_SEEN);
        stall.end('line');
      } else stall.end('timers');
      expect(sight.seen()).toBe(NOTHING_SEEN);
      clock.advance(100);
      expect(sight.seen()).toBe(3);
    },
  );

  it('costs no timer while nothing is asked', () => {
    const { clock, sight } = looking();
    sight.shows(3);
    expect(clock.pendingCount).toBe(1);
    sight.ask(null);
    expect(clock.pendingCount).toBe(0);
    sight.ask(QUESTION);
    sight.close();
    expect(clock.pendingCount).toBe(0);
  });
});
