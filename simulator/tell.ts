import { callControl } from '../firmware/control/client.ts';
import type { ControlHandler } from '../firmware/control/request.ts';
import type { ServedSocket } from './control-socket.ts';

/**
 * Tells the daemon what the appliance's other software would: the update engine, the platform's agent. Resolves when
 * it has answered, so no simulated time passes meanwhile; a daemon killed before that has just not heard it.
 * @throws Error when the daemon refuses
 */
export type Tell = (method: 'PUT' | 'DELETE', path: string, body: object) => Promise<void>;

/** By HTTP, as the other software does. */
export function tellOverSocket({ path: socket, open }: ServedSocket, isAlive: () => boolean): Tell {
  return async (method, path, body) => {
    try {
      await open;
      await callControl(socket, method, path, body);
    } catch (error) {
      if (isAlive()) {
        throw error;
      }
    }
  };
}

/** By a call in this process: for tests, of which many hundred run a daemon each and none needs the file. */
export function tellInProcess(handle: ControlHandler): Tell {
  return async (method, path, body) => {
    const { status, body: answer } = await handle({ method, path, query: new URLSearchParams(), body });
    if (status >= 400) {
      throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    }
  };
}
