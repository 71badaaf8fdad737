import type { Panel } from '../../drivers/panel.ts';
import { Alarm } from '../../menus/alarm.ts';
import type { Clock } from '../../menus/clock.ts';
import { layoutFrame } from '../../menus/layout/layout.ts';
import { LEDS_OFF } from '../../menus/leds.ts';
import { wordsFor } from '../../menus/words/audience.ts';
import { LANGUAGES } from '../../menus/words/languages.ts';
import type { Message } from '../../menus/words/messages.ts';
import { textOf } from '../../menus/words/words.ts';
import type { PanelConfig } from '../panels/family.ts';

/** A panel that is there says so within this, in milliseconds, or is written to blindly by then. */
const FOUND_ms = 1200;
/** Time to paint, in milliseconds. With the start of the program it stays below the 5 s that systemd waits. */
const PAINT_ms = 1500;

/** Shows a message on the configured panel and leaves it there. Resolves in any case, within 3 s. */
export async function sayOnPanel(config: PanelConfig, message: Message, clock: Clock): Promise<void> {
  const panel = await config.open({ clock, leds: {} });
  if (panel === null) return;
  const words = wordsFor(await LANGUAGES[config.language].load(), 'glass', panel.repertoire);
  const lines = textOf(words, message).split('\n');
  const view = {
    screen: { kind: 'message', tone: 'info', lines, hint: '', part: 0 },
    menu: null,
    tip: '',
    leavingIn_s: null,
  } as const;
  panel.show(layoutFrame(view, panel.geometry, words, LEDS_OFF));
  await found(panel, clock);
  await panel.close(PAINT_ms);
}

/** Resolves when the panel is connected or cannot be opened, or else when it is certainly silent. */
function found(panel: Panel, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const patience = new Alarm(clock);
    patience.after(FOUND_ms, resolve);
    panel.start({
      onEdge: () => undefined,
      onLink({ state }) {
        if (state === 'silent') return;
        patience.cancel();
        resolve();
      },
    });
  });
}
