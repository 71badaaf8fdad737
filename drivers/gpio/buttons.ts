import type { Clock, TimerId } from '../../menus/clock.ts';
import type { KeyEdge, PanelKey, PanelKeys } from '../../menus/keys.ts';
import { type DebounceResult, debounce, NOTHING_PRESSED, settle } from '../keys/debounce.ts';
import type { Panel } from '../panel.ts';
import { reasonOf } from '../reason.ts';
import { onChangeOnly, type TroubleListener } from '../trouble.ts';
import { type GpioLine, lineNumber } from './lines.ts';
import { loadOnoffPins } from './onoff-pins.ts';
import type { InputPin, Pins } from './pins.ts';

/** Between two attempts at lines that cannot be had. */
const RETRY_ms = 2000;

export interface Button {
  readonly key: PanelKey;
  readonly line: GpioLine;
  /** Pressing pulls the line low. */
  readonly activeLow: boolean;
}

export interface ButtonsOptions {
  readonly buttons: readonly Button[];
  /** How long a contact may bounce, in milliseconds. */
  readonly debounce_ms: number;
  readonly clock: Clock;
  readonly onTrouble: TroubleListener;
  /** Where pins come from; default: onoff. */
  readonly loadPins?: () => Promise<Pins>;
  /** Where chips are looked for; tests point it elsewhere. */
  readonly root?: string;
}

/** Push buttons on GPIO lines: keys without glass. */
export interface Buttons {
  readonly keys: PanelKeys;
  start(onEdge: (edge: KeyEdge) => void): void;
  /** Gives every line back. */
  close(): void;
}

/**
 * Reads buttons: bare contacts, so they are debounced here. Lines that cannot be had (no chip, no onoff, in use)
 * are told once and tried again, all together.
 */
export function createButtons(options: ButtonsOptions): Buttons {
  const { buttons, debounce_ms, clock, loadPins = loadOnoffPins, root } = options;
  const tell = onChangeOnly(options.onTrouble);
  let onEdge: (edge: KeyEdge) => void = () => {};
  let inputs: InputPin[] = [];
  let contacts = NOTHING_PRESSED;
  let timer: TimerId | null = null;
  let closed = false;

  function take({ state, edges, wake_ms }: DebounceResult): void {
    contacts = state;
    after(wake_ms === null ? null : wake_ms - clock.now(), () =>
      take(settle(contacts, clock.now(), debounce_ms)),
    );
    for (const edge of edges) onEdge(edge);
  }
  function after(delay_ms: number | null, run: () => void): void {
    if (timer !== null) clock.clearTimeout(timer);
    timer = delay_ms === null ? null : clock.setTimeout(run, Math.max(0, delay_ms));
  }
  function seen({ key, activeLow }: Button, level: boolean): void {
    const edge = level !== activeLow ? 'press' : 'release';
    take(debounce(contacts, { key, edge, at_ms: clock.now() }, debounce_ms));
  }
  function letGo(): void {
    for (const input of inputs) {
      try {
        input.close();
      } catch {
        // Already gone: that is what was wanted.
      }
    }
    inputs = [];
    for (const [key, { told }] of contacts)
      if (told === 'press') onEdge({ key, edge: 'release', at_ms: clock.now() });
    contacts = NOTHING_PRESSED;
  }
  function failed(error: unknown): void {
    if (closed) return;
    letGo();
    tell(reasonOf(error));
    after(RETRY_ms, () => void open());
  }
  async function open(): Promise<void> {
    try {
      const pins = await loadPins();
      if (closed) return;
      for (const button of buttons)
        inputs.push(pins.input(lineNumber(button.line, root), (level) => seen(button, level), failed));
      tell(null);
    } catch (error) {
      failed(error);
    }
  }

  return {
    keys: new Set(buttons.map(({ key }) => key)),
    start(listener) {
      onEdge = listener;
      void open();
    },
    close() {
      closed = true;
      after(null, () => {});
      letGo();
    },
  };
}

/** A panel with buttons beside its glass: its own keys still count where it has some. */
export function withButtons(panel: Panel, buttons: Buttons): Panel {
  return {
    name: panel.name,
    geometry: panel.geometry,
    keys: new Set([...panel.keys, ...buttons.keys]),
    repertoire: panel.repertoire,
    start(events) {
      panel.start(events);
      buttons.start((edge) => events.onEdge(edge));
    },
    show: (frame) => panel.show(frame),
    setDisplay: (display) => panel.setDisplay(display),
    async close(grace_ms) {
      buttons.close();
      await panel.close(grace_ms);
    },
  };
}
