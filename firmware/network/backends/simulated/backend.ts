import { Alarm } from '../../../../menus/alarm.ts';
import type { Check } from '../../../../menus/appliance.ts';
import type { LinkRole } from '../../../../menus/role.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';
import { message } from '../../../../menus/words/messages.ts';
import { withAround } from '../../around.ts';
import type { Backend } from '../../backend.ts';
import { NetworkFailure } from '../../errors.ts';
import { cancellationOf } from '../../limits.ts';
import type { Step } from '../../step.ts';
import type { Target } from '../../target.ts';
import { aroundOf } from './around.ts';
import { testOf, verificationOf } from './parts/parts.ts';
import { checkOf, type Question } from './questions.ts';
import { NEIGHBOUR_MAC, segmentOf } from './segments.ts';
import type { SimulatedWorld } from './world.ts';

/** How long NetworkManager takes for the same, measured, in milliseconds. */
const TOOK = { start: 60, checkpoint: 5, step: 35, compare: 10, free: 350, taken: 45 } as const;
/** How long a call waits for its answer: D-Bus's own limit. */
const ANSWER_LIMIT_ms = 25_000;
/** DHCP gets this long to bring an address before the step counts as failed. */
const LEASE_LIMIT_ms = 20_000;

/** The backend on a simulated world: what a network service would be asked, at the speed it would answer. */
export function createSimulatedBackend(world: SimulatedWorld): Backend {
  const running = (): void => {
    if (world.switches.service === 'stopped')
      throw new NetworkFailure(message('backend-absent'), 'the simulated network service is stopped');
  };
  const after = async (ms: number, signal?: AbortSignal): Promise<void> => {
    running();
    if (world.switches.service === 'hangs') await neverAnswered(world, signal);
    await wait(world, ms, signal);
    running();
  };
  const askAll = async (
    wanted: Target,
    questions: readonly Question[],
    report: (check: Check) => void,
    signal: AbortSignal,
  ): Promise<readonly Check[]> => {
    running();
    const checks: Check[] = [];
    for (const { name, ask } of questions) {
      const finding = ask();
      await after(finding.took_ms, signal);
      // Silence may have ended while it was waited for.
      const answer = checkOf(name, finding.problem === null ? finding : ask());
      const check = withAround(answer, aroundOf(world.switches, wanted));
      checks.push(check);
      report(check);
    }
    return checks;
  };

  return {
    name: 'simulated',
    start: () => after(TOOK.start),
    stop: async () => undefined,
    status: () => world.status(),
    onStatus: (listener) =>
      world.onChange(() => world.switches.service === 'running' && listener(world.status())),
    onForeignChange(listener) {
      let wasRunning = world.switches.service === 'running';
      const stopWatching = world.onChange(() => {
        const isRunning = world.switches.service === 'running';
        if (isRunning && !wasRunning) listener('the simulated network service came back');
        wasRunning = isRunning;
      });
      const stopListening = world.onForeignChange(listener);
      return () => {
        stopWatching();
        stopListening();
      };
    },
    async holdsOurs(signal) {
      await after(TOOK.compare, signal);
      return world.holdsOurs;
    },
    async findOwner(link, address, signal) {
      if (!world.hasCarrier(link))
        throw new NetworkFailure(message('no-carrier', { link }), `${link} has no carrier`);
      const owner = ownerOf(world, link, address);
      await after(owner === null ? TOOK.free : TOOK.taken, signal);
      return owner;
    },
    async arm(timeout_s, signal) {
      await after(TOOK.checkpoint, signal);
      return world.arm(timeout_s);
    },
    async disarmAll(signal) {
      await after(TOOK.checkpoint, signal);
      world.disarmAll();
    },
    async disarm(handle) {
      await after(TOOK.checkpoint);
      world.disarm(handle);
    },
    async undo(handle) {
      await after(TOOK.checkpoint);
      world.undo(handle);
    },
    async execute(step, signal) {
      await after(TOOK.step, signal);
      world.carryOut(step);
      await addressOf(world, step, signal);
    },
    async commit(signal) {
      await after(TOOK.checkpoint, signal);
      world.commit();
    },
    async compare(wanted, signal) {
      await after(TOOK.compare, signal);
      return world.compare(wanted);
    },
    async lookAround(wanted, signal) {
      await after(TOOK.compare, signal);
      return aroundOf(world.switches, wanted);
    },
    verify: (wanted, report, signal) => askAll(wanted, verificationOf(world, wanted), report, signal),
    test: (wanted, report, signal) =>
      askAll(wanted, [...verificationOf(world, wanted), ...testOf(world, wanted)], report, signal),
  };
}

function ownerOf(world: SimulatedWorld, link: LinkRole, address: Ipv4Address): string | null {
  const { gateway, gatewayMac } = segmentOf(link);
  if (address === gateway && world.switches.gateway) return gatewayMac;
  return link === 'lan' && address === world.switches.neighbour ? NEIGHBOUR_MAC : null;
}

/** Activating DHCP is over when there is a lease. */
async function addressOf(world: SimulatedWorld, step: Step, signal: AbortSignal): Promise<void> {
  if (step.kind !== 'configure-lan' && step.kind !== 'configure-wan') return;
  if (step.ipv4.method !== 'dhcp') return;
  const link = step.kind === 'configure-lan' ? 'lan' : 'wan';
  if (!world.hasCarrier(link))
    throw new NetworkFailure(message('no-carrier', { link }), `${link} has no carrier`);
  const hasAddress = () => world.status()[link]?.ipv4 !== null;
  const isGone = () => world.switches.service === 'stopped';
  if (hasAddress()) return;
  const isOver = await waitUntil(world, () => hasAddress() || isGone(), LEASE_LIMIT_ms, signal);
  if (isGone())
    throw new NetworkFailure(message('backend-restarted'), 'the simulated network service went away');
  if (isOver) return;
  throw new NetworkFailure(
    message('no-lease', { link }),
    `no lease on ${link} in ${LEASE_LIMIT_ms / 1000} s`,
  );
}

/** A call that the service took and does not answer. */
async function neverAnswered(world: SimulatedWorld, signal?: AbortSignal): Promise<never> {
  await wait(world, ANSWER_LIMIT_ms, signal);
  throw new NetworkFailure(message('timed-out', { step: null }), 'the simulated network service hangs');
}

/** Rejects when the signal fires first. */
function wait(world: SimulatedWorld, ms: number, signal?: AbortSignal): Promise<void> {
  return waitUntil(world, () => false, ms, signal).then(() => undefined);
}

/** Resolves to whether `condition` came true within `limit_ms`. */
function waitUntil(
  world: SimulatedWorld,
  condition: () => boolean,
  limit_ms: number,
  signal?: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      finish();
      if (signal !== undefined) reject(cancellationOf(signal));
    };
    const limit = new Alarm(world.clock);
    limit.after(limit_ms, () => {
      finish();
      resolve(false);
    });
    const stopWatching = world.onChange(() => {
      if (!condition()) return;
      finish();
      resolve(true);
    });
    const finish = () => {
      limit.cancel();
      stopWatching();
      signal?.removeEventListener('abort', cancel);
    };
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
  });
}
