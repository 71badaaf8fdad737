import { createKeyReader } from '../../drivers/keys/key-reader.ts';
import { type AskedNumbers, NOTHING_SEEN } from '../../drivers/keys/sight.ts';
import type { Panel, PanelLink } from '../../drivers/panel.ts';
import type { Appliance } from '../../menus/appliance.ts';
import type { Display } from '../../menus/display.ts';
import { type Frame, frameOf } from '../../menus/frame.ts';
import type { KeyEvent } from '../../menus/keys.ts';
import { layoutFrame } from '../../menus/layout/layout.ts';
import { LEDS_OFF, sameLeds } from '../../menus/leds.ts';
import type { PowerAction } from '../../menus/power-action.ts';
import { isUnderWay } from '../../menus/update.ts';
import type { View } from '../../menus/view.ts';
import { canShow } from '../../menus/words/audience.ts';
import { DEFAULT_LANGUAGE, type LanguageId } from '../../menus/words/languages.ts';
import type { RegisterWords } from '../../menus/words/words.ts';
import type { Lamps } from '../appliance/lamps.ts';
import { goodbyeView } from './goodbye.ts';
import { IdleLight, type IdleLightRules } from './idle-light.ts';
import type { OperatorSession } from './operator-session.ts';
import { type RunnerOptions, SessionRunner } from './session-runner.ts';

interface PanelSessionOptions
  extends Omit<RunnerOptions, 'operator' | 'keys' | 'geometry' | 'audience' | 'idle'> {
  readonly id: string;
  readonly panel: Panel;
  readonly lamps: Lamps;
  readonly idle: RunnerOptions['idle'] & IdleLightRules;
  /** Called when `link` has changed. */
  readonly onLink: () => void;
}

/** Time to send what is pending, the goodbye included, in milliseconds. Part of the 2 s in which the daemon ends. */
const CLOSE_ms = 400;

/** The operator in front of a panel: edges become keys, views become frames. */
export class PanelSession implements OperatorSession {
  readonly id: string;
  readonly kind = 'panel';
  readonly #options: PanelSessionOptions;
  readonly #runner: SessionRunner;
  readonly #light: IdleLight;
  readonly #stopWatching: readonly (() => void)[];
  #frame: Frame | null = null;
  /** Number of the view that each frame shows. */
  readonly #numbers = new WeakMap<Frame, number>();
  #number = NOTHING_SEEN;
  /** What was seen when the last key went down: what it says later, on release or held, counts for that. */
  #seen = NOTHING_SEEN;
  #display: Display | null = null;
  #checkedLanguage: LanguageId = DEFAULT_LANGUAGE;
  /** Why it was hidden when that was last told; null: it never was. */
  #lastHidden: string | null = null;
  #wasHiddenAgain = false;
  #link: PanelLink = { state: 'absent', why: 'not opened yet' };

  constructor(options: PanelSessionOptions) {
    const { panel, clock, appliance, lamps } = options;
    this.id = options.id;
    this.#options = options;
    this.#runner = new SessionRunner({
      ...options,
      operator: options.id,
      keys: panel.keys,
      geometry: panel.geometry,
      audience: { register: 'glass', repertoire: panel.repertoire },
    });
    const reader = createKeyReader({
      clock,
      // The panel debounces its keys; where it cannot, its driver does.
      debounce_ms: 0,
      onKey: (key) => this.#runner.press(key, this.#seen),
    });
    this.#light = new IdleLight({
      clock,
      rules: options.idle,
      backlight: panel.backlight,
      onChange: () => this.#setDisplay(),
    });
    this.#draw();
    this.#stopWatching = [
      this.#runner.watch(() => this.#draw()),
      appliance.watch(() => this.#draw()),
      lamps.watchTests(() => this.#draw()),
    ];
    panel.start({
      onEdge: (edge) => {
        // What was too dark to read is not answered.
        if (edge.edge === 'press' && this.#light.wake()) return;
        if (edge.edge === 'press') this.#seen = this.#runner.sight.seen();
        reader.edge(edge);
      },
      onShown: (frame) => this.#shows(frame),
      onLink: (link) => {
        this.#link = link;
        if (link.state !== 'connected') {
          reader.reset();
          this.#shows(null);
        }
        this.#logLink(link);
        this.#draw();
        options.onLink();
      },
      onLack: (what) => options.log.warn('the panel lacks something', { panel: panel.name, what }),
    });
  }

  get name(): string {
    return this.#options.panel.name;
  }

  view(): View {
    return this.#runner.view;
  }

  asked(): AskedNumbers | null {
    return this.#runner.asked;
  }

  frame(): Frame | null {
    return this.#frame;
  }

  link(): PanelLink {
    return this.#link;
  }

  watch(listener: (view: View) => void): () => void {
    return this.#runner.watch(listener);
  }

  press(key: KeyEvent): void {
    this.#light.wake();
    this.#runner.press(key);
  }

  isLocked(): boolean {
    return this.#runner.isLocked;
  }

  close(): void {
    this.#endMachine();
    void this.#options.panel.close(0);
  }

  /**
   * Shows a last view, sends it as far as time allows, and closes the device. All LEDs go dark: after the daemon has
   * ended, nothing could switch them off when the state they show changes.
   */
  async sayGoodbye(action: PowerAction | null): Promise<void> {
    const { panel } = this.#options;
    const { words } = this.#runner;
    this.#endMachine();
    panel.show(layoutFrame(goodbyeView(action, words), panel.geometry, words, LEDS_OFF));
    await panel.close(CLOSE_ms);
  }

  #endMachine(): void {
    for (const stop of this.#stopWatching) stop();
    this.#light.close();
    this.#runner.close();
  }

  /** Contrast and brightness; the backlight is at 100 % during a lamp test. */
  #setDisplay(): void {
    const { panel, lamps } = this.#options;
    const { contrast_percent, brightness_percent } = this.#runner.display;
    const display = {
      contrast_percent,
      brightness_percent: lamps.testing ? 100 : this.#light.brightness(brightness_percent),
    };
    if (this.#display !== null && sameDisplay(display, this.#display)) return;
    this.#display = display;
    panel.setDisplay(display);
  }

  /** Logs once for each language that the panel's character set cannot show. */
  #reportFallback(): void {
    const { panel, appliance, log } = this.#options;
    const { id, words } = appliance.value.language;
    if (id === this.#checkedLanguage) return;
    this.#checkedLanguage = id;
    if (!canShow(words, { register: 'glass', repertoire: panel.repertoire }))
      log.warn('the panel lacks characters of the language; it shows English', {
        panel: panel.name,
        language: id,
      });
  }

  /** Away from the status page somebody is at the menus; a notice waits for somebody. */
  get #isNeeded(): boolean {
    const { kind } = this.#runner.view.screen;
    return kind !== 'status' || this.#options.appliance.value.notices.length > 0;
  }

  #draw(): void {
    const { panel, lamps } = this.#options;
    this.#reportFallback();
    this.#light.alert(isAlert(this.#options.appliance.value));
    this.#setDisplay();
    panel.setAttention?.(this.#isNeeded);
    const { words } = this.#runner;
    const laidOut = layoutFrame(this.#runner.view, panel.geometry, words, lamps.leds);
    const frame = this.#link.state === 'silent' ? unheard(laidOut, words) : laidOut;
    const { number } = this.#runner;
    if (this.#frame !== null && number === this.#number && sameFrame(frame, this.#frame)) return;
    this.#frame = frame;
    this.#number = number;
    this.#numbers.set(frame, number);
    panel.show(frame);
  }

  #shows(frame: Frame | null): void {
    const number = frame === null ? undefined : this.#numbers.get(frame);
    this.#runner.sight.shows(number ?? NOTHING_SEEN);
  }

  /** Glass that is shared with other programs is hidden and back again every few seconds: that is told once. */
  #isToldAgain(link: PanelLink): boolean {
    if (link.state === 'connected') return this.#wasHiddenAgain;
    const isTold = link.state === 'hidden' && link.why === this.#lastHidden;
    if (link.state === 'hidden') this.#lastHidden = link.why;
    return isTold;
  }

  #logLink(link: PanelLink): void {
    const { log, panel } = this.#options;
    const isToldAgain = this.#isToldAgain(link);
    this.#wasHiddenAgain = isToldAgain && link.state === 'hidden';
    if (isToldAgain) return;
    if (link.state === 'connected')
      log.info('panel connected', { panel: panel.name, identity: link.identity });
    else if (link.state === 'hidden')
      log.warn('panel does not show what it is sent', { panel: panel.name, why: link.why });
    else if (link.state === 'silent') log.warn('panel does not answer', { panel: panel.name });
    else log.warn('panel absent; it is looked for', { panel: panel.name, why: link.why });
  }
}

/** What a panel shows whose keys do not arrive: somebody who presses them must not think that the menus hang. */
function unheard(frame: Frame, { headlines }: RegisterWords): Frame {
  const { geometry, leds } = frame;
  // Of two rows the second has the value.
  const place = geometry.rows > 2 ? geometry.rows - 1 : 0;
  const rows = frame.rows.map((text, row) => (row === place ? headlines.keysNotHeard : text));
  return frameOf(geometry, rows, null, leds);
}

/** Whether somebody passing by must see it: an update, a running change, a fault that nobody has read. */
function isAlert({ update, transaction, notices }: Appliance): boolean {
  return (
    isUnderWay(update) || transaction.phase !== 'none' || notices.some(({ severity }) => severity === 'fault')
  );
}

function sameDisplay(a: Display, b: Display): boolean {
  return a.contrast_percent === b.contrast_percent && a.brightness_percent === b.brightness_percent;
}

function sameFrame(a: Frame, b: Frame): boolean {
  return (
    a.rows.every((row, index) => row === b.rows[index]) &&
    a.cursor?.column === b.cursor?.column &&
    a.cursor?.row === b.cursor?.row &&
    a.cursor?.style === b.cursor?.style &&
    sameLeds(a.leds, b.leds)
  );
}
