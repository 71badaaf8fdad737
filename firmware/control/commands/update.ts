import { EXIT, type ExitCode, type Output } from '../../command-line/output.ts';
import { callControl } from '../client.ts';
import { runCommand } from './arguments.ts';

const USAGE = `Usage: bezel update start    [--message TEXT]
       bezel update progress [--percent 0-100] [--message TEXT]
       bezel update done
       bezel update fail     [--message TEXT]

Reports a software update's progress. S2 is lit while it runs, the panel shows how far
it is, and reboot and shutdown are refused. Send "progress" at least once a minute:
without it the update is shown as silent. Only "done" or "fail" ends it.

  --json          answer in JSON
  --socket PATH   control socket of the daemon`;

/** `bezel update`, for the scripts that carry out an update. */
export function updateCommand(args: readonly string[], output: Output): Promise<ExitCode> {
  return runCommand(args, output, {
    usage: USAGE,
    options: ['percent', 'message'],
    words: 1,
    async run({ socket, json, positionals: [word], texts }) {
      const request = requestOf(word, texts);
      if (request === null) return null;
      const answer = await callControl(socket, request.method, '/v1/update', request.body);
      if (json) output.out(JSON.stringify(answer));
      return EXIT.done;
    },
  });
}

/** null: an unknown word, or a percentage that is not a number. The daemon checks ranges. */
function requestOf(word: string | undefined, { percent, message = '' }: Readonly<Record<string, string>>) {
  switch (word) {
    case 'start':
      return { method: 'PUT', body: { state: 'running', percent: 0, message } } as const;
    case 'progress':
      return percent !== undefined && !/^\d{1,3}(\.\d+)?$/.test(percent)
        ? null
        : ({
            method: 'PUT',
            body: { state: 'running', percent: percent === undefined ? null : Number(percent), message },
          } as const);
    case 'done':
      return { method: 'DELETE', body: { result: 'done' } } as const;
    case 'fail':
      return { method: 'DELETE', body: { result: 'failed', message } } as const;
    default:
      return null;
  }
}
