import { type Files, StateError } from '../firmware/state/files.ts';

/** What can be wrong with the disk under the state directory. */
export type DiskFault = 'none' | 'full' | 'failing';

/** Thrown from the disk operation that the power cut interrupted. */
export class PowerCut extends Error {
  constructor() {
    super('power cut');
    this.name = 'PowerCut';
  }
}

/**
 * The state directory in memory, with a power switch. Like a real disk it has two states: what programs read back,
 * and what survives a power cut. `sync` makes content durable, `syncDirectory` names.
 */
export class MemoryDisk {
  /** File contents by number; names point at them, as directory entries point at inodes. */
  readonly #contents = new Map<number, { text: string; durable: string | null }>();
  #names = new Map<string, number>();
  #durableNames = new Map<string, number>();
  #lastNumber = 0;

  readonly files: Files = {
    read: (name) => {
      const number = this.#names.get(name);
      return number === undefined ? null : (this.#contents.get(number)?.text ?? null);
    },
    write: (name, text) => {
      const content = this.#contents.get(this.#names.get(name) ?? 0);
      if (content !== undefined) {
        content.text = text;
        return;
      }
      this.#lastNumber += 1;
      this.#contents.set(this.#lastNumber, { text, durable: null });
      this.#names.set(name, this.#lastNumber);
    },
    sync: (name) => {
      const content = this.#contents.get(this.#names.get(name) ?? 0);
      if (content === undefined) {
        throw new StateError(`${name} cannot be synced: no such file`);
      }
      content.durable = content.text;
    },
    rename: (from, to) => {
      const number = this.#names.get(from);
      if (number === undefined) {
        throw new StateError(`${from} cannot be renamed: no such file`);
      }
      this.#names.delete(from);
      this.#names.set(to, number);
    },
    remove: (name) => {
      this.#names.delete(name);
    },
    list: () => [...this.#names.keys()],
    syncDirectory: () => {
      this.#durableNames = new Map(this.#names);
    },
  };

  /** Drops what was not synced: names are as last synced, and a file whose content was never synced is empty. */
  losePower(): void {
    this.#names = new Map(this.#durableNames);
    for (const content of this.#contents.values()) {
      content.durable ??= '';
      content.text = content.durable;
    }
  }
}

/**
 * A state directory that fails on demand, and loses power at a chosen operation. Works over memory and over
 * a real directory.
 */
export class FaultyDisk {
  fault: DiskFault = 'none';
  /** Called with the running number of each operation that changes the disk, before it happens. */
  beforeChange: (operation: number) => void = () => {};
  readonly files: Files;
  #operations = 0;

  constructor(inner: Files) {
    this.files = {
      read: (name) => {
        this.#read(name);
        return inner.read(name);
      },
      list: () => {
        this.#read('the directory');
        return inner.list();
      },
      write: (name, text) => {
        this.#change(name);
        inner.write(name, text);
      },
      sync: (name) => {
        this.#change(name);
        inner.sync(name);
      },
      rename: (from, to) => {
        this.#change(from);
        inner.rename(from, to);
      },
      remove: (name) => {
        this.#change(name);
        inner.remove(name);
      },
      syncDirectory: () => {
        this.#change('the directory');
        inner.syncDirectory();
      },
    };
  }

  /** How many operations have changed the disk, or tried to. */
  get operations(): number {
    return this.#operations;
  }

  #read(name: string): void {
    if (this.fault === 'failing') {
      throw new StateError(`${name} cannot be read: input/output error`);
    }
  }

  #change(name: string): void {
    this.#operations += 1;
    this.beforeChange(this.#operations);
    if (this.fault !== 'none') {
      const why = this.fault === 'full' ? 'no space left on device' : 'input/output error';
      throw new StateError(`${name} cannot be written: ${why}`);
    }
  }
}
