import { type Bus, BusError, type MethodCall, type Signal } from '../../firmware/dbus/bus.ts';
import { NAME } from '../../firmware/network/backends/networkmanager/names.ts';

/** A property with its D-Bus type: `['u', 100]`. */
type Typed = readonly [type: string, value: unknown];
type Interfaces = Readonly<Record<string, Readonly<Record<string, Typed>>>>;

const LEAF = /^[a-z]$/;

/** A variant as the D-Bus library reads it. Only types the tests use: basic ones, `(uu)`, and `aa{sv}`. */
function read([type, value]: Typed): unknown {
  return [[treeOf(type)], [plainOf(type, value)]];
}

function treeOf(type: string): object {
  if (LEAF.test(type)) return { type, child: [] };
  if (type === '(uu)') return { type: '(', child: [treeOf('u'), treeOf('u')] };
  if (type === 'a{sv}') return { type: 'a', child: [{ type: '{', child: [treeOf('s'), treeOf('v')] }] };
  return { type: 'a', child: [treeOf(type.slice(1))] };
}

function plainOf(type: string, value: unknown): unknown {
  if (type === 'a{sv}') return entries(value);
  if (type === 'aa{sv}' && Array.isArray(value)) return value.map(entries);
  return value;
}

function entries(dictionary: unknown): [string, unknown][] {
  return Object.entries(dictionary as Record<string, Typed>).map(([key, typed]) => [key, read(typed)]);
}

/** `a{sa{sv}}` as the library reads it: interfaces with their properties, or the sections of a profile. */
export function readInterfaces(interfaces: Interfaces): [string, [string, unknown][]][] {
  return Object.entries(interfaces).map(([name, properties]) => [
    name,
    Object.entries(properties).map(([key, typed]) => [key, read(typed)]),
  ]);
}

type Answer = (
  body: readonly unknown[],
  call: MethodCall,
) => readonly unknown[] | Promise<readonly unknown[]>;

/** The system bus with a NetworkManager whose answers the test sets. */
export class FakeBus implements Bus {
  /** Unique name of the running NetworkManager; null: none. */
  owner: string | null = ':1.1';
  /** False: it owns its bus name but does not answer GetManagedObjects yet. */
  servesObjects = true;
  /** Runs after GetManagedObjects was answered and before the caller receives the answer. */
  afterManagedObjects: () => void = () => {};
  readonly objects = new Map<string, Interfaces>();
  readonly answers = new Map<string, Answer>();
  readonly calls: MethodCall[] = [];
  readonly #signals: ((signal: Signal) => void)[] = [];
  readonly #ends: (() => void)[] = [];

  async call(call: MethodCall): Promise<readonly unknown[]> {
    this.calls.push(call);
    const { member, body = [] } = call;
    if (member === 'AddMatch' || member === 'GetId') return [];
    if (member === 'GetNameOwner') {
      if (this.owner === null) throw new BusError('org.freedesktop.DBus.Error.NameHasNoOwner', 'no owner');
      return [this.owner];
    }
    if (this.owner === null) throw new BusError('org.freedesktop.DBus.Error.ServiceUnknown', 'no owner');
    if (member === 'GetManagedObjects' && this.servesObjects) {
      const objects = [...this.objects].map(([path, interfaces]) => [path, readInterfaces(interfaces)]);
      this.afterManagedObjects();
      return [objects];
    }
    const answer = this.answers.get(member);
    if (answer === undefined) throw new BusError('org.freedesktop.DBus.Error.UnknownMethod', member);
    return answer(body, call);
  }

  onSignal(listener: (signal: Signal) => void): void {
    this.#signals.push(listener);
  }

  onEnd(listener: () => void): void {
    this.#ends.push(listener);
  }

  close(): void {}

  /** The connection breaks. */
  end(): void {
    for (const listener of this.#ends) listener();
  }

  /** NetworkManager leaves the bus (null) or appears under a new unique name. */
  changeOwner(owner: string | null): void {
    const before = this.owner ?? '';
    this.owner = owner;
    this.#emit('/', 'org.freedesktop.DBus', 'NameOwnerChanged', [NAME, before, owner ?? '']);
  }

  change(path: string, name: string, properties: Readonly<Record<string, Typed>>): void {
    const interfaces = this.objects.get(path) ?? {};
    this.objects.set(path, { ...interfaces, [name]: { ...interfaces[name], ...properties } });
    const changed = Object.entries(properties).map(([key, typed]) => [key, read(typed)]);
    this.#emit(path, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', [name, changed, []]);
  }

  add(path: string, interfaces: Interfaces): void {
    this.objects.set(path, interfaces);
    const body = [path, readInterfaces(interfaces)];
    this.#emit('/org/freedesktop', 'org.freedesktop.DBus.ObjectManager', 'InterfacesAdded', body);
  }

  remove(path: string): void {
    const names = Object.keys(this.objects.get(path) ?? {});
    this.objects.delete(path);
    const member = 'InterfacesRemoved';
    this.#emit('/org/freedesktop', 'org.freedesktop.DBus.ObjectManager', member, [path, names]);
  }

  signal(path: string, name: string, member: string, body: readonly unknown[]): void {
    this.#emit(path, name, member, body);
  }

  #emit(path: string, name: string, member: string, body: readonly unknown[]): void {
    for (const listener of this.#signals) listener({ path, interface: name, member, body });
  }
}

const DEVICE = 'org.freedesktop.NetworkManager.Device';
const IP4 = 'org.freedesktop.NetworkManager.IP4Config';
const IP6 = 'org.freedesktop.NetworkManager.IP6Config';

/** A cable with an address on it, as NetworkManager announces it: device, addresses, lease. */
export function addLink(
  bus: FakeBus,
  name: string,
  number: number,
  has: { readonly ipv4?: string; readonly leased?: boolean; readonly ipv6?: readonly string[] } = {},
): void {
  const base = '/org/freedesktop/NetworkManager';
  const [address = '', length = ''] = (has.ipv4 ?? '').split('/');
  const addresses = address === '' ? [] : [{ address: ['s', address], prefix: ['u', Number(length)] }];
  const ipv6 = (has.ipv6 ?? []).map((text) => ({ address: ['s', text], prefix: ['u', 64] }));
  bus.add(`${base}/IP4Config/${number}`, {
    [IP4]: {
      AddressData: ['aa{sv}', addresses],
      Gateway: ['s', address === '' ? '' : '10.77.0.1'],
      NameserverData: ['aa{sv}', address === '' ? [] : [{ address: ['s', '10.77.0.53'] }]],
    },
  });
  bus.add(`${base}/IP6Config/${number}`, { [IP6]: { AddressData: ['aa{sv}', ipv6] } });
  bus.add(`${base}/DHCP4Config/${number}`, {
    'org.freedesktop.NetworkManager.DHCP4Config': { Options: ['a{sv}', { ip_address: ['s', address] }] },
  });
  bus.add(`${base}/Devices/${number}`, {
    [DEVICE]: {
      Interface: ['s', name],
      State: ['u', address === '' ? 30 : 100],
      StateReason: ['(uu)', [100, 0]],
      ActiveConnection: ['o', '/'],
      Ip4Config: ['o', `${base}/IP4Config/${number}`],
      Ip6Config: ['o', `${base}/IP6Config/${number}`],
      Dhcp4Config: ['o', has.leased === true ? `${base}/DHCP4Config/${number}` : '/'],
      HwAddress: ['s', `02:00:00:00:00:0${number}`],
    },
    [`${DEVICE}.Wired`]: {
      HwAddress: ['s', `02:00:00:00:00:0${number}`],
      PermHwAddress: ['s', `02:AA:00:00:00:0${number}`],
      Carrier: ['b', true],
      Speed: ['u', 1000],
    },
  });
}
