import type { Ipv4Settings } from '../../menus/settings/ipv4/ipv4.ts';
import type { PlatformRoute, PlatformVlan } from '../../menus/settings/parts/platform.ts';
import type { ProxySettings } from '../../menus/settings/parts/proxy.ts';
import type { LocalVlan } from '../../menus/settings/parts/vlan.ts';
import { mergeVlans } from '../../menus/settings/platform.ts';
import type { Settings } from '../../menus/settings/settings.ts';
import { type Message, message, type StepCode } from '../../menus/words/messages.ts';

/** One thing a backend can do to the network. Each carries all it needs and may be carried out twice. */
export type Step =
  | { readonly kind: 'remove-vlan'; readonly vlan: LocalVlan | PlatformVlan }
  | { readonly kind: 'remove-wan' }
  | {
      readonly kind: 'configure-lan';
      readonly ipv4: Ipv4Settings;
      readonly ipv6: boolean;
      readonly routes: readonly PlatformRoute[];
    }
  | { readonly kind: 'configure-wan'; readonly ipv4: Ipv4Settings }
  | { readonly kind: 'add-vlan'; readonly vlan: LocalVlan | PlatformVlan }
  | { readonly kind: 'write-proxy'; readonly proxy: ProxySettings | null }
  /** Removes whatever Bezel owns that `wanted` does not name; ends a plan that started from an unknown state. */
  | { readonly kind: 'remove-strangers'; readonly wanted: Settings };

/**
 * The steps that turn a network that is known to be `now` into `wanted`; none when they are the same.
 * What goes is removed first, so that an address or VLAN ID that moves is free when it is set again. A VLAN that
 * differs in anything is removed and added, never edited: the kernel keeps the ID a VLAN was created with.
 */
export function plan(now: Settings, wanted: Settings): readonly Step[] {
  const vlansNow = mergeVlans(now).inForce;
  const vlansWanted = mergeVlans(wanted).inForce;
  const lanNow = lanStep(now);
  const lanWanted = lanStep(wanted);
  const steps: Step[] = [];
  for (const vlan of missingFrom(vlansWanted, vlansNow)) steps.push({ kind: 'remove-vlan', vlan });
  if (now.wan !== null && wanted.wan === null) steps.push({ kind: 'remove-wan' });
  if (!same(lanNow, lanWanted)) steps.push(lanWanted);
  if (wanted.wan !== null && !same(now.wan, wanted.wan))
    steps.push({ kind: 'configure-wan', ipv4: wanted.wan });
  for (const vlan of missingFrom(vlansNow, vlansWanted)) steps.push({ kind: 'add-vlan', vlan });
  if (!same(now.proxy, wanted.proxy)) steps.push({ kind: 'write-proxy', proxy: wanted.proxy });
  return steps;
}

/** The steps that lead to `wanted` from a network nothing is known about. */
export function recoveryPlan(wanted: Settings): readonly Step[] {
  return [
    lanStep(wanted),
    wanted.wan === null ? { kind: 'remove-wan' } : { kind: 'configure-wan', ipv4: wanted.wan },
    ...mergeVlans(wanted).inForce.map((vlan): Step => ({ kind: 'add-vlan', vlan })),
    { kind: 'write-proxy', proxy: wanted.proxy },
    { kind: 'remove-strangers', wanted },
  ];
}

/** What the operator is told while a step runs. */
export function messageOf(step: Step): Message<StepCode> {
  switch (step.kind) {
    case 'remove-vlan':
      return message('step-remove-vlan', { id: step.vlan.id });
    case 'remove-wan':
      return message('step-remove-wan');
    case 'configure-lan':
      return message('step-configure-lan');
    case 'configure-wan':
      return message('step-configure-wan');
    case 'add-vlan':
      return message('step-add-vlan', { id: step.vlan.id });
    case 'write-proxy':
      return message(step.proxy === null ? 'step-remove-proxy' : 'step-write-proxy');
    case 'remove-strangers':
      return message('step-remove-foreign');
  }
}

function lanStep({ lan, platform }: Settings): Step {
  return { kind: 'configure-lan', ipv4: lan.ipv4, ipv6: lan.ipv6, routes: platform.routes };
}

type Vlan = LocalVlan | PlatformVlan;

/** Those of `vlans` that `others` does not have exactly so. Names do not reach the network. */
function missingFrom(others: readonly Vlan[], vlans: readonly Vlan[]): readonly Vlan[] {
  const known = new Map(others.map((vlan) => [vlan.id, vlan]));
  return vlans.filter((vlan) => {
    const other = known.get(vlan.id);
    return other?.address !== vlan.address || other.prefixLength !== vlan.prefixLength;
  });
}

/** Equality of plain values, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
