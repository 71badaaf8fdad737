import { cidr } from '../../../../../menus/values/address.ts';
import { message } from '../../../../../menus/words/messages.ts';
import { failed, passed } from '../../../checks.ts';
import type { VlanStep } from '../../../parts/vlans.ts';
import { interfaceOf, roleText, vlanOfInterface, vlanRole } from '../../../roles.ts';
import type { Executors } from '../../../step.ts';
import type { VlanTarget } from '../../../target.ts';
import { activate, awaitUsable } from '../activation.ts';
import {
  type Difference,
  differing,
  type IndexedInForce,
  linkNamed,
  list,
  missing,
  profileDifferences,
} from '../compare.ts';
import type { Context } from '../context.ts';
import { diagnose } from '../diagnose.ts';
import { attempt, failureOfCall } from '../failures.ts';
import type { KernelLink } from '../kernel.ts';
import { NO_OBJECT } from '../names.ts';
import { answersInSubnet } from '../neighbours.ts';
import { inPortions } from '../portions.ts';
import { saveProfile } from '../profile-store.ts';
import { vlanProfile } from '../profiles.ts';
import { removeProfile, removeRole } from '../removal.ts';
import { addressOf, missingInterface } from './link.ts';
import type { NetworkManagerPart } from './part.ts';

export const executeVlans: Executors<VlanStep, [context: Context, signal: AbortSignal]> = {
  'add-vlan': ({ vlan }, context, signal) => addVlan(context, vlan, signal),
  'remove-vlan': ({ vlan }, context, signal) => removeRole(context, vlanRole(vlan.id), signal),
};

export const vlans: NetworkManagerPart = {
  *compare(wanted, now) {
    const parent = linkNamed(now, now.lan);
    for (const vlan of wanted.vlans) yield vlanDifferences(vlan, parent, now);
    // An interface leaves with its parent's carrier and returns with it.
    if (parent?.carrier === true) yield* foreignInterfaces(wanted.vlans, now);
  },
  around: () => [],
  async check(context, wanted, report, signal) {
    if (wanted.vlans.length > 0) report(await checkVlans(context, wanted.vlans, signal));
  },
};

/** So many of the VLANs that are not in force are named in the log; thousands may be missing for one reason. */
const NAMED_VLANS = 5;

async function addVlan(context: Context, vlan: VlanTarget, signal: AbortSignal): Promise<void> {
  const { service, links } = context;
  const parent = service.devices.selected(links.lan);
  if (parent === null) throw missingInterface(context, 'lan');
  const role = vlanRole(vlan.id);
  const what = roleText(role);
  const refused = message('vlan-refused', { id: vlan.id });
  await removeRole(context, role, signal);
  const carrier = (await awaitUsable(context, { role, path: parent.path }, signal)) === 'ready';
  const profile = vlanProfile(parent.name, vlan);
  const comesUp = carrier ? 'when-activated' : 'by-itself';
  const stored = await attempt(what, () => saveProfile(service, role, profile, signal, comesUp), refused);
  // Stored, it comes up with LAN's cable; verification reports what is missing.
  if (!carrier) return;
  const { address } = vlan;
  const activation = { role, address, profile: stored, device: NO_OBJECT, ...addressOf(vlan, what) };
  try {
    await activate(service, activation, signal);
  } catch (error) {
    // Left in place, it would be tried again and again.
    await removeProfile(context, stored, role, signal).catch(() => {});
    const failure = failureOfCall(what, error, refused);
    throw await diagnose(context.run, { role, device: parent.name, address: null }, failure, signal);
  }
}

function vlanDifferences(
  vlan: VlanTarget,
  parent: KernelLink | null,
  now: IndexedInForce,
): readonly Difference[] {
  const role = vlanRole(vlan.id);
  const stored = profileDifferences(role, cidr(vlan), now);
  if (parent?.carrier !== true) return stored;
  const name = interfaceOf(role);
  const link = linkNamed(now, name);
  if (link === null) return [...differing(role, 'interface', name, ''), ...stored];
  return [
    ...differing(role, 'vlan-id', String(vlan.id), String(link.vlanId ?? '')),
    ...differing(role, 'parent', parent.name, link.parent ?? ''),
    ...missing(role, 'address', cidr(vlan), link.ipv4),
    ...stored,
  ];
}

function* foreignInterfaces(
  wanted: readonly VlanTarget[],
  now: IndexedInForce,
): Generator<readonly Difference[]> {
  const expected = new Set(wanted.map(({ id }) => id));
  for (const name of now.links.keys()) {
    const role = vlanOfInterface(name);
    yield role === null || expected.has(role.id) ? [] : differing(role, 'interface', '', name);
  }
}

/** Of more, the platform's, some are always empty: their silence says nothing. */
const MOST_ASKED = 4;

/** Does anybody hear us in a VLAN? An ID that the switch port does not carry looks like a VLAN without machines. */
async function checkNeighbours(context: Context, wanted: readonly VlanTarget[], signal: AbortSignal) {
  const asked = wanted.length > MOST_ASKED ? [] : wanted;
  const answers = await Promise.all(
    asked.map((vlan) => answersInSubnet(context, interfaceOf(vlanRole(vlan.id)), vlan, signal)),
  );
  const silent = asked.find((_, index) => answers[index] === false);
  if (silent === undefined) return passed('vlan', `VLANs in force: ${wanted.length}.`);
  const { id } = silent;
  return failed(
    'vlan',
    message('vlan-silent', { id }),
    `VLAN ${id} is in force, and nobody in it answers ARP.`,
  );
}

/** One check for all of them: a panel is no place for thousands of lines. */
async function checkVlans(context: Context, wanted: readonly VlanTarget[], signal: AbortSignal) {
  const { service } = context;
  const missing: VlanTarget[] = [];
  for await (const portion of inPortions(wanted)) {
    for (const vlan of portion) {
      const addresses = service.devices.named(interfaceOf(vlanRole(vlan.id)))?.ipv4.addresses ?? [];
      if (!addresses.some(({ address }) => address === vlan.address)) missing.push(vlan);
    }
  }
  const [first] = missing;
  if (first === undefined) return await checkNeighbours(context, wanted, signal);
  const more = missing.length > NAMED_VLANS ? ` and ${missing.length - NAMED_VLANS} more` : '';
  const named = missing.slice(0, NAMED_VLANS).map(({ id, address }) => `VLAN ${id} (${address})`);
  const role = vlanRole(first.id);
  const found = service.devices.named(interfaceOf(role))?.ipv4.addresses ?? [];
  const problem = message('not-in-force', { role, part: 'address', inForce: list(found.map(cidr)) });
  return failed('vlan', problem, `Without its address: ${named.join(', ')}${more}.`);
}
