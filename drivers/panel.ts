import type { Display } from '../menus/display.ts';
import type { Frame, Geometry, Repertoire } from '../menus/frame.ts';
import type { KeyEdge, PanelKeys } from '../menus/keys.ts';

/** How the panel is, as far as the line shows. */
export type PanelLink =
  /** No device at that path, or not the one that was configured. The driver keeps trying. */
  | { readonly state: 'absent'; readonly why: string }
  /** The device is open but does not answer. What it is sent it may show all the same. */
  | { readonly state: 'silent' }
  /** It answers, but what it is sent is not on the glass: `why`. */
  | { readonly state: 'hidden'; readonly why: string }
  /** It answers. `identity` is what it calls itself, '' where the protocol has no such thing. */
  | { readonly state: 'connected'; readonly identity: string };

export interface PanelEvents {
  /** Every press and release that arrived, in order; never waits behind frames. */
  onEdge(edge: KeyEdge): void;
  /**
   * All of this frame is on the glass: the panel has acknowledged it, or, where nothing is acknowledged, its bytes
   * have left the line. A key pressed before that was not meant for it. null: what the glass shows is not known.
   */
  readonly onShown?: (frame: Frame | null) => void;
  /** Called on each change of state, not on each retry. */
  onLink(link: PanelLink): void;
  /** What this panel cannot do, in words that follow "the panel lacks"; each is told once. */
  onLack?(what: string): void;
}

/** What the light behind the glass can do: shine at any level, be switched on and off, or neither. */
export type Backlight = 'levels' | 'switched' | 'fixed';

/**
 * A panel: shows frames, reports keys. What a new panel family implements, best on top of `link/linked-panel.ts`.
 * Nothing throws for want of a device: absence is a state. All waiting goes through the injected clock.
 */
export interface Panel {
  /** Family and device, for the log: `cfa635 on /dev/ttyS1`. */
  readonly name: string;
  /** From 16x2 on; hints are shown from 20x4 on. */
  readonly geometry: Geometry;
  readonly keys: PanelKeys;
  /** The letters it shows beyond the basic characters of a frame. */
  readonly repertoire: Repertoire;
  readonly backlight: Backlight;
  /** Starts opening the device and keeps at it. Call once. */
  start(events: PanelEvents): void;
  /** Shows this frame as soon as the line allows; a newer frame replaces one not yet sent. Never blocks. */
  show(frame: Frame): void;
  /** Mapped to what the panel understands; ignored by panels without it. */
  setDisplay(display: Display): void;
  /** Whether an operator is at the menus or is needed: for glass that is shared with other programs. */
  setAttention?(isNeeded: boolean): void;
  /** Sends what is still pending for at most `grace_ms`, then closes the device. Resolves in any case. */
  close(grace_ms: number): Promise<void>;
}
