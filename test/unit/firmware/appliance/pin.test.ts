import { beforeEach, describe, expect, it } from 'vitest';
import { ApplianceModel } from '../../../../firmware/appliance/appliance.ts';
import { openDocuments } from '../../../../firmware/appliance/documents.ts';
import { Pin } from '../../../../firmware/appliance/pin.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { FaultyDisk, MemoryDisk } from '../../../../simulator/disk.ts';
import { applianceWith } from '../samples.ts';

const START_ms = Date.UTC(2026, 10, 22);
let clock = new SimulatedClock(START_ms);
let memory = new MemoryDisk();
let disk = new FaultyDisk(memory.files);
let lines: string[] = [];
beforeEach(() => {
  clock = new SimulatedClock(START_ms);
  memory = new MemoryDisk();
  disk = new FaultyDisk(memory.files);
  lines = [];
});

const log = createLog({ clock, write: () => {}, level: 'error', levels: {} });

/** The PIN as one daemon has it; a second call is the daemon after a restart. */
function start(at: SimulatedClock = clock, boot = 'this boot') {
  const log = createLog({ clock: at, write: (line) => lines.push(line), level: 'debug', levels: {} });
  const documents = openDocuments(disk.files, at.wallTime(), log);
  const appliance = new ApplianceModel(applianceWith({ pinSet: documents.pin.value.pin !== null }));
  let salt = 0;
  const random = (count: number) => {
    salt += 1;
    return new Uint8Array(count).fill(salt);
  };
  return { pin: new Pin({ appliance, document: documents.pin, clock: at, boot, random, log }), appliance };
}

describe('a PIN', () => {
  it('that is set lets in who knows it, also after a restart', () => {
    const { pin, appliance } = start();
    pin.set('4711');
    expect(appliance.value.pinSet).toBe(true);
    expect(pin.verify('4711')).toEqual({ ok: true });
    expect(start().appliance.value.pinSet).toBe(true);
    expect(start().pin.verify('4711')).toEqual({ ok: true });
    expect(start().pin.verify('4712').ok).toBe(false);
  });

  it('that is cleared is asked for no more', () => {
    const { pin, appliance } = start();
    pin.set('4711');
    pin.set(null);
    expect(appliance.value.pinSet).toBe(false);
    expect(start().pin.verify('whatever')).toEqual({ ok: true });
  });

  it('that cannot be stored is not set, and one that cannot be cleared stays', () => {
    const { pin, appliance } = start();
    disk.fault = 'full';
    expect(() => pin.set('4711')).toThrow();
    expect(appliance.value.pinSet).toBe(false);
    expect(pin.verify('anything')).toEqual({ ok: true });
    disk.fault = 'none';
    pin.set('4711');
    disk.fault = 'full';
    expect(() => pin.set(null)).toThrow();
    expect(appliance.value.pinSet).toBe(true);
    disk.fault = 'none';
    expect(pin.verify('4712').ok).toBe(false);
  });

  it('stands nowhere: neither in the file nor in the log', () => {
    const { pin } = start();
    pin.set('47110815');
    pin.verify('47110815');
    pin.verify('11111111');
    expect(disk.files.read('pin.json')).not.toMatch(/47110815|11111111/);
    expect(lines.join('\n')).not.toMatch(/47110815|11111111/);
  });

  it('costs a wait that grows after two free errors, up to five minutes', () => {
    const { pin } = start();
    pin.set('4711');
    const waits = [];
    for (let attempt = 0; attempt < 11; attempt++) {
      const verdict = pin.verify('0000');
      const wait_s = verdict.ok ? -1 : verdict.retryAfter_s;
      waits.push(wait_s);
      clock.advance(wait_s * 1000);
    }
    expect(waits).toEqual([0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it('is not even looked at while the wait lasts, and a right one ends the counting', () => {
    const { pin } = start();
    pin.set('4711');
    for (let attempt = 0; attempt < 3; attempt++) pin.verify('0000');
    expect(pin.verify('4711')).toEqual({ ok: false, retryAfter_s: 5, tries: 1 });
    clock.advance(4001);
    expect(pin.verify('4711')).toEqual({ ok: false, retryAfter_s: 1, tries: 1 });
    clock.advance(999);
    expect(pin.verify('4711')).toEqual({ ok: true });
    expect(pin.verify('0000')).toEqual({ ok: false, retryAfter_s: 0, tries: 2 });
  });

  it('has its wait after a restart and after a power cut as well', () => {
    const { pin } = start();
    pin.set('4711');
    for (let attempt = 0; attempt < 4; attempt++) {
      pin.verify('0000');
      clock.advance(5000);
    }
    memory.losePower();
    expect(start().pin.verify('4711')).toEqual({ ok: false, retryAfter_s: 5, tries: 1 });
  });

  it('tells how long the delay is, and that it has begun', () => {
    const { pin } = start();
    const told: number[] = [];
    const stop = pin.watchDelay(() => told.push(pin.delay_s));
    expect(pin.delay_s).toBe(0);
    pin.set('4711');
    for (let attempt = 0; attempt < 3; attempt++) pin.verify('0000');
    expect(told).toEqual([0, 0, 5]);
    clock.advance(2000);
    expect(pin.delay_s).toBe(3);
    expect(start().pin.delay_s).toBe(3);
    stop();
    clock.advance(3000);
    pin.verify('0000');
    expect(told).toHaveLength(3);
  });

  it.each([
    ['a year back', -365 * 86_400_000],
    ['an hour forward, which skipped it', 3_600_000],
  ])('waits as long as it should when the clock is set %s', (_, step_ms) => {
    const { pin } = start();
    pin.set('4711');
    for (let attempt = 0; attempt < 3; attempt++) pin.verify('0000');
    clock.setWallTime(clock.wallTime() + step_ms);
    expect(pin.delay_s).toBe(5);
    expect(start().pin.delay_s).toBe(5);
    clock.advance(5000);
    expect(pin.verify('4711')).toEqual({ ok: true });
  });

  it('begins its wait anew after a restart of the machine, whose clock began at zero', () => {
    const { pin } = start();
    clock.advance(86_400_000);
    pin.set('4711');
    for (let attempt = 0; attempt < 3; attempt++) pin.verify('0000');
    const rebooted = new SimulatedClock(START_ms);
    const { pin: later } = start(rebooted, 'the next boot');
    expect(later.delay_s).toBe(5);
    rebooted.advance(3000);
    expect(start(rebooted, 'the next boot').pin.delay_s).toBe(2);
    rebooted.advance(2000);
    expect(later.verify('4711')).toEqual({ ok: true });
  });

  it('was guessed for ever on a full disk: what cannot be counted is not checked', () => {
    const { pin } = start();
    pin.set('4711');
    disk.fault = 'full';
    for (let attempt = 0; attempt < 30; attempt++) {
      expect(() => pin.verify('0000')).toThrow();
      expect(() => start().pin.verify('4711')).toThrow();
    }
    disk.fault = 'none';
    expect(pin.verify('4711')).toEqual({ ok: true });
  });

  it('tells how many wrong ones are left before one has to wait', () => {
    const { pin } = start();
    pin.set('4711');
    const left = Array.from({ length: 3 }, () => {
      const verdict = pin.verify('0000');
      return verdict.ok ? 0 : verdict.tries;
    });
    expect(left).toEqual([2, 1, 1]);
  });

  it('has another generation whenever it is set, changed or cleared', () => {
    const { pin, appliance } = start();
    const generations = ['4711', '4712', null].map((next) => {
      pin.set(next);
      return appliance.value.pinGeneration;
    });
    expect(generations).toEqual([1, 2, 3]);
  });

  it.each(['', 'ab', 'ab'.repeat(31), 'ab'.repeat(33)])(
    'whose stored hash has a wrong length (%j) stopped every check: the file is damaged',
    (hash) => {
      const { pin } = start();
      pin.set('4711');
      // As the version before checksums would have written it.
      const text = (disk.files.read('pin.json') ?? '')
        .replace('"version": 3', '"version": 2')
        .replace(/,\s*"checksum": "\w*"/, '');
      memory.files.write('pin.json', text.replace(/"hash": "[0-9a-f]*"/, `"hash": "${hash}"`));
      expect(openDocuments(disk.files, 0, log).pin.damage).toContain('pin.hash');
    },
  );

  it('counts an error before it answers, so that cutting the power gives no free try', () => {
    const { pin } = start();
    pin.set('4711');
    let failuresOnDisk = 0;
    const { sync } = disk.files;
    disk.files.sync = (name) => {
      sync(name);
      failuresOnDisk = Number(/"failures": (\d+)/.exec(disk.files.read(name) ?? '')?.[1]);
    };
    pin.verify('0000');
    expect(failuresOnDisk).toBe(1);
  });
});
