import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { encodePacket, PacketReader } from '../../../../drivers/cfa635/codec.ts';
import { COMMAND, KEY_MASK } from '../../../../drivers/cfa635/commands.ts';
import type { Cfa635ModelName } from '../../../../drivers/cfa635/identity.ts';
import { VirtualCfa635 } from '../../../../drivers/cfa635/virtual-panel.ts';
import { SimulatedClock } from '../../../../menus/simulated-clock.ts';
import { bytesOf, hexOf, REFERENCE_KEYS, reference } from './reference-frames.ts';

/** A host without a driver: sends bytes and packets, and keeps what comes back. */
function hostOf(model: Cfa635ModelName = 'cfa635', baud: number | null = null) {
  const clock = new SimulatedClock(5000);
  const panel = new VirtualCfa635({ model, clock, baud });
  let heard: number[] = [];
  const transport = panel.connect({
    onOpen: () => undefined,
    onData: (bytes) => heard.push(...bytes),
    onClose: () => undefined,
  });
  clock.advance(1);
  /** What came since the last call. */
  const answer = (ms = 0): Uint8Array => {
    clock.advance(ms);
    const bytes = Uint8Array.from(heard);
    heard = [];
    return bytes;
  };
  return {
    clock,
    panel,
    answer,
    send: (bytes: Uint8Array) => transport.write(bytes),
    ask(type: number, ...data: readonly number[]) {
      transport.write(encodePacket({ type, data: Uint8Array.from(data) }));
      return new PacketReader(() => true)
        .push(answer(0))
        .map((packet) => ({ type: packet.type, data: [...packet.data] }));
    },
  };
}

const done = (command: number, ...data: readonly number[]) => [{ type: 0x40 | command, data }];
const refused = (command: number) => [{ type: 0xc0 | command, data: [] }];
const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];

describe('a virtual panel answers byte for byte as the data sheet says', () => {
  it.each([
    ['ping', 'ping ack'],
    ['ping "AB"', 'ping "AB" ack'],
    ['version?', 'version ack'],
    ['clear', 'clear ack'],
    ['text "Hello" at column 0 row 1', 'text ack'],
    ['text of 20 blanks in row 3', 'text ack'],
    ['LED 0 (top) red on', 'LED ack'],
    ['reboot', 'reboot ack'],
  ])('%s: %s', (command, ack) => {
    const host = hostOf();
    host.send(reference(command));
    expect(hexOf(host.answer())).toBe(hexOf(reference(ack)));
  });
});

describe('a virtual panel carries out', () => {
  it('text at a place', () => {
    const host = hostOf();
    host.send(reference('clear'));
    host.send(reference('text "Hello" at column 0 row 1'));
    host.answer();
    expect(host.panel.frame().rows.map((row) => row.trimEnd())).toEqual(['', 'Hello', '', '']);
  });

  it('LEDs, amber where both dies are lit', () => {
    const host = hostOf();
    for (const name of ['LED 0 (top) red on', 'LED 0 green on', 'LED 2 red on', 'LED 3 (bottom) red on']) {
      host.send(reference(name));
    }
    host.answer();
    expect(host.panel.frame().leds).toEqual(['amber', 'off', 'red', 'red']);
    expect(host.ask(COMMAND.readPin, 12)).toEqual(done(COMMAND.readPin, 12, 1, 100, 0));
    expect(host.ask(COMMAND.readPin, 5)).toEqual(done(COMMAND.readPin, 5, 0, 0, 0));
  });

  it('cursor, contrast and backlight', () => {
    const host = hostOf();
    expect(host.ask(COMMAND.cursorPosition, 19, 3)).toEqual(done(COMMAND.cursorPosition));
    expect(host.panel.frame().cursor).toBeNull();
    expect(host.ask(COMMAND.cursorStyle, 2)).toEqual(done(COMMAND.cursorStyle));
    expect(host.panel.frame().cursor).toEqual({ column: 19, row: 3, style: 'underline' });
    host.ask(COMMAND.cursorStyle, 4);
    expect(host.panel.frame().cursor).toEqual({ column: 19, row: 3, style: 'block' });
    host.send(reference('contrast 95'));
    host.send(reference('backlight 0 %'));
    host.answer();
    expect(host.panel.frame()).toMatchObject({ contrast: 95, backlight: 0 });
    host.ask(COMMAND.clear);
    expect(host.panel.frame().cursor).toMatchObject({ column: 0, row: 0 });
  });

  it('custom characters, which change wherever they are shown, also by their second code', () => {
    const host = hostOf();
    host.ask(COMMAND.text, 0, 0, 3, 11);
    expect(host.panel.frame().rows[0]?.slice(0, 2)).toBe('  ');
    host.ask(COMMAND.customCharacter, 3, 0b01110, 0b10001, 0b10001, 0b11111, 0b11011, 0b11011, 0b11111, 0);
    expect(host.panel.frame().rows[0]?.slice(0, 2)).toBe('⚿⚿');
  });

  it('memory reads of text and custom characters', () => {
    const host = hostOf();
    host.ask(COMMAND.text, 0, 1, ...ascii('ABCDEFGH'));
    host.ask(COMMAND.customCharacter, 1, 1, 2, 3, 4, 5, 6, 7, 8);
    expect(host.ask(COMMAND.readMemory, 0xa0)).toEqual(done(COMMAND.readMemory, 0xa0, ...ascii('ABCDEFGH')));
    expect(host.ask(COMMAND.readMemory, 0x48)).toEqual(
      done(COMMAND.readMemory, 0x48, 1, 2, 3, 4, 5, 6, 7, 8),
    );
    expect(host.ask(COMMAND.readMemory, 0x10)).toEqual(done(COMMAND.readMemory, 0x10, ...ascii('        ')));
  });

  it('the status request', () => {
    const host = hostOf();
    host.ask(COMMAND.keyReporting, 0x3f, 0x3e);
    host.ask(COMMAND.contrast, 77);
    host.ask(COMMAND.backlight, 55);
    const [answer] = host.ask(COMMAND.status);
    expect(answer?.data).toEqual([0, 0, 0, 0, 0, 0x3f, 0x3e, 0, 0, 0, 0, 0, 0, 77, 55]);
  });

  it('user flash, which outlasts a reset', () => {
    const host = hostOf();
    const note = ascii('SIXTEEN BYTES OK');
    expect(host.ask(COMMAND.writeUserFlash, ...note)).toEqual(done(COMMAND.writeUserFlash));
    host.panel.faults.reset();
    expect(host.ask(COMMAND.readUserFlash)).toEqual(done(COMMAND.readUserFlash, ...note));
  });

  it('whole-line writes on a 633, where they are the old way', () => {
    const host = hostOf('cfa633');
    expect(host.ask(COMMAND.writeLine2, ...ascii('SIXTEEN BYTES OK'))).toEqual(done(COMMAND.writeLine2));
    expect(host.panel.frame().rows[1]).toBe('SIXTEEN BYTES OK');
  });
});

describe('a virtual panel refuses', () => {
  it.each<[string, Cfa635ModelName, number, readonly number[]]>([
    ['text outside the glass', 'cfa635', COMMAND.text, [19, 0, 65, 66]],
    ['text in a row that is not there', 'cfa635', COMMAND.text, [0, 4, 65]],
    ['no text', 'cfa635', COMMAND.text, [0, 0]],
    ['text outside a smaller glass', 'cfa633', COMMAND.text, [0, 2, 65]],
    ['whole-line writes on a 635', 'cfa635', COMMAND.writeLine1, ascii('SIXTEEN BYTES OK')],
    ['a cursor outside the glass', 'cfa635', COMMAND.cursorPosition, [20, 0]],
    ['a cursor style it does not have', 'cfa635', COMMAND.cursorStyle, [5]],
    ['a cursor style of another model', 'cfa633', COMMAND.cursorStyle, [4]],
    ['contrast above its scale', 'cfa635', COMMAND.contrast, [255]],
    ['contrast above a shorter scale', 'cfa633', COMMAND.contrast, [51]],
    ['backlight above 100 %', 'cfa635', COMMAND.backlight, [101]],
    ['a ninth custom character', 'cfa635', COMMAND.customCharacter, [8, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['half a custom character', 'cfa635', COMMAND.customCharacter, [0, 0, 0]],
    ['key masks of more keys than it has', 'cfa635', COMMAND.keyReporting, [0x40, 0]],
    ['an output it does not have', 'cfa635', COMMAND.writePin, [13, 0]],
    ['more than full brightness', 'cfa635', COMMAND.writePin, [12, 101]],
    ['reading an output it does not have', 'cfa635', COMMAND.readPin, [13]],
    ['a baud rate it does not have', 'cfa635', COMMAND.baud, [2]],
    ['a reboot without its arguments', 'cfa635', COMMAND.reboot, [8, 18]],
    ['a short note for its user flash', 'cfa635', COMMAND.writeUserFlash, [1]],
    ['a ping of more than 16 bytes', 'cfa635', COMMAND.ping, new Array<number>(17).fill(0)],
    ['a status request with data', 'cfa635', COMMAND.status, [0]],
    ['a version request with data', 'cfa635', COMMAND.version, [0]],
    ['a clear with data', 'cfa635', COMMAND.clear, [0]],
    ['a key poll with data', 'cfa635', COMMAND.pollKeys, [0]],
    ['a flash read with data', 'cfa635', COMMAND.readUserFlash, [0]],
    ['storing its state with data', 'cfa635', COMMAND.storeBootState, [0]],
    ['a memory read of nothing', 'cfa635', COMMAND.readMemory, []],
    ['a command nobody knows', 'cfa635', 63, []],
  ])('%s', (_name, model, command, data) => {
    const host = hostOf(model);
    const before = host.panel.frame();
    expect(host.ask(command, ...data)).toEqual(refused(command));
    expect(host.panel.frame()).toEqual(before);
  });
});

describe('keys of a virtual panel', () => {
  it('are reported as the data sheet says', () => {
    const host = hostOf();
    host.panel.tap('ENTER', 50);
    expect(hexOf(host.answer())).toBe(REFERENCE_KEYS.ENTER.press);
    expect(hexOf(host.answer(50))).toBe(REFERENCE_KEYS.ENTER.release);
  });

  it('are reported once: what is down cannot be pressed', () => {
    const host = hostOf();
    host.panel.press('UP');
    host.panel.press('UP');
    expect(hexOf(host.answer())).toBe(REFERENCE_KEYS.UP.press);
    host.panel.release('UP');
    host.panel.release('UP');
    expect(hexOf(host.answer())).toBe(REFERENCE_KEYS.UP.release);
  });

  it('are reported only as the masks say, whose order is not that of the codes', () => {
    const host = hostOf();
    host.ask(COMMAND.keyReporting, KEY_MASK.DOWN, KEY_MASK.EXIT);
    for (const key of ['UP', 'DOWN', 'EXIT'] as const) host.panel.tap(key, 1);
    expect(hexOf(host.answer(1))).toBe(`${REFERENCE_KEYS.DOWN.press} ${REFERENCE_KEYS.EXIT.release}`);
  });

  it('can be polled: what is held, what was pressed and what was released since', () => {
    const host = hostOf();
    host.panel.tap('LEFT', 1);
    host.panel.press('EXIT');
    host.answer(1);
    expect(host.ask(COMMAND.pollKeys)).toEqual(
      done(COMMAND.pollKeys, KEY_MASK.EXIT, KEY_MASK.LEFT | KEY_MASK.EXIT, KEY_MASK.LEFT),
    );
    expect(host.ask(COMMAND.pollKeys)).toEqual(done(COMMAND.pollKeys, KEY_MASK.EXIT, 0, 0));
  });

  it('come between a command and its answer', () => {
    const host = hostOf();
    host.panel.faults.answerDelay_ms = 10;
    host.send(reference('clear'));
    host.clock.advance(5);
    host.panel.press('UP');
    expect(hexOf(host.answer(10))).toBe(`${REFERENCE_KEYS.UP.press} ${hexOf(reference('clear ack'))}`);
  });
});

describe('a virtual panel fails', () => {
  it('by a reset: power-up state, its name on the glass', () => {
    const host = hostOf();
    const fresh = host.panel.frame();
    expect(fresh.rows[0]).toBe('CFA635:h1.1,v1.6    ');
    host.ask(COMMAND.text, 0, 0, 65);
    host.ask(COMMAND.writePin, 12, 100);
    host.ask(COMMAND.contrast, 100);
    host.panel.faults.reset();
    expect(host.panel.frame()).toEqual(fresh);
  });

  it('by a reset to the state that was stored in it', () => {
    const host = hostOf();
    host.ask(COMMAND.clear);
    host.ask(COMMAND.contrast, 100);
    host.ask(COMMAND.storeBootState);
    host.ask(COMMAND.contrast, 80);
    host.panel.faults.reset();
    expect(host.panel.frame()).toMatchObject({
      contrast: 100,
      rows: [' '.repeat(20), ' '.repeat(20), ' '.repeat(20), ' '.repeat(20)],
    });
  });

  it('by a reboot on command: answered at once, then deaf for 3 s, even if it is reset meanwhile', () => {
    const host = hostOf();
    host.send(reference('reboot'));
    expect(hexOf(host.answer())).toBe(hexOf(reference('reboot ack')));
    host.send(reference('ping'));
    host.panel.press('UP');
    expect(host.answer(2999)).toHaveLength(0);
    host.clock.advance(1);
    host.send(reference('ping'));
    expect(hexOf(host.answer())).toBe(hexOf(reference('ping ack')));
    host.panel.faults.reset(1000);
    host.panel.faults.reset();
    host.send(reference('ping'));
    expect(hexOf(host.answer())).toBe(hexOf(reference('ping ack')));
  });

  it('by silence, with no trace of what came meanwhile', () => {
    const host = hostOf();
    host.panel.faults.silent = true;
    host.send(reference('clear').subarray(0, 3));
    host.panel.press('UP');
    expect(host.answer()).toHaveLength(0);
    host.panel.faults.silent = false;
    host.send(reference('ping'));
    expect(hexOf(host.answer())).toBe(hexOf(reference('ping ack')));
  });

  it('by losing what it hears or says, counted', () => {
    const host = hostOf();
    host.panel.faults.dropNextFrames(1);
    expect(host.ask(COMMAND.contrast, 80)).toEqual([]);
    expect(host.panel.frame().contrast).toBe(95);
    host.panel.faults.dropNextAcks(1);
    expect(host.ask(COMMAND.contrast, 81)).toEqual([]);
    expect(host.panel.frame().contrast).toBe(81);
    expect(host.ask(COMMAND.contrast, 82)).toEqual(done(COMMAND.contrast));
    expect(host.panel.packets).toEqual({ fromHost: 2, toHost: 1 });
  });

  it('by damaging what it hears or says', () => {
    const host = hostOf();
    host.panel.faults.corruptNext(1, 'toHost');
    expect(host.ask(COMMAND.contrast, 80)).toEqual([]);
    host.panel.faults.corruptNext(1, 'fromHost');
    expect(host.ask(COMMAND.contrast, 81)).toEqual([]);
    expect(host.panel.frame().contrast).toBe(80);
  });
});

describe('the line of a virtual panel', () => {
  it('takes its time when it is paced: 10 bits a byte both ways', () => {
    const host = hostOf('cfa635', 19_200);
    host.send(reference('ping'));
    const wire_ms = (8 * 10_000) / 19_200;
    expect(host.answer(wire_ms - 0.1)).toHaveLength(3);
    expect(host.answer(0.2)).toHaveLength(1);
  });

  it('changes its pace after the answer to a baud command', () => {
    const host = hostOf('cfa635', 19_200);
    host.send(reference('baud 115200'));
    host.clock.advance(10);
    host.answer();
    host.send(reference('ping'));
    expect(host.answer((8 * 10_000) / 115_200 + 0.001)).toHaveLength(4);
  });

  it('counts bytes both ways', () => {
    const host = hostOf();
    host.send(reference('version?'));
    host.answer();
    expect(host.panel.bytes).toEqual({ fromHost: 4, toHost: 20 });
  });

  it('tells its listeners of what can be seen, and of nothing else', () => {
    const host = hostOf();
    let changes = 0;
    const stop = host.panel.onChange(() => {
      changes += 1;
    });
    host.ask(COMMAND.contrast, 80);
    host.ask(COMMAND.contrast, 80);
    host.ask(COMMAND.ping);
    expect(changes).toBe(1);
    host.panel.faults.reset();
    expect(changes).toBe(2);
    stop();
    host.ask(COMMAND.clear);
    expect(changes).toBe(2);
  });

  it('may be any byte stream', async () => {
    const panel = new VirtualCfa635({ model: 'cfa635', clock: new SimulatedClock() });
    const stream = new PassThrough();
    const written: number[] = [];
    stream.write = (bytes: Uint8Array) => {
      written.push(...bytes);
      return true;
    };
    const stop = panel.serve(stream);
    stream.emit('data', reference('ping "AB"'));
    expect(hexOf(Uint8Array.from(written))).toBe(hexOf(reference('ping "AB" ack')));
    stop();
    stream.emit('data', bytesOf('00 00 47 0f'));
    expect(written).toHaveLength(6);
  });
});
