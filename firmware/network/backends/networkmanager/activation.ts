import * as v from 'valibot';
import type { Role } from '../../../../menus/role.ts';
import type { Ipv4Address } from '../../../../menus/values/types.ts';
import { BusError } from '../../../dbus/bus.ts';
import { NetworkFailure } from '../../errors.ts';
import { linkProblem, linkText } from '../../link-state.ts';
import { linkOf, roleText } from '../../roles.ts';
import type { Context } from './context.ts';
import type { Device } from './device.ts';
import { APPLY_FAILED, failureOfReason } from './failures.ts';
import { ACTIVE_STATE, DEVICE_STATE, INTERFACE, MANAGER_PATH, NAME, NO_OBJECT } from './names.ts';
import type { NetworkManagerService } from './service.ts';
import { conditionOf } from './status.ts';

/** Autonegotiation of copper gigabit takes up to about 4 s after an interface is brought up. */
const CARRIER_WAIT_ms = 6_000;

/** The end of an activation and the device's reason for it are two signals; either may come first. */
const REASON_WAIT_ms = 500;

const NOT_ACTIVE = `${NAME}.ConnectionNotActive`;

const STATE = v.object({ State: v.number() });
const FIRST_PATH = v.looseTuple([v.string()]);

interface Activation {
  readonly role: Role;
  /** The static address it is to have; null: by DHCP. */
  readonly address: Ipv4Address | null;
  readonly profile: string;
  /** `/` for interfaces that activation creates. */
  readonly device: string;
  /** When the device is as it should be; asked once the activation has not failed. */
  readonly ready: (device: Device) => boolean;
  readonly timeout_ms: number;
  readonly late: () => NetworkFailure;
}

/**
 * Waits until the interface can be used, but not for ever for its cable.
 * @returns `ready`; `no-carrier`; `carrier-ignored`: without a carrier NetworkManager brings it up all the same
 *   (`ignore-carrier` of NetworkManager.conf)
 * @throws NetworkFailure `not-managed`, or `link-not-ready` where the cable is in
 */
export async function awaitUsable(
  { service, links }: Context,
  { role, path }: { readonly role: Role; readonly path: string },
  signal: AbortSignal,
): Promise<'ready' | 'no-carrier' | 'carrier-ignored'> {
  const link = linkOf(role);
  const device = () => service.devices.at(path);
  const look = () => {
    const now = device();
    if (now !== null && now.state <= DEVICE_STATE.unmanaged) throw unusable();
    return now?.carrier === true && now.state >= DEVICE_STATE.disconnected ? ('ready' as const) : null;
  };
  const unusable = () => {
    const status = conditionOf(service.devices, links, link);
    const problem = status === null ? null : linkProblem(link, status);
    return new NetworkFailure(problem ?? APPLY_FAILED, status === null ? '' : linkText(link, status));
  };
  try {
    return await service.until(look, { timeout_ms: CARRIER_WAIT_ms, late: unusable, signal });
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.code !== 'no-carrier') throw error;
    return (device()?.state ?? 0) >= DEVICE_STATE.disconnected ? 'carrier-ignored' : 'no-carrier';
  }
}

/** Takes a profile down, wherever it is in force. */
export async function deactivate(
  service: NetworkManagerService,
  profile: string,
  signal: AbortSignal,
): Promise<void> {
  const { objects } = service;
  const inForce = [...objects.withInterface(INTERFACE.active)].filter((path) =>
    v.is(v.object({ Connection: v.literal(profile) }), objects.get(path, INTERFACE.active)),
  );
  for (const path of inForce) {
    signal.throwIfAborted();
    await service
      .call(MANAGER_PATH, INTERFACE.manager, 'DeactivateConnection', 'o', [path])
      .catch((error) => {
        // It went down by itself meanwhile.
        if (!(error instanceof BusError && error.name === NOT_ACTIVE)) throw error;
      });
  }
}

/** Brings a profile up and waits until what it says is in force; rejects with the reason when it fails. */
export async function activate(
  service: NetworkManagerService,
  activation: Activation,
  signal: AbortSignal,
): Promise<Device> {
  const { role, address, profile, device, ready, timeout_ms, late } = activation;
  signal.throwIfAborted();
  service.forgetFailure(device);
  const reply = await service.call(MANAGER_PATH, INTERFACE.manager, 'ActivateConnection', 'ooo', [
    profile,
    device,
    NO_OBJECT,
  ]);
  const [active] = v.parse(FIRST_PATH, reply);
  let ours: string | null = device === NO_OBJECT ? null : device;
  const throwReason = () => {
    const reason = ours === null ? undefined : service.failureOf(ours);
    if (reason !== undefined) throw failureOfReason(role, address, reason);
  };
  const outcome = await service.until<Device | 'over'>(
    () => {
      ours ??= service.devices.running(active)?.path ?? null;
      throwReason();
      const state = v.safeParse(STATE, service.objects.get(active, INTERFACE.active));
      if (!state.success || state.output.State >= ACTIVE_STATE.deactivating) return 'over';
      const found = ours === null ? null : service.devices.at(ours);
      return found !== null && found.active === active && ready(found) ? found : null;
    },
    { timeout_ms, late, signal },
  );
  if (outcome !== 'over') return outcome;
  return service.until<Device>(
    () => {
      throwReason();
      return null;
    },
    {
      timeout_ms: REASON_WAIT_ms,
      late: () => new NetworkFailure(APPLY_FAILED, `${roleText(role)} was deactivated before it was up.`),
      signal,
    },
  );
}
