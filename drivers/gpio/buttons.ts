import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import type { KeyEdge, PanelKey, PanelKeys } from '../../menus/keys.ts';
import { type DebounceResult, debounce, NOTHING_PRESSED, settle } from '../keys/debounce.ts';
import type { Panel } from '../panel.ts';
import { reasonOf } from '../reason.ts';
import { onChangeOnly, type TroubleListener } from '../trouble.ts';
import { type GpioLine, lineNumber } from './lines.ts';
import { loadOnoffPins } from './onoff-pins.ts';
import type { InputPin, Pins } from './pins.ts';

/** Between two attempts to open the lines. */
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
 * Reads buttons: bare contacts, so they are debounced here. When a line cannot be opened (no chip, no onoff, in use),
 * that is reported once and all lines are tried again.
 */
export function createButtons(options: ButtonsOptions): Buttons {
  const { buttons, debounce_ms, clock, loadPins = loadOnoffPins, root } = options;
  const reportTrouble = onChangeOnly(options.onTrouble);
  /** Goes off when a contact has settled, or when closed lines are to be tried again. */
  const alarm = new Alarm(clock);
  let onEdge: (edge: KeyEdge) => void = () => {};
  let inputs: InputPin[] = [];
  let contacts = NOTHING_PRESSED;
  let closed = false;

  function take({ state, edges, wake_ms }: DebounceResult): void {
    contacts = state;
    if (wake_ms === null) alarm.cancel();
    else alarm.after(wake_ms - clock.now(), () => take(settle(contacts, clock.now(), debounce_ms)));
    for (const edge of edges) onEdge(edge);
  }
  function seen({ key, activeLow }: Button, level: boolean): void {
    const edge = level !== activeLow ? 'press' : 'release';
    take(debounce(contacts, { key, edge, at_ms: clock.now() }, debounce_ms));
  }
  function closeLines(): void {
    for (const input of inputs) {
      try {
        input.close();
      } catch {
        // The line is gone, which is as good as closed.
      }
    }
    inputs = [];
    for (const [key, { reported }] of contacts)
      if (reported === 'press') onEdge({ key, edge: 'release', at_ms: clock.now() });
    contacts = NOTHING_PRESSED;
  }
  function failed(error: unknown): void {
    if (closed) return;
    closeLines();
    reportTrouble(reasonOf(error));
    alarm.after(RETRY_ms, () => void open());
  }
  async function open(): Promise<void> {
    try {
      const pins = await loadPins();
      if (closed) return;
      for (const button of buttons)
        inputs.push(pins.input(lineNumber(button.line, root), (level) => seen(button, level), failed));
      reportTrouble(null);
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
      alarm.cancel();
      closeLines();
    },
  };
}

/** A panel with buttons beside its glass; the keys it has itself still count. */
export function withButtons(panel: Panel, buttons: Buttons): Panel {
  return {
    name: panel.name,
    geometry: panel.geometry,
    keys: new Set([...panel.keys, ...buttons.keys]),
    repertoire: panel.repertoire,
    backlight: panel.backlight,
    start(events) {
      panel.start(events);
      buttons.start((edge) => events.onEdge(edge));
    },
    show: (frame) => panel.show(frame),
    setDisplay: (display) => panel.setDisplay(display),
    setAttention: (isNeeded) => panel.setAttention?.(isNeeded),
    async close(grace_ms) {
      buttons.close();
      await panel.close(grace_ms);
    },
  };
}
