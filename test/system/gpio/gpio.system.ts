import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VirtualCfa635 } from '../../../drivers/cfa635/virtual-panel.ts';
import { realClock } from '../../../firmware/clock.ts';
import { until } from '../../support/until.ts';
import { Board } from './board.ts';

/** Free lines of the board's GPIO chip; 3 is its power key. */
const PIN = { enter: 0, down: 1, exit: 2, s2ByGpio: 4, s2ByLedClass: 5 } as const;
const CHIP = '9030000.pl061';

function configuration(s2: string): string {
  return `
[appliance]
serial = "29417"
[panel]
driver = "cfa635"
device = "/dev/ttyS0"
[buttons]
enter = { chip = "${CHIP}", offset = ${PIN.enter} }
down = { chip = "${CHIP}", offset = ${PIN.down} }
exit = { chip = "${CHIP}", offset = ${PIN.exit} }
[leds.s2]
${s2}
[state]
directory = "/tmp/state"
[control]
socket = "/tmp/control.sock"
group = "root"
`;
}

const WAYS = [
  { name: 'the LED class', file: 'led-class.toml', pin: PIN.s2ByLedClass },
  { name: 'onoff', file: 'gpio.toml', pin: PIN.s2ByGpio },
] as const;

describe('a board with a GPIO chip', () => {
  let board: Board;
  let lcd: VirtualCfa635;

  beforeAll(async () => {
    board = await Board.start({
      'led-class.toml': configuration('kind = "led-class"\nname = "s2:red:update"'),
      'gpio.toml': configuration(`kind = "gpio"\nchip = "${CHIP}"\noffset = ${PIN.s2ByGpio}`),
    });
    lcd = new VirtualCfa635({ model: 'cfa635', clock: realClock });
    lcd.serve(board.serial);
    // No button is pressed.
    for (const pin of [PIN.enter, PIN.down, PIN.exit]) await board.drive(pin, false);
    await board.shell('mkdir -p /tmp/state');
  });

  afterAll(async () => {
    await board.stop();
  });

  const appears = (text: string): Promise<void> =>
    until(
      `${text} on the LCD`,
      () => lcd.frame().rows.some((row) => row.includes(text)),
      lcd.frame.bind(lcd),
    );

  async function becomes(pin: number, high: boolean): Promise<void> {
    let level = !high;
    await until(`pin ${pin} is ${high ? 'high' : 'low'}`, () => {
      void board.isHigh(pin).then((seen) => {
        level = seen;
      });
      return level === high;
    });
  }

  async function press(pin: number, result: string): Promise<void> {
    await board.drive(pin, true);
    await appears(result);
    await board.drive(pin, false);
  }

  it('is found by its label', () => {
    expect(board.chip).toBe(CHIP);
  });

  it.each(WAYS)(
    'S2 by $name: keys on its pins walk the menu, and the pin follows the update',
    async (way) => {
      await board.shell(
        `node /bezel/bezel.cjs run --config /bezel/${way.file} >/tmp/log 2>&1 & echo $! >/tmp/pid`,
      );
      await appears('192.168.1.100');
      await press(PIN.enter, 'SETUP NETWORK');
      await press(PIN.down, 'PANEL SETTINGS');
      await press(PIN.exit, '192.168.1.100');

      expect(await board.isHigh(way.pin)).toBe(false);
      await board.shell('node /bezel/bezel.cjs update start --socket /tmp/control.sock');
      await becomes(way.pin, true);
      await board.shell('node /bezel/bezel.cjs update done --socket /tmp/control.sock');
      await becomes(way.pin, false);

      await board.shell('kill $(cat /tmp/pid)');
      await appears('GOODBYE');
      const left = await board.shell(
        'while kill -0 $(cat /tmp/pid) 2>/dev/null; do usleep 50000; done; echo /sys/class/gpio/gpio[0-9]*',
      );
      // No line is left exported: the shell found nothing to put in the pattern's place.
      expect(left).toBe('/sys/class/gpio/gpio[0-9]*');
    },
  );
});
