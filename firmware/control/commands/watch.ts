import type { ExitCode, Output } from '../../command-line/output.ts';
import { ControlClientError, followControl } from '../client.ts';
import { runCommand } from './arguments.ts';

const USAGE = `Usage: bezel watch [--json] [--socket PATH]

Streams status changes, one a line, until the daemon stops or you press Ctrl-C.
The first line is the whole status; every other line begins with the part that changed.

  --json          each line one JSON object {"event": NAME, "data": ...}
  --socket PATH   control socket of the daemon`;

/** `bezel watch`. */
export function watchCommand(args: readonly string[], output: Output): Promise<ExitCode> {
  return runCommand(args, output, {
    usage: USAGE,
    options: [],
    words: 0,
    async run({ socket, json }) {
      await followControl(socket, (event, data) => {
        output.out(json ? JSON.stringify({ event, data }) : `${event} ${JSON.stringify(data)}`);
      });
      throw new ControlClientError('the daemon has stopped');
    },
  });
}
