import type { Clock, TimerId } from '../../menus/clock.ts';
import { reasonOf } from '../reason.ts';
import type { StatusLed } from '../status-led.ts';
import { onChangeOnly, type TroubleListener } from '../trouble.ts';
import { describeLine, type GpioLine, lineNumber } from './lines.ts';
import { loadOnoffPins } from './onoff-pins.ts';
import type { OutputPin, Pins } from './pins.ts';

/** Between two attempts at a line that cannot be had, or two writes of one that can. */
const REPAIR_ms = 2000;

export interface GpioLedOptions {
  readonly line: GpioLine;
  /** Low lights it. */
  readonly activeLow: boolean;
  readonly clock: Clock;
  readonly onTrouble: TroubleListener;
  /** Where pins come from; default: onoff. */
  readonly loadPins?: () => Promise<Pins>;
  /** Where chips are looked for; tests point it elsewhere. */
  readonly root?: string;
}

/** An LED on a GPIO line. A line that cannot be had is told once and tried again. */
export function createGpioLed(options: GpioLedOptions): StatusLed {
  const { line, activeLow, clock, loadPins = loadOnoffPins, root } = options;
  const tell = onChangeOnly(options.onTrouble);
  let lit = false;
  let pins: Pins | null = null;
  let pin: OutputPin | null = null;
  let repair: TimerId | null = null;
  let state: 'new' | 'running' | 'closed' = 'new';

  function write(): void {
    if (pins === null) return;
    try {
      const level = lit !== activeLow;
      if (pin === null) pin = pins.output(lineNumber(line, root), level);
      else pin.write(level);
      tell(null);
    } catch (error) {
      letGo();
      tell(reasonOf(error));
    }
  }
  function letGo(): void {
    try {
      pin?.close();
    } catch {
      // Already gone: that is what was wanted.
    }
    pin = null;
  }
  async function keepWriting(): Promise<void> {
    try {
      pins ??= await loadPins();
    } catch (error) {
      tell(reasonOf(error));
    }
    if (state === 'closed') return;
    write();
    repair = clock.setTimeout(() => void keepWriting(), REPAIR_ms);
  }

  return {
    name: `gpio ${describeLine(line)}`,
    set(wanted) {
      if (state !== 'new' && wanted === lit) return;
      lit = wanted;
      if (state === 'running') write();
      if (state !== 'new') return;
      state = 'running';
      void keepWriting();
    },
    close() {
      lit = false;
      write();
      state = 'closed';
      if (repair !== null) clock.clearTimeout(repair);
      letGo();
    },
  };
}
