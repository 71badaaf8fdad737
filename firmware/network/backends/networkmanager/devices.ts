import type { LinkRole } from '../../../../menus/role.ts';
import { type Device, readDevice } from './device.ts';
import { DEVICE_STATE, INTERFACE } from './names.ts';
import type { ObjectMirror } from './objects.ts';

/** How configuration names an interface: by the kernel's name, or by the MAC address it was made with. */
export type LinkSelector = { readonly name: string } | { readonly mac: string };

/** The interfaces Bezel may use; `wan` null: the appliance has no second one. */
export interface Links {
  readonly lan: LinkSelector;
  readonly wan: LinkSelector | null;
}

/**
 * NetworkManager's devices, found by path, by name or by what runs on them. Each is read once after it, or an object
 * it was read from, has changed, and only when it is asked for: thousands cost no more than those that change.
 */
export class Devices {
  readonly #objects: ObjectMirror;
  readonly #known = new Map<string, Device>();
  readonly #byName = new Map<string, Device>();
  readonly #byActive = new Map<string, Device>();
  /** Path of the device, by the path of an object it was read from. */
  readonly #readers = new Map<string, string>();
  /** Paths of devices that have come, changed or gone since they were read. */
  readonly #stale = new Set<string>();

  constructor(objects: ObjectMirror) {
    this.#objects = objects;
    objects.onTouched((path) => {
      const reader = this.#readers.get(path);
      if (reader !== undefined) this.#stale.add(reader);
      if (this.#known.has(path) || objects.get(path, INTERFACE.device) !== undefined) this.#stale.add(path);
    });
  }

  /** null when it is going or coming and not all of it is known. */
  at(path: string): Device | null {
    if (this.#stale.delete(path)) this.#read(path);
    return this.#known.get(path) ?? null;
  }

  /** The device with the kernel's name. */
  named(name: string): Device | null {
    this.#readStale();
    return this.#byName.get(name) ?? null;
  }

  /** The device an active connection runs on, by that connection's path. */
  running(active: string): Device | null {
    this.#readStale();
    return this.#byActive.get(active) ?? null;
  }

  /** The Ethernet interface a selector means; null while NetworkManager does not know one. */
  selected(selector: LinkSelector): Device | null {
    if ('name' in selector) {
      const device = this.named(selector.name);
      return device === null || device.madeWith === null ? null : device;
    }
    const wanted = selector.mac.toLowerCase();
    for (const path of this.#objects.withInterface(INTERFACE.wired)) {
      const device = this.at(path);
      if (device?.madeWith === wanted) return device;
    }
    return null;
  }

  /** The devices of both roles; null where configuration or NetworkManager has none. */
  ofLinks({ lan, wan }: Links): Readonly<Record<LinkRole, Device | null>> {
    return { lan: this.selected(lan), wan: wan === null ? null : this.selected(wan) };
  }

  /** Kernel names of the Ethernet interfaces there are, in alphabetical order. */
  ethernetNames(): readonly string[] {
    return [...this.all()]
      .filter(({ madeWith }) => madeWith !== null)
      .map(({ name }) => name)
      .sort();
  }

  all(): Iterable<Device> {
    this.#readStale();
    return this.#known.values();
  }

  #readStale(): void {
    for (const path of this.#stale) this.#read(path);
    this.#stale.clear();
  }

  #read(path: string): void {
    const before = this.#known.get(path);
    if (before !== undefined) this.#forget(before);
    const device = readDevice(this.#objects, path);
    if (device === null) return;
    this.#known.set(path, device);
    this.#byName.set(device.name, device);
    if (device.active !== null) this.#byActive.set(device.active, device);
    for (const source of device.readFrom) this.#readers.set(source, path);
  }

  /** What another device has taken over meanwhile stays with it. */
  #forget(device: Device): void {
    const { path, name, active, readFrom } = device;
    this.#known.delete(path);
    if (this.#byName.get(name) === device) this.#byName.delete(name);
    if (active !== null && this.#byActive.get(active) === device) this.#byActive.delete(active);
    for (const source of readFrom) if (this.#readers.get(source) === path) this.#readers.delete(source);
  }
}

/**
 * Whether a device that NetworkManager puts back has arrived where it will stay. LAN always has a profile: found
 * without one in force it is only on its way, whereas WAN may be unused.
 */
export function hasSettled(link: LinkRole, state: number): boolean {
  if (state === DEVICE_STATE.activated || state === DEVICE_STATE.failed) return true;
  return state <= (link === 'lan' ? DEVICE_STATE.unavailable : DEVICE_STATE.disconnected);
}
