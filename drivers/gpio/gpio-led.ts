import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { reasonOf } from '../reason.ts';
import type { StatusLed } from '../status-led.ts';
import { onChangeOnly, type TroubleListener } from '../trouble.ts';
import { describeLine, type GpioLine, lineNumber } from './lines.ts';
import { loadOnoffPins } from './onoff-pins.ts';
import type { OutputPin, Pins } from './pins.ts';

/** Between two attempts to open the line, or two writes of the level to an open one. */
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

/** An LED on a GPIO line. A line that cannot be opened is reported once and tried again. */
export function createGpioLed(options: GpioLedOptions): StatusLed {
  const { line, activeLow, clock, loadPins = loadOnoffPins, root } = options;
  const reportTrouble = onChangeOnly(options.onTrouble);
  const repair = new Alarm(clock);
  let lit = false;
  let pins: Pins | null = null;
  let pin: OutputPin | null = null;
  let state: 'new' | 'running' | 'closed' = 'new';

  function write(): void {
    if (pins === null) return;
    try {
      const level = lit !== activeLow;
      if (pin === null) pin = pins.output(lineNumber(line, root), level);
      else pin.write(level);
      reportTrouble(null);
    } catch (error) {
      closeLine();
      reportTrouble(reasonOf(error));
    }
  }
  function closeLine(): void {
    try {
      pin?.close();
    } catch {
      // The line is gone, which is as good as closed.
    }
    pin = null;
  }
  async function keepWriting(): Promise<void> {
    try {
      pins ??= await loadPins();
    } catch (error) {
      reportTrouble(reasonOf(error));
    }
    if (state === 'closed') return;
    write();
    repair.after(REPAIR_ms, () => void keepWriting());
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
      repair.cancel();
      closeLine();
    },
  };
}
