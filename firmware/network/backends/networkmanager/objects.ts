import * as v from 'valibot';
import type { Bus, Signal } from './bus.ts';
import { decodeDictionary, decodeNested } from './values.ts';

type Properties = Readonly<Record<string, unknown>>;

const PROPERTIES = 'org.freedesktop.DBus.Properties';
const OBJECT_MANAGER = 'org.freedesktop.DBus.ObjectManager';

const PROPERTIES_CHANGED = v.tuple([v.string(), v.unknown(), v.array(v.string())]);
const INTERFACES_ADDED = v.tuple([v.string(), v.unknown()]);
const INTERFACES_REMOVED = v.tuple([v.string(), v.array(v.string())]);
const MANAGED = v.tuple([v.array(v.tuple([v.string(), v.unknown()]))]);

/**
 * NetworkManager's objects and properties as last announced, kept by `ObjectManager` and `PropertiesChanged`
 * signals. Values are plain (see `values.ts`) and unchecked: readers check what they read.
 */
export class ObjectMirror {
  readonly #objects = new Map<string, Map<string, Properties>>();

  /** Reads everything at once. `root` is the object manager's path. */
  async load(bus: Bus, destination: string, root: string): Promise<void> {
    const reply = await bus.call({
      destination,
      path: root,
      interface: OBJECT_MANAGER,
      member: 'GetManagedObjects',
    });
    const [objects] = v.parse(MANAGED, reply);
    this.clear();
    for (const [path, interfaces] of objects) this.#add(path, interfaces);
  }

  clear(): void {
    this.#objects.clear();
  }

  /** Takes a signal in; true when it changed something. */
  apply(signal: Signal): boolean {
    if (signal.interface === PROPERTIES && signal.member === 'PropertiesChanged') {
      const [name, changed] = v.parse(PROPERTIES_CHANGED, signal.body);
      const object = this.#objects.get(signal.path);
      if (object === undefined) return false;
      object.set(name, { ...object.get(name), ...decodeDictionary(changed) });
      return true;
    }
    if (signal.interface !== OBJECT_MANAGER) return false;
    if (signal.member === 'InterfacesAdded') {
      const [path, interfaces] = v.parse(INTERFACES_ADDED, signal.body);
      this.#add(path, interfaces);
      return true;
    }
    if (signal.member === 'InterfacesRemoved') {
      const [path, names] = v.parse(INTERFACES_REMOVED, signal.body);
      const object = this.#objects.get(path);
      for (const name of names) object?.delete(name);
      if (object?.size === 0) this.#objects.delete(path);
      return true;
    }
    return false;
  }

  /** The properties of one interface of one object. */
  get(path: string, name: string): Properties | undefined {
    return this.#objects.get(path)?.get(name);
  }

  /** Paths of all objects that have the interface. */
  withInterface(name: string): string[] {
    return [...this.#objects].filter(([, interfaces]) => interfaces.has(name)).map(([path]) => path);
  }

  #add(path: string, interfaces: unknown): void {
    const object = this.#objects.get(path) ?? new Map<string, Properties>();
    for (const [name, properties] of Object.entries(decodeNested(interfaces))) object.set(name, properties);
    this.#objects.set(path, object);
  }
}
