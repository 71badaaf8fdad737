import { callControl } from '../firmware/control/client.ts';
import type { ControlHandler } from '../firmware/control/request.ts';
import type { ServedSocket } from './control-socket.ts';

/**
 * Sends the daemon a request as the appliance's other software does: the update engine, the platform's agent. Resolves
 * when it has answered; no simulated time passes until then. A request is lost when the daemon is killed before.
 * @throws Error when the daemon refuses
 */
export type SendRequest = (method: 'PUT' | 'DELETE', path: string, body: object) => Promise<void>;

/** By HTTP, as the other software does. */
export function sendOverSocket({ path: socket, open }: ServedSocket, isAlive: () => boolean): SendRequest {
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

/** By a call in this process: for the hundreds of tests that run a daemon and do not need a socket file. */
export function sendInProcess(handle: ControlHandler): SendRequest {
  return async (method, path, body) => {
    const { status, body: answer } = await handle({ method, path, query: new URLSearchParams(), body });
    if (status >= 400) {
      throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    }
  };
}
