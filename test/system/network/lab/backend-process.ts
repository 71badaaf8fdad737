// The backend in a process of its own on the machine under test. Requests, answers and events are JSON, one a line;
// `remote-backend.ts` is the other end.
import { createInterface } from 'node:readline';
import { realClock } from '../../../../firmware/clock.ts';
import { createLog } from '../../../../firmware/log/log.ts';
import type { Backend } from '../../../../firmware/network/backend.ts';
import { createNetworkManagerBackend } from '../../../../firmware/network/backends/networkmanager/backend.ts';
import { NetworkFailure } from '../../../../firmware/network/errors.ts';
import type { Check } from '../../../../menus/appliance.ts';
import type { FromProcess, ToProcess } from './backend-protocol.ts';

const [, , options = '{}'] = process.argv;
const log = createLog({
  clock: realClock,
  level: 'debug',
  levels: {},
  write: (line) => process.stderr.write(`${line}\n`),
});
const backend: Backend = createNetworkManagerBackend({ ...JSON.parse(options), clock: realClock, log });

interface Call {
  readonly signal: AbortSignal;
  readonly report: (check: Check) => void;
}

const METHODS: Readonly<Record<string, (call: Call, ...args: readonly never[]) => unknown>> = {
  start: () => backend.start(),
  holdsOurs: ({ signal }) => backend.holdsOurs(signal),
  findOwner: ({ signal }, link, address) => backend.findOwner(link, address, signal),
  arm: ({ signal }, timeout_s) => backend.arm(timeout_s, signal),
  disarmAll: ({ signal }) => backend.disarmAll(signal),
  commit: ({ signal }) => backend.commit(signal),
  disarm: (_call, handle) => backend.disarm(handle),
  undo: (_call, handle) => backend.undo(handle),
  execute: ({ signal }, step) => backend.execute(step, signal),
  compare: ({ signal }, wanted) => backend.compare(wanted, signal),
  lookAround: ({ signal }, wanted) => backend.lookAround(wanted, signal),
  verify: ({ signal, report }, wanted) => backend.verify(wanted, report, signal),
  test: ({ signal, report }, wanted) => backend.test(wanted, report, signal),
};

const running = new Map<number, AbortController>();
const send = (message: FromProcess) => process.stdout.write(`${JSON.stringify(message)}\n`);

backend.onStatus((status) => send({ kind: 'status', status }));
backend.onForeignChange((why) => send({ kind: 'foreign-change', why }));

createInterface({ input: process.stdin }).on('line', (line) => {
  const request: ToProcess = JSON.parse(line);
  if (request.kind === 'cancel') {
    running.get(request.id)?.abort();
    return;
  }
  const { id, method, args } = request;
  const controller = new AbortController();
  running.set(id, controller);
  const report = (check: Check) => send({ kind: 'check', id, check });
  Promise.resolve()
    .then(() => METHODS[method]?.({ signal: controller.signal, report }, ...args))
    .finally(() => running.delete(id))
    .then(
      (value) => send({ kind: 'result', id, value: value ?? null }),
      (error: unknown) => {
        const code = error instanceof NetworkFailure ? error.code : 'not-a-network-failure';
        send({ kind: 'failure', id, code, log: String(error) });
      },
    );
});
