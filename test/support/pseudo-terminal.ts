import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './until.ts';

/** A serial device that exists only as a pseudo-terminal: a program opens `device`, we hold the other end. */
export interface PseudoTerminal {
  readonly device: string;
  readonly stream: Socket;
  /** Removes the device, as unplugging it does. */
  close(): Promise<void>;
}

/** Makes `NAME` in the directory; socat passes bytes between it and a socket. */
export async function openPseudoTerminal(directory: string, name: string): Promise<PseudoTerminal> {
  const device = join(directory, name);
  const socket = `${device}.socket`;
  const socat = spawn('socat', [`PTY,link=${device},raw,echo=0,mode=666`, `UNIX-LISTEN:${socket}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(socat, 'exit');
  await until(`socat makes ${device}`, () => existsSync(device) && existsSync(socket));
  const stream = await connected(socket);
  return {
    device,
    stream,
    async close() {
      stream.destroy();
      socat.kill();
      await ended;
    },
  };
}

/** Retries, because socat refuses connections until it listens on the socket it made. */
async function connected(socket: string): Promise<Socket> {
  for (let attempts = 0; ; attempts++) {
    const stream = connect(socket);
    try {
      await once(stream, 'connect');
      return stream;
    } catch (error) {
      if (attempts >= MAX_ATTEMPTS) throw error;
      await sleep(LOOK_AGAIN_ms);
    }
  }
}

/** 1 s in all; socat usually listens before the second attempt. */
const MAX_ATTEMPTS = 100;
const LOOK_AGAIN_ms = 10;
