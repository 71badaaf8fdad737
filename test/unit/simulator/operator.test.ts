import { describe, expect, it } from 'vitest';
import { NO_PENDING_KEY, readTerminal } from '../../../drivers/terminal/keys.ts';
import { createBench } from '../../../simulator/bench.ts';
import { Operator } from '../../../simulator/operator.ts';
import { type Command, writeCommand } from '../../../simulator/script/command.ts';
import { Recorder } from '../../../simulator/script/recorder.ts';
import { BENCH_SWITCHES } from '../../../simulator/switches.ts';

/** A person at a bench, and what became of what was typed. */
async function seat(panel = 'cfa635') {
  const bench = await createBench({ panel });
  const commands: Command[] = [];
  const called: string[] = [];
  const recorder = new Recorder(bench.time.clock.now());
  const operator = new Operator({
    bench,
    recorder,
    onCommand: (command) => commands.push(command),
    onHands: () => {},
    onScreenshot: () => called.push('screenshot'),
    onRedraw: () => called.push('redraw'),
    onLeave: () => called.push('leave'),
    onTrouble: (why) => called.push(why),
  });
  const type = async (text: string): Promise<void> => {
    for (const key of readTerminal(NO_PENDING_KEY, text).keys) {
      operator.key(key);
      await bench.wait(200);
    }
  };
  return { bench, operator, recorder, type, called, written: () => commands.map(writeCommand) };
}

const DOWN = '\x1b[B';
const LEFT = '\x1b[D';
const PAGE_UP = '\x1b[5~';

describe('a person at the bench', () => {
  it('presses keys of the panel that are lit while they are down', async () => {
    const { bench, operator, type, written } = await seat();
    await type('\r');
    expect(bench.frame().rows.join('')).toContain('SETUP NETWORK');
    const [down] = readTerminal(NO_PENDING_KEY, DOWN).keys;
    if (down !== undefined) {
      operator.key(down);
    }
    expect([...operator.hands.pressed]).toEqual(['DOWN']);
    await bench.wait(500);
    expect([...operator.hands.pressed]).toEqual([]);
    expect(written()).toEqual(['press ENTER', 'press DOWN']);
    await bench.stop();
  });

  it('is told that a panel of four keys has no LEFT', async () => {
    const { bench, type, called, written } = await seat('ezio');
    await type(LEFT);
    expect(called).toEqual(['this panel has no LEFT']);
    expect(written()).toEqual([]);
    await bench.stop();
  });

  it('holds UP with PgUp until the next key', async () => {
    const { bench, operator, type, written } = await seat();
    await type(PAGE_UP);
    await bench.wait(1800);
    expect([...operator.hands.pressed]).toEqual(['UP']);
    await type('\r');
    expect(written()[0]).toBe('hold UP 2s');
    await bench.stop();
  });

  it('types as at a console', async () => {
    const { bench, type, recorder } = await seat();
    await type(`\r\r\r${DOWN}192.168.1.10\x7f`);
    expect(bench.frame().rows[1]?.trimEnd()).toBe('192.168.001.001');
    expect(recorder.script).toBe('press ENTER x3\npress DOWN\ntype "192.168.1.10\\b"\n');
    await bench.stop();
  });

  it('turns switches after Tab, and goes back to the panel', async () => {
    const { bench, operator, type, written } = await seat();
    await type('\t');
    expect(operator.hands.selected).toBe(0);
    const gateway = BENCH_SWITCHES.findIndex(({ name }) => name === 'gateway');
    await type(`${DOWN.repeat(gateway)}\r`);
    expect(bench.world.switches.gateway).toBe(false);
    await type(' ');
    expect(bench.world.switches.gateway).toBe(true);
    await type('\t\r');
    expect(written()).toEqual(['fault gateway silent', 'fault gateway answers', 'press ENTER']);
    await bench.stop();
  });

  it('goes round the switches', async () => {
    const { bench, operator, type } = await seat();
    await type('\t\x1b[A');
    expect(operator.hands.selected).toBe(BENCH_SWITCHES.length - 1);
    await type(DOWN);
    expect(operator.hands.selected).toBe(0);
    await bench.stop();
  });

  it('sees the keys on ?, and any key takes them away without pressing anything', async () => {
    const { bench, operator, type, written } = await seat();
    await type('?');
    expect(operator.hands.isHelp).toBe(true);
    await type('\r');
    expect(operator.hands.isHelp).toBe(false);
    expect(written()).toEqual([]);
    await bench.stop();
  });

  it('leaves, redraws, takes pictures and kills the daemon with Control', async () => {
    const { bench, type, called, written } = await seat();
    await type('\x0c\x10\x12\x03');
    expect(called).toEqual(['redraw', 'screenshot', 'leave']);
    expect(written()).toEqual(['restart']);
    await bench.stop();
  });
});
