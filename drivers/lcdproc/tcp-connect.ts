import { connect as connectSocket } from 'node:net';
import type { Connect } from '../transport.ts';

export interface TcpOptions {
  readonly host: string;
  readonly port: number;
}

/** Connects over TCP. LCDd has no authentication: it should listen on 127.0.0.1 only. */
export function tcpConnect({ host, port }: TcpOptions): Connect {
  return (events) => {
    let ended = false;
    let why = 'connection closed by LCDd';
    const socket = connectSocket({ host, port, noDelay: true });
    socket.on('connect', () => events.onOpen());
    socket.on('data', (bytes) => {
      if (!ended) events.onData(bytes);
    });
    socket.on('error', (error) => {
      why = error.message;
    });
    // `close` always follows `error`, and comes once.
    socket.on('close', () => {
      if (!ended) events.onClose(why);
      ended = true;
    });
    return {
      write(bytes) {
        if (socket.readyState === 'open') socket.write(bytes);
      },
      get pending() {
        return socket.writableLength;
      },
      close() {
        // What was written is still sent; LCDd removes the screen when the connection ends.
        socket.end();
      },
    };
  };
}
