import * as v from 'valibot';
import type { Button } from '../drivers/gpio/buttons.ts';
import type { Panel } from '../drivers/panel.ts';
import type { Clock } from '../menus/clock.ts';
import type { PanelKey } from '../menus/keys.ts';
import { gpioLine } from './config/gpio-line.ts';
import { section, whole } from './config/values.ts';
import type { Log } from './log/log.ts';

const line = v.optional(section(gpioLine));

/** The `[buttons]` section: push buttons on GPIO lines beside the panel, by the key each one is; left out, none. */
export const buttonsSchema = section({
  /** How long a contact may bounce. */
  debounce_ms: v.optional(whole(0, 200), 20),
  up: line,
  down: line,
  left: line,
  right: line,
  enter: line,
  exit: line,
});
type ButtonsConfig = v.InferOutput<typeof buttonsSchema>;

const NAMES = {
  up: 'UP',
  down: 'DOWN',
  left: 'LEFT',
  right: 'RIGHT',
  enter: 'ENTER',
  exit: 'EXIT',
} as const satisfies Record<string, PanelKey>;

/** The panel with the configured buttons beside it; without any, the panel itself, and nothing of GPIO is loaded. */
export async function withConfiguredButtons(
  panel: Panel,
  config: ButtonsConfig,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<Panel> {
  const buttons: Button[] = [];
  for (const name of ['up', 'down', 'left', 'right', 'enter', 'exit'] as const) {
    const wired = config[name];
    if (wired !== undefined) buttons.push({ key: NAMES[name], line: wired, activeLow: wired.active_low });
  }
  if (buttons.length === 0) return panel;
  const { createButtons, withButtons } = await import('../drivers/gpio/buttons.ts');
  const onTrouble = (why: string | null) => {
    if (why === null) log.info('buttons work');
    else log.warn('buttons do not work; they are tried again', { why });
  };
  return withButtons(panel, createButtons({ buttons, debounce_ms: config.debounce_ms, clock, onTrouble }));
}
