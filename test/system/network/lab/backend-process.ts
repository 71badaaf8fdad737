// The backend in a process of its own on the machine under test: requests and answers are JSON, one a line.
import { createInterface } from 'node:readline';
import { realClock } from '../../../../firmware/clock.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { createNetworkManagerBackend } from '../../../../firmware/network/backends/networkmanager/backend.ts';
import { NetworkFailure } from '../../../../firmware/network/errors.ts';

type Request = { readonly id: number; readonly method: string; readonly args: readonly never[] };

const [, , options = '{}'] = process.argv;
const log = createLog({
  clock: realClock,
  level: 'debug',
  levels: {},
  write: (line) => process.stderr.write(`${line}\n`),
});
const backend: Backend = createNetworkManagerBackend({ ...JSON.parse(options), clock: realClock, log });
const { signal } = new AbortController();

const METHODS: Readonly<Record<string, (...args: readonly never[]) => unknown>> = {
  start: () => backend.start(),
  status: () => backend.status(),
  findOwner: (link, address) => backend.findOwner(link, address, signal),
  arm: (timeout_s) => backend.arm(timeout_s, signal),
  disarmAll: () => backend.disarmAll(signal),
  commit: () => backend.commit(signal),
  disarm: (handle) => backend.disarm(handle),
  undo: (handle) => backend.undo(handle),
  execute: (step) => backend.execute(step, signal),
  compare: (wanted) => backend.compare(wanted, signal),
  verify: (wanted) => backend.verify(wanted, () => {}, signal),
  test: (wanted) => backend.test(wanted, () => {}, signal),
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, args }: Request = JSON.parse(line);
  const answer = (result: object) => process.stdout.write(`${JSON.stringify({ id, ...result })}\n`);
  Promise.resolve()
    .then(() => METHODS[method]?.(...args))
    .then(
      (value) => answer({ value: value ?? null }),
      (error: unknown) =>
        answer({
          code: error instanceof NetworkFailure ? error.code : 'not-a-network-failure',
          message: String(error),
        }),
    );
});
