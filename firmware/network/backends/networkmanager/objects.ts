import * as v from 'valibot';
import type { Bus, Signal } from '../../../dbus/bus.ts';
import { decodeDictionary, decodeNested } from '../../../dbus/values.ts';
import { inPortions } from './portions.ts';

type Properties = Readonly<Record<string, unknown>>;

const PROPERTIES = 'org.freedesktop.DBus.Properties';
const OBJECT_MANAGER = 'org.freedesktop.DBus.ObjectManager';

const PROPERTIES_CHANGED = v.tuple([v.string(), v.unknown(), v.array(v.string())]);
const INTERFACES_ADDED = v.tuple([v.string(), v.unknown()]);
const INTERFACES_REMOVED = v.tuple([v.string(), v.array(v.string())]);
/** Its elements are checked one by one, some at a time. */
const MANAGED = v.tuple([v.custom<readonly unknown[]>(Array.isArray)]);
const MANAGED_OBJECT = v.tuple([v.string(), v.unknown()]);

/**
 * NetworkManager's objects and properties as last announced, kept by `ObjectManager` and `PropertiesChanged`
 * signals. Values are plain (see `values.ts`) and unchecked: readers check what they read.
 */
export class ObjectMirror {
  readonly #objects = new Map<string, Map<string, Properties>>();
  /** Paths of the objects that have an interface. */
  readonly #paths = new Map<string, Set<string>>();
  readonly #listeners: ((path: string) => void)[] = [];

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
    for await (const portion of inPortions(objects)) {
      for (const object of portion) {
        const [path, interfaces] = v.parse(MANAGED_OBJECT, object);
        this.#add(path, interfaces);
      }
    }
  }

  clear(): void {
    const paths = [...this.#objects.keys()];
    this.#objects.clear();
    this.#paths.clear();
    for (const path of paths) this.#touched(path);
  }

  /** Takes a signal in; true when it changed something. */
  apply(signal: Signal): boolean {
    if (signal.interface === PROPERTIES && signal.member === 'PropertiesChanged') {
      const [name, changed] = v.parse(PROPERTIES_CHANGED, signal.body);
      const object = this.#objects.get(signal.path);
      if (object === undefined) return false;
      this.#set(signal.path, object, name, { ...object.get(name), ...decodeDictionary(changed) });
      this.#touched(signal.path);
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
      for (const name of names) {
        object?.delete(name);
        this.#paths.get(name)?.delete(path);
      }
      if (object?.size === 0) this.#objects.delete(path);
      this.#touched(path);
      return true;
    }
    return false;
  }

  /** Called with the path of each object that has come, changed or gone. */
  onTouched(listener: (path: string) => void): void {
    this.#listeners.push(listener);
  }

  /** The properties of one interface of one object. */
  get(path: string, name: string): Properties | undefined {
    return this.#objects.get(path)?.get(name);
  }

  /** Paths of all objects that have the interface. */
  withInterface(name: string): Iterable<string> {
    return this.#paths.get(name) ?? [];
  }

  #add(path: string, interfaces: unknown): void {
    const object = this.#objects.get(path) ?? new Map<string, Properties>();
    this.#objects.set(path, object);
    for (const [name, properties] of Object.entries(decodeNested(interfaces))) {
      this.#set(path, object, name, properties);
    }
    this.#touched(path);
  }

  #set(path: string, object: Map<string, Properties>, name: string, properties: Properties): void {
    object.set(name, properties);
    const paths = this.#paths.get(name);
    if (paths === undefined) this.#paths.set(name, new Set([path]));
    else paths.add(path);
  }

  #touched(path: string): void {
    for (const listener of this.#listeners) listener(path);
  }
}
