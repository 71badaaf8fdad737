import { recoveryPlan } from '../../../firmware/network/plan.ts';
import type { Step } from '../../../firmware/network/step.ts';
import { type Target, targetOf } from '../../../firmware/network/target.ts';
import type { CheckName } from '../../../menus/network-status.ts';
import { FACTORY_SETTINGS, type Settings } from '../../../menus/settings/settings.ts';
import type { NetworkErrorCode } from '../../../menus/words/messages.ts';
import { ip, prefix, vlanId } from '../appliance.ts';
import type { BackendBench, Fault } from './rig.ts';

export const signal = new AbortController().signal;

export const FACTORY = targetOf(FACTORY_SETTINGS);
export const DHCP: Step = { kind: 'configure-lan', ipv4: { method: 'dhcp' }, ipv6: false, routes: [] };
export const ADD_VLAN: Step = {
  kind: 'add-vlan',
  vlan: { id: vlanId(7), address: ip('10.7.0.2'), prefixLength: prefix(24) },
};

export function target(changes: Partial<Settings> & { readonly lanIpv4?: Settings['lan']['ipv4'] }): Target {
  const { lanIpv4, ...rest } = changes;
  const lan = lanIpv4 === undefined ? FACTORY_SETTINGS.lan : { ...FACTORY_SETTINGS.lan, ipv4: lanIpv4 };
  return targetOf({ ...FACTORY_SETTINGS, lan, ...rest });
}

/** Applies a target over any previous state, and keeps it. */
export async function establish(bench: BackendBench, wanted: Target): Promise<void> {
  await carryOut(bench, recoveryPlan(wanted));
  await bench.done(bench.backend.commit(signal));
}

export async function carryOut(bench: BackendBench, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await bench.done(bench.backend.execute(step, signal));
}

/** Causes a failure; resolves to its code, or to what happened instead. */
type Provocation = (bench: BackendBench) => Promise<string>;

/** How to cause each failure at a backend; null: backends do not report it. */
export const PROVOCATIONS: Readonly<Record<NetworkErrorCode, Provocation | null>> = {
  'no-carrier': afterStatic('lan-cable-out', (bench) => executed(bench, DHCP)),
  'interface-missing': afterStatic('lan-missing', (bench) => executed(bench, DHCP)),
  'not-managed': afterStatic('lan-unmanaged', (bench) => verified(bench, 'link', staticLan(bench))),
  'no-lease': afterStatic('no-dhcp', (bench) => executed(bench, DHCP)),
  // The transaction refuses an address whose owner the backend found: see `findOwner` in the contract.
  'address-in-use': null,
  'gateway-silent': afterStatic('gateway-silent', (bench) => verified(bench, 'gateway', staticLan(bench))),
  'dns-silent': afterStatic('dns-silent', (bench) => verified(bench, 'dns', staticLan(bench))),
  async 'no-router-advertised'(bench) {
    await bench.fault('no-router');
    const wanted = { ...FACTORY, lan: { ...FACTORY.lan, ipv6: true } };
    await establish(bench, wanted);
    return await verified(bench, 'ipv6', wanted);
  },
  'rival-route': afterStatic('rival-route', (bench) => verified(bench, 'gateway', staticLan(bench))),
  'dns-elsewhere': afterStatic('dns-elsewhere', (bench) => verified(bench, 'dns', staticLan(bench))),
  'foreign-address': afterStatic('foreign-address', (bench) => verified(bench, 'address', staticLan(bench))),
  // What only one of the backends can meet is shown by tests of its own.
  'rival-profile': null,
  'proxy-authentication': null,
  'proxy-forbids': null,
  'proxy-cannot-reach': null,
  'certificate-refused': null,
  'clock-wrong': null,
  'router-without-prefix': null,
  'no-default-router': null,
  'ipv6-address-in-use': null,
  'link-not-ready': null,
  'vlan-silent': null,
  'vlan-refused': afterStatic('vlan-refused', (bench) => executed(bench, ADD_VLAN)),
  'backend-absent': afterStatic('service-stopped', (bench) => codeOf(bench, bench.backend.commit(signal))),
  async 'backend-restarted'(bench) {
    await establish(bench, staticLan(bench));
    await bench.fault('no-dhcp');
    const waiting = codeOf(bench, bench.backend.execute(DHCP, signal));
    await bench.pass(2000);
    await bench.fault('service-stopped');
    return await waiting;
  },
  async 'proxy-silent'(bench) {
    return await tested(bench, 'proxy', target({ proxy: await bench.proxyThat('is-silent') }));
  },
  async 'proxy-refused'(bench) {
    return await tested(bench, 'proxy', target({ proxy: await bench.proxyThat('refuses') }));
  },
  'platform-unreachable': afterStatic('platform-unreachable', (bench) =>
    tested(bench, 'platform', staticLan(bench)),
  ),
  'apply-failed': afterStatic('steps-fail', (bench) => executed(bench, DHCP)),
  async 'not-in-force'(bench) {
    return await verified(bench, 'vlan', withPlatformVlan(staticLan(bench)));
  },
  async 'undo-expired'(bench) {
    await establish(bench, staticLan(bench));
    const handle = await bench.done(bench.backend.arm(60, signal));
    if (handle === null) return 'no handle';
    await bench.done(bench.backend.undo(handle));
    return await codeOf(bench, bench.backend.disarm(handle));
  },
  async 'forwarding-on'(bench) {
    const wanted = target({ lanIpv4: bench.places.lan, wan: bench.places.wan });
    await establish(bench, wanted);
    await bench.fault('forwarding-on');
    return await verified(bench, 'wan', wanted);
  },
  'timed-out': afterStatic('service-hangs', (bench) => codeOf(bench, bench.backend.commit(signal))),
  async cancelled(bench) {
    await establish(bench, staticLan(bench));
    await bench.fault('no-dhcp');
    const controller = new AbortController();
    const waiting = codeOf(bench, bench.backend.execute(DHCP, controller.signal));
    await bench.pass(1000);
    controller.abort();
    return await waiting;
  },
  'store-failed': afterStatic('proxy-file-unwritable', async (bench) =>
    executed(bench, { kind: 'write-proxy', proxy: await bench.proxyThat('answers') }),
  ),
  'undone-by-operator': null,
  'not-confirmed': null,
  'not-verified': null,
  'not-restored': null,
  'still-starting': null,
  'change-running': null,
};

export function staticLan({ places }: BackendBench): Target {
  return target({ lanIpv4: places.lan });
}

/** With one more VLAN, of the platform's. */
export function withPlatformVlan(wanted: Target): Target {
  const vlan = { id: vlanId(10), address: ip('10.10.0.2'), prefixLength: prefix(24), name: 'printers' };
  return { ...wanted, vlans: [...wanted.vlans, vlan] };
}

function afterStatic(fault: Fault, provoke: Provocation): Provocation {
  return async (bench) => {
    await establish(bench, staticLan(bench));
    await bench.fault(fault);
    return await provoke(bench);
  };
}

function executed(bench: BackendBench, step: Step): Promise<string> {
  return codeOf(bench, bench.backend.execute(step, signal));
}

async function codeOf(bench: BackendBench, promise: Promise<unknown>): Promise<string> {
  const outcome = promise.then(
    () => 'no failure',
    (error: unknown) =>
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error),
  );
  return await bench.done(outcome);
}

async function verified(bench: BackendBench, name: CheckName, wanted: Target): Promise<string> {
  const checks = await bench.done(bench.backend.verify(wanted, () => undefined, signal));
  return checks.find((check) => check.name === name)?.problem?.code ?? 'no problem';
}

async function tested(bench: BackendBench, name: CheckName, wanted: Target): Promise<string> {
  await establish(bench, wanted);
  const checks = await bench.done(bench.backend.test(wanted, () => undefined, signal));
  return checks.find((check) => check.name === name)?.problem?.code ?? 'no problem';
}
