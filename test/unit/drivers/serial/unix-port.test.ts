import { describe, expect, it } from 'vitest';
import { type BoundPort, type DescriptorIo, UnixPort } from '../../../../drivers/serial/unix-port.ts';

const FD = 7;

/** A descriptor as the system has it, in the hands of the test. */
class FakeDescriptor implements BoundPort, DescriptorIo {
  fd: number | null = FD;
  /** What the next reads find: bytes, an end (''), or an error code. */
  readonly incoming: (string | { readonly code: string })[] = [];
  /** How many bytes the next writes take; all when nothing is said. */
  readonly taken: (number | { readonly code: string })[] = [];
  readonly written: string[] = [];
  readonly #waiting = new Map<'readable' | 'writable', (error: unknown) => void>();

  readonly poller = {
    once: (event: 'readable' | 'writable', ready: (error: unknown) => void) => {
      this.#waiting.set(event, ready);
    },
  };

  get waitsFor(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  ready(event: 'readable' | 'writable', error: unknown = null): void {
    const tell = this.#waiting.get(event);
    this.#waiting.delete(event);
    tell?.(error);
  }

  read(_fd: number, into: Buffer): number {
    const next = this.incoming.shift() ?? { code: 'EAGAIN' };
    if (typeof next !== 'string') throw Object.assign(new Error(next.code), next);
    return into.write(next);
  }

  write(_fd: number, bytes: Buffer): number {
    const count = this.taken.shift() ?? bytes.length;
    if (typeof count !== 'number') throw Object.assign(new Error(count.code), count);
    this.written.push(bytes.subarray(0, count).toString());
    return count;
  }

  async set(): Promise<void> {}

  async close(): Promise<void> {
    this.fd = null;
    for (const event of this.waitsFor) {
      if (event === 'readable' || event === 'writable') this.ready(event, new Error('Canceled'));
    }
  }
}

async function opened() {
  const descriptor = new FakeDescriptor();
  const port = new UnixPort(Promise.resolve(descriptor), descriptor);
  const told: string[] = [];
  port.on('open', () => told.push('open'));
  port.on('data', (bytes) => told.push(String(bytes)));
  port.on('end', () => told.push('end'));
  port.on('close', () => told.push('close'));
  port.on('error', (error) => told.push(`error: ${error instanceof Error ? error.message : error}`));
  await Promise.resolve();
  return { descriptor, port, told };
}

describe('a port on its descriptor', () => {
  it('tells that it is open, and what arrives', async () => {
    const { descriptor, told } = await opened();
    descriptor.incoming.push('UP', 'DOWN');
    descriptor.ready('readable');
    descriptor.ready('readable');
    expect(told).toEqual(['open', 'UP', 'DOWN']);
  });

  it('tells why it could not be opened', async () => {
    const port = new UnixPort(Promise.reject(new Error('No such file or directory')));
    const why = new Promise((resolve) => port.once('error', resolve));
    expect(await why).toEqual(new Error('No such file or directory'));
  });

  it('keeps what was told when more arrives', async () => {
    const { descriptor, port } = await opened();
    const kept: Buffer[] = [];
    port.on('data', (bytes: Buffer) => kept.push(bytes));
    descriptor.incoming.push('first', 'other');
    descriptor.ready('readable');
    descriptor.ready('readable');
    expect(kept.map(String)).toEqual(['first', 'other']);
  });

  it.each(['EAGAIN', 'EWOULDBLOCK', 'EINTR'])('waits again after %s', async (code) => {
    const { descriptor, told } = await opened();
    descriptor.incoming.push({ code }, 'UP');
    descriptor.ready('readable');
    descriptor.ready('readable');
    expect(told).toEqual(['open', 'UP']);
  });

  it('tells a hang-up as its end, once', async () => {
    const { descriptor, told } = await opened();
    descriptor.incoming.push('');
    descriptor.ready('readable');
    expect(told).toEqual(['open', 'end']);
    expect(descriptor.waitsFor).toEqual([]);
  });

  it('tells a device that was pulled', async () => {
    const { descriptor, told } = await opened();
    descriptor.incoming.push({ code: 'EIO' });
    descriptor.ready('readable');
    expect(told).toEqual(['open', 'error: EIO']);
  });

  it('tells what the poller finds wrong', async () => {
    const { descriptor, told } = await opened();
    descriptor.ready('readable', new Error('bad file descriptor'));
    expect(told).toEqual(['open', 'error: bad file descriptor']);
  });

  it('writes at once', async () => {
    const { descriptor, port } = await opened();
    port.write(Buffer.from('TEXT'));
    expect(descriptor.written).toEqual(['TEXT']);
    expect(port.writableLength).toBe(0);
  });

  it('writes the rest, in order, when the device takes more', async () => {
    const { descriptor, port } = await opened();
    descriptor.taken.push(2, { code: 'EAGAIN' });
    port.write(Buffer.from('TEXT'));
    port.write(Buffer.from('MORE'));
    expect(port.writableLength).toBe(6);
    descriptor.ready('writable');
    descriptor.ready('writable');
    expect(descriptor.written.join('')).toBe('TEXTMORE');
    expect(port.writableLength).toBe(0);
  });

  it('tells a device that takes nothing any more', async () => {
    const { descriptor, port, told } = await opened();
    descriptor.taken.push({ code: 'EIO' });
    port.write(Buffer.from('TEXT'));
    expect(told).toEqual(['open', 'error: EIO']);
  });

  it('says nothing but close when it is closed', async () => {
    const { descriptor, port, told } = await opened();
    descriptor.taken.push(1);
    port.write(Buffer.from('TEXT'));
    const closed = new Promise((resolve) => port.close(resolve));
    port.write(Buffer.from('LATE'));
    expect(await closed).toBeNull();
    expect(told).toEqual(['open', 'close']);
  });

  it('cannot be closed twice, nor before it is open', async () => {
    const { port } = await opened();
    await new Promise((resolve) => port.close(resolve));
    const again = new Promise((resolve) => port.close(resolve));
    expect(await again).toEqual(new Error('the port is not open'));
  });

  it('sets the modem lines of an open port only', async () => {
    const { port } = await opened();
    const set = () => new Promise((resolve) => port.set({ dtr: true, rts: true }, resolve));
    expect(await set()).toBeNull();
    await new Promise((resolve) => port.close(resolve));
    expect(await set()).toEqual(new Error('the port is not open'));
  });
});
