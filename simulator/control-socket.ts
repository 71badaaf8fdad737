import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Control, startControl } from '../firmware/control/control.ts';
import type { ControlParts } from '../firmware/control/ports.ts';

const NAME = 'control.sock';

/** Bytes in a socket's path: `unix(7)` gives 108 with the zero at the end. */
const LONGEST_PATH = 107;

/**
 * Where the daemon on the bench listens: in its state directory, so that the path is known beforehand, otherwise in a
 * temporary directory for this user only, gone with the process.
 */
export function socketPath(stateDirectory: string | null): string {
  const inState = stateDirectory === null ? null : join(stateDirectory, NAME);
  if (inState !== null && Buffer.byteLength(inState) <= LONGEST_PATH) {
    return inState;
  }
  const directory = mkdtempSync(join(tmpdir(), 'bezel-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return join(directory, NAME);
}

/** The control socket of one run of the daemon. */
export interface ServedSocket {
  readonly path: string;
  /** Resolves when clients can connect. Rejects with a `SocketError` when the socket cannot be opened. */
  readonly open: Promise<unknown>;
  /** Cuts every connection and removes the file. */
  close(): void;
}

/** The path of a control socket, used by the daemons of one bench one after the other. */
export class SocketPlace {
  readonly path: string;
  /** Resolves when the previous run has closed the socket. */
  #free: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  serve(parts: ControlParts): ServedSocket {
    const { path } = this;
    const control: Promise<Control> = this.#free.then(() => startControl(parts, { path, group: null }));
    control.catch((error: unknown) => parts.log.error('no control socket', { why: String(error) }));
    return {
      path,
      open: control,
      close: () => {
        this.#free = control.then(
          (served) => served.close(),
          () => undefined,
        );
      },
    };
  }
}
