import * as v from 'valibot';
import type { Button } from '../../drivers/gpio/buttons.ts';
import type { Panel } from '../../drivers/panel.ts';
import type { Clock } from '../../menus/clock.ts';
import { PANEL_KEYS } from '../../menus/keys.ts';
import { gpioLine } from '../config/gpio-line.ts';
import { eachKeyWord, keyWord } from '../config/key-words.ts';
import { section, whole } from '../config/values.ts';
import type { Log } from '../log/log.ts';

/** The `[buttons]` section: push buttons on GPIO lines beside the panel, by the key each one is; left out, none. */
export const buttonsSchema = section({
  /** How long a contact may bounce. */
  debounce_ms: v.optional(whole(0, 200), 20),
  ...eachKeyWord(v.optional(section(gpioLine))),
});
type ButtonsConfig = v.InferOutput<typeof buttonsSchema>;

/** The panel with the configured buttons beside it; without any, the panel itself, and nothing of GPIO is loaded. */
export async function withConfiguredButtons(
  panel: Panel,
  config: ButtonsConfig,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<Panel> {
  const buttons: Button[] = [];
  for (const key of PANEL_KEYS) {
    const wired = config[keyWord(key)];
    if (wired !== undefined) buttons.push({ key, line: wired, activeLow: wired.active_low });
  }
  if (buttons.length === 0) return panel;
  const { createButtons, withButtons } = await import('../../drivers/gpio/buttons.ts');
  const onTrouble = (why: string | null) => {
    if (why === null) log.info('buttons work');
    else log.warn('buttons do not work; they are tried again', { why });
  };
  return withButtons(panel, createButtons({ buttons, debounce_ms: config.debounce_ms, clock, onTrouble }));
}
