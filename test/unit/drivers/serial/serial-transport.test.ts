import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  type SerialOptions,
  type SerialPortLike,
  type SerialPortSettings,
  serialConnect,
} from '../../../../drivers/serial/serial-transport.ts';

/** A port as the library has it, in the hands of the test. */
class FakePort extends EventEmitter implements SerialPortLike {
  writableLength = 0;
  readonly written: string[] = [];
  lines: { dtr: boolean; rts: boolean } | null = null;
  closed = 0;
  /** A pseudo-terminal has no modem lines. */
  hasLines = true;

  write(bytes: Buffer): void {
    this.written.push(bytes.toString());
  }
  set(lines: { dtr: boolean; rts: boolean }, done: (error: unknown) => void): void {
    this.lines = lines;
    done(this.hasLines ? null : new Error('Inappropriate ioctl for device, cannot set'));
  }
  close(done: (error: unknown) => void): void {
    this.closed += 1;
    done(this.closed > 1 ? new Error('Port is not open') : null);
  }
}

async function connected(options: Partial<SerialOptions> = {}, failure: Error | null = null) {
  const port = new FakePort();
  const settings: SerialPortSettings[] = [];
  const told: string[] = [];
  const connect = serialConnect({ device: '/dev/ttyS1', baud: 19_200, ...options }, async (wanted) => {
    settings.push(wanted);
    if (failure !== null) throw failure;
    return port;
  });
  const transport = connect({
    onOpen: () => told.push('open'),
    onData: (bytes) => told.push(Buffer.from(bytes).toString()),
    onClose: (why) => told.push(`close: ${why}`),
  });
  const atOnce = [...told];
  await Promise.resolve();
  await Promise.resolve();
  return { port, settings, told, atOnce, transport };
}

describe('a serial port', () => {
  it('is opened for this process alone, at its speed', async () => {
    const { settings } = await connected();
    expect(settings).toEqual([
      { path: '/dev/ttyS1', baudRate: 19_200, stopBits: 1, lock: true, hupcl: true },
    ]);
  });

  it('carries bytes once it is open', async () => {
    const { port, told, transport } = await connected();
    transport.write(Buffer.from('EARLY'));
    port.emit('open');
    transport.write(Buffer.from('TO'));
    port.emit('data', Buffer.from('FROM'));
    expect(told).toEqual(['open', 'FROM']);
    expect(port.written).toEqual(['TO']);
  });

  it('raises DTR and RTS', async () => {
    const { port } = await connected();
    port.emit('open');
    expect(port.lines).toEqual({ dtr: true, rts: true });
  });

  it('leaves DTR and RTS alone where told to', async () => {
    const { port, settings, told } = await connected({ toggleLines: false });
    port.emit('open');
    expect(port.lines).toBeNull();
    expect(settings[0]?.hupcl).toBe(false);
    expect(told).toEqual(['open']);
  });

  it('may be a pseudo-terminal, which refuses to set modem lines', async () => {
    const { port, told } = await connected();
    port.hasLines = false;
    port.emit('open');
    expect(told).toEqual(['open']);
  });

  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyS1', 'no such device'],
    [
      'Error: Permission denied, cannot open /dev/ttyS1',
      'permission denied; the user must be in the group that owns the device',
    ],
    ['Error Resource temporarily unavailable Cannot lock port', 'in use by another program'],
    ['Error: Device or resource busy, cannot open /dev/ttyS1', 'in use by another program'],
    ['Error: Inappropriate ioctl for device, cannot open /dev/ttyS1', 'not a serial port'],
    ['Error: Input/output error, cannot open /dev/ttyS1', 'the device does not respond'],
    ['Something else', 'Something else'],
  ])('that cannot be opened says why: %s', async (message, why) => {
    const { port, told } = await connected();
    port.emit('error', new Error(message));
    expect(told).toEqual([`close: /dev/ttyS1: ${why}`]);
  });

  it('whose library is missing says so', async () => {
    const { told } = await connected({}, new Error("Cannot find module 'serialport'"));
    expect(told).toEqual(["close: /dev/ttyS1: Cannot find module 'serialport'"]);
  });

  it.each([
    ['close, twice, as after a hang-up', ['close', 'close']],
    ['end of the stream', ['end']],
    ['error and close', ['error', 'close']],
  ])('tells the end once: %s', async (_name, events) => {
    const { port, told } = await connected();
    port.emit('open');
    for (const event of events) port.emit(event, new Error('gone'));
    port.emit('data', Buffer.from('LATE'));
    expect(told).toEqual(['open', expect.stringMatching(/^close: \/dev\/ttyS1: /)]);
  });

  it('is let go when the stream ends by itself', async () => {
    const { port } = await connected();
    port.emit('open');
    port.emit('end');
    expect(port.closed).toBe(1);
  });

  it('closes once, tells it, and takes nothing afterwards', async () => {
    const { port, told, transport } = await connected();
    port.emit('open');
    transport.close();
    transport.close();
    transport.write(Buffer.from('LATE'));
    port.emit('close');
    await Promise.resolve();
    expect(port.closed).toBe(1);
    expect(port.written).toEqual([]);
    expect(transport.pending).toBe(0);
    expect(told).toEqual(['open', 'close: closed']);
  });

  it('closed while it was being opened is let go as soon as it is open', async () => {
    const { port, told, transport } = await connected();
    transport.close();
    port.emit('open');
    await Promise.resolve();
    expect(port.closed).toBe(1);
    expect(told).toEqual(['close: closed']);
  });

  it('that takes nothing any more gets nothing more', async () => {
    const { port, transport } = await connected();
    port.emit('open');
    port.writableLength = 4000;
    transport.write(Buffer.from('LAST'));
    expect(transport.pending).toBe(4000);
    port.writableLength = 5000;
    transport.write(Buffer.from('TOO MUCH'));
    expect(port.written).toEqual(['LAST']);
  });

  it('tells nothing before the call that connects has returned', async () => {
    const { atOnce } = await connected({}, new Error('at once'));
    expect(atOnce).toEqual([]);
  });
});

describe('the serial port library', () => {
  it('tells of a missing device without throwing', async () => {
    const why = await new Promise<string>((resolve) => {
      serialConnect({ device: '/dev/no-such-port', baud: 19_200 })({
        onOpen: () => resolve('open'),
        onData: () => undefined,
        onClose: resolve,
      });
    });
    expect(why).toBe('/dev/no-such-port: no such device');
  });
});
