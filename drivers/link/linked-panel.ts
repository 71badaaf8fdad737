import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { Display } from '../../menus/display.ts';
import type { Frame, Geometry, Repertoire } from '../../menus/frame.ts';
import type { PanelKeys } from '../../menus/keys.ts';
import { HeldKeys } from '../keys/held-keys.ts';
import type { Backlight, Panel, PanelEvents, PanelLink } from '../panel.ts';
import type { Connect } from '../transport.ts';
import { type Connection, createConnection } from './connection.ts';

export interface LinkOptions {
  readonly connect: Connect;
  readonly clock: Clock;
  /** Family and device, for the log: `cfa635 on /dev/ttyS1`. */
  readonly name: string;
}

/**
 * What every panel on a line has in common: a connection that is opened again, a link state that is reported when
 * it changes, keys that are released when the panel is lost, and an orderly end.
 */
export abstract class LinkedPanel implements Panel {
  readonly name: string;
  abstract readonly geometry: Geometry;
  abstract readonly keys: PanelKeys;
  abstract readonly repertoire: Repertoire;
  readonly backlight: Backlight = 'levels';
  protected readonly clock: Clock;
  protected readonly connection: Connection;
  protected readonly held: HeldKeys;
  #events: PanelEvents | null = null;
  #link: PanelLink['state'] | null = null;
  readonly #lacks = new Set<string>();
  #newest: Frame | null = null;
  #isAllShown = false;
  /** The frame that was last reported as shown. */
  #shown: Frame | null = null;
  #closing: Promise<void> | null = null;
  #finish: (() => void) | null = null;

  constructor({ connect, clock, name }: LinkOptions) {
    this.name = name;
    this.clock = clock;
    this.connection = createConnection({ connect, clock });
    this.held = new HeldKeys(clock, (edge) => this.#events?.onEdge(edge));
  }

  start(events: PanelEvents): void {
    this.#events = events;
    this.connection.start({
      onOpen: () => this.opened(),
      onData: (bytes) => this.received(bytes),
      onDown: (why) => {
        this.stopped();
        this.report({ state: 'absent', why });
      },
    });
  }

  abstract show(frame: Frame): void;

  abstract setDisplay(display: Display): void;

  close(grace_ms: number): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      const grace = new Alarm(this.clock);
      const finish = (): void => {
        this.#finish = null;
        grace.cancel();
        this.stopped();
        this.held.releaseAll();
        this.connection.close();
        resolve();
      };
      this.#finish = finish;
      grace.after(grace_ms, finish);
      if (this.isSettled) finish();
    });
    return this.#closing;
  }

  /** The connection was opened: nothing about the panel is certain. */
  protected abstract opened(): void;

  protected abstract received(bytes: Uint8Array): void;

  /** The connection is gone, or the panel is being closed: nothing more is sent, nothing is waited for. */
  protected abstract stopped(): void;

  /** Whether all that was asked for has been shown, or cannot be. */
  protected abstract get isSettled(): boolean;

  /** To be called with each frame that is to be shown. */
  protected wants(frame: Frame): void {
    this.#newest = frame;
    this.#isAllShown = false;
  }

  /** All of the newest frame is on the glass, as far as the line tells. */
  protected allShown(): void {
    this.#isAllShown = true;
    if (this.#link === 'connected') this.#reportShown(this.#newest);
  }

  /** What the glass shows is not known any more. */
  protected nothingShown(): void {
    this.#isAllShown = false;
    this.#reportShown(null);
  }

  #reportShown(frame: Frame | null): void {
    if (frame === this.#shown) return;
    this.#shown = frame;
    this.#events?.onShown?.(frame);
  }

  /** To be called whenever `isSettled` becomes true. */
  protected settled(): void {
    this.#finish?.();
  }

  /** Tells once what this panel cannot do, see `PanelEvents`. */
  protected lacks(what: string): void {
    if (this.#lacks.has(what)) return;
    this.#lacks.add(what);
    this.#events?.onLack?.(what);
  }

  protected get link(): PanelLink['state'] | null {
    return this.#link;
  }

  /** Reports how the panel is, if that is new. No key of a panel that does not answer counts as held. */
  protected report(link: PanelLink): void {
    if (link.state !== 'connected') {
      this.held.releaseAll();
      this.nothingShown();
    }
    if (link.state === this.#link) return;
    this.#link = link.state;
    this.#events?.onLink(link);
    if (this.#isAllShown) this.allShown();
  }
}
