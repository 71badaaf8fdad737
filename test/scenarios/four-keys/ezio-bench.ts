import { createEzioPanel } from '../../../drivers/ezio/driver.ts';
import { VirtualEzio } from '../../../drivers/ezio/virtual-panel.ts';
import type { PanelKey } from '../../../menus/keys.ts';
import type { ScriptedBench } from '../../../simulator/script/run.ts';
import { simulatedTime } from '../../../simulator/time.ts';
import { startAppliance } from '../appliance.ts';

const START_ms = Date.UTC(2026, 2, 1, 8);
const BOOT_LIMIT_ms = 120_000;
/** A finger on a key, which an EZIO polls every 75 ms at most. */
const PRESS_ms = 120;
/** A person looks before pressing again. */
const LOOK_ms = 600;
/** At 2400 baud a byte takes 4.2 ms and a whole screen 0.25 s: what stands still for so long is painted. */
const STILL_ms = 100;
const PAINTED_LIMIT_ms = 5000;

/** The real firmware behind a virtual EZIO: 16x2, 2400 baud, keys up, down, ENTER and ESC. Simulated time. */
export async function createEzioBench(): Promise<ScriptedBench> {
  const time = simulatedTime(START_ms);
  const virtual = new VirtualEzio({ clock: time.clock });
  const panel = createEzioPanel({
    connect: virtual.connect,
    clock: time.clock,
    name: 'ezio (virtual)',
    baud: 2400,
  });
  const { daemon, world } = startAppliance(panel, time.clock);
  let booted = false;
  void daemon.booted.then(() => {
    booted = true;
  });
  await time.pass(BOOT_LIMIT_ms, () => booted);
  await time.pass(START_UP_ms);

  async function hold(key: PanelKey, duration_ms: number): Promise<void> {
    virtual.press(key);
    await time.pass(duration_ms);
    virtual.release(key);
    await time.pass(LOOK_ms);
    await painted();
  }

  /** The glass is repainted now and then whether anything changed or not: a look must not fall into that. */
  async function painted(): Promise<void> {
    let seen = '';
    let since_ms = 0;
    await time.pass(PAINTED_LIMIT_ms, () => {
      const now = JSON.stringify(virtual.frame());
      if (now !== seen) since_ms = time.clock.now();
      seen = now;
      return time.clock.now() - since_ms >= STILL_ms;
    });
  }
  return {
    press: (key) => hold(key, PRESS_ms),
    hold,
    wait: async (duration_ms) => {
      await time.pass(duration_ms);
    },
    waitUntil: (condition, within_ms) => time.pass(within_ms, condition),
    panel: () => ({ ...virtual.frame(), lamps: { PWR: true, S1: false, S2: false } }),
    fault: async (name, value) => {
      world.set(name, value);
      await time.settle();
    },
    type: () => Promise.reject(new Error('a panel of four keys types nothing')),
    restart: () => Promise.reject(new Error('not on this bench')),
    screenshot: () => {
      throw new Error('not on this bench');
    },
  };
}

/** Setting up an EZIO and painting it for the first time. */
const START_UP_ms = 2000;
