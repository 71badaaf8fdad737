import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLinePanel } from '../../../drivers/line/driver.ts';
import type { Panel, PanelLink } from '../../../drivers/panel.ts';
import { LineReader } from '../../../drivers/text-lines/line-reader.ts';
import type { Connect } from '../../../drivers/transport.ts';
import { realClock } from '../../../firmware/clock.ts';
import { frameOf, GEOMETRY_16X2, GLYPHS } from '../../../menus/frame.ts';
import type { KeyEdge } from '../../../menus/keys.ts';
import { lit } from '../../support/leds.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { until } from '../../support/until.ts';

const STUB = join(import.meta.dirname, '../../support/arduino-stub');
const SKETCH = join(import.meta.dirname, '../../../drivers/line/example/panel/panel.ino');
/** The sketch's wiring. */
const ENTER_PIN = 8;
const S2_PIN = 13;

/** The example panel as a program: its display and pins on standard error, buttons on descriptor 3. */
class ExamplePanel {
  lcd = '';
  readonly pins = new Map<number, string>();
  readonly #child: ChildProcess;
  readonly #buttons: Writable;
  readonly #told = new LineReader(256);

  constructor(program: string) {
    this.#child = spawn(program, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
    const buttons = this.#child.stdio[3];
    if (buttons === null || buttons === undefined || !('write' in buttons))
      throw new Error('no pipe for buttons');
    this.#buttons = buttons;
    this.#child.stderr?.on('data', (bytes: Buffer) => {
      for (const line of this.#told.push(bytes)) this.#hear(line);
    });
  }

  /** The serial port. */
  readonly connect: Connect = (events) => {
    const { stdin, stdout } = this.#child;
    stdout?.on('data', (bytes: Buffer) => events.onData(bytes));
    queueMicrotask(() => events.onOpen());
    return { write: (bytes) => void stdin?.write(bytes), pending: 0, close: () => stdin?.end() };
  };

  /** The display's codes as text: custom characters as they are numbered. */
  row(row: number): string {
    const codes = this.lcd.split(' ')[1] ?? '';
    return Buffer.from(codes.slice(row * 32, row * 32 + 32), 'hex').toString('latin1');
  }

  /** `column row style` of the cursor. */
  get cursor(): string {
    return this.lcd.split(' ').slice(2).join(' ');
  }

  button(pin: number, down: boolean): void {
    this.#buttons.write(`${pin} ${down ? 0 : 1}\n`);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await ended;
  }

  #hear(line: string): void {
    const [kind, pin, level = ''] = line.split(' ');
    if (kind === 'LCD') this.lcd = line;
    if (kind === 'PIN') this.pins.set(Number(pin), level);
  }
}

describe('the example panel of the line protocol', () => {
  let directory: string;
  let program: string;
  let example: ExamplePanel;
  let panel: Panel;
  let edges: KeyEdge[];
  let links: PanelLink[];

  beforeAll(() => {
    directory = temporaryDirectory();
    program = join(directory, 'panel');
    const warnings = ['-Wall', '-Wextra', '-Werror', '-Wno-format-truncation'];
    const sources = [join(STUB, 'main.cpp'), '-x', 'c++', SKETCH];
    execFileSync('g++', ['-std=c++11', ...warnings, '-I', STUB, ...sources, '-o', program]);
  });

  beforeEach(async () => {
    example = new ExamplePanel(program);
    edges = [];
    links = [];
    panel = createLinePanel({
      connect: example.connect,
      clock: realClock,
      name: 'example',
      geometry: GEOMETRY_16X2,
      keys: new Set(['UP', 'DOWN', 'ENTER', 'EXIT']),
      leds: { S1: 0, S2: 1 },
    });
    panel.start({ onEdge: (edge) => edges.push(edge), onLink: (link) => links.push(link) });
    await until('the panel greets', () => links.length > 0);
  });

  afterEach(async () => {
    await panel.close(500);
    await example.stop();
  });

  it('says what it is', () => {
    expect(links).toEqual([{ state: 'connected', identity: 'arduino-16x2' }]);
  });

  it('shows frames: text, signs, cursor and LEDs', async () => {
    const cursor = { column: 3, row: 1, style: 'block' } as const;
    const leds = lit('S2');
    panel.show(
      frameOf(GEOMETRY_16X2, [`LAN * "${GLYPHS.right}" \\`, `192.168.001.010${GLYPHS.enter}`], cursor, leds),
    );
    await until(
      'the frame is there',
      () => example.row(1) === '192.168.001.010\x04',
      () => example.lcd,
    );
    expect(example.row(0)).toBe('LAN * "\x7e" \x06     ');
    await until(
      'the cursor is there',
      () => example.cursor === '3 1 BLOCK',
      () => example.cursor,
    );
    await until('S2 is lit', () => example.pins.get(S2_PIN) === '1');
    panel.show(frameOf(GEOMETRY_16X2, ['GOODBYE']));
    await until('S2 is dark', () => example.pins.get(S2_PIN) === '0');
    expect(example.row(0)).toBe('GOODBYE         ');
    expect(example.cursor).toMatch(/OFF$/);
  });

  it('tells each press and release once', async () => {
    for (let press = 1; press <= 10; press++) {
      example.button(ENTER_PIN, true);
      await until('the press is told', () => edges.length === 2 * press - 1);
      example.button(ENTER_PIN, false);
      await until('the release is told', () => edges.length === 2 * press);
    }
    expect(edges.map(({ key, edge }) => `${key} ${edge}`)).toEqual(
      Array.from({ length: 10 }, () => ['ENTER press', 'ENTER release']).flat(),
    );
  });
});
