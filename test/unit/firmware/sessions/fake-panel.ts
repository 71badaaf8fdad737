import type { Backlight, Panel, PanelEvents, PanelLink } from '../../../../drivers/panel.ts';
import {
  BASIC_REPERTOIRE,
  type Frame,
  GEOMETRY_20X4,
  type Geometry,
  type Repertoire,
} from '../../../../menus/frame.ts';
import { PANEL_KEYS, type PanelKey } from '../../../../menus/keys.ts';

/** A panel without a protocol: what it was asked to show, and hands that press its keys. */
export class FakePanel implements Panel {
  readonly name = 'fake';
  readonly geometry: Geometry;
  readonly keys = new Set<PanelKey>(PANEL_KEYS);
  readonly repertoire: Repertoire = BASIC_REPERTOIRE;
  backlight: Backlight = 'levels';
  readonly frames: Frame[] = [];
  /** Whether what it is asked to show is shown at once; if not, `acknowledges` says so. */
  isAcknowledging = true;
  readonly displays: { readonly contrast_percent: number; readonly brightness_percent: number }[] = [];
  /** null: still open. */
  closedWithin_ms: number | null = null;
  #events: PanelEvents | null = null;

  constructor(geometry: Geometry = GEOMETRY_20X4) {
    this.geometry = geometry;
  }

  start(events: PanelEvents): void {
    this.#events = events;
  }

  show(frame: Frame): void {
    this.frames.push(frame);
    if (this.isAcknowledging) this.#events?.onShown?.(frame);
  }

  setDisplay(display: { readonly contrast_percent: number; readonly brightness_percent: number }): void {
    this.displays.push(display);
  }

  async close(grace_ms: number): Promise<void> {
    this.closedWithin_ms = grace_ms;
  }

  link(link: PanelLink): void {
    this.#events?.onLink(link);
  }

  lack(what: string): void {
    this.#events?.onLack?.(what);
  }

  /** The newest frame is on the glass. */
  acknowledges(): void {
    this.#events?.onShown?.(this.frames.at(-1) ?? null);
  }

  tap(key: PanelKey, at_ms = 0): void {
    this.#events?.onEdge({ key, edge: 'press', at_ms });
    this.#events?.onEdge({ key, edge: 'release', at_ms });
  }

  /** Everything on the glass, one string. */
  get text(): string {
    return this.frames.at(-1)?.rows.join('\n') ?? '';
  }
}
