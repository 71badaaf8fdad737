import { describe, expect, it } from 'vitest';
import { createButtons, withButtons } from '../../../../drivers/gpio/buttons.ts';
import { createMatrixOrbitalPanel } from '../../../../drivers/matrix-orbital/driver.ts';
import { VirtualMatrixOrbital } from '../../../../drivers/matrix-orbital/virtual-panel.ts';
import type { KeyEdge } from '../../../../menus/keys.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { FakePins, gpioDirectory } from './fake-board.ts';

const DEBOUNCE_ms = 20;
const UP = 504;
const ENTER = 506;

function board(load?: () => Promise<FakePins>) {
  const clock = new SimulatedClock(1_000_000);
  const pins = new FakePins();
  const troubles: (string | null)[] = [];
  const edges: KeyEdge[] = [];
  const buttons = createButtons({
    buttons: [
      { key: 'UP', line: { chip: 'pl061', offset: 0 }, activeLow: false },
      { key: 'ENTER', line: { chip: 'pl061', offset: 2 }, activeLow: true },
    ],
    debounce_ms: DEBOUNCE_ms,
    clock,
    onTrouble: (why) => troubles.push(why),
    loadPins: load ?? (async () => pins),
    root: gpioDirectory([{ label: 'pl061', base: 504, lines: 8 }]),
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock,
    pins,
    troubles,
    edges,
    buttons,
    settle,
    told: () => edges.map(({ key, edge }) => `${key} ${edge}`),
  };
}

async function started(load?: () => Promise<FakePins>) {
  const parts = board(load);
  parts.buttons.start((edge) => parts.edges.push(edge));
  await parts.settle();
  return parts;
}

describe('GPIO buttons', () => {
  it('tell press and release, active high and active low', async () => {
    const { clock, pins, told } = await started();
    pins.drive(UP, true);
    clock.advance(100);
    pins.drive(UP, false);
    clock.advance(100);
    pins.drive(ENTER, false);
    clock.advance(100);
    pins.drive(ENTER, true);
    clock.advance(100);
    expect(told()).toEqual(['UP press', 'UP release', 'ENTER press', 'ENTER release']);
  });

  it('tell a bouncing press once, when it stands', async () => {
    const { clock, pins, edges } = await started();
    const began_ms = clock.now();
    for (const level of [true, false, true, false, true]) {
      pins.drive(UP, level);
      clock.advance(2);
    }
    clock.advance(200);
    expect(edges).toEqual([{ key: 'UP', edge: 'press', at_ms: began_ms + 8 + DEBOUNCE_ms }]);
  });

  it('make no press of ten seconds of noise, and hear the three presses after it: each 40 ms of it were one', async () => {
    const { clock, pins, told } = await started();
    for (let edge = 0; edge < 6200; edge++) {
      pins.drive(UP, edge % 2 === 0);
      clock.advance(edge % 5 === 0 ? 1 : 2);
    }
    clock.advance(500);
    expect(told()).toEqual([]);
    for (let press = 0; press < 3; press++) {
      pins.drive(UP, true);
      clock.advance(80);
      pins.drive(UP, false);
      clock.advance(200);
    }
    expect(told().filter((each) => each === 'UP press')).toHaveLength(3);
  });

  it('say once that the board has no GPIO, and work when it has', async () => {
    let missing = true;
    const pins = new FakePins();
    const { clock, troubles, settle, told } = await started(async () => {
      if (missing) throw new Error('onoff cannot be loaded');
      return pins;
    });
    for (let attempt = 0; attempt < 10; attempt++) {
      clock.advance(2000);
      await settle();
    }
    expect(troubles).toEqual(['onoff cannot be loaded']);
    missing = false;
    clock.advance(2000);
    await settle();
    pins.drive(UP, true);
    clock.advance(100);
    expect(troubles).toEqual(['onoff cannot be loaded', null]);
    expect(told()).toEqual(['UP press']);
  });

  it('release what was held when watching breaks, give the lines back, and take them again', async () => {
    const { clock, pins, troubles, told, settle } = await started();
    pins.drive(UP, true);
    clock.advance(100);
    pins.fail(UP, 'EIO');
    expect(told()).toEqual(['UP press', 'UP release']);
    expect(pins.taken.size).toBe(0);
    clock.advance(2000);
    await settle();
    expect(troubles).toEqual(['EIO', null]);
    expect([...pins.taken]).toEqual([UP, ENTER]);
  });

  it('give every line back when closed', async () => {
    const { buttons, pins } = await started();
    buttons.close();
    expect(pins.taken.size).toBe(0);
  });

  it('give the lines they got back when one cannot be had', async () => {
    const pins = new FakePins();
    pins.taken.add(ENTER);
    const { troubles } = await started(async () => pins);
    expect(troubles).toEqual([`EBUSY: line ${ENTER}`]);
    expect([...pins.taken]).toEqual([ENTER]);
  });

  it('add their keys to those of any panel', async () => {
    const { clock, pins, edges, buttons, settle } = board();
    const virtual = new VirtualMatrixOrbital({ clock });
    const lcd = createMatrixOrbitalPanel({
      connect: virtual.connect,
      clock,
      name: 'lcd',
      baud: 19_200,
      letters: { UP: 'C' },
    });
    const panel = withButtons(lcd, buttons);
    expect([...panel.keys]).toEqual(['UP', 'ENTER']);
    panel.start({ onEdge: (edge) => edges.push(edge), onLink: () => {} });
    await settle();
    clock.advance(100);
    virtual.press('UP');
    clock.advance(100);
    pins.drive(ENTER, false);
    clock.advance(100);
    expect(edges.filter(({ edge }) => edge === 'press').map(({ key }) => key)).toEqual(['UP', 'ENTER']);
  });
});
