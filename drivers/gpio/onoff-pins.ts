import type { BinaryValue } from 'onoff';
import { reasonOf } from '../reason.ts';
import type { Pins } from './pins.ts';

/**
 * Pins on `onoff`, an optional dependency with a native part: loaded only here, so that a board without GPIO starts
 * without it. Rejects with a plain reason when it cannot be loaded.
 */
export async function loadOnoffPins(): Promise<Pins> {
  const { Gpio } = await import('onoff').catch((error: unknown) => {
    throw new Error(`onoff cannot be loaded: ${reasonOf(error)}`);
  });
  return {
    input(number, onChange, onError) {
      // Without onoff's own debounce: it reports the end of the bouncing and would delay every press.
      const pin = new Gpio(number, 'in', 'both');
      pin.watch((error: Error | null | undefined, value: BinaryValue) => {
        if (error) onError(error.message);
        else onChange(value === 1);
      });
      return {
        level: () => pin.readSync() === 1,
        close() {
          pin.unwatchAll();
          pin.unexport();
        },
      };
    },
    output(number, level) {
      // 'high' and 'low' set direction and level in one write: the LED does not flash at start.
      const pin = new Gpio(number, level ? 'high' : 'low');
      // A line that was already exported as an output keeps its old level when its direction is set again.
      pin.writeSync(level ? 1 : 0);
      return {
        write: (next) => pin.writeSync(next ? 1 : 0),
        close: () => pin.unexport(),
      };
    },
  };
}
