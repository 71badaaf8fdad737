import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { parseCharacters } from '../../drivers/console/characters.ts';
import { reasonOf } from '../../drivers/reason.ts';
import { toPanelText } from '../../menus/frame.ts';
import type { ConsoleSockets } from './console-sockets.ts';
import { connectionOf, urlOf } from './http.ts';
import type { ControlParts } from './ports.ts';
import { ControlProblem } from './problem.ts';
import { isAllowed } from './roles.ts';

/** Shown in lists of sessions. */
const NAME_LENGTH = 40;

/**
 * `/v1/session`: a WebSocket for each console, with the messages of `drivers/console/messages.ts`.
 * The session lives as long as its connection. The WebSocket library is loaded with the first console: it also loads
 * TLS, which is unused here, and would add 8 ms and 0.8 MiB to every start.
 * @returns closes all of them
 */
export function attachSessionSocket(server: Server, parts: ControlParts): () => void {
  let loading: Promise<ConsoleSockets> | null = null;
  let isClosed = false;
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const connection = connectionOf(stream);
    if (connection === null) return;
    const url = urlOf(request);
    if (url?.pathname !== '/v1/session') {
      connection.refuse(new ControlProblem('not-found', url?.pathname));
      return;
    }
    if (!isAllowed(connection.allowed, 'GET', url.pathname)) {
      connection.refuse(new ControlProblem('not-for-this-socket'));
      return;
    }
    const name = toPanelText(url.searchParams.get('name') ?? 'console').slice(0, NAME_LENGTH);
    const characters = parseCharacters(url.searchParams.get('characters'));
    if (characters === null) {
      const detail = 'expected characters to be all, latin-1 or ascii';
      connection.refuse(new ControlProblem('invalid-query', detail));
      return;
    }
    loading ??= import('./console-sockets.ts').then(({ openConsoleSockets }) => openConsoleSockets(parts));
    loading.then(
      (sockets) => {
        if (isClosed) connection.cutOff();
        else sockets.accept({ request, connection, head }, { name, characters });
      },
      (error: unknown) => {
        parts.log.error('no consoles', { why: reasonOf(error) });
        connection.cutOff();
      },
    );
  });
  return () => {
    isClosed = true;
    void loading?.then((sockets) => sockets.close());
  };
}
